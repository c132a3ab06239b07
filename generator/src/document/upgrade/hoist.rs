//! Turns each target of a reference into a component, once.

use std::collections::{BTreeMap, BTreeSet, VecDeque};

use serde_json::{Map, Value};

use super::dialect::Dialect;
use super::place::Place;
use super::section::Section;
use super::{Scope, Upgrade, name, reference};
use crate::diagnostic::Problem;
use crate::place::{At, Pointer, Reference};

/// The nodes that become components.
pub(super) struct Hoist {
    /// Their names.
    names: BTreeMap<(Section, At), String>,
    /// The nodes that are still to be brought in.
    queue: VecDeque<Waiting>,
    /// The names in each section.
    taken: BTreeMap<Section, BTreeSet<String>>,
    /// Nodes of the document that its own references lead to, and that are not components yet.
    shared: BTreeSet<Pointer>,
    /// The node that is being brought in.
    root: Option<At>,
}

/// A node that is still to be brought in.
struct Waiting {
    section: Section,
    name: String,
    from: At,
    /// The version of the file that refers to the node.
    dialect: Dialect,
}

const SECTIONS: [Section; 9] = [
    Section::Schemas,
    Section::Parameters,
    Section::Responses,
    Section::RequestBodies,
    Section::Headers,
    Section::Examples,
    Section::Links,
    Section::Callbacks,
    Section::SecuritySchemes,
];

impl Hoist {
    pub(super) fn new(document: &Value, dialect: Dialect) -> Self {
        let mut taken: BTreeMap<Section, BTreeSet<String>> = BTreeMap::new();
        for section in SECTIONS {
            let names = match dialect {
                Dialect::Swagger2 => section.swagger_key().and_then(|key| document.get(key)),
                Dialect::OpenApi30 | Dialect::OpenApi31 => {
                    document.get("components").and_then(|components| components.get(section.key()))
                }
            };
            let names = names.and_then(Value::as_object).into_iter().flat_map(Map::keys).cloned();
            taken.insert(section, names.collect());
        }
        let mut shared = BTreeSet::new();
        shared_nodes(document, document, dialect, &mut shared);
        Self { names: BTreeMap::new(), queue: VecDeque::new(), taken, shared, root: None }
    }
}

/// Gathers the nodes that references lead to and that are worth a component of their own.
fn shared_nodes(document: &Value, node: &Value, dialect: Dialect, shared: &mut BTreeSet<Pointer>) {
    match node {
        Value::Object(map) => {
            if let Some(pointer) = reference::text(node).and_then(|text| Reference::new(text).node())
                && !reference::is_component(&pointer, dialect)
                && let Some(target) = document.pointer(pointer.as_str())
                && target.is_object()
                && !is_small(target)
                && reference::text(target).is_none()
            {
                shared.insert(pointer);
            }
            map.values().for_each(|one| shared_nodes(document, one, dialect, shared));
        }
        Value::Array(list) => list.iter().for_each(|one| shared_nodes(document, one, dialect, shared)),
        Value::Null | Value::Bool(_) | Value::Number(_) | Value::String(_) => {}
    }
}

/// Whether a schema is only a scalar type with its bounds. Such a schema is copied, not named.
pub(super) fn is_small(schema: &Value) -> bool {
    const SCALAR: [&str; 5] = ["string", "integer", "number", "boolean", "null"];
    let scalar = |kind: &Value| kind.as_str().is_some_and(|kind| SCALAR.contains(&kind));
    let small = match schema.get("type") {
        Some(Value::Array(kinds)) => kinds.iter().all(scalar),
        Some(kind) => scalar(kind),
        None => false,
    };
    let composed = ["enum", "const", "allOf", "oneOf", "anyOf", "not", "properties", "items", "$ref"];
    // Parameters and headers of Swagger 2.0 have a `type` as well.
    small && schema.get("in").is_none() && !composed.iter().any(|key| schema.get(key).is_some())
}

