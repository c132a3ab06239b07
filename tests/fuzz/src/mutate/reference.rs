//! Mutations of `$ref`.

use fastrand::Rng;
use serde_json::Value;

use crate::input::NEIGHBOUR;

/// Collects the texts of all references in a document.
pub fn all(value: &Value, found: &mut Vec<String>) {
    match value {
        Value::Object(members) => {
            if let Some(Value::String(reference)) = members.get("$ref") {
                found.push(reference.clone());
            }
            members.values().for_each(|member| all(member, found));
        }
        Value::Array(elements) => elements.iter().for_each(|element| all(element, found)),
        Value::Null | Value::Bool(_) | Value::Number(_) | Value::String(_) => {}
    }
}

/// Returns a reference to a node, given the keys on the path to it.
fn to(document: &Value, rng: &mut Rng) -> String {
    let mut text = "#".to_owned();
    let mut node = document;
    for _ in 0..rng.usize(..8) {
        let (key, next) = match node {
            Value::Object(members) if !members.is_empty() => {
                let Some((key, next)) = members.iter().nth(rng.usize(..members.len())) else { break };
                (key.replace('~', "~0").replace('/', "~1"), next)
            }
            Value::Array(elements) if !elements.is_empty() => {
                let index = rng.usize(..elements.len());
                let Some(next) = elements.get(index) else { break };
                (index.to_string(), next)
            }
            _ => break,
        };
        text.push('/');
        text.push_str(&key);
        node = next;
    }
    text
}

/// Returns a reference to a random place.
pub fn any(document: &Value, rng: &mut Rng) -> String {
    let mut known = Vec::new();
    all(document, &mut known);
    let known = known.get(rng.usize(..known.len().max(1))).cloned();
    match (rng.u8(..16), known) {
        (0, _) => "#".to_owned(),
        (1, _) => "#/".to_owned(),
        (2, _) => "../../../etc/passwd".to_owned(),
        (3, _) => NEIGHBOUR.to_owned(),
        (4, _) => format!("{NEIGHBOUR}#/paths"),
        (5, Some(known)) => format!("{NEIGHBOUR}{known}"),
        (6, _) => "#/components/schemas/Nowhere".to_owned(),
        (7, _) => "http://evil.example/a.json#/a".to_owned(),
        (8, Some(known)) => format!("{known}/properties/a"),
        (9, _) => "#/%zz/~2".to_owned(),
        (10..13, Some(known)) => known,
        _ => to(document, rng),
    }
}
