//! The encoding of form fields: writes down the defaults.

use serde_json::{Map, Value, json};

use super::dialect::Dialect;
use crate::media_type::MediaType;

const KEYWORDS: [&str; 3] = ["style", "explode", "allowReserved"];

/// Completes the encodings of a media type (OpenAPI 3.0.4, "Encoding Object"). If only `explode` or
/// `allowReserved` is present, the style is `form`. Unless the document states otherwise, only
/// `form` explodes. In OpenAPI 3.0 these keywords apply only to forms; in later versions, and in
/// Swagger 2.0, they also apply to multipart bodies.
pub(super) fn complete(media_type: &mut Map<String, Value>, name: &str, dialect: Dialect) {
    let ignored = dialect == Dialect::OpenApi30 && !MediaType::new(name).is_form();
    let Some(Value::Object(encodings)) = media_type.get_mut("encoding") else { return };
    for encoding in encodings.values_mut().filter_map(Value::as_object_mut) {
        if ignored {
            encoding.retain(|key, _| !KEYWORDS.contains(&key.as_str()));
        } else if KEYWORDS.iter().any(|key| encoding.contains_key(*key)) {
            let is_form = *encoding.entry("style").or_insert_with(|| json!("form")) == "form";
            encoding.entry("explode").or_insert(Value::Bool(is_form));
        }
    }
}

/// Whether a document contains encodings.
pub(super) fn is_written(node: &Value) -> bool {
    match node {
        Value::Object(map) => map.get("encoding").is_some_and(Value::is_object) || map.values().any(is_written),
        Value::Array(list) => list.iter().any(is_written),
        Value::Null | Value::Bool(_) | Value::Number(_) | Value::String(_) => false,
    }
}
