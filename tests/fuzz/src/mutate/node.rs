//! Mutations of a document's nodes.

use fastrand::Rng;
use serde_json::{Map, Value, json};

use super::{hostile, keyword, reference};

/// No mutation may grow a document beyond this number of nodes.
const LARGE: usize = 60_000;

/// Makes one random change.
pub fn mutate(document: &mut Value, donor: &Value, rng: &mut Rng) {
    let whole = size(document);
    match rng.u8(..22) {
        0 => {
            let from = nth(donor, rng.usize(..size(donor))).clone();
            if size(&from) + whole < LARGE {
                *any_node(document, rng) = from;
            }
        }
        1 | 2 => {
            let from = nth(document, rng.usize(..whole)).clone();
            if size(&from) + whole < LARGE {
                *any_node(document, rng) = from;
            }
        }
        3 | 4 => drop_one(container(document, rng), rng),
        5 => repeat_one(container(document, rng), rng),
        6 => nest(any_node(document, rng), rng),
        7 | 8 => rename(container(document, rng), rng),
        9 | 10 => {
            if let Some(text) = find(document, rng, Value::is_string) {
                *text = Value::String(hostile::text(rng));
            }
        }
        11 => {
            if let Some(number) = find(document, rng, Value::is_number) {
                *number = hostile::number(rng);
            }
        }
        12 | 13 => {
            let target = reference::any(document, rng);
            if let Some(Value::Object(members)) = find(document, rng, |node| node.get("$ref").is_some()) {
                members.insert("$ref".to_owned(), Value::String(target));
            }
        }
        14 => {
            let target = reference::any(document, rng);
            *any_node(document, rng) = json!({ "$ref": target });
        }
        15 => *any_node(document, rng) = hostile::value(rng),
        16 => version(document, rng),
        17 => {
            let node = any_node(document, rng);
            *node = json!([node.take()]);
        }
        _ => {
            if let Some(Value::Object(members)) = find(document, rng, Value::is_object) {
                let (keyword, value) = keyword::any(rng);
                members.insert(keyword, value);
            }
        }
    }
}

/// Returns the number of nodes.
pub fn size(value: &Value) -> usize {
    1 + match value {
        Value::Object(members) => members.values().map(size).sum(),
        Value::Array(elements) => elements.iter().map(size).sum(),
        Value::Null | Value::Bool(_) | Value::Number(_) | Value::String(_) => 0,
    }
}

/// Returns the child on the path to the node with this index, and the index below that child.
fn towards(value: &Value, mut left: usize) -> Option<(usize, usize)> {
    let children: Vec<&Value> = match value {
        Value::Object(members) => members.values().collect(),
        Value::Array(elements) => elements.iter().collect(),
        _ => return None,
    };
    for (index, child) in children.into_iter().enumerate() {
        let size = size(child);
        if left < size {
            return Some((index, left));
        }
        left -= size;
    }
    None
}

fn nth(mut value: &Value, mut left: usize) -> &Value {
    while let Some(further) = left.checked_sub(1) {
        let Some((index, further)) = towards(value, further) else { break };
        let child = match value {
            Value::Object(members) => members.values().nth(index),
            Value::Array(elements) => elements.get(index),
            _ => None,
        };
        let Some(child) = child else { break };
        (value, left) = (child, further);
    }
    value
}

fn nth_mut(value: &mut Value, left: usize) -> &mut Value {
    let step = left.checked_sub(1).and_then(|further| towards(value, further));
    let Some((index, further)) = step else { return value };
    let child = match value {
        Value::Object(members) => members.values_mut().nth(index),
        Value::Array(elements) => elements.get_mut(index),
        _ => None,
    };
    // `towards` counted the same children.
    nth_mut(child.unwrap_or_else(|| Box::leak(Box::new(Value::Null))), further)
}

fn any_node<'v>(document: &'v mut Value, rng: &mut Rng) -> &'v mut Value {
    let size = size(document);
    nth_mut(document, rng.usize(..size))
}

