//! A structured value in a cookie.

use serde_core::ser::Serialize;

use crate::runtime::codec::percent;
use crate::runtime::codec::style::{QueryStyle, query_pairs};
use crate::runtime::parameter::value::tree;
use crate::runtime::request::draft::Request;

/// Structured values in cookies.
pub trait CookieValue {
    /// Adds a cookie with a structured value; an empty one adds nothing.
    fn cookie_value<T: Serialize + ?Sized>(&mut self, name: &str, value: &T, explode: bool) -> &mut Self;
}

impl CookieValue for Request {
    fn cookie_value<T: Serialize + ?Sized>(&mut self, name: &str, value: &T, explode: bool) -> &mut Self {
        if let Some(tree) = tree(self, name, value) {
            let style = QueryStyle { separator: ',', explode, deep: false };
            for (name, value) in query_pairs(name, &tree, style, |text| percent::value(text).to_string()) {
                self.push_cookie(&name, &value);
            }
        }
        self
    }
}
