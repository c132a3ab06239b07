//! Reduces a document to a small part that is still complete.

use std::collections::BTreeSet;

use fastrand::Rng;
use serde_json::Value;

use super::reference;

/// Keeps a few paths, and the components that they refer to.
pub fn thin(document: &mut Value, rng: &mut Rng) {
    let Some(paths) = document.get_mut("paths").and_then(Value::as_object_mut) else { return };
    let keep = 1 + rng.usize(..4);
    while paths.len() > keep {
        let index = rng.usize(..paths.len());
        if let Some(key) = paths.keys().nth(index).cloned() {
            paths.swap_remove(&key);
        }
    }
    let mut wanted = BTreeSet::new();
    let mut queue = Vec::new();
    if let Some(paths) = document.get("paths") {
        reference::all(paths, &mut queue);
    }
    while let Some(reference) = queue.pop() {
        let target = reference.strip_prefix('#').and_then(|pointer| document.pointer(pointer));
        if wanted.insert(reference.clone())
            && let Some(target) = target
        {
            reference::all(target, &mut queue);
        }
    }
    for section in ["definitions", "parameters", "responses"] {
        prune(document.get_mut(section), &format!("#/{section}/"), &wanted);
    }
    let Some(components) = document.get_mut("components").and_then(Value::as_object_mut) else { return };
    for (section, members) in components.iter_mut().filter(|(section, _)| *section != "securitySchemes") {
        prune(Some(members), &format!("#/components/{section}/"), &wanted);
    }
}

fn prune(members: Option<&mut Value>, prefix: &str, wanted: &BTreeSet<String>) {
    let Some(members) = members.and_then(Value::as_object_mut) else { return };
    members.retain(|name, _| {
        let start = format!("{prefix}{}", name.replace('~', "~0").replace('/', "~1"));
        wanted.range(start.clone()..).next().is_some_and(|found| found.starts_with(&start))
    });
}
