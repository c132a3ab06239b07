//! Upgrades every document to OpenAPI 3.0, with references to components only. Reads OpenAPI 3.1
//! and Swagger 2.0, and parts in further files.
//!
//! One walk along the grammar of OpenAPI 3.0. At each object, the rules of the document's version
//! first bring it to 3.0. Then each reference is followed, and its target, in whichever file, is
//! queued to become a component.

mod dialect;
mod discriminator;
mod encoding;
mod find;
mod hoist;
mod library;
mod name;
mod openapi_3_1;
mod place;
mod reference;
mod section;
mod swagger_2;

use std::collections::BTreeSet;
use std::path::PathBuf;

use serde_json::{Map, Value};

use self::dialect::Dialect;
use self::hoist::Hoist;
use self::library::Library;
use self::place::Place;
use self::section::Section;
use super::Tree;
use super::grammar::{self, Kind, Object};
use crate::diagnostic::{Diagnostics, Moves, Problem};
use crate::place::{At, Pointer, SourceId};
use crate::source::Sources;

/// The version of upgraded documents.
const VERSION: &str = "3.0.3";

/// Upgrades the documents to OpenAPI 3.0. Reports what cannot be carried over.
pub(super) fn upgrade(trees: &mut [Tree], sources: &mut Sources, folders: &[PathBuf], diagnostics: &mut Diagnostics) {
    let current = |tree: &Tree| {
        let version = Dialect::of(&tree.value) == Some(Dialect::OpenApi30);
        version && reference::all_plain(&tree.value) && !encoding::is_written(&tree.value)
    };
    if trees.iter().all(current) {
        return;
    }
    let mut library = Library::new(sources, trees, folders);
    let mut moved = Vec::new();
    for tree in trees.iter_mut() {
        if current(tree) {
            continue;
        }
        let moves = Upgrade::new(tree, &mut library, diagnostics).run(tree);
        moved.push((tree.source, moves));
    }
    // Only now: until here, messages had to point to the original texts.
    for (document, moves) in moved {
        diagnostics.relocate(document, moves);
    }
}

/// The upgrade of one document.
struct Upgrade<'l, 's, 'd> {
    library: &'l mut Library<'s>,
    diagnostics: &'d mut Diagnostics,
    document: SourceId,
    scope: Scope,
    /// The scope of the whole document.
    whole: Scope,
    moves: Moves,
    hoist: Hoist,
    /// Whether there was no error.
    sound: bool,
    /// How many more references may be followed to resolve the current one.
    steps: usize,
    /// How many copies enclose the current node.
    copies: usize,
    /// Whether a callback encloses the current node.
    in_callback: bool,
    /// Security schemes that the transport applies.
    transport_schemes: BTreeSet<String>,
    /// Whether an assumed media type was already reported.
    assumed: bool,
}

/// Properties of the surrounding text that apply to a node.
#[derive(Debug, Clone)]
struct Scope {
    dialect: Dialect,
    /// The media types of request and response bodies, in Swagger 2.0.
    consumes: Vec<String>,
    produces: Vec<String>,
}

impl<'l, 's, 'd> Upgrade<'l, 's, 'd> {
    fn new(tree: &Tree, library: &'l mut Library<'s>, diagnostics: &'d mut Diagnostics) -> Self {
        let dialect = Dialect::of(&tree.value).unwrap_or(Dialect::OpenApi30);
        let scope = Scope::of(&tree.value, dialect);
        Self {
            library,
            diagnostics,
            document: tree.source,
            scope: scope.clone(),
            whole: scope,
            moves: Moves::default(),
            hoist: Hoist::new(&tree.value, dialect),
            sound: true,
            steps: 0,
            copies: 0,
            in_callback: false,
            transport_schemes: BTreeSet::new(),
            assumed: false,
        }
    }

    fn run(mut self, tree: &mut Tree) -> Moves {
        let root = Place { here: Pointer::root(), from: At::root(tree.source) };
        self.node(&mut tree.value, Kind::Object(&grammar::DOCUMENT), &root);
        self.fetch_all(&mut tree.value);
        tree.sound &= self.sound;
        self.moves
    }

