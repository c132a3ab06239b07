//! From documents to the files of a crate: the list of the stages, and the gate between them.

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
    /// The values that the documents show, with the types that read them; none when there are
    /// errors.
    pub examples: Vec<TypedExample>,
    /// The licences that the package names and whose texts are not in its files. They are to be
    /// added by hand.
    pub licences_without_text: Vec<String>,
}

impl Outcome {
    /// The diagnostics as a terminal shows them, each with its line of text.
    #[must_use]
    pub fn render(&self, colour: bool) -> String {
        report::render(&self.diagnostics, &self.sources, colour)
    }

    /// The diagnostics as data, each with its file, line and column; sorted by these.
    #[must_use]
    pub fn located(&self) -> Vec<Located> {
        report::located(&self.diagnostics, &self.sources)
    }
}

/// A value that a document shows, and the type of the emitted crate that it is a value of.
#[derive(Debug, Clone, PartialEq)]
pub struct TypedExample {
    /// Where the value stands in the text.
    pub at: At,
    /// Where its schema stands in the text.
    pub schema_at: At,
    /// The type, where the emitted crate's `model` and `BTreeMap` are in scope and `crate` stands
    /// for that crate. `None` where values of the schema are not read by themselves.
    pub typ: Option<String>,
    /// The value.
    pub value: Value,
}

/// Reads the documents and makes the crate's files; nothing is written. `progress` is told each
/// pass.
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

    // The gate: what is wrong with the documents is known by now, and nothing is emitted from wrong
    // ones.
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
