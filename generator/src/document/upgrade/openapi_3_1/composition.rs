//! Schemas composed of schemas.

use serde_json::{Map, Value};

use super::super::Upgrade;
use super::super::place::Place;
use crate::diagnostic::Problem;

/// Turns an alternative `null` into `nullable`. If one other alternative remains, it becomes the
/// schema itself.
pub(super) fn null_variants(upgrade: &mut Upgrade<'_, '_, '_>, schema: &mut Map<String, Value>, place: &Place) {
    for key in ["anyOf", "oneOf"] {
        let Some(Value::Array(variants)) = schema.get(key) else { continue };
        let kept: Vec<(usize, Value)> =
            variants.iter().cloned().enumerate().filter(|(_, variant)| !is_null(variant)).collect();
        if kept.len() == variants.len() || kept.is_empty() {
            continue;
        }
        schema.insert("nullable".to_owned(), Value::Bool(true));
        let list = upgrade.inside(place, key);
        if let [(index, only)] = kept.as_slice()
            && !schema.contains_key("discriminator")
        {
            schema.shift_remove(key);
            let from = upgrade.inside(&list, &index.to_string()).from;
            single(upgrade, schema, only.clone(), &from, place);
            continue;
        }
        let places: Vec<_> = kept.iter().map(|(index, _)| upgrade.inside(&list, &index.to_string()).from).collect();
        for (position, from) in places.into_iter().enumerate() {
            upgrade.moves.record(list.here.index(position), from);
        }
        let kept = kept.into_iter().map(|(_, variant)| variant).collect();
        schema.insert(key.to_owned(), Value::Array(kept));
    }
}

/// Merges the only remaining alternative into the schema, or into `allOf` if their keywords clash.
fn single(
    upgrade: &mut Upgrade<'_, '_, '_>,
    schema: &mut Map<String, Value>,
    only: Value,
    from: &crate::place::At,
    place: &Place,
) {
    const WORDS: [&str; 2] = ["title", "description"];
    let fits = |only: &Map<String, Value>| {
        !only.contains_key("$ref")
            && only.keys().all(|key| WORDS.contains(&key.as_str()) || key == "nullable" || !schema.contains_key(key))
    };
    match only {
        Value::Object(only) if fits(&only) => {
            for (key, value) in only {
                if !schema.contains_key(&key) {
                    upgrade.moves.record(place.here.child(&key), from.child(&key));
                    schema.insert(key, value);
                }
            }
        }
        only => {
            let parts = schema.entry("allOf").or_insert_with(|| Value::Array(Vec::new()));
            if let Value::Array(parts) = parts {
                let here = place.here.child("allOf").index(parts.len());
                upgrade.moves.record(here, from.clone());
                parts.push(only);
            }
        }
    }
}

/// Whether `null` is the only value of a schema.
fn is_null(schema: &Value) -> bool {
    let null = |value: &Value| value.is_null() || value.as_str() == Some("null");
    match (schema.get("type"), schema.get("enum")) {
        (Some(Value::Array(kinds)), _) => !kinds.is_empty() && kinds.iter().all(null),
        (Some(kind), _) if null(kind) => true,
        (None, Some(Value::Array(values))) => !values.is_empty() && values.iter().all(Value::is_null),
        _ => schema.as_object().is_some_and(|schema| schema.get("const") == Some(&Value::Null)),
    }
}

/// Removes conditions, which 3.0 does not have. If they only restrict values, a note tells so;
/// properties that occur only in them have no type.
pub(super) fn conditions(upgrade: &mut Upgrade<'_, '_, '_>, schema: &mut Map<String, Value>, place: &Place) {
    let own = |schema: &Map<String, Value>, name: &str| {
        schema.get("properties").is_some_and(|properties| properties.get(name).is_some())
    };
    for keyword in ["if", "then", "else", "dependentSchemas"] {
        let Some(condition) = schema.shift_remove(keyword) else { continue };
        let parts: Vec<&Value> = match (keyword, &condition) {
            ("dependentSchemas", Value::Object(parts)) => parts.values().collect(),
            _ => vec![&condition],
        };
        let new = parts.iter().any(|part| {
            let properties = part.get("properties").and_then(Value::as_object);
            let further = ["$ref", "allOf", "anyOf", "oneOf"].iter().any(|key| part.get(key).is_some());
            further || properties.into_iter().flat_map(Map::keys).any(|name| !own(schema, name))
        });
        let problem = match new && keyword != "if" {
            true => Problem::UntypedMembers { keyword },
            false if keyword == "if" || keyword == "dependentSchemas" => {
                Problem::Unchecked { keyword: keyword.to_owned() }
            }
            // Reported with the `if`.
            false => continue,
        };
        upgrade.say_in(place, keyword, problem);
    }
}

/// Removes keywords that only restrict values: no type can express them.
pub(super) fn constraints(upgrade: &mut Upgrade<'_, '_, '_>, schema: &mut Map<String, Value>, place: &Place) {
    const KEYWORDS: [&str; 7] = [
        "contains",
        "minContains",
        "maxContains",
        "propertyNames",
        "dependentRequired",
        "dependencies",
        "unevaluatedItems",
    ];
    for keyword in KEYWORDS {
        if schema.shift_remove(keyword).is_some() {
            upgrade.say_in(place, keyword, Problem::Unchecked { keyword: keyword.to_owned() });
        }
    }
}
