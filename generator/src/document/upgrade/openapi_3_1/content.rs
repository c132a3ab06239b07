//! Strings that contain encoded data or text in another format.

use serde_json::{Map, Value, json};

use super::super::Upgrade;
use super::super::place::Place;
use super::super::reference;
use crate::diagnostic::Problem;
use crate::media_type::MediaType;

/// Turns `contentEncoding: base64` into the format `byte`. Any other encoding becomes the format
/// itself.
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

/// Turns `contentMediaType: image/png` without an encoding into the format `binary`; text stays
/// text.
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
    // An extension, because OpenAPI 3.0 has no keyword for it.
    schema.insert("x-content-media-type".to_owned(), Value::String(media));
}

/// Removes the schema of a text's content: the text stays a text.
pub(super) fn content_schema(upgrade: &mut Upgrade<'_, '_, '_>, schema: &mut Map<String, Value>, place: &Place) {
    if schema.shift_remove("contentSchema").is_some() {
        upgrade.say_in(place, "contentSchema", Problem::Unchecked { keyword: "contentSchema".to_owned() });
    }
}

/// Reads `itemSchema` of OpenAPI 3.2, the schema of each value in a sequence, as `schema`: the
/// later stages read `schema` in this way for sequential media types.
pub(super) fn item_schema(upgrade: &mut Upgrade<'_, '_, '_>, media: &mut Map<String, Value>, place: &Place) {
    const KEYWORD: &str = "itemSchema";
    let name = place.here.keys().last().unwrap_or_default();
    let media_type = MediaType::new(&name);
    let essence = media_type.essence();
    // `application/jsonl`, `application/json-seq` and the like are sequences. A single value has no
    // items, and an event has fields around its data.
    let single = essence == "application/json" || essence.ends_with("+json") && essence != "application/stream+json";
    if single || !essence.contains("json") || media.contains_key("schema") {
        return;
    }
    if let Some(schema) = media.shift_remove(KEYWORD) {
        upgrade.moved(place, "schema", KEYWORD);
        media.insert("schema".to_owned(), schema);
    }
}

/// Moves the media type of a multipart body's part from its property to `encoding`, where 3.0 has
/// it.
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
