//! Responses: 3.0 has a schema for each media type.

use serde_json::{Map, Value, json};

use super::super::Upgrade;
use super::super::place::Place;
use super::super::reference;
use crate::diagnostic::Problem;

/// Turns `schema` and `examples` into `content`.
pub(super) fn response(upgrade: &mut Upgrade<'_, '_, '_>, response: &mut Map<String, Value>, place: &Place) {
    let schema = response.shift_remove("schema").filter(|schema| !schema.is_null());
    let examples = match response.shift_remove("examples") {
        Some(Value::Object(examples)) => examples,
        Some(_) | None => Map::new(),
    };
    let Some(schema) = schema else {
        // Without a schema, only the examples show that the response has a body.
        if !examples.is_empty() {
            let from = upgrade.inside(place, "examples").from;
            upgrade.moves.record(place.here.child("content"), from);
            let content = examples.into_iter().map(|(media, example)| (media, json!({ "example": example })));
            response.insert("content".to_owned(), Value::Object(content.collect()));
        }
        return;
    };
    let file = schema.get("type").and_then(Value::as_str) == Some("file");
    let media = match file {
        true => file_media_types(upgrade, place),
        false => {
            let produces = upgrade.scope.produces.clone();
            upgrade.media_types(&produces, place)
        }
    };
    let (schema_at, examples_at) = (upgrade.inside(place, "schema"), upgrade.inside(place, "examples"));
    let mut content = Map::new();
    for media in media {
        let at = place.here.child("content").child(&media);
        upgrade.moves.record(at.clone(), place.from.clone());
        let mut object = Map::new();
        upgrade.moves.record(at.child("schema"), schema_at.from.clone());
        object.insert("schema".to_owned(), schema.clone());
        if let Some(example) = examples.get(&media) {
            upgrade.moves.record(at.child("example"), examples_at.from.child(&media));
            object.insert("example".to_owned(), example.clone());
        }
        content.insert(media, Value::Object(object));
    }
    response.insert("content".to_owned(), Value::Object(content));
}

/// Returns the media types of a file. If they are JSON, the bytes of the file are still not JSON.
fn file_media_types(upgrade: &mut Upgrade<'_, '_, '_>, place: &Place) -> Vec<String> {
    const BYTES: &str = "application/octet-stream";
    let fits = |media: &&String| !media.contains("json") && !media.starts_with("*/");
    let named: Vec<String> = upgrade.scope.produces.iter().filter(fits).cloned().collect();
    if !named.is_empty() {
        return named;
    }
    if !upgrade.scope.produces.is_empty() {
        upgrade.say_in(place, "schema", Problem::FileAsJson { media: BYTES });
    }
    vec![BYTES.to_owned()]
}

/// Resolves shared responses, which have the media types of their own file: if an operation has
/// others, it gets a copy.
pub(super) fn shared_responses(upgrade: &mut Upgrade<'_, '_, '_>, operation: &mut Map<String, Value>, place: &Place) {
    let responses_at = upgrade.inside(place, "responses");
    let Some(Value::Object(responses)) = operation.get_mut("responses") else { return };
    for (status, response) in responses {
        let Some(reference) = reference::text(response) else { continue };
        let at = upgrade.inside(&responses_at, status);
        let Some(target) = upgrade.resolve_node(reference, &at.from) else { continue };
        let file = upgrade.library.value(target.source);
        if upgrade.scope_in(&file).produces == upgrade.scope.produces {
            continue;
        }
        if let Some(found) = file.pointer(target.pointer.as_str()).filter(|found| found.get("schema").is_some()) {
            *response = found.clone();
            upgrade.moves.record(at.here, target);
        }
    }
}
