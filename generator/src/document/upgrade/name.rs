//! Names for nodes that become components.

use serde_json::Value;

use crate::place::Pointer;

/// Keys that tell where in a document a node is, but not what it is.
const STRUCTURE: [&str; 16] = [
    "paths",
    "components",
    "schemas",
    "definitions",
    "$defs",
    "properties",
    "responses",
    "parameters",
    "content",
    "schema",
    "requestBodies",
    "headers",
    "webhooks",
    "pathItems",
    "allOf",
    "additionalProperties",
];

/// The name that the text itself gives a node: its key, if all keys there are names, or its file.
pub(super) fn own(pointer: &Pointer, file: &str) -> Option<String> {
    let keys: Vec<String> = pointer.keys().collect();
    match keys.as_slice() {
        [] => Some(stem(file)),
        [.., section, key]
            if ["schemas", "definitions", "$defs", "parameters", "responses", "requestBodies", "headers"]
                .contains(&section.as_str())
                && !keys.iter().any(|key| key == "paths") =>
        {
            Some(key.clone())
        }
        [key] => Some(word(key)),
        _ => None,
    }
    .filter(|name| !name.is_empty())
}

/// A name made of the path to a node: `/components/schemas/Pet/properties/owner` is `Pet_owner`.
pub(super) fn long(pointer: &Pointer, node: &Value, file: &str) -> String {
    let title = node.get("title").and_then(Value::as_str).map(word).filter(|title| !title.is_empty());
    if let Some(title) = title.filter(|title| title.len() <= 60) {
        return title;
    }
    let keys: Vec<String> = pointer.keys().collect();
    let mut words = Vec::new();
    let mut method = None;
    for (index, key) in keys.iter().enumerate() {
        let before = index.checked_sub(1).and_then(|before| keys.get(before)).map(String::as_str);
        let after_path = index == 2 && keys.first().is_some_and(|first| first == "paths");
        if after_path && super::super::METHODS.contains(&key.as_str()) {
            method = Some(key.clone());
        } else if before == Some("content") || STRUCTURE.contains(&key.as_str()) && before != Some("properties") {
            // A media type and the structure of the document are not part of a name.
        } else if key == "items" {
            words.push("item".to_owned());
        } else {
            words.push(word(key));
        }
    }
    let words: Vec<String> = method.into_iter().chain(words).filter(|word| !word.is_empty()).collect();
    if words.is_empty() { stem(file) } else { words.join("_") }
}

/// Returns `name`, or the first free one of `name` with a number appended.
pub(super) fn free(name: &str, taken: impl Fn(&str) -> bool) -> String {
    let numbered = (2_u32..).map(|number| format!("{name}_{number}"));
    std::iter::once(name.to_owned()).chain(numbered).find(|name| !taken(name)).unwrap_or_default()
}

/// Returns a file's name without folders and extensions: `pets/cat.schema.yaml` is `cat`.
pub(super) fn stem(file: &str) -> String {
    let mut parts = file.rsplit(['/', '\\']);
    let last = parts.next().unwrap_or_default();
    let mut stem = last;
    for ending in [".json", ".yaml", ".yml", ".schema", ".openapi", ".swagger"] {
        stem = stem.strip_suffix(ending).unwrap_or(stem);
    }
    // An `index` file often gathers the files of a folder.
    if stem == "index"
        && let Some(folder) = parts.next().filter(|folder| !folder.is_empty() && !folder.starts_with('.'))
    {
        stem = folder;
    }
    word(stem)
}

/// Returns the letters and digits of a text, with `_` in place of everything between them.
fn word(text: &str) -> String {
    let words = text.split(|character: char| !character.is_alphanumeric() && character != '-');
    words.filter(|word| !word.is_empty()).collect::<Vec<_>>().join("_")
}

#[cfg(test)]
mod tests {
    use serde_json::{Value, json};

    use super::{free, long, own};
    use crate::place::Pointer;

    #[test]
    fn own_names() {
        let own = |text: &str, file: &str| own(&Pointer::from_text(text), file);
        assert_eq!(own("", "a/b/cat.schema.yaml").as_deref(), Some("cat"));
        assert_eq!(own("", "a/cats/index.json").as_deref(), Some("cats"));
        assert_eq!(own("/Pet", "a.yaml").as_deref(), Some("Pet"));
        assert_eq!(own("/components/schemas/Pet/$defs/Paw", "a.yaml").as_deref(), Some("Paw"));
        assert_eq!(own("/definitions/Pet", "a.yaml").as_deref(), Some("Pet"));
        assert_eq!(own("/paths/~1a/get/responses/200", "a.yaml"), None);
        assert_eq!(own("/components/schemas/Pet/properties/owner", "a.yaml"), None);
    }

    #[test]
    fn long_names() {
        let long = |text: &str, node: Value| long(&Pointer::from_text(text), &node, "a.yaml");
        assert_eq!(long("/components/schemas/Pet/properties/owner", json!({})), "Pet_owner");
        assert_eq!(long("/components/schemas/Pet/properties/owner", json!({"title": "The owner"})), "The_owner");
        assert_eq!(
            long("/paths/~1pets~1{id}/get/responses/200/content/application~1json/schema/items", json!({})),
            "get_pets_id_200_item"
        );
        assert_eq!(long("/components/schemas/A/properties/schema", json!({})), "A_schema");
    }

    #[test]
    fn taken_names_get_a_number() {
        assert_eq!(free("a", |_| false), "a");
        assert_eq!(free("a", |name| ["a", "a_2"].contains(&name)), "a_3");
    }
}
