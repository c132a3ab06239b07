//! Lists of plain values, as texts.

use crate::runtime::value::argument::{Argument, Refusal};

/// The texts of the items, before any escaping.
pub(crate) fn texts<'a, A: Argument + 'a>(items: impl IntoIterator<Item = &'a A>) -> Result<Vec<String>, Refusal> {
    items.into_iter().map(|item| item.encode().map(|text| text.into_owned())).collect()
}
