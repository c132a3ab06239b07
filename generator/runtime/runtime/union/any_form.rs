//! Anything.

use std::collections::BTreeMap;

use serde_json::value::RawValue;

use crate::runtime::union::candidates::{Form, Rank};

/// Anything.
pub struct AnyForm;

impl Form for AnyForm {
    fn object(&self, _: &BTreeMap<String, &RawValue>) -> Option<Rank> {
        self.null()
    }

    fn list(&self, _: &[&RawValue]) -> Option<Rank> {
        self.null()
    }

    fn text(&self, _: &str) -> Option<Rank> {
        self.null()
    }

    fn number(&self, _: bool, _: &serde_json::Value) -> Option<Rank> {
        self.null()
    }

    fn boolean(&self, _: bool) -> Option<Rank> {
        self.null()
    }

    fn null(&self) -> Option<Rank> {
        // Behind everything else.
        Some((u32::MAX, 0))
    }
}
