//! Schemas (OpenAPI 3.0, "Schema Object").

use openapiv3::{ReferenceOr, Schema as SchemaObject};

use super::Reader;
use super::docs::schema_docs;
use super::keywords::Keywords;
use super::record::Properties;
use super::scalar::facts;
use crate::api::{Docs, Origin, Role, SchemaId, Shape};
use crate::diagnostic::{Problem, Untyped};
use crate::place::At;

/// A schema or a reference to one, independent of the box that openapiv3 has around it.
pub(super) type Node<'d> = ReferenceOr<&'d SchemaObject>;

/// Returns a node that borrows from `node`.
pub(super) fn node_of<T>(node: &ReferenceOr<T>) -> ReferenceOr<&T> {
    match node {
        ReferenceOr::Item(item) => ReferenceOr::Item(item),
        ReferenceOr::Reference { reference } => ReferenceOr::Reference { reference: reference.clone() },
    }
}

/// Like [`node_of`], for boxed schemas.
pub(super) fn unboxed(node: &ReferenceOr<Box<SchemaObject>>) -> Node<'_> {
    match node {
        ReferenceOr::Item(schema) => ReferenceOr::Item(schema),
        ReferenceOr::Reference { reference } => ReferenceOr::Reference { reference: reference.clone() },
    }
}

