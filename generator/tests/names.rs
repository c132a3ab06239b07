//! Names are stable when a document grows: additions do not change existing names.

#![allow(clippy::unwrap_used, reason = "a test fails by panicking")]

use std::collections::{BTreeMap, BTreeSet};
use std::fmt::Write as _;
use std::fs;
use std::path::{Path, PathBuf};

use openapi_crate::{Options, generate};
use serde_json::{Map, Value, json};

/// Every emitted file except the runtime and the record of hashes.
type Files = BTreeMap<PathBuf, String>;

fn emit(document: &Value) -> Option<Files> {
    let desk = tempfile::tempdir().unwrap();
    let path = desk.path().join("api.json");
    fs::write(&path, document.to_string()).unwrap();
    let options = Options { documents: vec![path], ..Options::default() };
    let files = generate(&options, &mut |_| {}).files?;
    let files = files.iter().map(|(path, text)| (PathBuf::from(path), text.to_owned()));
    Some(files.filter(|(path, _)| path.starts_with("src") && !path.starts_with("src/runtime")).collect())
}

/// Returns the document with one more operation and schema, before or after all others.
fn grown(document: &Value, first: bool, operation: &str, schema: &str) -> Value {
    let mut document = document.clone();
    let paths = json!({ "/zebra-crossing": { "get": {
        "operationId": operation, "tags": ["Zebra crossings"], "responses": { "204": { "description": "None." } },
    } } });
    let schemas = json!({ schema: { "type": "object", "properties": {
        "stripes": { "type": "integer" },
        "colour": { "type": "object", "properties": { "red": { "type": "integer" } } },
    } } });
    let root = document.as_object_mut().unwrap();
    add(root, "paths", paths, first);
    if root.contains_key("swagger") {
        add(root, "definitions", schemas, first);
    } else {
        let components = root.entry("components").or_insert_with(|| json!({}));
        add(components.as_object_mut().unwrap(), "schemas", schemas, first);
    }
    document
}

fn add(holder: &mut Map<String, Value>, key: &str, more: Value, first: bool) {
    let old = holder.remove(key).unwrap_or_else(|| json!({}));
    let (one, other) = if first { (more, old) } else { (old, more) };
    let both = [one, other].into_iter().filter_map(|part| part.as_object().cloned()).flatten();
    holder.insert(key.to_owned(), Value::Object(both.collect()));
}

/// Returns the lines of `before` that are missing.
fn lost(before: &Files, after: &Files) -> String {
    let mut lost = String::new();
    for (path, text) in before {
        let Some(now) = after.get(path) else {
            let _ = writeln!(lost, "{}: the file is gone", path.display());
            continue;
        };
        // Long lists of names are wrapped differently, so words are compared.
        let words = |text: &str| -> Vec<String> {
            text.split(|one: char| !one.is_alphanumeric() && one != '_').map(str::to_owned).collect()
        };
        let now: BTreeSet<String> = words(now).into_iter().collect();
        let gone: Vec<String> = words(text).into_iter().filter(|word| !now.contains(word)).collect();
        if !gone.is_empty() {
            let _ = writeln!(lost, "{}: {gone:?}", path.display());
        }
    }
    lost
}

#[test]
fn names_stay_when_a_document_grows() {
    let cases = Path::new(env!("CARGO_MANIFEST_DIR")).join("../tests/cases");
    let mut tried = 0;
    let mut failures = String::new();
    for entry in fs::read_dir(cases).unwrap() {
        let folder = entry.unwrap().path();
        let Ok(text) = fs::read_to_string(folder.join("api.yaml")) else { continue };
        // YAML allows integer keys for statuses; JSON does not.
        let Ok(document) = serde_yaml::from_str::<Value>(&text) else { continue };
        let Some(before) = emit(&document) else { continue };
        tried += 1;
        for first in [true, false] {
            let lost = match emit(&grown(&document, first, "frobZebra", "Zebra stripe")) {
                Some(after) => lost(&before, &after),
                None => "is no longer emitted\n".to_owned(),
            };
            if !lost.is_empty() {
                let _ = writeln!(failures, "== {}, first: {first}\n{lost}", folder.display());
            }
        }
    }
    assert!(tried > 15, "only {tried} cases were tried");
    assert!(failures.is_empty(), "{failures}");
}

/// Additions that want an existing name, but the existing one comes earlier in the document, or is
/// spelled exactly like the name.
#[test]
fn a_newcomer_takes_no_name() {
    let document: Value = serde_yaml::from_str(
        r##"
openapi: 3.0.3
info: { title: Shelf, version: "1" }
paths:
  /books:
    get: { operationId: listBooks, tags: [Books], responses: { "204": { description: None. } } }
    post: { operationId: addBook, tags: [Books], responses: { "204": { description: None. } } }
  /health:
    get: { operationId: health, tags: [Health], responses: { "204": { description: None. } } }
components:
  schemas:
    Book: { type: object, properties: { title: { type: string }, author: { type: object, properties: { name: { type: string } } } } }
    Book2: { type: object, properties: { title: { type: string } } }
    Option: { type: object, properties: { title: { type: string } } }
"##,
    )
    .unwrap();
    let before = emit(&document).unwrap();
    for (operation, schema) in [("list_books", "book"), ("Add", "book2"), ("HEALTH", "option"), ("list", "BOOK")] {
        let after = emit(&grown(&document, false, operation, schema)).unwrap();
        assert_eq!(lost(&before, &after), "", "{operation} and {schema} at the end");
        for (path, text) in
            before.iter().filter(|(path, _)| path.starts_with("src/model/codec") && !path.ends_with("mod.rs"))
        {
            assert_eq!(after.get(path), Some(text), "{operation} and {schema} at the end");
        }
    }
    for (operation, schema) in [("list_books", "book"), ("add_book", "BOOK")] {
        let after = emit(&grown(&document, true, operation, schema)).unwrap();
        assert_eq!(lost(&before, &after), "", "{operation} and {schema} at the beginning");
    }
}
