//! Objects without named members.

use std::collections::BTreeMap;

use serde_json::value::RawValue;

use crate::runtime::union::candidates::{Form, Rank};
use crate::runtime::union::map_rank::MAP;
use crate::runtime::union::values;

/// An object without named members, all of such values.
pub struct MapForm<'f>(pub &'f dyn Form);

impl Form for MapForm<'_> {
    fn object(&self, members: &BTreeMap<String, &RawValue>) -> Option<Rank> {
        Some((MAP, values::rank(self.0, members.values().copied())?))
    }
}
