//! Faults of single objects.

use serde_json::{Map, Value, json};

use crate::diagnostic::{Diagnostics, Problem};
use crate::place::At;

/// Reads `discriminator: petType` as in OpenAPI 2.0.
pub(super) fn discriminator_text(schema: &mut Map<String, Value>, at: &At, diagnostics: &mut Diagnostics) {
    if let Some(discriminator @ Value::String(_)) = schema.get_mut("discriminator") {
        let property = discriminator.as_str().unwrap_or_default().to_owned();
        *discriminator = json!({ "propertyName": property });
        diagnostics.push(at.child("discriminator"), Problem::DiscriminatorText { property });
    }
}

/// Reads a parameter that has neither `schema` nor `content` as a string.
pub(super) fn parameter_without_schema(parameter: &mut Map<String, Value>, at: &At, diagnostics: &mut Diagnostics) {
    // Without a name and a location, it is not a parameter.
    let known = matches!(parameter.get("in").and_then(Value::as_str), Some("query" | "header" | "path" | "cookie"));
    let Some(name) = parameter.get("name").and_then(Value::as_str).filter(|_| known).map(str::to_owned) else { return };
    without_schema("parameter", name, parameter, at, diagnostics);
}

/// Reads a header that has neither `schema` nor `content` as a string.
pub(super) fn header_without_schema(header: &mut Map<String, Value>, at: &At, diagnostics: &mut Diagnostics) {
    let name = at.pointer.keys().last().unwrap_or_default();
    without_schema("header", name, header, at, diagnostics);
}

fn without_schema(
    what: &'static str,
    name: String,
    object: &mut Map<String, Value>,
    at: &At,
    diagnostics: &mut Diagnostics,
) {
    if !object.contains_key("schema") && !object.contains_key("content") {
        object.insert("schema".to_owned(), json!({ "type": "string" }));
        diagnostics.push(at.clone(), Problem::WithoutSchema { what, name });
    }
}

/// Reads a path parameter as required, because a path is always sent whole.
pub(super) fn optional_path_parameter(parameter: &mut Map<String, Value>, at: &At, diagnostics: &mut Diagnostics) {
    let required = parameter.get("required");
    // A `required` that is not a boolean is reported by the grammar.
    let faulty = matches!(required, None | Some(Value::Bool(false)));
    if faulty && parameter.get("in").and_then(Value::as_str) == Some("path") {
        let name = parameter.get("name").and_then(Value::as_str).unwrap_or_default().to_owned();
        parameter.insert("required".to_owned(), Value::Bool(true));
        diagnostics.push(at.clone(), Problem::OptionalPathParameter { name });
    }
}

/// Drops a style that is not allowed in the parameter's location.
pub(super) fn unsuitable_style(parameter: &mut Map<String, Value>, at: &At, diagnostics: &mut Diagnostics) {
    let location = parameter.get("in").and_then(Value::as_str).unwrap_or_default().to_owned();
    let known: &[&str] = match location.as_str() {
        "query" => &["form", "spaceDelimited", "pipeDelimited", "deepObject"],
        "path" => &["simple", "label", "matrix"],
        "header" => &["simple"],
        "cookie" => &["form"],
        _ => return,
    };
    if let Some(style) = parameter.get("style").and_then(Value::as_str)
        && !known.contains(&style)
    {
        let style = style.to_owned();
        parameter.shift_remove("style");
        diagnostics.push(at.child("style"), Problem::UnsuitableStyle { style, location });
    }
}
