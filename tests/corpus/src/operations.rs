//! Counts the operations of a document without the generator, so that a lost operation is noticed.

use std::fs;
use std::path::{Path, PathBuf};

use serde_json::Value;

/// The methods of a Path Item Object.
const METHODS: [&str; 8] = ["get", "put", "post", "delete", "options", "head", "patch", "trace"];

/// Counts the operations: the methods of all path items, with references followed. `None` if the
/// text is not JSON.
pub(crate) fn count(path: &Path) -> Option<usize> {
    let document = read(path)?;
    let items = document.get("paths").and_then(Value::as_object).into_iter().flatten();
    let items = items.filter(|(template, _)| !template.starts_with("x-"));
    Some(items.map(|(_, item)| of_item(&document, path, item)).sum())
}

fn of_item(document: &Value, path: &Path, item: &Value) -> usize {
    let mut place: (PathBuf, Value) = (path.to_owned(), item.clone());
    // A longer chain is taken for a cycle.
    for _ in 0..32 {
        let Some(reference) = place.1.get("$ref").and_then(Value::as_str) else { break };
        let (file, pointer) = reference.split_once('#').unwrap_or((reference, ""));
        let (target, found) = if file.is_empty() && place.0 == path {
            (path.to_owned(), document.pointer(pointer).cloned())
        } else {
            let target = if file.is_empty() { place.0 } else { place.0.with_file_name(file) };
            let found = read(&target).and_then(|other| other.pointer(pointer).cloned());
            (target, found)
        };
        let Some(found) = found else { return 0 };
        place = (target, found);
    }
    METHODS.iter().filter(|method| place.1.get(method).is_some_and(Value::is_object)).count()
}

fn read(path: &Path) -> Option<Value> {
    serde_json::from_str(&fs::read_to_string(path).ok()?).ok()
}

#[cfg(test)]
mod tests {
    #![allow(clippy::unwrap_used, reason = "a test fails by panicking")]

    use super::*;

    fn counted(text: &str) -> Option<usize> {
        let folder = std::env::temp_dir().join(format!("openapi-crate-corpus-{}-{}", std::process::id(), text.len()));
        fs::create_dir_all(&folder).unwrap();
        let path = folder.join("api.json");
        fs::write(&path, text).unwrap();
        let count = count(&path);
        fs::remove_dir_all(&folder).unwrap();
        count
    }

    #[test]
    fn methods_are_counted_and_nothing_else() {
        let text = r#"{"paths": {"/a": {"get": {}, "post": {}, "parameters": [], "x-get": {}}, "x-not": {"get": {}}}}"#;
        assert_eq!(counted(text), Some(2));
    }

    #[test]
    fn references_are_followed() {
        let text = r##"{"paths": {"/a": {"$ref": "#/x-items/one"}, "/b": {"$ref": "#/x-items/none"}, "/c": {"$ref": "#/paths/~1c"}},
            "x-items": {"one": {"get": {}, "delete": {}}}}"##;
        assert_eq!(counted(text), Some(2));
    }

    #[test]
    fn what_is_no_json_has_no_count() {
        assert_eq!(counted("a: b"), None);
    }
}
