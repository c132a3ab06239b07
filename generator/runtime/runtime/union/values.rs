//! What the values of an array or an object say about an alternative.

use serde_json::value::RawValue;

use crate::runtime::union::candidates::{Form, Seen};

/// How many values of an array or an object are looked at. Whether the others fit turns out when
/// they are read.
const LOOKED_AT: usize = 64;

/// The rank of values that all have that form: the rank of the one that fits worst.
pub(crate) fn rank<'v>(form: &dyn Form, values: impl Iterator<Item = &'v RawValue>) -> Option<u32> {
    let mut worst = 0;
    for value in values.take(LOOKED_AT) {
        worst = match Seen::of(value.get()) {
            Seen::Null => worst,
            seen => worst.max(seen.rank(form)?.0),
        };
    }
    Some(worst)
}
