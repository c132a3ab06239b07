//! Strings that hold something else.

use serde_json::{Map, Value, json};

use super::super::Upgrade;
use super::super::place::Place;
use super::super::reference;
use crate::diagnostic::Problem;
use crate::media_type::MediaType;

/// `contentEncoding: base64` is the format `byte`; any other encoding is kept as the text's format.
pub(super) fn encoding(upgrade: &mut Upgrade<'_, '_, '_>, schema: &mut Map<String, Value>, place: &Place) {
    let Some(Value::String(encoding)) = schema.get("contentEncoding").cloned() else { return };
    schema.shift_remove("contentEncoding");
    schema.entry("type").or_insert_with(|| Value::String("string".to_owned()));
    if schema.contains_key("format") {
        return;
    }
    upgrade.moved(place, "format", "contentEncoding");
    let format = if encoding.eq_ignore_ascii_case("base64") { "byte".to_owned() } else { encoding };
    schema.insert("format".to_owned(), Value::String(format));
}

/// `contentMediaType: image/png` without an encoding is the format `binary`; text stays text.
pub(super) fn media_type(upgrade: &mut Upgrade<'_, '_, '_>, schema: &mut Map<String, Value>, place: &Place) {
    let Some(Value::String(media)) = schema.get("contentMediaType").cloned() else { return };
    schema.shift_remove("contentMediaType");
    let media_type = MediaType::new(&media);
    let essence = media_type.essence();
    let text = essence.starts_with("text/")
        || ["json", "xml", "javascript", "yaml", "x-www-form-urlencoded"].iter().any(|end| essence.ends_with(end));
    schema.entry("type").or_insert_with(|| Value::String("string".to_owned()));
    if !text && !schema.contains_key("format") {
        upgrade.moved(place, "format", "contentMediaType");
        schema.insert("format".to_owned(), Value::String("binary".to_owned()));
    }
    // What is in the text, a reader of the emitted code may want to know.
    schema.insert("x-content-media-type".to_owned(), Value::String(media));
}

/// The schema of what a text holds: the text stays a text.
pub(super) fn content_schema(upgrade: &mut Upgrade<'_, '_, '_>, schema: &mut Map<String, Value>, place: &Place) {
    if schema.shift_remove("contentSchema").is_some() {
        upgrade.say_in(place, "contentSchema", Problem::Unchecked { keyword: "contentSchema".to_owned() });
    }
}

/// `itemSchema` of OpenAPI 3.2 is the schema of one of the JSON values that follow each other; that
/// is what is read in `schema` there.
pub(super) fn item_schema(upgrade: &mut Upgrade<'_, '_, '_>, media: &mut Map<String, Value>, place: &Place) {
    const KEYWORD: &str = "itemSchema";
    let name = place.here.keys().last().unwrap_or_default();
    let media_type = MediaType::new(&name);
    let essence = media_type.essence();
    // `application/jsonl`, `application/json-seq` and their kind; a single value has no items, and
    // an event has fields around its data.
    let single = essence == "application/json" || essence.ends_with("+json") && essence != "application/stream+json";
    if single || !essence.contains("json") || media.contains_key("schema") {
        return;
    }
    if let Some(schema) = media.shift_remove(KEYWORD) {
        upgrade.moved(place, "schema", KEYWORD);
        media.insert("schema".to_owned(), schema);
    }
}

/// The media type of a part of a multipart body stands at its property; in 3.0 it stands in
/// `encoding`.
pub(super) fn part_types(upgrade: &mut Upgrade<'_, '_, '_>, media: &mut Map<String, Value>, place: &Place) {
    if !place.here.keys().last().is_some_and(|name| MediaType::new(&name).is_multipart()) {
        return;
    }
    let Some(mut schema) = media.get("schema").cloned() else { return };
    if let Some(reference) = reference::text(&schema) {
        let from = upgrade.inside(place, "schema").from;
        let Some(at) = upgrade.resolve_node(reference, &from) else { return };
        let file = upgrade.library.value(at.source);
        schema = file.pointer(at.pointer.as_str()).cloned().unwrap_or_default();
    }
    let properties = schema.get("properties").and_then(Value::as_object);
    for (name, property) in properties.into_iter().flatten() {
        let Some(part) = property.get("contentMediaType").filter(|part| part.is_string()) else { continue };
        let encoding = media.entry("encoding").or_insert_with(|| json!({}));
        if let Some(encoding) = encoding.as_object_mut() {
            let encoding = encoding.entry(name).or_insert_with(|| json!({}));
            if let Some(encoding) = encoding.as_object_mut().filter(|encoding| !encoding.contains_key("contentType")) {
                encoding.insert("contentType".to_owned(), part.clone());
            }
        }
    }
}