impl<'d> Reader<'d, '_> {
    /// Returns the component schema with this name, which is read later.
    pub(super) fn component_schema(&mut self, name: &str) -> SchemaId {
        let at = self.place(&["components", "schemas", name]);
        if let Some(&known) = self.places.get(&at) {
            return known;
        }
        let id = self.reserve(&at, Origin::Component(name.into()));
        self.waiting.push_back((id, name.into()));
        id
    }

    /// Returns the schema at `at`, or the one that the reference there names. `origin` is the
    /// origin of an inline schema without a title.
    pub(super) fn schema(&mut self, at: &At, node: Node<'d>, origin: Origin) -> SchemaId {
        match node {
            ReferenceOr::Reference { reference } => match self.target::<SchemaObject>(at, &reference) {
                Some((name, _)) => self.component_schema(&name),
                None => self.reserve(at, origin),
            },
            ReferenceOr::Item(schema) => {
                if let Some(&known) = self.places.get(at) {
                    return known;
                }
                let title =
                    schema.schema_data.title.as_deref().filter(|title| title.chars().any(char::is_alphanumeric));
                let id = self.reserve(at, title.map_or(origin, |title| Origin::Title(title.into())));
                self.fill_schema(id, ReferenceOr::Item(schema));
                id
            }
        }
    }

    /// Fills in the documentation and the shape of a reserved schema.
    pub(super) fn fill_schema(&mut self, id: SchemaId, node: Node<'d>) {
        let at = self.api.schemas[id.0].at.clone();
        let schema = match node {
            ReferenceOr::Item(schema) => schema,
            ReferenceOr::Reference { reference } => {
                if let Some((name, _)) = self.target::<SchemaObject>(&at, &reference) {
                    let target = self.component_schema(&name);
                    self.api.schemas[id.0].shape = Shape::Alias(target);
                }
                return;
            }
        };
        let mut draft = Draft { docs: schema_docs(&schema.schema_data), nullable: schema.schema_data.nullable };
        let keywords = Keywords::of(schema);
        let shape = if keywords.is_composed() {
            self.composition(id, &at, schema, &keywords, &mut draft)
        } else {
            self.plain(id, &at, &keywords, &mut draft)
        };
        self.check_mapping(id, &keywords);
        let shape = self.hierarchy(id, &keywords, shape);
        self.schema_examples(id, &at, &schema.schema_data);
        let filled = &mut self.api.schemas[id.0];
        filled.docs = draft.docs;
        filled.nullable = draft.nullable;
        filled.shape = shape;
    }

    /// Returns the shape of a schema that is not composed of others.
    pub(super) fn plain(&mut self, id: SchemaId, at: &At, keywords: &Keywords<'d>, draft: &mut Draft) -> Shape {
        facts(keywords, draft);
        if keywords.not {
            let keyword = "not".to_owned();
            let alone = !keywords.is_scalar() && !keywords.has_properties() && keywords.kind.is_none();
            self.say(
                &at.child("not"),
                if alone {
                    let because = Untyped::OnlyNot;
                    Problem::UnsupportedSchema { keyword, because }
                } else {
                    Problem::Unchecked { keyword }
                },
            );
        }
        let structured = matches!(keywords.kind, Some("array" | "object"));
        if !keywords.values.is_empty() && !structured {
            return self.enumeration(at, keywords, draft);
        }
        if !keywords.values.is_empty() {
            self.say(&at.child("enum"), Problem::Unchecked { keyword: "enum".to_owned() });
        }
        match keywords.kind {
            Some("array") => self.list(id, at, keywords),
            Some("object") => self.record(id, Properties::of(at, keywords)),
            // `required` alone restricts only objects: values of other types pass.
            None if !keywords.properties.is_empty() || keywords.additional.is_some() => {
                self.assume_type(at);
                self.record(id, Properties::of(at, keywords))
            }
            None if !keywords.items.is_empty() => {
                self.assume_type(at);
                self.list(id, at, keywords)
            }
            None => Shape::Any,
            Some("null") => {
                draft.nullable = true;
                Shape::Any
            }
            Some(kind) => self.scalar(at, keywords, draft).unwrap_or_else(|| {
                let because = Untyped::UnknownType(kind.to_owned());
                self.say(&at.child("type"), Problem::UnsupportedSchema { keyword: "type".to_owned(), because });
                Shape::Any
            }),
        }
    }

    /// Counts a schema whose `type` is assumed: without a `type`, its keywords allow values of
    /// every other type.
    fn assume_type(&mut self, at: &At) {
        self.without_type.get_or_insert_with(|| (at.clone(), 0)).1 += 1;
    }

    fn list(&mut self, id: SchemaId, at: &At, keywords: &Keywords<'d>) -> Shape {
        let here = at.child("items");
        let origin = || Origin::Part(id, Role::Item);
        let placed =
            |(place, items): &(Option<At>, Node<'d>)| (place.clone().unwrap_or_else(|| here.clone()), items.clone());
        let parts: Vec<(At, Node<'d>)> = keywords.items.iter().map(placed).collect();
        Shape::List(if parts.is_empty() {
            self.reserve(&here, origin())
        } else {
            self.of_all(at, parts, &origin).unwrap_or_else(|(place, _)| {
                if self.conflicts.insert(place.clone()) {
                    let because = Untyped::NoItem;
                    self.say(&place, Problem::UnsupportedSchema { keyword: "items".to_owned(), because });
                }
                self.fresh(&place, origin())
            })
        })
    }
}

/// The parts of a schema beside its shape.
pub(super) struct Draft {
    pub(super) docs: Docs,
    pub(super) nullable: bool,
}

impl Draft {
    pub(super) fn fact(&mut self, fact: String) {
        self.docs.facts.push(fact);
    }

    /// Adds a lower and an upper bound as one fact.
    pub(super) fn bounds(&mut self, what: &str, ends: [Option<String>; 2], exclusive: [bool; 2]) {
        let [least, most] = ends;
        let least = least.map(|n| format!("{} {n}", if exclusive[0] { "more than" } else { "at least" }));
        let most = most.map(|n| format!("{} {n}", if exclusive[1] { "less than" } else { "at most" }));
        match (least, most) {
            (Some(least), Some(most)) => self.fact(format!("{what}: {least}, {most}.")),
            (Some(one), None) | (None, Some(one)) => self.fact(format!("{what}: {one}.")),
            (None, None) => {}
        }
    }
}
