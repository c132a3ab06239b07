//! References: what they name, and what they become.

use serde_json::{Map, Value};

use super::dialect::Dialect;
use super::place::Place;
use super::section::Section;
use super::{Upgrade, hoist};
use crate::diagnostic::{Problem, Unfollowed};
use crate::place::{At, CHAIN, Pointer, Policy, Reference};

/// The target of a reference.
#[derive(Debug)]
pub(super) enum Target {
    /// A component of the document that keeps its name.
    Component(String),
    /// Any other node.
    Node(At),
    /// The target does not exist.
    Missing,
    /// The reference is not followed, for this reason.
    Refused(Unfollowed),
}

/// Returns the text of a node that is a reference.
pub(super) fn text(node: &Value) -> Option<&str> {
    node.as_object()?.get("$ref")?.as_str()
}

/// Whether a pointer names a component, which every reference may name.
pub(super) fn is_component(pointer: &Pointer, dialect: Dialect) -> bool {
    let keys: Vec<String> = pointer.keys().collect();
    match (dialect, keys.as_slice()) {
        (Dialect::Swagger2, [section, _]) => ["definitions", "parameters", "responses"].contains(&section.as_str()),
        (Dialect::OpenApi30 | Dialect::OpenApi31, [components, section, _]) => {
            components == "components" && section != "pathItems"
        }
        _ => false,
    }
}

/// Whether a document of version 3.0 refers only to its components.
pub(super) fn all_plain(node: &Value) -> bool {
    match node {
        Value::Object(map) => {
            let plain = |text: &str| Reference::new(text).is_plain();
            // A mapping may name a schema without anything that marks a reference.
            let named = |target: &Value| target.as_str().is_some_and(|text| Reference::is_meant(text) && !plain(text));
            let mapping = map.get("mapping").and_then(Value::as_object).into_iter().flat_map(Map::values);
            text(node).is_none_or(plain) && !mapping.into_iter().any(named) && map.values().all(all_plain)
        }
        Value::Array(list) => list.iter().all(all_plain),
        Value::Null | Value::Bool(_) | Value::Number(_) | Value::String(_) => true,
    }
}

/// Returns the reference to a component.
pub(super) fn to_component(section: Section, name: &str) -> String {
    Reference::to(&Pointer::root().child("components").child(section.key()).child(name))
}

/// Returns the keywords of a schema that describe the field of this type.
pub(super) fn words(schema: &Value) -> Map<String, Value> {
    const WORDS: [&str; 6] = ["description", "deprecated", "default", "example", "readOnly", "writeOnly"];
    let members = schema.as_object().into_iter().flatten();
    members.filter(|(key, _)| WORDS.contains(&key.as_str())).map(|(key, value)| (key.clone(), value.clone())).collect()
}

/// Combines a reference with keywords that must have an effect beside it.
pub(super) fn beside(reference: Map<String, Value>, mut keywords: Map<String, Value>) -> Value {
    if keywords.is_empty() {
        return Value::Object(reference);
    }
    keywords.insert("allOf".to_owned(), Value::Array(vec![Value::Object(reference)]));
    Value::Object(keywords)
}

