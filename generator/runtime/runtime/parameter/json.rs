//! Values as JSON, for parameters.

use serde_core::ser::Serialize;

use crate::runtime::request::draft::Request;
use crate::runtime::value::argument::Refusal;

/// The JSON of the value, or `None` if it is refused.
pub(crate) fn json<T: Serialize + ?Sized>(request: &mut Request, name: &str, value: &T) -> Option<String> {
    let json = serde_json::to_string(value).map_err(|_| Refusal("the value has no JSON form"));
    request.accept(name, json)
}
