//! Schemas.

use serde_json::{Map, Value, json};

use super::super::Upgrade;
use super::super::openapi_3_1::{reference_siblings, type_list};
use super::super::place::Place;

/// The rules of schemas.
pub(super) fn schema(upgrade: &mut Upgrade<'_, '_, '_>, schema: &mut Map<String, Value>, place: &Place) {
    nullable(upgrade, schema, place);
    if schema.get("nullable") == Some(&Value::Bool(true)) {
        reference_siblings(upgrade, schema, place);
    }
    type_list(upgrade, schema, place);
    file(schema);
    discriminator(upgrade, schema, place);
}

/// Turns `x-nullable: true` into `nullable`.
fn nullable(upgrade: &mut Upgrade<'_, '_, '_>, schema: &mut Map<String, Value>, place: &Place) {
    for keyword in ["x-nullable", "x-isnullable"] {
        if let Some(nullable @ Value::Bool(_)) = schema.get(keyword).cloned()
            && !schema.contains_key("nullable")
        {
            schema.shift_remove(keyword);
            upgrade.moved(place, "nullable", keyword);
            schema.insert("nullable".to_owned(), nullable);
        }
    }
}

/// Turns `type: file` into a string with the format `binary`.
fn file(schema: &mut Map<String, Value>) {
    if schema.get("type").and_then(Value::as_str) == Some("file") {
        schema.insert("type".to_owned(), json!("string"));
        schema.insert("format".to_owned(), json!("binary"));
    }
}

/// Turns `discriminator`, the name of a property, into an object.
fn discriminator(upgrade: &mut Upgrade<'_, '_, '_>, schema: &mut Map<String, Value>, place: &Place) {
    if let Some(discriminator @ Value::String(_)) = schema.get_mut("discriminator") {
        *discriminator = json!({ "propertyName": discriminator.take() });
        let from = upgrade.inside(place, "discriminator").from;
        upgrade.moves.record(place.here.child("discriminator").child("propertyName"), from);
    }
}
