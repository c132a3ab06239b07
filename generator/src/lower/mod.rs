//! From typed documents to the one page of types in [`api`](crate::api): resolves references and
//! merges documents.
//!
//! There is one file for each OpenAPI object. What has no equivalent is reported, and its schema
//! becomes an untyped value.

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

/// Reads all `documents` into one `Api`. [`settle`](crate::settle) then prepares it for emission.
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

/// Names and paths of operations, across all documents.
struct Known {
    /// The first operation of each method and path; the path is without the names of its
    /// parameters.
    operation_paths: BTreeMap<(Method, String), usize>,
    /// The operation with each name.
    operation_ids: BTreeMap<String, usize>,
    /// The names that operations declare in any document, including documents that are not read
    /// yet.
    declared_ids: BTreeSet<String>,
}

/// Reads one document: holds what it has read and what it has yet to read.
struct Reader<'d, 's> {
    document: &'d Document,
    sources: &'s Sources,
    /// What this document and earlier ones have added.
    api: &'s mut Api,
    known: &'s mut Known,
    diagnostics: &'s mut Diagnostics,
    /// The schema at each place that has been read.
    places: BTreeMap<At, SchemaId>,
    /// The schema that combines the schemas at all these places.
    merged: BTreeMap<Vec<At>, SchemaId>,
    /// Places already reported as contradictory.
    conflicts: BTreeSet<At>,
    /// Entries of mappings already reported as not listed among the alternatives.
    mapped: BTreeSet<At>,
    /// The component schemas that extend each one.
    children: BTreeMap<String, Vec<String>>,
    /// Component schemas that are referred to but not read yet. The queue avoids recursion through
    /// references, however long their chain.
    waiting: VecDeque<(SchemaId, SpecName)>,
    /// The scheme with each name; `None` if it is not supported.
    scheme_names: BTreeMap<String, Option<SchemeId>>,
    /// The objects whose examples have been read; a shared object is read at each reference.
    with_examples: BTreeSet<At>,
    /// The document's own base URL, if it is not one of the API's.
    document_server: Option<String>,
    /// The credentials that the document requires if an operation declares none.
    document_security: Vec<Vec<Need>>,
    /// The first schema whose `type` is assumed, and the number of such schemas.
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

    /// Adds a schema without a shape for `at`. The next visit to this place finds the same schema.
    fn reserve(&mut self, at: &At, origin: Origin) -> SchemaId {
        let id = self.fresh(at, origin);
        self.places.insert(at.clone(), id);
        id
    }

    /// Adds a schema that combines `at` with other places.
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

    /// Returns the group with this name, and adds it if it is new.
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

    /// Reads every component schema, even if no operation uses it: a user may still want the type.
    fn lower_components(&mut self) {
        if let Some(components) = &self.document.openapi.components {
            for name in components.schemas.keys() {
                self.component_schema(name);
            }
        }
    }

    /// Reads the component schemas that are waiting.
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
    /// Returns the place of the node that `keys` lead to.
    fn place(&self, keys: &[&str]) -> At {
        place(self.document, keys)
    }
}

/// Returns the place of the node that `keys` lead to in `document`.
fn place(document: &Document, keys: &[&str]) -> At {
    let mut pointer = Pointer::root();
    for key in keys {
        pointer = pointer.child(key);
    }
    At { source: document.source, pointer }
}
