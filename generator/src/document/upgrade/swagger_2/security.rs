//! Security schemes.

use serde_json::{Map, Value};

use super::super::Upgrade;
use super::super::place::Place;

/// Turns `basic` into the HTTP scheme with that name, and the `flow` of an OAuth2 scheme into one
/// of its `flows`.
pub(super) fn scheme(upgrade: &mut Upgrade<'_, '_, '_>, scheme: &mut Map<String, Value>, place: &Place) {
    match scheme.get("type").and_then(Value::as_str) {
        Some("basic") => {
            scheme.insert("type".to_owned(), Value::String("http".to_owned()));
            scheme.insert("scheme".to_owned(), Value::String("basic".to_owned()));
        }
        Some("oauth2") => flows(upgrade, scheme, place),
        _ => {}
    }
}

fn flows(upgrade: &mut Upgrade<'_, '_, '_>, scheme: &mut Map<String, Value>, place: &Place) {
    let name = match scheme.get("flow").and_then(Value::as_str) {
        Some("implicit") => "implicit",
        Some("password") => "password",
        Some("application") => "clientCredentials",
        Some("accessCode") => "authorizationCode",
        // Other types are checked with all other keywords.
        _ => return,
    };
    let mut flow = Map::new();
    for key in ["authorizationUrl", "tokenUrl", "refreshUrl", "scopes"] {
        if let Some(mut value) = scheme.shift_remove(key) {
            if let (Value::Object(scopes), "scopes") = (&mut value, key) {
                scopes.retain(|scope, _| !scope.starts_with("x-"));
            }
            flow.insert(key.to_owned(), value);
        }
    }
    let flows_at = place.here.child("flows");
    let from = upgrade.inside(place, "flow").from;
    upgrade.moves.record(flows_at.clone(), from);
    upgrade.moves.record(flows_at.child(name), place.from.clone());
    scheme.shift_remove("flow");
    let mut flows = Map::new();
    flows.insert(name.to_owned(), Value::Object(flow));
    scheme.insert("flows".to_owned(), Value::Object(flows));
}
