//! The diagnostics of a run: one table of problems, each with its code, its words and its place.

mod moves;
mod pages;
mod problem;
#[cfg(test)]
mod samples;
mod table;
#[cfg(test)]
mod tests;
mod wording;

pub(crate) use self::moves::Moves;
pub(crate) use self::pages::Page;
pub(crate) use self::problem::Problem;
pub(crate) use self::table::PAGES;
pub(crate) use self::wording::{
    ActionFault, DocumentFault, Expected, FileFault, Filled, Found, Ineffective, Instead, KeyKind, Mismatch,
    OverlayFault, Preferred, ReadAs, Related, ServerFault, Unfollowed, Unsupported, Untyped,
};

use std::collections::{BTreeMap, BTreeSet};
use std::fmt;

use serde::Serialize;

use crate::place::{At, Position, SourceId};

/// How serious a problem is.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Serialize)]
#[serde(rename_all = "lowercase")]
pub enum Severity {
    /// Nothing is emitted until this is corrected.
    Error,
    /// The crate is emitted, but a part of it has less than the document describes.
    Warning,
    /// The document has a fault, but its meaning is clear: it was read as if it were correct.
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
    /// The node that it is about.
    pub at: At,
    /// What is wrong.
    pub(crate) problem: Problem,
    /// A second place that belongs to it, and what it is to the first.
    pub(crate) related: Option<(At, Related)>,
    /// The position, where it is known better than through the node: a syntax error stands at no
    /// node.
    pub(crate) position: Option<Position>,
}

impl Diagnostic {
    /// How serious the problem is.
    #[must_use]
    pub fn severity(&self) -> Severity {
        self.problem.severity()
    }

    /// The kind of problem, which [`explain`](crate::explain) has a page on.
    #[must_use]
    pub fn code(&self) -> &'static str {
        self.problem.code()
    }

    /// What is wrong, as one line.
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

    /// Reports `problem` at a node.
    pub(crate) fn push(&mut self, at: At, problem: Problem) {
        self.push_found(at, None, problem, None);
    }

    /// Reports `problem` at a node, and points to a second place.
    pub(crate) fn push_related(&mut self, at: At, problem: Problem, second: At, related: Related) {
        self.push_found(at, None, problem, Some((second, related)));
    }

    /// Reports `problem` at an exact position of a source.
    pub(crate) fn push_exact(&mut self, at: At, position: Option<Position>, problem: Problem) {
        self.push_found(at, position, problem, None);
    }

    /// Reports `problem` with all known places.
    pub(crate) fn push_found(
        &mut self,
        at: At,
        position: Option<Position>,
        problem: Problem,
        related: Option<(At, Related)>,
    ) {
        let (asked, at) = (at.source, self.origin(at));
        let related = related.map(|(at, related)| (self.origin(at), related));
        let one = Diagnostic { at, problem, related, position };
        // A file that several documents refer to is a part of each, but its faults are reported
        // once.
        if asked == one.at.source || !self.all.contains(&one) {
            self.all.push(one);
        }
    }

    /// From now on, a place in `document` is a place after these moves; messages still point to
    /// where the text has the node.
    pub(crate) fn relocate(&mut self, document: SourceId, moves: Moves) {
        self.moves.insert(document, moves);
    }

    /// Where the text has a node.
    pub(crate) fn origin(&self, at: At) -> At {
        self.moves.get(&at.source).and_then(|moves| moves.origin(&at.pointer)).unwrap_or(at)
    }

    /// Whether any diagnostic is an error.
    #[must_use]
    pub fn has_errors(&self) -> bool {
        self.count(Severity::Error) > 0
    }

    /// Returns the number of messages with this severity.
    #[must_use]
    pub fn count(&self, severity: Severity) -> usize {
        self.all.iter().filter(|one| one.problem.severity() == severity).count()
    }

    /// Returns where to find more about these messages; `None` if there are no messages.
    #[must_use]
    pub fn hint(&self) -> Option<String> {
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
