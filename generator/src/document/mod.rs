//! From texts to typed OpenAPI 3.0 documents: versions, repairs, overlays, and messages on what
//! cannot be read.

mod blame;
mod grammar;
mod left_out;
mod naming;
mod overlay;
mod repair;
mod upgrade;

use std::path::PathBuf;

use serde_json::Value;

use self::overlay::Overlay;
use crate::diagnostic::{Diagnostics, DocumentFault, Problem};
use crate::place::{At, CHAIN, Lead, Policy, Reference, SourceId};
use crate::source::{self, Sources};

/// A valid OpenAPI 3.0 document.
#[derive(Debug, Clone)]
pub(crate) struct Document {
    /// The text that the document was read from.
    pub source: SourceId,
    /// The typed document.
    pub openapi: openapiv3::OpenAPI,
}

/// A document that is still untyped.
struct Tree {
    source: SourceId,
    value: Value,
    /// Whether the document has no error so far.
    sound: bool,
}

/// The methods that a path item can have.
const METHODS: [&str; 8] = ["get", "put", "post", "delete", "options", "head", "patch", "trace"];

/// Reads the documents, applies the overlays, and reads the files that the documents refer to.
/// These files must be below the document's own folder or one of `folders`.
///
/// Reports what is wrong with a document, and leaves out one that cannot be read. Overlays apply to
/// the documents as they are written; only then are documents of other versions upgraded to OpenAPI
/// 3.0.
#[must_use]
pub(crate) fn read(
    sources: &mut Sources,
    documents: &[SourceId],
    overlays: &[SourceId],
    folders: &[PathBuf],
    diagnostics: &mut Diagnostics,
) -> Vec<Document> {
    let mut trees: Vec<Tree> =
        documents.iter().filter_map(|id| Some(Tree::new(*id, open(sources, *id, diagnostics)?))).collect();
    let overlays: Vec<Overlay> = overlays
        .iter()
        .filter_map(|id| overlay::parse(&source::parse(sources.get(*id)?, *id, diagnostics)?, *id, diagnostics))
        .collect();
    repair::before(&mut trees, diagnostics);
    for overlay in &overlays {
        overlay.apply(&mut trees, diagnostics);
    }
    upgrade::upgrade(&mut trees, sources, folders, diagnostics);
    left_out::say(&trees, diagnostics);
    trees.retain_mut(|tree| {
        let sound = blame::settle(&mut tree.value, tree.source, diagnostics);
        tree.sound && sound
    });
    repair::after(&mut trees, diagnostics);
    trees.into_iter().filter_map(|tree| tree.typed(diagnostics)).collect()
}

/// Parses a source as an OpenAPI document of a supported version.
fn open(sources: &Sources, id: SourceId, diagnostics: &mut Diagnostics) -> Option<Value> {
    let mut value = source::parse(sources.get(id)?, id, diagnostics)?;
    let root = At::root(id);
    let Some(document) = value.as_object_mut() else {
        let because = match value {
            Value::Array(_) => DocumentFault::List,
            _ => DocumentFault::Scalar,
        };
        diagnostics.push(root, Problem::NotOpenapi { because });
        return None;
    };
    let keyword = if document.contains_key("swagger") { "swagger" } else { "openapi" };
    if keyword == "swagger" && document.shift_remove("openapi").is_some() {
        let problem = Problem::UnknownKeyword { keyword: "openapi".to_owned(), what: "document", suggestion: None };
        diagnostics.push(root.child("openapi"), problem);
    }
    let at = root.child(keyword);
    match document.get_mut(keyword) {
        None => {
            let is_overlay = document.contains_key("overlay");
            let because = if is_overlay { DocumentFault::Overlay } else { DocumentFault::NoVersion };
            diagnostics.push(root, Problem::NotOpenapi { because });
            return None;
        }
        // Without quotes, YAML reads 3.0 as a number.
        Some(version @ Value::Number(_)) => {
            let found = version.to_string();
            *version = Value::String(found.clone());
            diagnostics.push(at.clone(), Problem::NumberForText { keyword: keyword.to_owned(), found });
        }
        Some(_) => {}
    }
    match document.get(keyword).and_then(Value::as_str) {
        Some("2.0") if keyword == "swagger" => Some(value),
        Some(version) if keyword == "swagger" => {
            diagnostics.push(at, Problem::UnsupportedVersion { version: format!("Swagger {version}") });
            None
        }
        Some(version) if ["3.0", "3.1"].iter().any(|known| is_version(version, known)) => Some(value),
        Some(version) if is_version(version, "3.2") => {
            diagnostics.push(at, Problem::NewerVersion { version: format!("OpenAPI {version}") });
            Some(value)
        }
        Some(version) => {
            diagnostics.push(at, Problem::UnsupportedVersion { version: format!("OpenAPI {version}") });
            None
        }
        None => {
            diagnostics.push(at, Problem::NotOpenapi { because: DocumentFault::NotAVersion(keyword) });
            None
        }
    }
}

/// Whether a version is `line` itself or a patch of it.
fn is_version(version: &str, line: &str) -> bool {
    version.strip_prefix(line).is_some_and(|patch| patch.is_empty() || patch.starts_with('.'))
}

impl Tree {
    fn new(source: SourceId, value: Value) -> Self {
        Self { source, value, sound: true }
    }

    /// Converts the document into its typed form.
    fn typed(self, diagnostics: &mut Diagnostics) -> Option<Document> {
        let Self { source, value, sound: _ } = self;
        match serde_json::from_value(value) {
            Ok(openapi) => Some(Document { source, openapi }),
            Err(error) => {
                diagnostics.push(At::root(source), Problem::UnreadableDocument { error: error.to_string() });
                None
            }
        }
    }
}

/// Returns a member of an object.
fn member<'a>(value: &'a Value, key: &str) -> Option<&'a Value> {
    value.as_object()?.get(key)
}

/// Follows a node's references within the document; `None` if one leads nowhere.
fn resolve<'a>(document: &'a Value, mut node: &'a Value) -> Option<&'a Value> {
    for _ in 0..CHAIN {
        let Some(reference) = member(node, "$ref") else { return Some(node) };
        let Ok(Lead::Node(pointers)) = Reference::new(reference.as_str()?).lead(Policy::Document) else { return None };
        node = pointers.iter().find_map(|pointer| document.pointer(pointer.as_str()))?;
    }
    None
}
