//! Objects of anything.

use std::collections::BTreeMap;

use serde_json::value::RawValue;

use crate::runtime::union::candidates::{Form, Rank};
use crate::runtime::union::map_rank::MAP;

/// An object without named members, of any values.
pub struct AnyMapForm;

impl Form for AnyMapForm {
    fn object(&self, _: &BTreeMap<String, &RawValue>) -> Option<Rank> {
        // Behind all objects whose values are known.
        Some((MAP, u32::MAX))
    }
}
