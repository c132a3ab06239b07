//! Faults of paths and of the variables in them.

use std::collections::BTreeSet;

use serde_json::{Map, Value, json};

use super::super::{METHODS, Tree, member, resolve};
use crate::diagnostic::{Diagnostics, Problem};
use crate::place::At;

/// Reads `pets/{id}` as `/pets/{id}`, unless the document has both.
pub(super) fn without_slash(trees: &mut [Tree], diagnostics: &mut Diagnostics) {
    for tree in trees {
        let at = At::root(tree.source).child("paths");
        let Some(paths) = tree.value.get_mut("paths").and_then(Value::as_object_mut) else { continue };
        let faulty = |paths: &Map<String, Value>, path: &str| {
            !path.starts_with('/') && !path.starts_with("x-") && !paths.contains_key(&format!("/{path}"))
        };
        if !paths.keys().any(|path| faulty(paths, path)) {
            continue;
        }
        let old = std::mem::take(paths);
        for (path, item) in old.clone() {
            if faulty(&old, &path) {
                diagnostics.push(at.child(&path), Problem::PathWithoutSlash { path: path.clone() });
                paths.insert(format!("/{path}"), item);
            } else {
                paths.insert(path, item);
            }
        }
    }
}

/// Adds a parameter for `{bic}` in a path if neither the path item nor the operation declares
/// `bic`.
pub(super) fn undeclared_parameter(trees: &mut [Tree], diagnostics: &mut Diagnostics) {
    for tree in trees {
        let at = At::root(tree.source).child("paths");
        let mut said = BTreeSet::new();
        for (path, method, name) in undeclared(&tree.value) {
            if said.insert((path.clone(), name.clone())) {
                diagnostics.push(at.child(&path), Problem::UndeclaredPathParameter { name: name.clone() });
            }
            let operation = tree
                .value
                .get_mut("paths")
                .and_then(|paths| paths.get_mut(&path))
                .and_then(|item| item.get_mut(method))
                .and_then(Value::as_object_mut);
            let parameters = operation.map(|operation| operation.entry("parameters").or_insert_with(|| json!([])));
            if let Some(Value::Array(parameters)) = parameters {
                parameters.push(json!({
                    "name": name, "in": "path", "required": true, "schema": {"type": "string"},
                }));
            }
        }
    }
}

/// Returns path, method and name of every variable without a parameter.
fn undeclared(document: &Value) -> Vec<(String, &'static str, String)> {
    let mut found = Vec::new();
    for (path, item) in document.get("paths").and_then(Value::as_object).into_iter().flatten() {
        let variables = variables(path);
        let Some(item) = item.as_object().filter(|item| !variables.is_empty() && !item.contains_key("$ref")) else {
            continue;
        };
        let Some(shared) = declared(item, document) else { continue };
        for method in METHODS {
            let Some(Value::Object(operation)) = item.get(method) else { continue };
            let Some(own) = declared(operation, document) else { continue };
            for name in variables.iter().filter(|name| !shared.contains(*name) && !own.contains(*name)) {
                found.push((path.clone(), method, name.clone()));
            }
        }
    }
    found
}

/// Returns the names between braces, in order.
fn variables(path: &str) -> Vec<String> {
    let mut names: Vec<String> = Vec::new();
    for part in path.split('{').skip(1) {
        if let Some((name, _)) = part.split_once('}')
            && !name.is_empty()
            && !names.iter().any(|known| known == name)
        {
            names.push(name.to_owned());
        }
    }
    names
}

/// Returns the path parameters that a path item or operation declares; `None` if one of its
/// references leads nowhere, so that they are unknown.
fn declared(holder: &Map<String, Value>, document: &Value) -> Option<BTreeSet<String>> {
    let mut names = BTreeSet::new();
    for parameter in holder.get("parameters").and_then(Value::as_array).into_iter().flatten() {
        let parameter = resolve(document, parameter)?;
        if member(parameter, "in").and_then(Value::as_str) == Some("path")
            && let Some(name) = member(parameter, "name").and_then(Value::as_str)
        {
            names.insert(name.to_owned());
        }
    }
    Some(names)
}
