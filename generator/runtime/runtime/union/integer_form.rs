//! Whole numbers.

use crate::runtime::union::candidates::{Form, Rank};

/// A whole number.
pub struct IntegerForm;

impl Form for IntegerForm {
    fn number(&self, whole: bool, _: &serde_json::Value) -> Option<Rank> {
        // `1.0` is whole as well.
        Some((if whole { 1 } else { 3 }, 0))
    }
}
