//! A value in a header as JSON.

use serde_core::ser::Serialize;

use crate::runtime::parameter::json::json;
use crate::runtime::request::draft::Request;

/// Values in a header as JSON.
pub trait HeaderJson {
    /// Sets a header to a value as JSON.
    fn header_json<T: Serialize + ?Sized>(&mut self, name: &str, value: &T) -> &mut Self;
}

impl HeaderJson for Request {
    fn header_json<T: Serialize + ?Sized>(&mut self, name: &str, value: &T) -> &mut Self {
        if let Some(json) = json(self, name, value) {
            self.set_header(name, &json);
        }
        self
    }
}
