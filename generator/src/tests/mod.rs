//! Tests of the rooms that read documents, and of their messages.

#![allow(clippy::unwrap_used, clippy::expect_used, clippy::panic, reason = "tests fail by panicking")]

mod blame;
mod openapi_3_1;
mod overlay;
mod pages;
mod reference;
mod render;
mod repair;
mod source;
mod swagger_2;

use crate::diagnostic::Diagnostics;
use crate::document::{self, Document};
use crate::place::SourceId;
use crate::report::render;
use crate::source::{Source, Sources};

/// The documents that were read, and the messages.
pub(crate) struct Outcome {
    pub(crate) documents: Vec<Document>,
    pub(crate) diagnostics: Diagnostics,
    pub(crate) messages: String,
}

/// Reads files, given by name and text. Files named `overlay…` are overlays.
pub(crate) fn read(files: &[(&str, &str)]) -> Outcome {
    let mut sources = Sources::new();
    let (mut documents, mut overlays): (Vec<SourceId>, Vec<SourceId>) = (Vec::new(), Vec::new());
    for (name, text) in files {
        let id = sources.add(Source::new(*name, *text));
        if name.starts_with("overlay") { overlays.push(id) } else { documents.push(id) }
    }
    let mut diagnostics = Diagnostics::new();
    let documents = document::read(&mut sources, &documents, &overlays, &[], &mut diagnostics);
    let messages = render(&diagnostics, &sources, false);
    Outcome { documents, diagnostics, messages }
}

/// Reads one document, made of a head and `rest`.
pub(crate) fn read_rest(rest: &str) -> Outcome {
    read(&[("api.yaml", &format!("openapi: 3.0.3\ninfo: {{title: Pets, version: 1.0.0}}\n{rest}"))])
}

/// Returns the codes of the messages, in the order of their places.
pub(crate) fn codes(outcome: &Outcome) -> Vec<&'static str> {
    outcome.diagnostics.iter().map(|one| one.problem.code()).collect()
}

/// Returns the only document, as JSON.
pub(crate) fn json(outcome: &Outcome) -> serde_json::Value {
    let [document] = outcome.documents.as_slice() else { panic!("not one document:\n{}", outcome.messages) };
    serde_json::to_value(&document.openapi).unwrap()
}
