//! Turns OpenAPI documents into a Rust client crate.
//!
//! ```text
//! text ──source──▶ value ──document──▶ valid 3.0 ──lower──▶ Api ──settle──▶ Api ──rust──▶ files ──▶ disk
//! ```
//!
//! [`generate`] reads documents and makes the files of a crate, and [`Plan`] writes them into a folder:
//!
//! ```rust
//! use openapi_crate::{Options, Package, Plan, generate};
//!
//! # fn main() -> Result<(), Box<dyn std::error::Error>> {
//! # let folder = tempfile::tempdir()?;
//! # let (document, output) = (folder.path().join("api.yaml"), folder.path().join("shelf"));
//! # std::fs::create_dir(&output)?;
//! # std::fs::write(&document, r#"
//! # openapi: 3.0.3
//! # info: { title: Shelf, version: 1.0.0 }
//! # servers: [{ url: "https://shelf.example" }]
//! # paths:
//! #   /books:
//! #     get: { operationId: listBooks, responses: { "204": { description: There is none. } } }
//! # "#)?;
//! let options = Options {
//!     documents: vec![document],
//!     package: Package { name: Some("shelf".to_owned()), ..Package::default() },
//!     ..Options::default()
//! };
//! let outcome = generate(&options, &mut |_progress| {});
//! eprint!("{}", outcome.render(false));
//! println!("{} of {} operations", outcome.summary.operations_emitted, outcome.summary.operations_total);
//! if let Some(files) = &outcome.files {
//!     Plan::compare(files, &output)?.write(false)?;
//! }
//! # assert_eq!((outcome.diagnostics.iter().count(), outcome.summary.operations_emitted), (0, 1));
//! # assert!(output.join("src/lib.rs").exists());
//! # Ok(())
//! # }
//! ```
//!
//! [`run`] is the command `openapi-crate generate` without its arguments: it reads the configuration, prints, and writes. The stages are
//! private: each has one room, and no room knows the rooms after it.

#![deny(missing_docs)]

mod api;
pub mod cli;
mod config;
mod diagnostic;
mod document;
mod explain;
mod files;
mod lower;
mod media_type;
mod package;
mod place;
mod report;
pub mod run;
mod rust;
mod settle;
mod source;
mod spelling;
mod stack;
#[cfg(test)]
mod tests;

use std::collections::BTreeMap;
use std::path::PathBuf;
use std::sync::mpsc;
use std::thread;

use serde::Deserialize;
use serde_json::Value;

use crate::api::{Api, Example, SchemaId, Shape};
use crate::diagnostic::Problem;
use crate::package::Licences;
use crate::source::Source;

pub use crate::config::ConfigError;
pub use crate::diagnostic::{Diagnostic, Diagnostics, Located, Severity};
pub use crate::explain::explain;
pub use crate::files::{FileError, Files, Plan};
pub use crate::package::Package;
pub use crate::place::{At, Pointer, SourceId};
pub use crate::source::Sources;

/// What a crate is made of.
#[derive(Debug, Clone, Default, PartialEq, Eq, Deserialize)]
#[serde(default)]
pub struct Options {
    /// The OpenAPI documents: together they are one API.
    pub documents: Vec<PathBuf>,
    /// OpenAPI Overlays, applied in this order to every document.
    pub overlays: Vec<PathBuf>,
    /// Folders that references may lead to, beside the document's own.
    pub references: Vec<PathBuf>,
    /// What the crate's manifest says.
    #[serde(skip)]
    pub package: Package,
}

/// What a run found out and made.
#[derive(Debug)]
pub struct Outcome {
    /// The texts that were read.
    pub sources: Sources,
    /// What there is to say of them.
    pub diagnostics: Diagnostics,
    /// The run in figures.
    pub summary: Summary,
    /// The crate's files; `None` when there are errors.
    pub files: Option<Files>,
    /// The values that the documents show, with the types that read them; none when there are errors.
    pub examples: Vec<TypedExample>,
    /// The licences that the package names and whose texts are not in its files. They are to be added by hand.
    pub licences_without_text: Vec<String>,
}

impl Outcome {
    /// The diagnostics as a terminal shows them, each with its line of text.
    #[must_use]
    pub fn render(&self, colour: bool) -> String {
        diagnostic::render(&self.diagnostics, &self.sources, colour)
    }

    /// The diagnostics as data, each with its file, line and column; sorted by these.
    #[must_use]
    pub fn located(&self) -> Vec<Located> {
        diagnostic::located(&self.diagnostics, &self.sources)
    }
}

/// A value that a document shows, and the type of the emitted crate that it is a value of.
#[derive(Debug, Clone, PartialEq)]
pub struct TypedExample {
    /// Where the value stands in the text.
    pub at: At,
    /// Where its schema stands in the text.
    pub schema_at: At,
    /// The type, where the emitted crate's `model` and `BTreeMap` are in scope and `crate` stands for that crate. `None` where values of
    /// the schema are not read by themselves.
    pub typ: Option<String>,
    /// The value.
    pub value: Value,
}

