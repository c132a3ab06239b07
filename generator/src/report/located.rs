//! Diagnostics as data, for the JSON report.

use serde::Serialize;

use crate::diagnostic::{Diagnostic, Diagnostics, Severity};
use crate::place::{At, Position};
use crate::source::Sources;

/// A diagnostic with its position.
#[derive(Debug, Clone, PartialEq, Eq, Serialize)]
pub struct Located {
    /// How serious it is.
    pub severity: Severity,
    /// The kind of problem, such as `without-schema`.
    pub code: &'static str,
    /// What is wrong.
    pub message: String,
    /// What was done instead, or how to mend it; `None` if the message says all.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub action: Option<String>,
    /// The file's name, as the user gave it.
    pub file: String,
    /// The line, counted from 1; `None` if the file has no text.
    pub line: Option<usize>,
    /// The column in characters, counted from 1.
    pub column: Option<usize>,
    /// The node, as a JSON Pointer.
    pub pointer: String,
}

/// Returns all diagnostics with their positions, sorted by file and position.
#[must_use]
pub(crate) fn located(diagnostics: &Diagnostics, sources: &Sources) -> Vec<Located> {
    placed(diagnostics, sources)
        .into_iter()
        .map(|Placed { diagnostic, position, .. }| {
            let problem = &diagnostic.problem;
            Located {
                severity: problem.severity(),
                code: problem.code(),
                message: problem.message(),
                action: problem.action(),
                file: sources.name(diagnostic.at.source).to_owned(),
                line: position.map(|position| position.line),
                column: position.map(|position| position.column),
                pointer: diagnostic.at.pointer.as_str().to_owned(),
            }
        })
        .collect()
}

/// A diagnostic, its position, and the position of its second place.
pub(super) struct Placed<'a> {
    pub(super) diagnostic: &'a Diagnostic,
    pub(super) position: Option<Position>,
    pub(super) related: Option<Position>,
}

/// Looks up all positions, in one pass over each source, and sorts by file and position.
pub(super) fn placed<'a>(diagnostics: &'a Diagnostics, sources: &Sources) -> Vec<Placed<'a>> {
    let mut asked: Vec<At> = Vec::new();
    for one in diagnostics.iter() {
        asked.push(one.at.clone());
        asked.extend(one.related.iter().map(|(at, _)| at.clone()));
    }
    let mut positions = sources.positions(&asked).into_iter();
    let mut placed: Vec<Placed<'a>> = diagnostics
        .iter()
        .map(|diagnostic| {
            let found = positions.next().flatten();
            let related = diagnostic.related.as_ref().and_then(|_| positions.next().flatten());
            Placed { diagnostic, position: diagnostic.position.or(found), related }
        })
        .collect();
    placed.sort_by_key(|one| (one.diagnostic.at.source, one.position));
    placed
}
