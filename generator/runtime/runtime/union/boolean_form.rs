//! `true` and `false`.

use crate::runtime::union::candidates::{Form, Rank};

/// `true` or `false`.
pub struct BooleanForm;

impl Form for BooleanForm {
    fn boolean(&self, _: bool) -> Option<Rank> {
        Some((1, 0))
    }
}
