//! Checks the objects whose keys have a form, such as paths, responses and callbacks, and the kinds
//! of security schemes.

use serde_json::{Map, Value};

use super::super::METHODS;
use super::super::grammar::{self, Kind};
use super::{Blame, Verdict};
use crate::diagnostic::{Expected, Found, Mismatch, Problem, ReadAs};
use crate::place::At;

impl Blame<'_> {
    pub(super) fn paths(&mut self, value: &mut Value, keyword: &str, at: &At) -> Verdict {
        let Value::Object(paths) = value else { return Verdict::mismatch(at, keyword, value, Expected::Object) };
        for (path, item) in paths.iter_mut().filter(|(path, _)| !path.starts_with("x-")) {
            let at = at.child(path);
            if !path.starts_with('/') {
                let mismatch =
                    Mismatch::Kind { keyword: path.clone(), found: Found::PathKey, expected: Expected::Path };
                self.error(at, "path", mismatch);
                continue;
            }
            if item.is_null() {
                let read_as = ReadAs::EmptyPath;
                self.diagnostics.push(at.clone(), Problem::NullKeyword { keyword: path.clone(), read_as });
                *item = Value::Object(Map::new());
            }
            if item.get("$ref").is_some_and(Value::is_string) {
                self.operations_beside_reference(item, &at);
                continue;
            }
            self.node(item, Kind::OrReference(&grammar::PATH_ITEM), path, &at);
        }
        Verdict::Fine
    }

    /// Reports operations beside the `$ref` of a path item, which the typed document cannot hold.
    fn operations_beside_reference(&mut self, item: &Value, at: &At) {
        for method in METHODS {
            if item.get(method).is_some() {
                let mismatch = Mismatch::Kind {
                    keyword: method.to_owned(),
                    found: Found::BesideReference,
                    expected: Expected::ReferenceOrOperations,
                };
                self.error(at.child(method), "path item", mismatch);
            }
        }
    }

    pub(super) fn responses(&mut self, value: &mut Value, keyword: &str, at: &At) -> Verdict {
        if let Value::Object(responses) = value {
            responses.retain(|key, _| {
                let fine = key == "default" || key.starts_with("x-") || is_status(key);
                if !fine {
                    self.diagnostics.push(at.child(key), Problem::InvalidResponseKey { key: key.clone() });
                }
                fine
            });
            let extensions: Vec<(String, Value)> = responses
                .iter()
                .filter(|(key, _)| key.starts_with("x-"))
                .map(|(key, value)| (key.clone(), value.clone()))
                .collect();
            responses.retain(|key, _| !key.starts_with("x-"));
            let verdict = self.map(value, Kind::OrReference(&grammar::RESPONSE), keyword, at);
            if let Value::Object(responses) = value {
                responses.extend(extensions);
            }
            return verdict;
        }
        Verdict::mismatch(at, keyword, value, Expected::Object)
    }

    pub(super) fn security_scheme(&mut self, value: &mut Value, keyword: &str, at: &At) -> Verdict {
        let object = match value.get("type").and_then(Value::as_str) {
            Some("apiKey") => &grammar::API_KEY,
            Some("http") => &grammar::HTTP,
            Some("oauth2") => &grammar::OAUTH2,
            Some("openIdConnect") => &grammar::OPEN_ID,
            Some(_) => &grammar::ANY_SCHEME,
            // Without a type, other keywords tell which kind was meant.
            None if value.get("flows").is_some() => &grammar::OAUTH2,
            None if value.get("scheme").is_some() => &grammar::HTTP,
            None if value.get("openIdConnectUrl").is_some() => &grammar::OPEN_ID,
            None if value.get("in").is_some() => &grammar::API_KEY,
            None => &grammar::ANY_SCHEME,
        };
        self.node(value, Kind::OrReference(object), keyword, at)
    }

    /// Checks a callback. The typed document knows neither references to callbacks nor extensions
    /// in them, so both are removed: a client calls no callbacks.
    pub(super) fn callback(&mut self, value: &mut Value, keyword: &str, at: &At) -> Verdict {
        let what = "callback";
        if value.get("$ref").is_some_and(Value::is_string) {
            return Verdict::LeftOut;
        }
        if let Value::Object(callback) = value {
            callback.retain(|key, item| !key.starts_with("x-") && item.is_object());
        }
        match self.map(value, Kind::Object(&grammar::PATH_ITEM), keyword, at) {
            Verdict::Guilty(guilty) => {
                for (at, mismatch) in guilty {
                    self.diagnostics.push(at, Problem::Ignored { what, mismatch });
                }
                Verdict::LeftOut
            }
            verdict @ (Verdict::Fine | Verdict::LeftOut) => verdict,
        }
    }
}

/// Whether a key of `responses` is a status or a range of statuses.
fn is_status(key: &str) -> bool {
    matches!(key.as_bytes(), [b'1'..=b'9', b'0'..=b'9', b'0'..=b'9'] | [b'1'..=b'9', b'X' | b'x', b'X' | b'x'])
}
