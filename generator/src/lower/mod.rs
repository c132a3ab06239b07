//! From typed documents to the one page of types in [`api`](crate::api): references followed, documents merged.
//!
//! One file for each OpenAPI object. What cannot be carried over is said, and the part that suffers is an untyped value.

mod composition;
mod direction;
mod docs;
mod encoding;
mod enumeration;
mod example;
mod hierarchy;
mod keywords;
mod media;
mod merge;
mod nameless;
mod narrowing;
mod operation;
mod overlap;
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

use crate::api::{
    Api, Docs, Example, Group, GroupId, Method, Need, Operation, Origin, Schema, SchemaId, SecurityScheme, Server,
    Shape, SpecName, UnionKind,
};
use crate::diagnostic::{At, Diagnostics, Problem};
use crate::document::Document;
use crate::source::{Pointer, SourceId, Sources};

/// What all `documents` say together.
pub(crate) fn lower(sources: &Sources, documents: &[Document], diagnostics: &mut Diagnostics) -> Api {
    let mut lowering = Lowering {
        sources,
        document: None,
        schemas: Vec::new(),
        places: BTreeMap::new(),
        merged: BTreeMap::new(),
        conflicts: BTreeSet::new(),
        mapped: BTreeSet::new(),
        children: BTreeMap::new(),
        waiting: VecDeque::new(),
        groups: Vec::new(),
        operations: Vec::new(),
        operation_paths: BTreeMap::new(),
        operation_ids: BTreeMap::new(),
        declared_ids: documents.iter().flat_map(operation::ids).collect(),
        schemes: Vec::new(),
        scheme_names: BTreeMap::new(),
        servers: Vec::new(),
        examples: Vec::new(),
        with_examples: BTreeSet::new(),
        document_server: None,
        document_security: Vec::new(),
        without_type: None,
        diagnostics,
    };
    let mut titles: Vec<String> = Vec::new();
    let mut description = None;
    for document in documents {
        lowering.document = Some(document);
        lowering.children = hierarchy::children(document);
        let info = &document.openapi.info;
        if !titles.contains(&info.title) {
            titles.push(info.title.clone());
        }
        description = description.or_else(|| info.description.clone());
        lowering.lower_servers(document);
        lowering.lower_schemes(document);
        lowering.lower_security(document);
        lowering.lower_tags(document);
        lowering.lower_operations(document);
        lowering.lower_components(document);
        lowering.drain(document);
        if let Some((at, count)) = lowering.without_type.take() {
            lowering.say(&at, Problem::AssumedType { count });
        }
    }
    lowering.break_nameless_cycles();
    lowering.cut_nameless_depth();
    lowering.join_enumerations();
    lowering.break_union_cycles();
    lowering.spread_null();
    lowering.settle_tags();
    lowering.check_overlaps();
    let mut api = Api {
        documents: documents.len(),
        titles,
        docs: Docs { description, ..Docs::default() },
        servers: lowering.servers,
        groups: lowering.groups,
        operations: lowering.operations,
        schemas: lowering.schemas,
        schemes: lowering.schemes,
        examples: lowering.examples,
    };
    merge::merge_schemas(&mut api, sources, diagnostics);
    direction::split_directions(&mut api);
    encoding::split_encodings(&mut api);
    api
}

/// The state of one lowering: what has been read so far, and what still waits.
struct Lowering<'d, 'o> {
    sources: &'d Sources,
    document: Option<&'d Document>,
    schemas: Vec<Schema>,
    /// The schema at each place that has been met.
    places: BTreeMap<At, SchemaId>,
    /// The schema of which those at all these places hold.
    merged: BTreeMap<Vec<At>, SchemaId>,
    /// Parts of schemas of which it was said that not all that is said of them can hold.
    conflicts: BTreeSet<At>,
    /// Entries of mappings of which it was said that they are no listed alternatives.
    mapped: BTreeSet<At>,
    /// The component schemas that build on each one of the current document.
    children: BTreeMap<String, Vec<String>>,
    /// Component schemas that are named but not yet read: no recursion through references, however long their chain.
    waiting: VecDeque<(SchemaId, SpecName)>,
    groups: Vec<Group>,
    operations: Vec<Operation>,
    /// The first operation of each method and path, its parameters without names.
    operation_paths: BTreeMap<(Method, String), usize>,
    /// The operation of each name.
    operation_ids: BTreeMap<String, usize>,
    /// The names that operations have in any of the documents, read yet or not.
    declared_ids: BTreeSet<String>,
    schemes: Vec<SecurityScheme>,
    /// What the current documents' scheme names stand for, by source; nothing for a scheme that cannot be applied.
    scheme_names: BTreeMap<(SourceId, String), Option<crate::api::SchemeId>>,
    servers: Vec<Server>,
    examples: Vec<Example>,
    /// The objects whose examples were taken: a shared one is met as often as it is referred to.
    with_examples: BTreeSet<At>,
    /// The base URL that the current document has in place of the API's.
    document_server: Option<String>,
    /// The credentials that the current document asks for where an operation says nothing.
    document_security: Vec<Vec<Need>>,
    /// The first of the current document's schemas whose `type` is assumed, and how many they are.
    without_type: Option<(At, usize)>,
    diagnostics: &'o mut Diagnostics,
}

