//! What a schema is called, where its own schemas are, and by which rules it is written.

use serde_json::{Map, Value};

use super::super::Upgrade;
use super::super::place::Place;
use crate::diagnostic::Problem;

/// `$dynamicRef` leads to what the outermost schema makes of an anchor; the anchor itself is the
/// nearest to it.
pub(super) fn dynamic_reference(upgrade: &mut Upgrade<'_, '_, '_>, schema: &mut Map<String, Value>, place: &Place) {
    for keyword in ["$dynamicRef", "$recursiveRef"] {
        let Some(target @ Value::String(_)) = schema.get(keyword).cloned() else { continue };
        schema.shift_remove(keyword);
        upgrade.say_in(place, keyword, Problem::DynamicReference { keyword });
        if !schema.contains_key("$ref") {
            upgrade.moved(place, "$ref", keyword);
            schema.insert("$ref".to_owned(), target);
        }
    }
}

/// `$schema` of a draft that is not known.
pub(super) fn dialect(upgrade: &mut Upgrade<'_, '_, '_>, schema: &mut Map<String, Value>, place: &Place) {
    let Some(dialect) = schema.shift_remove("$schema") else { return };
    // The older drafts differ in what is said of each keyword.
    if !dialect.as_str().is_some_and(|dialect| dialect.contains("json-schema.org/")) {
        super::say_dialect(upgrade, &dialect, "$schema", place);
    }
}

/// Names for references and words for authors say nothing of values.
pub(super) fn identifiers(schema: &mut Map<String, Value>) {
    for keyword in ["$id", "$anchor", "$dynamicAnchor", "$recursiveAnchor", "$comment", "$vocabulary"] {
        if schema.get(keyword).is_some_and(|value| !value.is_object() || keyword == "$vocabulary") {
            schema.shift_remove(keyword);
        }
    }
}

/// Definitions become components when a reference leads to them; without one, they say nothing.
pub(super) fn definitions(schema: &mut Map<String, Value>) {
    for keyword in ["$defs", "definitions"] {
        schema.shift_remove(keyword);
    }
}
