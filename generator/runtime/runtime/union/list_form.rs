//! Arrays.

use serde_json::value::RawValue;

use crate::runtime::union::candidates::{Form, Rank};
use crate::runtime::union::values;

/// An array of such values.
pub struct ListForm<'f>(pub &'f dyn Form);

impl Form for ListForm<'_> {
    fn list(&self, items: &[&RawValue]) -> Option<Rank> {
        Some((0, values::rank(self.0, items.iter().copied())?))
    }
}