impl<'d> Lowering<'d, '_> {
    fn say(&mut self, at: &At, problem: Problem) {
        self.diagnostics.push(at.clone(), problem);
    }

    /// A new schema at `at`, still without a shape; whoever comes to this place again gets the same one.
    fn reserve(&mut self, at: &At, origin: Origin) -> SchemaId {
        let id = self.fresh(at, origin);
        self.places.insert(at.clone(), id);
        id
    }

    /// A new schema made of what stands at `at` and elsewhere.
    fn fresh(&mut self, at: &At, origin: Origin) -> SchemaId {
        self.schemas.push(Schema { at: at.clone(), origin, docs: Docs::default(), nullable: false, shape: Shape::Any });
        SchemaId(self.schemas.len() - 1)
    }

    /// The group of this name, made when it is new.
    fn group(&mut self, name: &str) -> GroupId {
        if let Some(found) = self.groups.iter().position(|group| group.name.as_str() == name) {
            return GroupId(found);
        }
        self.groups.push(Group { name: name.into(), docs: Docs::default() });
        GroupId(self.groups.len() - 1)
    }

    fn lower_tags(&mut self, document: &'d Document) {
        for tag in &document.openapi.tags {
            let group = self.group(&tag.name);
            let docs = &mut self.groups[group.0].docs;
            if docs.description.is_none() {
                docs.description.clone_from(&tag.description);
                docs.external = tag.external_docs.as_ref().map(|docs| (docs.url.clone(), docs.description.clone()));
            }
        }
    }

    /// Every component schema, named or not by an operation: a user may want the type all the same.
    fn lower_components(&mut self, document: &'d Document) {
        if let Some(components) = &document.openapi.components {
            for name in components.schemas.keys() {
                self.component_schema(document, name);
            }
        }
    }

    /// Reads the components that are waiting.
    fn drain(&mut self, document: &'d Document) {
        while let Some((id, name)) = self.waiting.pop_front() {
            let found =
                document.openapi.components.as_ref().and_then(|components| components.schemas.get(name.as_str()));
            if let Some(schema) = found {
                self.fill_schema(document, id, schema::node_of(schema));
            }
        }
    }
}

impl Lowering<'_, '_> {
    /// A union that is an alternative of itself, at once or through others, could be read for ever: such an alternative is left out. It is the
    /// back edge of a walk, depth first and without recursion, over unions alone.
    fn break_union_cycles(&mut self) {
        let mut done = vec![false; self.schemas.len()];
        let mut open = vec![false; self.schemas.len()];
        for start in 0..self.schemas.len() {
            let mut path = vec![(start, 0)];
            while let Some((index, part)) = path.pop() {
                let Shape::Union(union) = &self.schemas[index].shape else { continue };
                if done[index] {
                    continue;
                }
                let Some(variant) = union.variants.get(part) else {
                    done[index] = true;
                    continue;
                };
                let target = self.behind_aliases(variant.schema.0);
                open[index] = true;
                if open[target] && !done[target] {
                    self.leave_out_variant(index, part);
                    path.push((index, part));
                } else {
                    path.push((index, part + 1));
                    path.push((target, 0));
                }
            }
        }
    }

    fn behind_aliases(&self, mut index: usize) -> usize {
        // No cycle is left among them.
        while let Shape::Alias(next) = self.schemas[index].shape {
            index = next.0;
        }
        index
    }

    fn leave_out_variant(&mut self, index: usize, part: usize) {
        let place = self.schemas[index].at.clone();
        let Shape::Union(union) = &mut self.schemas[index].shape else { return };
        union.variants.remove(part);
        let keyword = match union.kind {
            UnionKind::OneOf => "oneOf",
            UnionKind::AnyOf => "anyOf",
        };
        if union.variants.is_empty() {
            self.schemas[index].shape = Shape::Any;
        }
        let because = "an alternative is the schema itself".to_owned();
        self.say(&place.child(keyword), Problem::UnsupportedSchema { keyword: keyword.to_owned(), because });
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
