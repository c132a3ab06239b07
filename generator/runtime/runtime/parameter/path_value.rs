//! A structured value in the path, in the styles `simple` and `label`.

use serde_core::ser::Serialize;

use crate::runtime::codec::percent;
use crate::runtime::codec::style::joined;
use crate::runtime::error::request_error::RequestError;
use crate::runtime::parameter::value::tree;
use crate::runtime::request::draft::Request;

/// How a value stands in a path.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct PathStyle {
    /// What stands before the value.
    pub prefix: &'static str,
    /// What stands between its parts.
    pub separator: &'static str,
    /// Whether a member of an object is `key=value`.
    pub explode: bool,
}

/// Structured values in a path.
pub trait PathValue {
    /// Adds a structured value to the path.
    fn path_value<T: Serialize + ?Sized>(&mut self, name: &str, value: &T, style: PathStyle) -> &mut Self;
}

impl PathValue for Request {
    fn path_value<T: Serialize + ?Sized>(&mut self, name: &str, value: &T, style: PathStyle) -> &mut Self {
        let Some(tree) = tree(self, name, value) else { return self };
        let escape = |text: &str| percent::value(text).to_string();
        let text = format!("{}{}", style.prefix, joined(&tree, style.separator, style.explode, escape));
        match text.as_str() {
            "" | "." => self.refuse(RequestError::argument(name, "a path segment cannot be empty")),
            ".." => self.refuse(RequestError::argument(name, "`.` and `..` would change the path")),
            text => self.path.push_str(text),
        }
        self
    }
}
