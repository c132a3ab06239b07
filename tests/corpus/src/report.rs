//! The results of a run, for each document and in total.

use std::collections::BTreeMap;
use std::fmt;

use serde::{Deserialize, Serialize};

use crate::counts::Counts;
use crate::generate::End;
use crate::journal::Entry;
use crate::judge::Wrong;
use crate::skips::Skips;

/// The report, as it is written to disk.
#[derive(Debug, Serialize)]
pub(crate) struct Report {
    pub(crate) totals: Totals,
    /// Every code of the diagnostics, over all documents.
    pub(crate) codes: BTreeMap<String, Code>,
    pub(crate) failures: Vec<Failure>,
    /// Entries of the skip list that are no longer needed.
    pub(crate) unneeded: Vec<String>,
    pub(crate) documents: Vec<Entry>,
}

/// The figures of a run.
#[derive(Debug, Default, Serialize)]
pub(crate) struct Totals {
    pub(crate) documents: usize,
    pub(crate) generated: usize,
    pub(crate) refused: usize,
    pub(crate) out_of_time: usize,
    pub(crate) crashed: usize,
    /// Documents whose crate has all of their operations.
    pub(crate) with_every_operation: usize,
    /// Crates that were compiled or failed to.
    pub(crate) given_to_compiler: usize,
    /// Crates that compile.
    pub(crate) compiled: usize,
    /// The operations of all documents, counted without the generator.
    pub(crate) operations: usize,
    pub(crate) operations_emitted: usize,
    pub(crate) schemas: usize,
    pub(crate) schemas_untyped: usize,
    /// The examples and defaults of all documents.
    pub(crate) examples: usize,
    /// Those that were sent through the types, by result.
    pub(crate) sent: Sent,
    pub(crate) seconds: f64,
    /// The slowest document, and its time in seconds.
    pub(crate) slowest: Option<(String, f64)>,
    /// The document that took the most memory, and how much.
    pub(crate) largest: Option<(String, u64)>,
}

/// The examples that were sent through the emitted types.
#[derive(Debug, Default, Serialize)]
pub(crate) struct Sent {
    #[serde(flatten)]
    pub(crate) counts: Counts,
    /// The examples that match their schema, but are not read or not written back equal.
    pub(crate) wrong: usize,
}

/// One code, over all documents.
#[derive(Debug, Default, Serialize)]
pub(crate) struct Code {
    pub(crate) severity: String,
    pub(crate) count: usize,
    pub(crate) documents: usize,
}

/// A failure.
#[derive(Debug, Clone, Serialize)]
pub(crate) struct Failure {
    pub(crate) document: String,
    pub(crate) step: Step,
    pub(crate) message: String,
    /// The reason, if the skip list has one; then the failure does not fail the run.
    pub(crate) skipped: Option<String>,
}

/// A step of a document.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Serialize, Deserialize)]
#[serde(rename_all = "kebab-case")]
pub(crate) enum Step {
    /// The crate is emitted.
    Generate,
    /// Its operations are counted.
    Operations,
    /// It is compiled.
    Compile,
    /// The document's examples go through its types.
    Examples,
}

impl fmt::Display for Step {
    fn fmt(&self, out: &mut fmt::Formatter<'_>) -> fmt::Result {
        out.write_str(match self {
            Self::Generate => "generate",
            Self::Operations => "operations",
            Self::Compile => "compile",
            Self::Examples => "examples",
        })
    }
}

impl Report {
    pub(crate) fn new(documents: Vec<Entry>) -> Self {
        let mut report = Self {
            totals: Totals { documents: documents.len(), ..Totals::default() },
            codes: BTreeMap::new(),
            failures: Vec::new(),
            unneeded: Vec::new(),
            documents: Vec::new(),
        };
        for entry in &documents {
            report.add(entry);
        }
        report.documents = documents;
        report
    }

    fn add(&mut self, entry: &Entry) {
        let generated = &entry.generated;
        let totals = &mut self.totals;
        totals.seconds += generated.seconds;
        if totals.slowest.as_ref().is_none_or(|(_, seconds)| *seconds < generated.seconds) {
            totals.slowest = Some((entry.document.clone(), generated.seconds));
        }
        if let Some(peak) = generated.peak_kib
            && totals.largest.as_ref().is_none_or(|(_, known)| *known < peak)
        {
            totals.largest = Some((entry.document.clone(), peak));
        }
        let errors = generated.findings.iter().flat_map(|findings| &findings.errors);
        let message = match &generated.end {
            End::Done => {
                totals.generated += 1;
                None
            }
            End::Refused => {
                totals.refused += 1;
                Some(errors.cloned().collect::<Vec<_>>().join("; "))
            }
            End::OutOfTime => {
                totals.out_of_time += 1;
                Some(format!("not done after {:.0} s", generated.seconds))
            }
            End::Crashed(because) => {
                totals.crashed += 1;
                Some(because.clone())
            }
        };
        if let Some(message) = message {
            self.fail(entry, Step::Generate, message);
        }
        if let Some(compiled) = &entry.compiled {
            self.totals.given_to_compiler += 1;
            if compiled.library {
                self.totals.compiled += 1;
            }
            if !compiled.library || !compiled.program {
                let message = format!("{} errors: {}", compiled.errors, compiled.first.join("\n"));
                self.fail(entry, Step::Compile, message);
            }
        }
        if let Some(judged) = &entry.examples {
            self.totals.sent.counts += judged.counts;
            self.totals.sent.wrong += judged.wrong.len();
            if let Some(failure) = &judged.failure {
                self.fail(entry, Step::Examples, failure.clone());
            }
            for Wrong { pointer, typ, because, value, .. } in &judged.wrong {
                self.fail(entry, Step::Examples, format!("{pointer}: {typ}: {because} (the value is {value})"));
            }
        }
        let Some(findings) = &generated.findings else { return };
        for (name, code) in &findings.codes {
            let all = self.codes.entry(name.clone()).or_default();
            all.severity.clone_from(&code.severity);
            all.count += code.count;
            all.documents += 1;
        }
        let totals = &mut self.totals;
        totals.operations += findings.operations.unwrap_or_default();
        totals.operations_emitted += findings.operations_emitted;
        totals.examples += findings.examples;
        totals.schemas += findings.schemas;
        totals.schemas_untyped += findings.schemas_untyped;
        if findings.operations == Some(findings.operations_emitted) {
            totals.with_every_operation += 1;
        } else if generated.end == End::Done {
            let counted = findings.operations.map_or("?".to_owned(), |count| count.to_string());
            let message = format!("{} of {counted} operations", findings.operations_emitted);
            self.fail(entry, Step::Operations, message);
        }
    }

    fn fail(&mut self, entry: &Entry, step: Step, message: String) {
        self.failures.push(Failure { document: entry.document.clone(), step, message, skipped: None });
    }

    /// Marks the failures that the skip list knows.
    pub(crate) fn apply(&mut self, skips: &Skips) {
        let documents = &self.documents;
        let done = |document: &str, step: Step| {
            let Some(entry) = documents.iter().find(|entry| entry.document == document) else { return false };
            match step {
                Step::Generate => true,
                Step::Operations => entry.generated.end == End::Done,
                Step::Compile => entry.compiled.is_some(),
                Step::Examples => entry.examples.is_some(),
            }
        };
        self.unneeded = skips.apply(&mut self.failures, done);
    }

    /// Whether every failure is known.
    pub(crate) fn is_well(&self) -> bool {
        self.unneeded.is_empty() && self.failures.iter().all(|failure| failure.skipped.is_some())
    }
}
