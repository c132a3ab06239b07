//! Reports of a run: messages for people, and JSON for programs.

mod located;
mod render;
mod summary;

use std::fmt::Write as _;

use serde::Serialize;

use crate::diagnostic::{Diagnostics, Severity};
use crate::files::Plan;
use crate::source::Sources;

pub use self::located::Located;
pub(crate) use self::located::located;
pub(crate) use self::render::render;
pub use self::summary::Summary;

/// The report of a run, in the form that `--report` writes.
#[derive(Debug, Serialize)]
pub(crate) struct Report {
    /// How the run ended.
    pub result: RunResult,
    /// How many documents were read.
    pub documents: usize,
    pub operations: Operations,
    pub schemas: Schemas,
    /// How many faults of the documents were repaired.
    pub repairs: usize,
    /// How many parts of the documents could not be emitted as described.
    pub warnings: usize,
    /// How many errors prevent the crate from being emitted.
    pub errors: usize,
    /// All diagnostics, including the notes.
    pub diagnostics: Vec<Located>,
    /// The crate's files, by what the run did or would do with them.
    pub files: FileNames,
}

/// How a run ended.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize)]
#[serde(rename_all = "kebab-case")]
pub(crate) enum RunResult {
    /// The documents were checked; no crate was requested.
    Checked,
    /// The crate was written.
    Written,
    /// The crate was compared with the output folder (`--check` or `--dry-run`), and nothing was
    /// written.
    Compared,
    /// Nothing was written, because of an error.
    Failed,
}

/// The operations of all documents.
#[derive(Debug, Serialize)]
pub(crate) struct Operations {
    /// How many operations the documents have.
    pub total: usize,
    /// How many operations the crate has.
    pub emitted: usize,
}

/// The schemas of all documents.
#[derive(Debug, Serialize)]
pub(crate) struct Schemas {
    /// How many schemas the documents have.
    pub total: usize,
    /// How many of them accept any JSON value.
    pub untyped: usize,
}

/// The crate's files, by what the run did or would do with them.
#[derive(Debug, Default, Serialize)]
pub(crate) struct FileNames {
    /// Written, or to be written.
    pub written: Vec<String>,
    /// Unchanged.
    pub unchanged: Vec<String>,
    /// Removed, or to be removed.
    pub removed: Vec<String>,
    /// Files to write or remove that were edited by hand since they were generated.
    pub edited: Vec<String>,
    /// Files to write that exist already, but were not generated.
    pub foreign: Vec<String>,
}

impl From<&Plan> for FileNames {
    fn from(plan: &Plan) -> Self {
        Self {
            written: plan.written(),
            unchanged: plan.unchanged().to_vec(),
            removed: plan.removed().to_vec(),
            edited: plan.edited().to_vec(),
            foreign: plan.foreign().to_vec(),
        }
    }
}

impl Report {
    /// Creates the report of a run; `plan` is `None` if the run ended before the files were
    /// compared.
    #[must_use]
    pub(crate) fn new(
        result: RunResult,
        summary: &Summary,
        diagnostics: &Diagnostics,
        sources: &Sources,
        plan: Option<&Plan>,
    ) -> Self {
        Self {
            result,
            documents: summary.documents,
            operations: Operations { total: summary.operations_total, emitted: summary.operations_emitted },
            schemas: Schemas { total: summary.schemas_total, untyped: summary.schemas_untyped },
            repairs: diagnostics.count(Severity::Repair),
            warnings: diagnostics.count(Severity::Warning),
            errors: diagnostics.count(Severity::Error),
            diagnostics: located(diagnostics, sources),
            files: plan.map(FileNames::from).unwrap_or_default(),
        }
    }

    /// Returns the summary at the end of a run, with one count per line.
    #[must_use]
    pub(crate) fn summary(&self) -> String {
        let mut text = String::new();
        let mut line = |name: &str, value: String| {
            // Writing into a string cannot fail.
            let _ = writeln!(text, "{name:<11} {value}");
        };
        line("documents", self.documents.to_string());
        line("operations", format!("{}/{}", self.operations.emitted, self.operations.total));
        line("schemas", format!("{}, {} untyped", self.schemas.total, self.schemas.untyped));
        line("repairs", self.repairs.to_string());
        line("warnings", self.warnings.to_string());
        let files = &self.files;
        let (written, unchanged, removed) = (files.written.len(), files.unchanged.len(), files.removed.len());
        match self.result {
            RunResult::Checked | RunResult::Failed => {}
            RunResult::Written => {
                line("files", format!("{written} written, {unchanged} unchanged, {removed} removed"));
            }
            RunResult::Compared => {
                line("files", format!("{written} to write, {unchanged} unchanged, {removed} to remove"));
            }
        }
        text
    }

    /// Returns the report as JSON.
    ///
    /// # Errors
    /// If serialization fails, which no known report causes.
    pub(crate) fn json(&self) -> serde_json::Result<String> {
        serde_json::to_string_pretty(self).map(|mut text| {
            text.push('\n');
            text
        })
    }
}
