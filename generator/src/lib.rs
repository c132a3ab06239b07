//! Turns OpenAPI documents into a Rust client crate.
//!
//! ```text
//! text ──source──▶ value ──document──▶ valid 3.0 ──lower──▶ Api ──settle──▶ Api ──rust──▶ files ──▶ disk
//! ```
//!
//! Each stage has one room, and no room knows the rooms after it. [`generate`] goes through the passes; [`run`] adds what the command
//! line and the workspace's own commands share: reading the configuration, printing, and writing.

pub mod api;
pub mod cli;
pub mod config;
pub mod diagnostic;
pub mod document;
pub mod explain;
pub mod files;
pub mod lower;
pub mod media_type;
pub mod place;
pub mod report;
pub mod run;
pub mod rust;
pub mod settle;
pub mod source;
mod spelling;
mod stack;

use std::collections::BTreeMap;
use std::path::PathBuf;
use std::sync::mpsc;
use std::thread;

use serde_json::Value;

use crate::api::{Api, Example, SchemaId, Shape};
use crate::diagnostic::{Diagnostics, Problem};
use crate::files::Files;
use crate::place::{At, SourceId};
use crate::source::Sources;

/// What a crate is made of.
#[derive(Debug, Clone, Default)]
pub struct Options {
    /// The OpenAPI documents: together they are one API.
    pub documents: Vec<PathBuf>,
    /// OpenAPI Overlays, applied in this order to every document.
    pub overlays: Vec<PathBuf>,
    /// Folders that references may lead to, beside the document's own.
    pub references: Vec<PathBuf>,
    /// What the crate's manifest says.
    pub package: PackageOptions,
}

/// What the crate's manifest says. What is left out is taken from the documents.
#[derive(Debug, Clone, Default)]
pub struct PackageOptions {
    /// The package's name.
    pub name: Option<String>,
    /// Its version (SemVer).
    pub version: Option<String>,
    /// One line on what it is.
    pub description: Option<String>,
    /// An SPDX expression.
    pub license: Option<String>,
    /// At most five words to find it by.
    pub keywords: Vec<String>,
    /// Slugs of crates.io's categories.
    pub categories: Vec<String>,
    /// Where its source is kept.
    pub repository: Option<String>,
    /// Its home page.
    pub homepage: Option<String>,
    /// Who made it.
    pub authors: Vec<String>,
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
        let package = package(&options.package, &api);
        emit(&api, &package, &mut diagnostics)
    };
    let (mut files, mut examples) = (None, Vec::new());
    if let Some(emitted) = emitted {
        summary.operations_emitted = emitted.operations;
        examples = typed(api.examples, &emitted.types, &diagnostics);
        files = Some(emitted.files);
    }
    Outcome { sources, diagnostics, summary, files, examples }
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
}

fn open(paths: &[PathBuf], sources: &mut Sources, diagnostics: &mut Diagnostics) -> Vec<SourceId> {
    paths.iter().filter_map(|path| sources.open(path, diagnostics)).collect()
}

fn emit(api: &Api, package: &rust::Package, diagnostics: &mut Diagnostics) -> Option<Emitted> {
    let emitted = match rust::emit(api, package, diagnostics) {
        Ok(emitted) => emitted,
        Err(error) => {
            diagnostics.push(At::root(SourceId(0)), Problem::Defect { error: error.to_string() });
            return None;
        }
    };
    let mut files = Files::new();
    for (path, text) in emitted.files {
        if let Err(error) = files.insert(&path, text) {
            diagnostics.push(At::root(SourceId(0)), Problem::Defect { error: error.to_string() });
            return None;
        }
    }
    Some(Emitted { files, operations: emitted.operations, types: emitted.types })
}

/// The manifest's facts, completed from the documents.
fn package(options: &PackageOptions, api: &Api) -> rust::Package {
    let title = api.titles.first().map(String::as_str).unwrap_or_default();
    let derived = heck::AsKebabCase(title).to_string();
    let derived: String =
        derived.chars().filter(|character| character.is_ascii_alphanumeric() || *character == '-').collect();
    let derived = derived.trim_matches('-').to_owned();
    let name = options.name.clone().or_else(|| config::check_name(&derived).is_ok().then_some(derived));
    rust::Package {
        name: name.unwrap_or_else(|| "api-client".to_owned()),
        version: options.version.clone().unwrap_or_else(|| "0.1.0".to_owned()),
        description: options.description.clone(),
        license: options.license.clone(),
        keywords: options.keywords.clone(),
        categories: options.categories.clone(),
        repository: options.repository.clone(),
        homepage: options.homepage.clone(),
        authors: options.authors.clone(),
    }
}
