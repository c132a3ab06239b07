//! A structured value in the path, in the style `matrix` (`;name=a,b`).

use serde_core::ser::Serialize;

use crate::runtime::codec::percent;
use crate::runtime::codec::style::{QueryStyle, query_pairs};
use crate::runtime::error::request_error::RequestError;
use crate::runtime::parameter::value::tree;
use crate::runtime::request::draft::Request;

/// Structured values in a path, in the style `matrix`.
pub trait PathMatrix {
    /// Adds a structured value to the path, as `;name=a,b`, or with `explode` as `;name=a;name=b`.
    fn path_matrix<T: Serialize + ?Sized>(&mut self, name: &str, value: &T, explode: bool) -> &mut Self;
}

impl PathMatrix for Request {
    fn path_matrix<T: Serialize + ?Sized>(&mut self, name: &str, value: &T, explode: bool) -> &mut Self {
        let Some(tree) = tree(self, name, value) else { return self };
        let style = QueryStyle { separator: ',', explode, deep: false };
        let pairs = query_pairs(name, &tree, style, |text| percent::value(text).to_string());
        if pairs.is_empty() {
            self.refuse(RequestError::argument(name, "a path segment cannot be empty"));
        }
        for (name, value) in pairs {
            // RFC 6570 §3.2.7: an empty value has no `=`.
            let equals = if value.is_empty() { "" } else { "=" };
            self.path.push_str(&format!(";{}{equals}{value}", percent::value(&name)));
        }
        self
    }
}