impl Upgrade<'_, '_, '_> {
    /// Makes a reference lead to a component.
    pub(super) fn reference(&mut self, value: &mut Value, section: Section, place: &Place) {
        let Some(reference) = text(value).map(str::to_owned) else { return };
        match self.resolve(&reference, &place.from, section) {
            Target::Component(name) => self.refer(value, section, &name),
            Target::Node(at) if section == Section::Schemas && self.is_small(&at) => {
                self.copy(value, section, place, &at);
            }
            Target::Node(at) => {
                let name = self.component(&at, section);
                self.refer(value, section, &name);
            }
            Target::Missing if place.from.source == self.document && Reference::new(&reference).is_local() => {}
            Target::Missing => self.refuse(value, section, place, reference, Unfollowed::NoSuchNode),
            Target::Refused(because) => self.refuse(value, section, place, reference, because),
        }
    }

    fn refer(&mut self, value: &mut Value, section: Section, name: &str) {
        if let Some(reference @ Value::String(_)) = value.get_mut("$ref") {
            let new = to_component(section, name);
            // A reference that only spells its target differently stays as it is.
            let before = reference.as_str().and_then(|text| Reference::new(text).node());
            if before != Reference::new(&new).node() {
                *reference = Value::String(new);
            }
        }
    }

    fn is_small(&self, at: &At) -> bool {
        self.library.value(at.source).pointer(at.pointer.as_str()).is_some_and(hoist::is_small)
    }

    /// Reports that a reference is not followed, and replaces it.
    fn refuse(&mut self, value: &mut Value, section: Section, place: &Place, reference: String, because: Unfollowed) {
        let at = place.from.child("$ref");
        match section {
            Section::Schemas | Section::Headers => {
                self.say(at, Problem::UnfollowedReference { reference, because });
                *value = match section {
                    Section::Schemas => Value::Object(Map::new()),
                    _ => serde_json::json!({ "schema": {} }),
                };
            }
            // A client needs none of them.
            Section::Examples | Section::Links | Section::Callbacks => {}
            Section::Parameters
            | Section::Responses
            | Section::RequestBodies
            | Section::SecuritySchemes
            | Section::PathItems => {
                let what = section.what();
                self.say(at, Problem::UnfollowedPart { what, reference, because });
                self.sound = false;
            }
        }
    }

    /// Replaces a path item that is a reference by a copy: OpenAPI 3.0 has no component of this
    /// kind.
    pub(super) fn path_item_reference(&mut self, value: &mut Value, place: &Place) {
        let Some(reference) = text(value).map(str::to_owned) else { return };
        // A client calls no callbacks, and they may lead to the path that they belong to.
        if self.in_callback {
            return;
        }
        let target = match self.resolve(&reference, &place.from, Section::PathItems) {
            // Copies nested this deeply are a cycle, too.
            Target::Node(at) if self.copies < CHAIN => at,
            Target::Refused(because) => return self.refuse(value, Section::PathItems, place, reference, because),
            Target::Node(_) => {
                let because = Unfollowed::BackToItself;
                return self.refuse(value, Section::PathItems, place, reference, because);
            }
            Target::Component(_) | Target::Missing => {
                let because = Unfollowed::NoSuchNode;
                return self.refuse(value, Section::PathItems, place, reference, because);
            }
        };
        let Value::Object(own) = std::mem::take(value) else { return };
        let file = self.library.value(target.source);
        let there = |key: &str| file.pointer(target.pointer.child(key).as_str()).is_some();
        let both = own.keys().any(|key| key != "$ref" && !key.starts_with("x-") && there(key));
        if both {
            // Which of the two is meant is unknown.
            *value = Value::Object(own);
            return;
        }
        self.copy(value, Section::PathItems, place, &target);
        let mut own = Value::Object(own.into_iter().filter(|(key, _)| key != "$ref").collect());
        for key in own.as_object().into_iter().flat_map(Map::keys) {
            self.moves.record(place.here.child(key), place.from.child(key));
        }
        self.node(&mut own, Section::PathItems.kind(), place);
        if let (Value::Object(value), Value::Object(own)) = (value, own) {
            value.extend(own);
        }
    }

    /// Follows a reference in the node `from`.
    pub(super) fn resolve(&mut self, reference: &str, from: &At, section: Section) -> Target {
        self.steps = CHAIN;
        self.step(reference, from, section)
    }

    /// Returns the node that a reference leads to, component or not.
    pub(super) fn resolve_node(&mut self, reference: &str, from: &At) -> Option<At> {
        // No node is a component of this section, so the result is never a mere name.
        match self.resolve(reference, from, Section::PathItems) {
            Target::Node(at) => Some(at),
            Target::Component(_) | Target::Missing | Target::Refused(_) => None,
        }
    }

    /// Follows one link of a chain of references.
    pub(super) fn step(&mut self, reference: &str, from: &At, section: Section) -> Target {
        let Some(steps) = self.steps.checked_sub(1) else { return Target::Missing };
        self.steps = steps;
        let reference = Reference::new(reference);
        let source = if reference.has_file() {
            match self.library.open(&reference, from.source, self.document, self.diagnostics) {
                Ok(source) => source,
                Err(because) => return Target::Refused(because),
            }
        } else {
            from.source
        };
        let Ok(lead) = reference.lead(Policy::Files) else { return Target::Missing };
        let embedded = if reference.has_file() { None } else { self.embedded(&lead, from) };
        let Some(pointer) = embedded.or_else(|| self.fragment(&lead, At::root(source), from)) else {
            return Target::Missing;
        };
        let at = At { source, pointer };
        if let Some(name) = self.own_component(&at, section) {
            return Target::Component(name);
        }
        // A component of another kind is not what is meant, whatever it contains.
        let keys: Vec<String> = at.pointer.keys().collect();
        if let [components, key, _] = keys.as_slice()
            && components == "components"
            && key != section.key()
            && section != Section::PathItems
        {
            return Target::Missing;
        }
        let Some(at) = self.find(&at) else { return Target::Missing };
        // A node that is itself a reference stands for its target.
        let file = self.library.value(at.source);
        match file.pointer(at.pointer.as_str()) {
            Some(node) if node.as_object().is_some_and(|map| map.len() == 1) => match text(node) {
                Some(next) => match self.step(next, &at, section) {
                    target @ (Target::Component(_) | Target::Node(_)) => target,
                    Target::Missing | Target::Refused(_) => Target::Node(at),
                },
                None => Target::Node(at),
            },
            Some(_) => Target::Node(at),
            None => Target::Missing,
        }
    }

    /// Returns the name of a node that is a component of the document itself.
    fn own_component(&self, at: &At, section: Section) -> Option<String> {
        if at.source != self.document {
            return None;
        }
        let file = self.library.value(at.source);
        let keys: Vec<String> = at.pointer.keys().collect();
        let name = match (Dialect::of(&file), keys.as_slice()) {
            (Some(Dialect::Swagger2), [key, name]) if section.swagger_key() == Some(key) => name,
            (Some(Dialect::OpenApi30 | Dialect::OpenApi31), [components, key, name])
                if components == "components" && section != Section::PathItems && key == section.key() =>
            {
                name
            }
            _ => return None,
        };
        file.pointer(at.pointer.as_str()).map(|_| name.clone())
    }
}
