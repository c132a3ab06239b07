//! Values that are listed.

use serde_json::Value;

use crate::runtime::codec::listed::{Listed, position};
use crate::runtime::union::candidates::{Form, Rank};

/// One of these values.
pub struct ListedForm<'f>(pub &'f [&'f dyn Listed]);

impl ListedForm<'_> {
    /// First the list that has the value; last one of its kind.
    fn rank(&self, value: &Value) -> Option<Rank> {
        let kind = std::mem::discriminant(value);
        match position(self.0, value) {
            Some(_) => Some((0, 0)),
            None => self.0.iter().any(|listed| std::mem::discriminant(&listed.to_value()) == kind).then_some((4, 0)),
        }
    }
}

impl Form for ListedForm<'_> {
    fn text(&self, text: &str) -> Option<Rank> {
        self.rank(&text.into())
    }

    fn number(&self, _: bool, value: &Value) -> Option<Rank> {
        self.rank(value)
    }

    fn boolean(&self, value: bool) -> Option<Rank> {
        self.rank(&value.into())
    }
}
