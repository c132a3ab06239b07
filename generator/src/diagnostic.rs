//! What a run has to say about the documents: one table of problems, each with its code, its words and its place.

mod located;
mod moves;
mod pages;
mod problem;
mod render;
mod wording;

pub use self::located::Located;
pub(crate) use self::located::located;
pub(crate) use self::moves::Moves;
pub(crate) use self::pages::{PAGES, Page};
pub(crate) use self::problem::{Mismatch, Problem};
pub(crate) use self::render::render;

use std::collections::{BTreeMap, BTreeSet};
use std::fmt;

use serde::Serialize;

use crate::source::{Pointer, Position, SourceId};

/// A place in a source: the node that a message speaks of.
#[derive(Debug, Clone, PartialEq, Eq, PartialOrd, Ord)]
pub struct At {
    /// The source that holds the node.
    pub source: SourceId,
    /// The node.
    pub pointer: Pointer,
}

impl At {
    /// The whole of `source`.
    #[must_use]
    pub fn root(source: SourceId) -> Self {
        Self { source, pointer: Pointer::root() }
    }

    /// The member `key` of this node.
    #[must_use]
    pub fn child(&self, key: &str) -> Self {
        Self { source: self.source, pointer: self.pointer.child(key) }
    }

    /// The element `index` of this node.
    #[must_use]
    pub fn index(&self, index: usize) -> Self {
        Self { source: self.source, pointer: self.pointer.index(index) }
    }
}

/// How much a problem weighs.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Serialize)]
#[serde(rename_all = "lowercase")]
pub enum Severity {
    /// Nothing can be emitted until this is mended.
    Error,
    /// The crate is emitted, and a part of it is poorer than the document meant.
    Warning,
    /// The document is at fault, and what it means was clear: it was read as if it were mended.
    Repair,
    /// Worth knowing; nothing was lost.
    Note,
}

impl fmt::Display for Severity {
    fn fmt(&self, out: &mut fmt::Formatter<'_>) -> fmt::Result {
        out.write_str(match self {
            Self::Error => "error",
            Self::Warning => "warning",
            Self::Repair => "repair",
            Self::Note => "note",
        })
    }
}

/// One message, at one place.
#[derive(Debug, Clone, PartialEq)]
pub struct Diagnostic {
    /// The node that it speaks of.
    pub at: At,
    /// What is wrong.
    pub(crate) problem: Problem,
    /// A second place that belongs to it, and its words: "first defined here".
    pub(crate) related: Option<(At, String)>,
    /// The position, where it is known better than through the node: a syntax error stands at no node.
    pub(crate) position: Option<Position>,
}

impl Diagnostic {
    /// How much it weighs.
    #[must_use]
    pub fn severity(&self) -> Severity {
        self.problem.severity()
    }

    /// The kind of problem: what [`explain`](crate::explain) has a page on.
    #[must_use]
    pub fn code(&self) -> &'static str {
        self.problem.code()
    }

    /// What is wrong.
    #[must_use]
    pub fn message(&self) -> String {
        self.problem.message()
    }

    /// What was done instead, or how to mend it.
    #[must_use]
    pub fn action(&self) -> Option<String> {
        self.problem.action()
    }
}

/// All messages of a run, in the order in which they were found.
#[derive(Debug, Clone, Default)]
pub struct Diagnostics {
    all: Vec<Diagnostic>,
    /// The documents whose nodes no longer stand where their text has them.
    moves: BTreeMap<SourceId, Moves>,
}

impl Diagnostics {
    /// No messages yet.
    pub(crate) fn new() -> Self {
        Self::default()
    }

    /// Says `problem` at a node.
    pub(crate) fn push(&mut self, at: At, problem: Problem) {
        self.push_found(at, None, problem, None);
    }

    /// Says `problem` at a node, and points to a second place.
    pub(crate) fn push_related(&mut self, at: At, problem: Problem, related: At, words: impl Into<String>) {
        self.push_found(at, None, problem, Some((related, words.into())));
    }

    /// Says `problem` at an exact position of a source.
    pub(crate) fn push_exact(&mut self, at: At, position: Option<Position>, problem: Problem) {
        self.push_found(at, position, problem, None);
    }

    /// Says `problem` with all that is known of its places.
    pub(crate) fn push_found(
        &mut self,
        at: At,
        position: Option<Position>,
        problem: Problem,
        related: Option<(At, String)>,
    ) {
        let (asked, at) = (at.source, self.origin(at));
        let related = related.map(|(at, words)| (self.origin(at), words));
        let one = Diagnostic { at, problem, related, position };
        // A file that several documents refer to is a part of each, and its faults are said once.
        if asked == one.at.source || !self.all.contains(&one) {
            self.all.push(one);
        }
    }

    /// From now on, whoever speaks of a node of `document` means the place that it was moved to, and the messages speak
    /// of where the text has it.
    pub(crate) fn relocate(&mut self, document: SourceId, moves: Moves) {
        self.moves.insert(document, moves);
    }

    /// Where the text has a node.
    pub(crate) fn origin(&self, at: At) -> At {
        self.moves.get(&at.source).and_then(|moves| moves.origin(&at.pointer)).unwrap_or(at)
    }

    /// Whether anything is an error.
    #[must_use]
    pub fn has_errors(&self) -> bool {
        self.count(Severity::Error) > 0
    }

    /// How many messages have this severity.
    #[must_use]
    pub fn count(&self, severity: Severity) -> usize {
        self.all.iter().filter(|one| one.problem.severity() == severity).count()
    }

    /// Where a reader finds more about these messages; `None` when there are none.
    pub(crate) fn hint(&self) -> Option<String> {
        let codes: BTreeSet<&str> = self.all.iter().map(|one| one.problem.code()).collect();
        let code = match codes.len() {
            0 => return None,
            1 => codes.first().copied().unwrap_or_default(),
            _ => "CODE",
        };
        Some(format!("`openapi-crate explain {code}` tells more"))
    }

    /// The messages in the order in which they were found.
    pub fn iter(&self) -> impl Iterator<Item = &Diagnostic> {
        self.all.iter()
    }
}
