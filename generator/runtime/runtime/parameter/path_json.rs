//! A value in the path as JSON.

use serde_core::ser::Serialize;

use crate::runtime::codec::percent;
use crate::runtime::parameter::json::json;
use crate::runtime::request::draft::Request;

/// Values in the path as JSON.
pub trait PathJson {
    /// Adds a value to the path as JSON.
    fn path_json<T: Serialize + ?Sized>(&mut self, name: &str, value: &T) -> &mut Self;
}

impl PathJson for Request {
    fn path_json<T: Serialize + ?Sized>(&mut self, name: &str, value: &T) -> &mut Self {
        if let Some(json) = json(self, name, value) {
            self.path.push_str(&percent::value(&json).to_string());
        }
        self
    }
}
