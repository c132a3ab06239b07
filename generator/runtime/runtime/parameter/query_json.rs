//! A value in the query as JSON.

use serde_core::ser::Serialize;

use crate::runtime::codec::percent;
use crate::runtime::parameter::json::json;
use crate::runtime::request::draft::Request;

/// Values in the query as JSON.
pub trait QueryJson {
    /// Adds a value to the query as JSON.
    fn query_json<T: Serialize + ?Sized>(&mut self, name: &str, value: &T) -> &mut Self;
}

impl QueryJson for Request {
    fn query_json<T: Serialize + ?Sized>(&mut self, name: &str, value: &T) -> &mut Self {
        if let Some(json) = json(self, name, value) {
            self.push_query(name, &percent::value(&json).to_string());
        }
        self
    }
}