/// Finds a node of a kind, beginning at a random node.
fn find<'v>(document: &'v mut Value, rng: &mut Rng, is: impl Fn(&Value) -> bool) -> Option<&'v mut Value> {
    let size = size(document);
    for _ in 0..64 {
        let index = rng.usize(..size);
        if is(nth(document, index)) {
            return Some(nth_mut(document, index));
        }
    }
    None
}

fn container<'v>(document: &'v mut Value, rng: &mut Rng) -> &'v mut Value {
    let size = size(document);
    let mut index = 0;
    for _ in 0..32 {
        let tried = rng.usize(..size);
        if matches!(nth(document, tried), Value::Object(_) | Value::Array(_)) {
            index = tried;
            break;
        }
    }
    nth_mut(document, index)
}

fn drop_one(node: &mut Value, rng: &mut Rng) {
    match node {
        Value::Object(members) => {
            if let Some(key) = any_key(members, rng) {
                members.shift_remove(&key);
            }
        }
        Value::Array(elements) if !elements.is_empty() => {
            elements.remove(rng.usize(..elements.len()));
        }
        _ => {}
    }
}

/// Repeats a member under a similar name, or an element.
fn repeat_one(node: &mut Value, rng: &mut Rng) {
    match node {
        Value::Object(members) => {
            let Some(key) = any_key(members, rng) else { return };
            let Some(value) = members.get(&key).cloned() else { return };
            let other = match rng.u8(..8) {
                0 => key.to_uppercase(),
                1 => key.to_lowercase(),
                2 => format!("{key}_"),
                3 => format!("_{key}"),
                4 => format!("{key}2"),
                5 => key.replace(['-', '_', ' '], ""),
                6 => format!("{key}/"),
                _ => hostile::text(rng),
            };
            members.insert(other, value);
        }
        Value::Array(elements) if !elements.is_empty() => {
            if let Some(element) = elements.get(rng.usize(..elements.len())).cloned() {
                elements.push(element);
            }
        }
        _ => {}
    }
}

/// Wraps the node in schemas.
fn nest(node: &mut Value, rng: &mut Rng) {
    let times = if rng.u8(..4) == 0 { rng.usize(..110) } else { 1 + rng.usize(..3) };
    let kind = rng.u8(..8);
    for _ in 0..times {
        let inner = node.take();
        *node = match if times > 3 { kind } else { rng.u8(..8) } {
            0 => json!({ "items": inner, "type": "array" }),
            1 => json!({ "type": "object", "properties": { "a": inner } }),
            2 => json!({ "allOf": [inner] }),
            3 => json!({ "oneOf": [inner, { "type": "string" }] }),
            4 => json!({ "anyOf": [{ "type": "integer" }, inner] }),
            5 => json!({ "type": "object", "additionalProperties": inner }),
            6 => json!({ "not": inner }),
            _ => json!([inner]),
        };
    }
}

fn rename(node: &mut Value, rng: &mut Rng) {
    let Value::Object(members) = node else { return };
    let Some(key) = any_key(members, rng) else { return };
    let other = match rng.u8(..3) {
        0 => keyword::any(rng).0,
        1 => any_key(members, rng).unwrap_or_default(),
        _ => hostile::text(rng),
    };
    // Inserted in the same place, because the order of members matters.
    *members = std::mem::take(members)
        .into_iter()
        .map(|(name, value)| if name == key { (other.clone(), value) } else { (name, value) })
        .collect();
}

fn version(document: &mut Value, rng: &mut Rng) {
    let Some(members) = document.as_object_mut() else { return };
    members.shift_remove("swagger");
    members.shift_remove("openapi");
    let (key, value) = match rng.u8(..7) {
        0 => ("swagger", json!("2.0")),
        1 => ("swagger", json!(2.0)),
        2 => ("openapi", json!("3.0.0")),
        3 | 4 => ("openapi", json!("3.1.0")),
        5 => ("openapi", json!(3.1)),
        _ => ("openapi", hostile::value(rng)),
    };
    members.insert(key.to_owned(), value);
}

fn any_key(members: &Map<String, Value>, rng: &mut Rng) -> Option<String> {
    members.keys().nth(rng.usize(..members.len().max(1))).cloned()
}
