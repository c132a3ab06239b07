//! From documents to the files of a crate: the list of stages, and the gate between them.

use std::collections::BTreeMap;
use std::path::PathBuf;
use std::sync::mpsc;
use std::thread;

use serde_json::Value;

use crate::api::{Api, Example, SchemaId, Shape};
use crate::config::Options;
use crate::diagnostic::{Diagnostics, Problem};
use crate::files::Files;
use crate::package::{Licences, Package};
use crate::place::{At, SourceId};
use crate::report::{self, Located, Summary};
use crate::source::Sources;
use crate::{document, lower, rust, settle, stack};

/// The result of a run.
#[derive(Debug)]
pub struct Outcome {
    /// The texts that were read.
    pub sources: Sources,
    /// The diagnostics of these texts.
    pub diagnostics: Diagnostics,
    /// The figures of the run.
    pub summary: Summary,
    /// The crate's files; `None` if the documents have errors.
    pub files: Option<Files>,
    /// The examples and defaults in the documents, with their types. Empty if the documents have
    /// errors.
    pub examples: Vec<TypedExample>,
    /// The licences that the package names, but whose texts are not among its files. The user must
    /// add them by hand.
    pub licences_without_text: Vec<String>,
}

impl Outcome {
    /// Renders the diagnostics for a terminal, each with its line of the source.
    #[must_use]
    pub fn render(&self, colour: bool) -> String {
        report::render(&self.diagnostics, &self.sources, colour)
    }

    /// Returns the diagnostics as data, each with file, line and column, sorted by these.
    #[must_use]
    pub fn located(&self) -> Vec<Located> {
        report::located(&self.diagnostics, &self.sources)
    }
}

/// An example or default of a document, and its type in the emitted crate.
#[derive(Debug, Clone, PartialEq)]
pub struct TypedExample {
    /// The place of the value in the text.
    pub at: At,
    /// The place of its schema in the text.
    pub schema_at: At,
    /// The type, as Rust code in which `model` and `BTreeMap` are in scope and `crate` stands for
    /// the emitted crate. `None` if values of the schema are not read by themselves.
    pub typ: Option<String>,
    /// The value.
    pub value: Value,
}

/// Reads the documents and makes the crate's files, without writing them. Calls `progress` with the
/// name of each step.
pub fn generate(options: &Options, progress: &mut dyn FnMut(&str)) -> Outcome {
    let (send, steps) = mpsc::channel();
    thread::scope(|scope| {
        let passes = stack::try_spawn(scope, move || {
            passes(options, &mut |step| {
                // The receiver may be gone, and progress is optional.
                let _ = send.send(step);
            })
        });
        for step in steps {
            progress(step);
        }
        // If the system provides no thread, this one still reads documents of the usual depth.
        passes.map(stack::join)
    })
    .unwrap_or_else(|| passes(options, &mut |step| progress(step)))
}

/// The list of stages.
fn passes(options: &Options, progress: &mut dyn FnMut(&'static str)) -> Outcome {
    let mut diagnostics = Diagnostics::new();
    let mut sources = Sources::new();

    progress("reading the documents");
    let documents = open(&options.documents, &mut sources, &mut diagnostics);
    let overlays = open(&options.overlays, &mut sources, &mut diagnostics);
    let documents = document::read(&mut sources, &documents, &overlays, &options.references, &mut diagnostics);

    progress("lowering");
    let mut api = lower::lower(&sources, &documents, &mut diagnostics);
    // The rest needs memory, and only the `Api`.
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

    // The gate: all errors of the documents are known by now, and a document with errors emits
    // nothing.
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

/// The result of the last stage.
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
