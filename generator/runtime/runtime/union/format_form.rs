//! Strings of a form.

use crate::runtime::union::candidates::{Form, Rank};

/// A string of a form.
pub struct FormatForm(pub fn(&str) -> bool);

impl Form for FormatForm {
    fn text(&self, text: &str) -> Option<Rank> {
        Some((if (self.0)(text) { 0 } else { 3 }, 0))
    }
}