    /// Upgrades a node and its children.
    fn node(&mut self, value: &mut Value, kind: Kind, place: &Place) {
        match kind {
            Kind::Anything | Kind::Text | Kind::Prose | Kind::Flag | Kind::Count | Kind::Number | Kind::Word(_) => {}
            Kind::List(element) => {
                for (index, one) in value.as_array_mut().into_iter().flatten().enumerate() {
                    let place = self.inside(place, &index.to_string());
                    self.node(one, *element, &place);
                }
            }
            Kind::Map(member) => self.members(value, *member, place),
            Kind::Object(object) => self.object(value, object, place),
            Kind::OrReference(object) => self.object_or_reference(value, object, place),
            Kind::Schema => self.schema(value, place),
            Kind::SchemaOrFlag if value.is_boolean() => {}
            Kind::SchemaOrFlag => self.schema(value, place),
            Kind::Paths => self.members(value, Kind::Object(&grammar::PATH_ITEM), place),
            Kind::Responses => self.members(value, Kind::OrReference(&grammar::RESPONSE), place),
            // The kind of scheme does not matter here: none contains a reference.
            Kind::SecurityScheme => self.object_or_reference(value, &grammar::ANY_SCHEME, place),
            Kind::Callback if reference::text(value).is_some() => self.reference(value, Section::Callbacks, place),
            Kind::Callback => {
                let outer = std::mem::replace(&mut self.in_callback, true);
                self.members(value, Kind::Object(&grammar::PATH_ITEM), place);
                self.in_callback = outer;
            }
        }
    }

    fn members(&mut self, value: &mut Value, member: Kind, place: &Place) {
        for (key, one) in value.as_object_mut().into_iter().flatten() {
            // Keys of a schema's properties are never extensions.
            if key.starts_with("x-") && !matches!(member, Kind::Schema) {
                continue;
            }
            let place = self.inside(place, key);
            self.node(one, member, &place);
        }
    }

    fn object_or_reference(&mut self, value: &mut Value, object: &'static Object, place: &Place) {
        let Some(section) = Section::of(object) else { return self.object(value, object, place) };
        if reference::text(value).is_some() {
            self.reference(value, section, place);
        } else if !self.is_shared(value, section, place) {
            self.object(value, object, place);
        }
    }

    fn object(&mut self, value: &mut Value, object: &'static Object, place: &Place) {
        if object.what == "path item" && reference::text(value).is_some() {
            return self.path_item_reference(value, place);
        }
        let Value::Object(map) = value else { return };
        let scope = self.scope.clone();
        self.rules(map, object.what, place);
        for (key, value) in map.iter_mut() {
            if let Some(keyword) = object.keywords.iter().find(|keyword| keyword.name == key) {
                let place = self.inside(place, key);
                self.node(value, keyword.kind, &place);
            }
        }
        // An operation's media types apply only to that operation.
        if object.what == "operation" {
            self.scope = scope;
        }
    }

    /// Applies the rules for an object of the kind `what`.
    fn rules(&mut self, map: &mut Map<String, Value>, what: &str, place: &Place) {
        match self.scope.dialect {
            Dialect::OpenApi30 => {}
            Dialect::OpenApi31 => self.rules_of_3_1(map, what, place),
            Dialect::Swagger2 => self.rules_of_2(map, what, place),
        }
        if what == "media type" {
            let name = place.here.keys().last().unwrap_or_default();
            encoding::complete(map, &name, self.scope.dialect);
        }
    }

    fn schema(&mut self, value: &mut Value, place: &Place) {
        if let (Value::Bool(any), true) = (&*value, self.scope.dialect == Dialect::OpenApi31) {
            *value = openapi_3_1::boolean_schema(*any);
        }
        if self.is_shared(value, Section::Schemas, place) {
            return;
        }
        if let Value::Object(map) = value {
            self.rules(map, "schema", place);
        }
        if reference::text(value).is_some() {
            return self.reference(value, Section::Schemas, place);
        }
        let Value::Object(map) = value else { return };
        let named = discriminator::variants(map);
        for (key, value) in map.iter_mut() {
            if let Some(keyword) = grammar::SCHEMA.keywords.iter().find(|keyword| keyword.name == key) {
                let place = self.inside(place, key);
                self.node(value, keyword.kind, &place);
            }
        }
        self.mapping(map, &named, place);
    }

    fn say(&mut self, at: At, problem: Problem) {
        self.diagnostics.push(at, problem);
    }

    /// Reports `problem` at a member of a node.
    fn say_in(&mut self, place: &Place, key: &str, problem: Problem) {
        let at = self.inside(place, key).from;
        self.say(at, problem);
    }
}

impl Scope {
    fn of(file: &Value, dialect: Dialect) -> Self {
        let list = |key: &str| match dialect {
            Dialect::Swagger2 => swagger_2::texts(file.get(key)),
            Dialect::OpenApi30 | Dialect::OpenApi31 => Vec::new(),
        };
        Self { dialect, consumes: list("consumes"), produces: list("produces") }
    }
}
