//! Properties of objects that are not listed by name.

use serde_json::{Map, Value, json};

use super::super::Upgrade;
use super::super::place::Place;
use crate::diagnostic::Problem;

/// Patterns that every key matches.
const ANY_KEY: [&str; 8] = ["", ".*", "^.*$", "^.*", ".*$", ".+", "^.+$", "^(.*)$"];

/// Reads `unevaluatedProperties` as `additionalProperties`, if the object is not composed of
/// others.
pub(super) fn unevaluated_properties(
    upgrade: &mut Upgrade<'_, '_, '_>,
    schema: &mut Map<String, Value>,
    place: &Place,
) {
    const KEYWORD: &str = "unevaluatedProperties";
    let Some(rest) = schema.get(KEYWORD).cloned() else { return };
    schema.shift_remove(KEYWORD);
    let composed = ["allOf", "anyOf", "oneOf", "$ref", "if", "dependentSchemas", "additionalProperties"];
    if !composed.iter().any(|key| schema.contains_key(*key)) {
        upgrade.moved(place, "additionalProperties", KEYWORD);
        schema.insert("additionalProperties".to_owned(), rest);
    } else if rest.is_object() && !schema.contains_key("additionalProperties") {
        upgrade.say_in(place, KEYWORD, Problem::UntypedMembers { keyword: KEYWORD });
    }
}

/// Turns `patternProperties` into `additionalProperties` if no other keys can occur, and otherwise
/// into properties of any type.
pub(super) fn pattern_properties(upgrade: &mut Upgrade<'_, '_, '_>, schema: &mut Map<String, Value>, place: &Place) {
    const KEYWORD: &str = "patternProperties";
    let Some(Value::Object(patterns)) = schema.get(KEYWORD).cloned() else { return };
    schema.shift_remove(KEYWORD);
    let Some((pattern, first)) = patterns.iter().next() else { return };
    schema.entry("type").or_insert_with(|| Value::String("object".to_owned()));
    let rest = schema.get("additionalProperties");
    let closed = rest == Some(&Value::Bool(false));
    let alike = patterns.values().all(|one| one == first) && !first.is_boolean();
    let covers = closed || rest == Some(first) || (rest.is_none() && ANY_KEY.contains(&pattern.as_str()));
    if alike && covers {
        let patterns_at = upgrade.inside(place, KEYWORD);
        let from = upgrade.inside(&patterns_at, pattern).from;
        upgrade.moves.record(place.here.child("additionalProperties"), from);
        schema.insert("additionalProperties".to_owned(), first.clone());
        if !ANY_KEY.contains(&pattern.as_str()) {
            upgrade.say_in(place, KEYWORD, Problem::Unchecked { keyword: KEYWORD.to_owned() });
        }
    } else {
        upgrade.say_in(place, KEYWORD, Problem::UntypedMembers { keyword: KEYWORD });
        schema.insert("additionalProperties".to_owned(), json!({}));
    }
}
