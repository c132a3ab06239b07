//! Finds the node of a file that a reference's fragment names.

use serde_json::Value;

use super::reference::{self, Target};
use super::section::Section;
use super::{Dialect, Upgrade};
use crate::place::{At, Lead, Pointer};

impl Upgrade<'_, '_, '_> {
    /// Returns the pointer that a fragment means in the file of `root`: a pointer itself, or an
    /// anchor's name.
    pub(super) fn fragment(&self, lead: &Lead, root: At, from: &At) -> Option<Pointer> {
        let file = self.library.value(root.source);
        let [spelt, plain] = match lead {
            Lead::Node(pointers) => pointers,
            Lead::Anchor(name) => return anchor(&file, name, &Pointer::root()),
            Lead::Component(_) => return None,
        };
        let found = [spelt, plain].into_iter().find(|pointer| file.pointer(pointer.as_str()).is_some());
        let local = ["/$defs/", "/definitions/"].iter().any(|definitions| spelt.as_str().starts_with(definitions));
        if found.is_some() || !local || root.source != from.source || self.scope.dialect == Dialect::Swagger2 {
            return Some(found.unwrap_or(spelt).clone());
        }
        // Schemas that were embedded into the document still name their definitions from their own
        // root.
        let mut holder = from.pointer.parent();
        while let Some(pointer) = holder {
            let inner = format!("{pointer}{spelt}");
            if file.pointer(&inner).is_some() {
                return Some(Pointer::from_text(inner));
            }
            holder = pointer.parent();
        }
        Some(spelt.clone())
    }

    /// Follows a fragment within the schema around `from` that has an `$id`, because references in
    /// such a schema start from the schema (JSON Schema 2020-12, section 8.2.1). Many such schemas
    /// still name components of the document, so the caller looks there if this returns `None`.
    pub(super) fn embedded(&self, lead: &Lead, from: &At) -> Option<Pointer> {
        if self.scope.dialect != Dialect::OpenApi31 {
            return None;
        }
        let file = self.library.value(from.source);
        let is_resource = |pointer: &Pointer| {
            let id = file.pointer(pointer.as_str()).and_then(|node| node.get("$id")).and_then(Value::as_str);
            id.is_some_and(|id| !id.starts_with('#'))
        };
        let ancestors = std::iter::successors(Some(from.pointer.clone()), Pointer::parent);
        let root = ancestors.into_iter().find(is_resource)?;
        let node = file.pointer(root.as_str())?;
        match lead {
            Lead::Node([spelt, _]) if spelt.as_str().is_empty() => Some(root),
            Lead::Node([spelt, _]) => {
                node.pointer(spelt.as_str()).map(|_| Pointer::from_text(format!("{root}{spelt}")))
            }
            Lead::Anchor(name) => anchor(node, name, &root),
            Lead::Component(_) => None,
        }
    }

    /// Finds the node at `at`, even if the path to it passes through references.
    pub(super) fn find(&mut self, at: &At) -> Option<At> {
        let file = self.library.value(at.source);
        if file.pointer(at.pointer.as_str()).is_some() {
            return Some(at.clone());
        }
        let keys: Vec<String> = at.pointer.keys().collect();
        let mut here = At::root(at.source);
        for (index, key) in keys.iter().enumerate() {
            let node = file.pointer(here.pointer.as_str())?;
            if let (None, Some(next)) = (node.get(key), reference::text(node)) {
                let Target::Node(to) = self.step(next, &here, Section::PathItems) else { return None };
                let rest = keys[index..].iter().fold(to.pointer, |pointer, key| pointer.child(key));
                return self.find(&At { source: to.source, pointer: rest });
            }
            here = here.child(key);
        }
        None
    }
}

/// Returns the schema with this `$anchor`.
fn anchor(node: &Value, name: &str, at: &Pointer) -> Option<Pointer> {
    match node {
        Value::Object(map) => {
            let is_name = |key: &str| map.get(key).and_then(Value::as_str) == Some(name);
            if is_name("$anchor") || is_name("$dynamicAnchor") {
                return Some(at.clone());
            }
            map.iter().find_map(|(key, one)| anchor(one, name, &at.child(key)))
        }
        Value::Array(list) => list.iter().enumerate().find_map(|(index, one)| anchor(one, name, &at.index(index))),
        Value::Null | Value::Bool(_) | Value::Number(_) | Value::String(_) => None,
    }
}
