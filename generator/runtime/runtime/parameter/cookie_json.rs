//! A value in a cookie as JSON.

use serde_core::ser::Serialize;

use crate::runtime::codec::percent;
use crate::runtime::parameter::json::json;
use crate::runtime::request::draft::Request;

/// Values in a cookie as JSON.
pub trait CookieJson {
    /// Adds a cookie with a value as JSON.
    fn cookie_json<T: Serialize + ?Sized>(&mut self, name: &str, value: &T) -> &mut Self;
}

impl CookieJson for Request {
    fn cookie_json<T: Serialize + ?Sized>(&mut self, name: &str, value: &T) -> &mut Self {
        if let Some(json) = json(self, name, value) {
            self.push_cookie(name, &percent::value(&json).to_string());
        }
        self
    }
}
