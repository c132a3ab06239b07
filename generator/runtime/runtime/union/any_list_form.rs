//! Arrays of anything.

use serde_json::value::RawValue;

use crate::runtime::union::candidates::{Form, Rank};

/// An array of anything.
pub struct AnyListForm;

impl Form for AnyListForm {
    fn list(&self, _: &[&RawValue]) -> Option<Rank> {
        // Behind all arrays whose items are known.
        Some((0, u32::MAX))
    }
}
