//! Forms: each parameter in `formData` is a property of the request body.

use serde_json::{Map, Value, json};

use super::super::Upgrade;
use super::super::place::Place;
use super::operation::Part;
use super::parameter;
use crate::diagnostic::{Ineffective, Problem, Unsupported};
use crate::media_type::MediaType;

const ENCODED: &str = "application/x-www-form-urlencoded";
const MULTIPART: &str = "multipart/form-data";

/// Returns the request body of a form with these fields.
pub(super) fn form(
    upgrade: &mut Upgrade<'_, '_, '_>,
    fields: &[Part],
    consumes: &[String],
    place: &Place,
) -> Map<String, Value> {
    if let Some(first) = fields.first() {
        upgrade.moves.record(place.here.clone(), first.at.clone());
    }
    let mut properties = Map::new();
    let mut required = Vec::new();
    let mut encoding = Map::new();
    for Part { parameter: field, at } in fields {
        let Some(name) = field.get("name").and_then(Value::as_str) else { continue };
        if properties.contains_key(name) {
            let because = Ineffective::FieldTaken;
            upgrade.say(at.clone(), Problem::IgnoredParameter { name: name.to_owned(), because });
            continue;
        }
        let mut schema = match field.get("schema") {
            // Later versions write a type in this way, so its meaning is clear.
            Some(Value::Object(schema)) if !field.contains_key("type") => schema.clone(),
            _ => parameter::schema_of(field),
        };
        if let Some(description) = field.get("description") {
            schema.insert("description".to_owned(), description.clone());
        }
        if field.get("type").and_then(Value::as_str) == Some("array") {
            let format = field.get("collectionFormat").and_then(Value::as_str).unwrap_or("csv");
            let unsupported = match parameter::style_of(format, "formData") {
                _ if parameter::has_lists(field) => Some(("items", Unsupported::ListsInList)),
                Some((style, explode)) => {
                    encoding.insert(name.to_owned(), json!({ "style": style, "explode": explode }));
                    None
                }
                None => {
                    let because = Unsupported::FormSeparator { format: format.to_owned() };
                    Some(("collectionFormat", because))
                }
            };
            if let Some((key, because)) = unsupported {
                let name = name.to_owned();
                upgrade.say(at.child(key), Problem::UnsupportedParameter { name, because });
                schema.retain(|key, _| key == "description");
                schema.insert("type".to_owned(), json!("string"));
            }
        }
        if field.get("required") == Some(&Value::Bool(true)) {
            required.push(json!(name));
        }
        properties.insert(name.to_owned(), Value::Object(schema));
    }
    let mut schema = Map::new();
    schema.insert("type".to_owned(), json!("object"));
    schema.insert("properties".to_owned(), Value::Object(properties));
    if !required.is_empty() {
        schema.insert("required".to_owned(), Value::Array(required.clone()));
    }
    let mut content = Map::new();
    for media in media_types(fields, consumes) {
        let at = place.here.child("content").child(&media).child("schema").child("properties");
        // Of several fields with the same name, the first one counts.
        for Part { parameter: field, at: from } in fields.iter().rev() {
            if let Some(name) = field.get("name").and_then(Value::as_str) {
                upgrade.moves.record(at.child(name), from.clone());
            }
        }
        let mut object = Map::new();
        object.insert("schema".to_owned(), Value::Object(schema.clone()));
        if !encoding.is_empty() {
            object.insert("encoding".to_owned(), Value::Object(encoding.clone()));
        }
        content.insert(media, Value::Object(object));
    }
    let mut body = Map::new();
    body.insert("content".to_owned(), Value::Object(content));
    body.insert("required".to_owned(), Value::Bool(!required.is_empty()));
    body
}

/// Returns the media types of a form: those of the operation. A form with a file must be multipart.
fn media_types(fields: &[Part], consumes: &[String]) -> Vec<String> {
    let file = fields.iter().any(|field| field.parameter.get("type").and_then(Value::as_str) == Some("file"));
    let fits = |media: &&String| {
        let media = MediaType::new(media);
        media.is_multipart() || media.is_form() && !file
    };
    let named: Vec<String> = consumes.iter().filter(fits).cloned().collect();
    match named.is_empty() {
        false => named,
        true if file => vec![MULTIPART.to_owned()],
        true => vec![ENCODED.to_owned()],
    }
}