/// A run in figures.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct Summary {
    /// Documents that were read.
    pub documents: usize,
    /// Operations that they have.
    pub operations_total: usize,
    /// Operations that the crate holds.
    pub operations_emitted: usize,
    /// Schemas that they have, each once.
    pub schemas_total: usize,
    /// Schemas whose values are untyped.
    pub schemas_untyped: usize,
}

/// Reads the documents and makes the crate's files; nothing is written. `progress` is told each pass.
pub fn generate(options: &Options, progress: &mut dyn FnMut(&str)) -> Outcome {
    let (send, steps) = mpsc::channel();
    thread::scope(|scope| {
        let passes = stack::try_spawn(scope, move || {
            passes(options, &mut |step| {
                // A step that nobody hears of is not missed.
                let _ = send.send(step);
            })
        });
        for step in steps {
            progress(step);
        }
        // Without threads, documents of the usual depth are read all the same.
        passes.map(stack::join)
    })
    .unwrap_or_else(|| passes(options, &mut |step| progress(step)))
}

/// The JSON value of a text that is YAML or JSON, as the generator reads it: what the pointers of [`TypedExample`] lead into. The
/// language is told by the end of `name`, or else by the text. `None` where the text has no value.
#[must_use]
pub fn parse(name: &str, text: &str) -> Option<Value> {
    source::parse(&Source::new(name, text), SourceId(0), &mut Diagnostics::new())
}

/// The list of the passes.
fn passes(options: &Options, progress: &mut dyn FnMut(&'static str)) -> Outcome {
    let mut diagnostics = Diagnostics::new();
    let mut sources = Sources::new();

    progress("reading the documents");
    let documents = open(&options.documents, &mut sources, &mut diagnostics);
    let overlays = open(&options.overlays, &mut sources, &mut diagnostics);
    let documents = document::read(&mut sources, &documents, &overlays, &options.references, &mut diagnostics);

    progress("lowering");
    let mut api = lower::lower(&sources, &documents, &mut diagnostics);
    // What follows needs memory of its own, and nothing but the `Api`.
    drop(documents);

    progress("settling");
    settle::settle(&mut api, &sources, &mut diagnostics);
    let mut summary = Summary {
        documents: api.documents,
        operations_total: api.operations.len(),
        operations_emitted: 0,
        schemas_total: api.schemas.len(),
        schemas_untyped: api.schemas.iter().filter(|schema| matches!(schema.shape, Shape::Any)).count(),
    };

    // The gate: what is wrong with the documents is known by now, and nothing is emitted from wrong ones.
    let emitted = if diagnostics.has_errors() {
        None
    } else {
        progress("emitting");
        let package = options.package.clone().completed(&api.titles);
        emit(&api, &package, &mut diagnostics)
    };
    let (mut files, mut examples, mut licences_without_text) = (None, Vec::new(), Vec::new());
    if let Some(emitted) = emitted {
        summary.operations_emitted = emitted.operations;
        examples = typed(api.examples, &emitted.types, &diagnostics);
        files = Some(emitted.files);
        licences_without_text = emitted.licences_without_text;
    }
    Outcome { sources, diagnostics, summary, files, examples, licences_without_text }
}

fn typed(examples: Vec<Example>, types: &BTreeMap<SchemaId, String>, diagnostics: &Diagnostics) -> Vec<TypedExample> {
    let typed = |example: Example| TypedExample {
        at: diagnostics.origin(example.at),
        schema_at: diagnostics.origin(example.schema_at),
        typ: types.get(&example.schema).cloned(),
        value: example.value,
    };
    examples.into_iter().map(typed).collect()
}

/// What is emitted.
struct Emitted {
    files: Files,
    operations: usize,
    types: BTreeMap<SchemaId, String>,
    licences_without_text: Vec<String>,
}

fn open(paths: &[PathBuf], sources: &mut Sources, diagnostics: &mut Diagnostics) -> Vec<SourceId> {
    paths.iter().filter_map(|path| sources.open(path, diagnostics)).collect()
}

fn emit(api: &Api, package: &Package, diagnostics: &mut Diagnostics) -> Option<Emitted> {
    let emitted = match rust::emit(api, package, diagnostics) {
        Ok(emitted) => emitted,
        Err(error) => {
            diagnostics.push(At::root(SourceId(0)), Problem::Defect { error: error.to_string() });
            return None;
        }
    };
    let mut files = Files::new();
    let licences = Licences::of(package);
    for (path, text) in emitted.files.into_iter().chain(licences.files) {
        if let Err(error) = files.insert(&path, text) {
            diagnostics.push(At::root(SourceId(0)), Problem::Defect { error: error.to_string() });
            return None;
        }
    }
    let rust::Emitted { operations, types, .. } = emitted;
    Some(Emitted { files, operations, types, licences_without_text: licences.without_text })
}
