//! Identifiers, anchors, definitions and dialects of schemas.

use serde_json::{Map, Value};

use super::super::Upgrade;
use super::super::place::Place;
use crate::diagnostic::Problem;

/// Reads `$dynamicRef` as `$ref`. Its target depends on the outermost schema; the anchor itself is
/// the best approximation.
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

/// Reports a `$schema` that is unknown.
pub(super) fn dialect(upgrade: &mut Upgrade<'_, '_, '_>, schema: &mut Map<String, Value>, place: &Place) {
    let Some(dialect) = schema.shift_remove("$schema") else { return };
    // Older drafts are read by the same rules, which convert or report their keywords.
    if !dialect.as_str().is_some_and(|dialect| dialect.contains("json-schema.org/")) {
        super::say_dialect(upgrade, &dialect, "$schema", place);
    }
}

/// Removes names for references and comments for authors, which do not affect values.
pub(super) fn identifiers(schema: &mut Map<String, Value>) {
    for keyword in ["$id", "$anchor", "$dynamicAnchor", "$recursiveAnchor", "$comment", "$vocabulary"] {
        if schema.get(keyword).is_some_and(|value| !value.is_object() || keyword == "$vocabulary") {
            schema.shift_remove(keyword);
        }
    }
}

/// Removes definitions: they become components if a reference leads to them, and otherwise have no
/// effect.
pub(super) fn definitions(schema: &mut Map<String, Value>) {
    for keyword in ["$defs", "definitions"] {
        schema.shift_remove(keyword);
    }
}
