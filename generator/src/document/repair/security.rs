//! Faults of security schemes, and of the requirements for them.

use std::collections::BTreeSet;

use serde_json::{Map, Value};

use super::super::{METHODS, Tree, member};
use crate::diagnostic::{Diagnostics, Problem};
use crate::place::At;

/// Reads `flow` as `flows`, in a scheme that has no `flows`.
pub(super) fn flow_for_flows(trees: &mut [Tree], diagnostics: &mut Diagnostics) {
    for tree in trees {
        let at = At::root(tree.source).child("components").child("securitySchemes");
        let Some(schemes) = schemes(&mut tree.value) else { continue };
        for (name, scheme) in schemes {
            let Value::Object(scheme) = scheme else { continue };
            if scheme.contains_key("flows") || !scheme.get("flow").is_some_and(Value::is_object) {
                continue;
            }
            diagnostics.push(at.child(name).child("flow"), Problem::FlowForFlows { scheme: name.clone() });
            let renamed = std::mem::take(scheme);
            scheme.extend(renamed.into_iter().map(|(key, value)| {
                let key = if key == "flow" { "flows".to_owned() } else { key };
                (key, value)
            }));
        }
    }
}

/// Removes an entry that is neither an object with a `type` nor a reference.
pub(super) fn stray_scheme(trees: &mut [Tree], diagnostics: &mut Diagnostics) {
    for tree in trees {
        let at = At::root(tree.source).child("components").child("securitySchemes");
        let Some(schemes) = schemes(&mut tree.value) else { continue };
        schemes.retain(|name, scheme| {
            let fine = scheme.get("type").is_some() || scheme.get("$ref").is_some();
            // An object that looks like a scheme, but has no type, is not stray: it is a scheme
            // that cannot be read.
            let fine =
                fine || ["flows", "scheme", "in", "openIdConnectUrl"].iter().any(|key| scheme.get(key).is_some());
            if !fine && !name.starts_with("x-") {
                diagnostics.push(at.child(name), Problem::StraySecurityScheme { name: name.clone() });
            }
            fine
        });
    }
}

/// Removes a security requirement that was written inside a scheme.
pub(super) fn stray_requirement(trees: &mut [Tree], diagnostics: &mut Diagnostics) {
    for tree in trees {
        let at = At::root(tree.source).child("components").child("securitySchemes");
        let Some(schemes) = schemes(&mut tree.value) else { continue };
        for (name, scheme) in schemes.iter_mut() {
            if let Some(scheme) = scheme.as_object_mut()
                && scheme.get("security").is_some_and(Value::is_array)
            {
                scheme.shift_remove("security");
                let problem = Problem::StraySecurityRequirement { scheme: name.clone() };
                diagnostics.push(at.child(name).child("security"), problem);
            }
        }
    }
}

fn schemes(document: &mut Value) -> Option<&mut Map<String, Value>> {
    document.get_mut("components")?.get_mut("securitySchemes")?.as_object_mut()
}

/// Adds a scope that a requirement names, but its scheme does not declare.
pub(super) fn undeclared_scope(trees: &mut [Tree], diagnostics: &mut Diagnostics) {
    for tree in trees {
        let required = required_scopes(tree);
        let Some(schemes) = schemes(&mut tree.value) else { continue };
        let mut said = BTreeSet::new();
        for (at, scheme, scope) in required {
            let Some(flows) = schemes.get_mut(&scheme).and_then(|scheme| scheme.get_mut("flows")) else { continue };
            let Some(flows) = flows.as_object_mut() else { continue };
            let scopes = || flows.values().filter_map(|flow| flow.get("scopes")?.as_object());
            if scopes().next().is_none() || scopes().any(|scopes| scopes.contains_key(&scope)) {
                continue;
            }
            for flow in flows.values_mut() {
                if let Some(scopes) = flow.get_mut("scopes").and_then(Value::as_object_mut) {
                    scopes.insert(scope.clone(), Value::String(String::new()));
                }
            }
            if said.insert((scheme.clone(), scope.clone())) {
                diagnostics.push(at, Problem::UndeclaredScope { scope, scheme });
            }
        }
    }
}

/// Returns every scope that the document or an operation requires, as place, scheme and scope.
fn required_scopes(tree: &Tree) -> Vec<(At, String, String)> {
    let root = At::root(tree.source);
    let mut found = Vec::new();
    scopes_of(&tree.value, &root, &mut found);
    for (path, item) in tree.value.get("paths").and_then(Value::as_object).into_iter().flatten() {
        for method in METHODS {
            if let Some(operation) = member(item, method) {
                scopes_of(operation, &root.child("paths").child(path).child(method), &mut found);
            }
        }
    }
    found
}

fn scopes_of(holder: &Value, at: &At, found: &mut Vec<(At, String, String)>) {
    let at = at.child("security");
    let requirements = holder.get("security").and_then(Value::as_array).into_iter().flatten();
    for (index, requirement) in requirements.enumerate() {
        for (scheme, scopes) in requirement.as_object().into_iter().flatten() {
            for (position, scope) in scopes.as_array().into_iter().flatten().enumerate() {
                if let Some(scope) = scope.as_str() {
                    let at = at.index(index).child(scheme).index(position);
                    found.push((at, scheme.clone(), scope.to_owned()));
                }
            }
        }
    }
}
