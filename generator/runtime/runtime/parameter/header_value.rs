//! A structured value in a header.

use serde_core::ser::Serialize;

use crate::runtime::codec::style::joined;
use crate::runtime::codec::tree::Tree;
use crate::runtime::error::request_error::RequestError;
use crate::runtime::parameter::value::tree;
use crate::runtime::request::draft::Request;

/// Structured values in headers.
pub trait HeaderValue {
    /// Sets a header to a structured value; an empty one sets nothing.
    fn header_value<T: Serialize + ?Sized>(&mut self, name: &str, value: &T, explode: bool) -> &mut Self;
}

impl HeaderValue for Request {
    fn header_value<T: Serialize + ?Sized>(&mut self, name: &str, value: &T, explode: bool) -> &mut Self {
        if let Some(tree) = tree(self, name, value) {
            let text = joined(&tree, ",", explode, str::to_owned);
            if has_comma(&tree) {
                self.refuse(RequestError::argument(name, "an item with a comma cannot be told from two"));
            } else if !text.is_empty() {
                self.set_header(name, &text);
            }
        }
        self
    }
}

/// Whether a name or a text in a list or an object has a comma.
fn has_comma(tree: &Tree) -> bool {
    let has = |tree: &Tree| tree.text().is_some_and(|text| text.contains(','));
    match tree {
        Tree::Null | Tree::Scalar(_) => false,
        Tree::List(items, _) => items.iter().any(has),
        Tree::Object(members, _) => members.iter().any(|(name, value)| name.contains(',') || has(value)),
    }
}
