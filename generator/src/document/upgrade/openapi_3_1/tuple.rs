//! Lists whose items have a schema for each position.

use serde_json::{Map, Value, json};

use super::super::Upgrade;
use super::super::place::Place;
use crate::diagnostic::Problem;

/// Turns `prefixItems` into a list of one type if all positions have the same type, into a list of
/// alternatives if there are no further items, and otherwise into a list of any value.
pub(super) fn prefix_items(upgrade: &mut Upgrade<'_, '_, '_>, schema: &mut Map<String, Value>, place: &Place) {
    // Before 2020-12, a tuple was a list in `items`.
    let (keyword, rest) = match (schema.get("prefixItems"), schema.get("items")) {
        (Some(Value::Array(_)), _) => ("prefixItems", "items"),
        (None, Some(Value::Array(_))) => ("items", "additionalItems"),
        _ => return,
    };
    let Some(Value::Array(prefix)) = schema.get(keyword).cloned() else { return };
    let rest_schema = schema.get(rest).cloned();
    let closed = rest_schema == Some(Value::Bool(false));
    let full = schema.get("maxItems").and_then(Value::as_u64).is_some_and(|most| most <= prefix.len() as u64);
    for key in [keyword, rest, "additionalItems"] {
        schema.shift_remove(key);
    }
    schema.entry("type").or_insert_with(|| Value::String("array".to_owned()));
    let first = prefix.first().cloned().unwrap_or_else(|| json!({}));
    let alike = prefix.iter().all(|one| *one == first) && (closed || full || rest_schema.as_ref() == Some(&first));
    if alike && !prefix.is_empty() {
        let list = upgrade.inside(place, keyword);
        let from = upgrade.inside(&list, "0").from;
        upgrade.moves.record(place.here.child("items"), from);
        schema.insert("items".to_owned(), first);
    } else if (closed || full) && !prefix.is_empty() && prefix.iter().all(Value::is_object) {
        upgrade.say_in(place, keyword, Problem::Tuple { length: prefix.len(), typed: true });
        let list = upgrade.inside(place, keyword);
        let any_of = place.here.child("items").child("anyOf");
        upgrade.moves.record(place.here.child("items"), list.from.clone());
        upgrade.moves.record(any_of.clone(), list.from.clone());
        let mut kinds: Vec<Value> = Vec::new();
        for (index, one) in prefix.iter().enumerate().filter(|(index, one)| !prefix[..*index].contains(one)) {
            upgrade.moves.record(any_of.index(kinds.len()), list.from.index(index));
            kinds.push(one.clone());
        }
        schema.insert("items".to_owned(), json!({ "anyOf": kinds }));
    } else {
        upgrade.say_in(place, keyword, Problem::Tuple { length: prefix.len(), typed: false });
        upgrade.moved(place, "items", keyword);
        schema.insert("items".to_owned(), json!({}));
    }
    if closed {
        schema.entry("maxItems").or_insert_with(|| json!(prefix.len()));
    }
}

/// Turns `items: false` into the empty list.
pub(super) fn no_items(schema: &mut Map<String, Value>) {
    if schema.get("items") == Some(&Value::Bool(false)) {
        schema.insert("items".to_owned(), json!({}));
        schema.insert("maxItems".to_owned(), json!(0));
    }
}
