//! Single values: constants and examples.

use serde_json::{Map, Value, json};

use super::super::Upgrade;
use super::super::place::Place;
use crate::diagnostic::Problem;

/// Turns `const: 5` into an enumeration of one value, with that value's type.
pub(super) fn constant(upgrade: &mut Upgrade<'_, '_, '_>, schema: &mut Map<String, Value>, place: &Place) {
    let Some(value) = schema.get("const").cloned() else { return };
    let kind = match &value {
        Value::Null => {
            schema.insert("nullable".to_owned(), Value::Bool(true));
            None
        }
        Value::Bool(_) => Some("boolean"),
        Value::Number(number) if number.is_f64() => Some("number"),
        Value::Number(_) => Some("integer"),
        Value::String(_) => Some("string"),
        Value::Array(_) | Value::Object(_) => {
            schema.shift_remove("const");
            upgrade.say_in(place, "const", Problem::Unchecked { keyword: "const".to_owned() });
            return;
        }
    };
    schema.shift_remove("const");
    let from = upgrade.inside(place, "const").from;
    upgrade.moves.record(place.here.child("enum"), from.clone());
    upgrade.moves.record(place.here.child("enum").index(0), from);
    schema.insert("enum".to_owned(), json!([value]));
    if let Some(kind) = kind {
        schema.entry("type").or_insert_with(|| Value::String(kind.to_owned()));
    }
}

/// Turns the first of several examples into `example`, and keeps the others as an extension.
pub(super) fn examples(upgrade: &mut Upgrade<'_, '_, '_>, schema: &mut Map<String, Value>, place: &Place) {
    let Some(Value::Array(examples)) = schema.get("examples") else { return };
    let mut examples = examples.clone();
    schema.shift_remove("examples");
    if !schema.contains_key("example") && !examples.is_empty() {
        let first = examples.remove(0);
        let examples_at = upgrade.inside(place, "examples");
        let from = upgrade.inside(&examples_at, "0").from;
        upgrade.moves.record(place.here.child("example"), from);
        schema.insert("example".to_owned(), first);
    }
    if !examples.is_empty() {
        schema.insert("x-examples".to_owned(), Value::Array(examples));
    }
}
