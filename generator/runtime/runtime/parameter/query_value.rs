//! A structured value in the query.

use percent_encoding::{AsciiSet, NON_ALPHANUMERIC, utf8_percent_encode};
use serde_core::ser::Serialize;

use crate::runtime::codec::percent;
use crate::runtime::codec::style::{QueryStyle, query_pairs};
use crate::runtime::parameter::value::tree;
use crate::runtime::request::draft::Request;

/// Structured values in a query.
pub trait QueryValue {
    /// Adds a structured value to the query; an empty one adds nothing. `allow_reserved` leaves RFC
    /// 3986's reserved characters as they are.
    fn query_value<T: Serialize + ?Sized>(
        &mut self,
        name: &str,
        value: &T,
        style: QueryStyle,
        allow_reserved: bool,
    ) -> &mut Self;
}

impl QueryValue for Request {
    fn query_value<T: Serialize + ?Sized>(
        &mut self,
        name: &str,
        value: &T,
        style: QueryStyle,
        allow_reserved: bool,
    ) -> &mut Self {
        if let Some(tree) = tree(self, name, value) {
            let escape = if allow_reserved { reserved } else { strict };
            for (name, value) in query_pairs(name, &tree, style, escape) {
                self.push_query(&name, &value);
            }
        }
        self
    }
}

fn strict(text: &str) -> String {
    percent::value(text).to_string()
}

/// Escapes a value, but leaves the reserved characters of RFC 3986 §2.2 that end neither the value
/// nor the query (`&`, `#` and `+` would).
fn reserved(text: &str) -> String {
    utf8_percent_encode(text, &RESERVED).to_string()
}

/// The characters that a value may hold as they are.
const RESERVED: AsciiSet = NON_ALPHANUMERIC
    .remove(b'-')
    .remove(b'.')
    .remove(b'_')
    .remove(b'~')
    .remove(b':')
    .remove(b'/')
    .remove(b'?')
    .remove(b'[')
    .remove(b']')
    .remove(b'@')
    .remove(b'!')
    .remove(b'$')
    .remove(b'\'')
    .remove(b'(')
    .remove(b')')
    .remove(b'*')
    .remove(b',')
    .remove(b';')
    .remove(b'=');
