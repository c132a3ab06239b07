//! The servers of an API.

use serde_json::{Map, Value, json};

use super::super::Upgrade;
use super::super::place::Place;
use super::texts;

/// Turns `schemes`, `host` and `basePath` into `servers`, encrypted ones first.
pub(super) fn servers(upgrade: &mut Upgrade<'_, '_, '_>, document: &mut Map<String, Value>, place: &Place) {
    let text = |key: &str| document.get(key).and_then(Value::as_str).map(str::trim).unwrap_or_default();
    let (host, base) = (text("host"), text("basePath").trim_end_matches('/'));
    // A base path begins with a slash, even if it is written without.
    let slash = if base.is_empty() || base.starts_with('/') { "" } else { "/" };
    let mut urls = Vec::new();
    let from = if !host.is_empty() {
        for scheme in schemes(document.get("schemes")) {
            urls.push(format!("{scheme}://{host}{slash}{base}"));
        }
        "host"
    } else if !base.is_empty() {
        urls.push(format!("{slash}{base}"));
        "basePath"
    } else {
        return;
    };
    let from = upgrade.inside(place, from).from;
    for index in 0..urls.len() {
        upgrade.moves.record(place.here.child("servers").index(index), from.clone());
    }
    let servers = urls.into_iter().map(|url| json!({ "url": url })).collect();
    document.insert("servers".to_owned(), Value::Array(servers));
}

/// Removes the schemes of an operation, if the document's own scheme is among them.
pub(super) fn operation_schemes(upgrade: &Upgrade<'_, '_, '_>, operation: &mut Map<String, Value>) {
    let document = upgrade.library.value(upgrade.document);
    let used = schemes(document.get("schemes"));
    if operation.get("schemes").is_some_and(|own| schemes(Some(own)).first() == used.first()) {
        operation.shift_remove("schemes");
    }
}

/// Returns the schemes that an HTTP client can use. Without any, the scheme is that by which the
/// document was fetched, which is unknown: `https` is assumed.
fn schemes(schemes: Option<&Value>) -> Vec<&'static str> {
    let named = texts(schemes);
    let found: Vec<&str> = ["https", "http"].into_iter().filter(|known| named.iter().any(|one| one == known)).collect();
    if found.is_empty() { vec!["https"] } else { found }
}
