//! Names operations that have no `operationId`.

use std::collections::BTreeSet;

use serde_json::Value;

use super::super::naming::{Route, names};
use super::super::{METHODS, Tree, member};
use crate::diagnostic::{Diagnostics, Problem};
use crate::place::At;

/// Names every operation without an `operationId`, differently from all other names of the run.
pub(super) fn missing(trees: &mut [Tree], diagnostics: &mut Diagnostics) {
    let mut taken = BTreeSet::new();
    let mut routes = Vec::new();
    for (index, tree) in trees.iter().enumerate() {
        for (path, item) in tree.value.get("paths").and_then(Value::as_object).into_iter().flatten() {
            for method in METHODS {
                let Some(operation) = member(item, method) else { continue };
                match member(operation, "operationId").and_then(Value::as_str).filter(|id| !id.trim().is_empty()) {
                    Some(id) => {
                        taken.insert(id.to_owned());
                    }
                    None => routes.push(Route { document: index, method, path: path.clone() }),
                }
            }
        }
    }
    for (route, name) in names(&routes, &taken) {
        let Some(tree) = trees.get_mut(route.document) else { continue };
        let at = At::root(tree.source).child("paths").child(&route.path).child(route.method);
        let operation = tree
            .value
            .get_mut("paths")
            .and_then(|paths| paths.get_mut(&route.path))
            .and_then(|item| item.get_mut(route.method))
            .and_then(Value::as_object_mut);
        if let Some(operation) = operation {
            operation.insert("operationId".to_owned(), Value::String(name.clone()));
            diagnostics.push(at, Problem::MissingOperationId { name });
        }
    }
}