impl Upgrade<'_, '_, '_> {
    /// Returns the name of the component that the node at `at` becomes.
    pub(super) fn component(&mut self, at: &At, section: Section) -> String {
        let key = (section, at.clone());
        if let Some(known) = self.hoist.names.get(&key) {
            return known.clone();
        }
        let file = self.library.name(at.source).to_owned();
        let node = self.library.value(at.source);
        let node = node.pointer(at.pointer.as_str()).unwrap_or(&Value::Null);
        let taken = self.hoist.taken.entry(section).or_default();
        let own = name::own(&at.pointer, &file);
        let name = match own.clone().filter(|own| !taken.contains(own)) {
            Some(own) => own,
            None => {
                let mut long = name::long(&at.pointer, node, &file);
                if own.as_ref() == Some(&long) || taken.contains(&long) && at.source != self.document {
                    long = format!("{}_{long}", name::stem(&file));
                }
                name::free(&long, |name| taken.contains(name))
            }
        };
        taken.insert(name.clone());
        if let Some(own) = own.filter(|own| *own != name) {
            let (what, renamed) = (section.what(), name.clone());
            self.say(at.clone(), Problem::ComponentNameTaken { what, name: own, renamed });
        }
        self.hoist.names.insert(key, name.clone());
        let dialect = self.scope.dialect;
        self.hoist.queue.push_back(Waiting { section, name: name.clone(), from: at.clone(), dialect });
        name
    }

    /// Whether a reference leads to this node. If so, the node becomes a component, and is replaced
    /// by a reference to it.
    pub(super) fn is_shared(&mut self, value: &mut Value, section: Section, place: &Place) -> bool {
        if self.hoist.root.take().is_some_and(|root| root == place.from) {
            return false;
        }
        if place.from.source != self.document || !self.hoist.shared.contains(&place.from.pointer) {
            return false;
        }
        let name = self.component(&place.from, section);
        let mut reference = Map::new();
        reference.insert("$ref".to_owned(), Value::String(reference::to_component(section, &name)));
        let mut holder = Map::new();
        if section == Section::Schemas && place.is_property() {
            holder = reference::words(value);
        }
        *value = reference::beside(reference, holder);
        if value.get("allOf").is_some() {
            self.moves.record(place.here.child("allOf").index(0), place.from.clone());
        }
        true
    }

    /// Brings in all waiting nodes, and the nodes that these lead to.
    pub(super) fn fetch_all(&mut self, document: &mut Value) {
        let mut fetched = Vec::new();
        while let Some(Waiting { section, name, from, dialect }) = self.hoist.queue.pop_front() {
            let here = Pointer::root().child("components").child(section.key()).child(&name);
            let mut value = Value::Null;
            self.hoist.root = Some(from.clone());
            self.scope.dialect = dialect;
            self.copy(&mut value, section, &Place { here, from: from.clone() }, &from);
            self.hoist.root = None;
            fetched.push((section, name, value));
        }
        let Some(document) = document.as_object_mut() else { return };
        for (section, name, value) in fetched {
            let components = document.entry("components").or_insert_with(|| Value::Object(Map::new()));
            let Some(components) = components.as_object_mut() else { return };
            let members = components.entry(section.key()).or_insert_with(|| Value::Object(Map::new()));
            if let Some(members) = members.as_object_mut() {
                members.insert(name, value);
            }
        }
    }

    /// Returns the scope of a file. A file without a version has the version of the file that
    /// refers to it.
    pub(super) fn scope_in(&self, file: &Value) -> Scope {
        match Dialect::of(file) {
            Some(dialect) => Scope::of(file, dialect),
            None => Scope { dialect: self.scope.dialect, ..self.whole.clone() },
        }
    }

    /// Replaces `value` by a copy of the node at `from`.
    pub(super) fn copy(&mut self, value: &mut Value, section: Section, place: &Place, from: &At) {
        self.moves.record(place.here.clone(), from.clone());
        let file = self.library.value(from.source);
        *value = file.pointer(from.pointer.as_str()).cloned().unwrap_or_default();
        let inner = self.scope_in(&file);
        let scope = std::mem::replace(&mut self.scope, inner);
        self.copies += 1;
        self.node(value, section.kind(), &Place { here: place.here.clone(), from: from.clone() });
        self.copies -= 1;
        self.scope = scope;
    }
}

impl Place {
    /// Whether the node is a property of an object, so that its description belongs to a field.
    pub(super) fn is_property(&self) -> bool {
        self.here.parent().is_some_and(|holder| holder.as_str().ends_with("/properties"))
    }
}
