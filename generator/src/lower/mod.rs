//! From typed documents to the one page of types in [`api`](crate::api): references followed,
//! documents merged.
//!
//! One file for each OpenAPI object. What cannot be carried over is said, and the part that suffers
//! is an untyped value.

mod composition;
mod docs;
mod enumeration;
mod example;
mod hierarchy;
mod keywords;
mod media;
mod narrowing;
mod operation;
mod parameter;
mod record;
mod reference;
mod response;
mod scalar;
mod schema;
mod security;
mod server;
mod union;

use std::collections::{BTreeMap, BTreeSet, VecDeque};

use crate::api::{Api, Docs, Group, GroupId, Method, Need, Origin, Schema, SchemaId, SchemeId, Shape, SpecName};
use crate::diagnostic::{Diagnostics, Problem};
use crate::document::Document;
use crate::place::{At, Pointer};
use crate::source::Sources;

/// Reads all `documents` into one `Api`. [`settle`](crate::settle) makes it fit to be emitted.
pub(crate) fn lower(sources: &Sources, documents: &[Document], diagnostics: &mut Diagnostics) -> Api {
    let mut api = Api { documents: documents.len(), ..Api::default() };
    let mut known = Known {
        operation_paths: BTreeMap::new(),
        operation_ids: BTreeMap::new(),
        declared_ids: documents.iter().flat_map(operation::ids).collect(),
    };
    for document in documents {
        Reader::new(document, sources, &mut api, &mut known, diagnostics).read();
    }
    api
}

/// Keys and names of operations, across all documents.
struct Known {
    /// The first operation of each method and path, its parameters without names.
    operation_paths: BTreeMap<(Method, String), usize>,
    /// The operation of each name.
    operation_ids: BTreeMap<String, usize>,
    /// The names that operations have in any of the documents, read yet or not.
    declared_ids: BTreeSet<String>,
}

/// Reads one document: the state of what it has read and what still waits.
struct Reader<'d, 's> {
    document: &'d Document,
    sources: &'s Sources,
    /// Filled by this document and those before it.
    api: &'s mut Api,
    known: &'s mut Known,
    diagnostics: &'s mut Diagnostics,
    /// The schema at each place that has been met.
    places: BTreeMap<At, SchemaId>,
    /// The schema of which those at all these places hold.
    merged: BTreeMap<Vec<At>, SchemaId>,
    /// Parts of schemas of which it was said that not all that is said of them can hold.
    conflicts: BTreeSet<At>,
    /// Entries of mappings of which it was said that they are no listed alternatives.
    mapped: BTreeSet<At>,
    /// The component schemas that build on each one.
    children: BTreeMap<String, Vec<String>>,
    /// Component schemas that are named but not yet read: no recursion through references, however
    /// long their chain.
    waiting: VecDeque<(SchemaId, SpecName)>,
    /// What the names of schemes stand for; nothing for a scheme that cannot be applied.
    scheme_names: BTreeMap<String, Option<SchemeId>>,
    /// The objects whose examples were taken: a shared one is met as often as it is referred to.
    with_examples: BTreeSet<At>,
    /// The base URL that the document has in place of the API's.
    document_server: Option<String>,
    /// The credentials that the document asks for where an operation says nothing.
    document_security: Vec<Vec<Need>>,
    /// The first of the schemas whose `type` is assumed, and how many they are.
    without_type: Option<(At, usize)>,
}

impl<'d, 's> Reader<'d, 's> {
    fn new(
        document: &'d Document,
        sources: &'s Sources,
        api: &'s mut Api,
        known: &'s mut Known,
        diagnostics: &'s mut Diagnostics,
    ) -> Self {
        Self {
            document,
            sources,
            api,
            known,
            diagnostics,
            places: BTreeMap::new(),
            merged: BTreeMap::new(),
            conflicts: BTreeSet::new(),
            mapped: BTreeSet::new(),
            children: hierarchy::children(document),
            waiting: VecDeque::new(),
            scheme_names: BTreeMap::new(),
            with_examples: BTreeSet::new(),
            document_server: None,
            document_security: Vec::new(),
            without_type: None,
        }
    }

    fn read(mut self) {
        let info = &self.document.openapi.info;
        if !self.api.titles.contains(&info.title) {
            self.api.titles.push(info.title.clone());
        }
        if self.api.docs.description.is_none() {
            self.api.docs.description.clone_from(&info.description);
        }
        self.lower_servers();
        self.lower_schemes();
        self.lower_security();
        self.lower_tags();
        self.lower_operations();
        self.lower_components();
        self.drain();
        if let Some((at, count)) = self.without_type.take() {
            self.say(&at, Problem::AssumedType { count });
        }
    }
}

impl Reader<'_, '_> {
    fn say(&mut self, at: &At, problem: Problem) {
        self.diagnostics.push(at.clone(), problem);
    }

    /// A new schema at `at`, still without a shape; whoever comes to this place again gets the same
    /// one.
    fn reserve(&mut self, at: &At, origin: Origin) -> SchemaId {
        let id = self.fresh(at, origin);
        self.places.insert(at.clone(), id);
        id
    }

    /// A new schema made of what stands at `at` and elsewhere.
    fn fresh(&mut self, at: &At, origin: Origin) -> SchemaId {
        self.api.schemas.push(Schema {
            at: at.clone(),
            origin,
            docs: Docs::default(),
            nullable: false,
            shape: Shape::Any,
        });
        SchemaId(self.api.schemas.len() - 1)
    }

    /// The group of this name, made when it is new.
    fn group(&mut self, name: &str) -> GroupId {
        if let Some(found) = self.api.groups.iter().position(|group| group.name.as_str() == name) {
            return GroupId(found);
        }
        self.api.groups.push(Group { name: name.into(), docs: Docs::default() });
        GroupId(self.api.groups.len() - 1)
    }

    fn lower_tags(&mut self) {
        for tag in &self.document.openapi.tags {
            let group = self.group(&tag.name);
            let docs = &mut self.api.groups[group.0].docs;
            if docs.description.is_none() {
                docs.description.clone_from(&tag.description);
                docs.external = tag.external_docs.as_ref().map(|docs| (docs.url.clone(), docs.description.clone()));
            }
        }
    }

    /// Every component schema, named or not by an operation: a user may want the type all the same.
    fn lower_components(&mut self) {
        if let Some(components) = &self.document.openapi.components {
            for name in components.schemas.keys() {
                self.component_schema(name);
            }
        }
    }

    /// Reads the components that are waiting.
    fn drain(&mut self) {
        while let Some((id, name)) = self.waiting.pop_front() {
            let found =
                self.document.openapi.components.as_ref().and_then(|components| components.schemas.get(name.as_str()));
            if let Some(schema) = found {
                self.fill_schema(id, schema::node_of(schema));
            }
        }
    }
}

impl Reader<'_, '_> {
    /// The node that `keys` lead to.
    fn place(&self, keys: &[&str]) -> At {
        place(self.document, keys)
    }
}

/// The node that `keys` lead to in `document`.
fn place(document: &Document, keys: &[&str]) -> At {
    let mut pointer = Pointer::root();
    for key in keys {
        pointer = pointer.child(key);
    }
    At { source: document.source, pointer }
}
