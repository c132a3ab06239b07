//! Runs the generator on one document, in a process of its own.

use std::collections::BTreeMap;
use std::fs;
use std::path::PathBuf;
use std::process::{ExitCode, Output};
use std::time::Instant;

use clap::Args;
use openapi_crate::{Options, Package, Plan, Severity, generate};
use serde::{Deserialize, Serialize};

use crate::examples::Examples;
use crate::part::{self, Lost};
use crate::{operations, watchdog};

/// The arguments of the process.
#[derive(Debug, Args)]
pub(crate) struct Generate {
    /// The document.
    pub(crate) document: PathBuf,
    /// The name of the crate.
    #[arg(long)]
    pub(crate) name: String,
    /// The folder of the crate; without it, no crate is written.
    #[arg(long)]
    pub(crate) output: Option<PathBuf>,
    /// The folder of the program that sends the examples through the crate's types; without it,
    /// none is written.
    #[arg(long)]
    pub(crate) program: Option<PathBuf>,
    /// The time limit, in seconds.
    #[arg(long)]
    pub(crate) limit: u64,
}

/// The result for a document.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize)]
pub(crate) struct Generated {
    /// How it ended.
    pub(crate) end: End,
    /// The elapsed time, in seconds.
    pub(crate) seconds: f64,
    /// The peak memory, if the system reports it.
    pub(crate) peak_kib: Option<u64>,
    /// The rest, if the generator finished.
    #[serde(flatten)]
    pub(crate) findings: Option<Findings>,
}

/// How the generator ended.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "kebab-case")]
pub(crate) enum End {
    /// It emitted a crate.
    Done,
    /// It reported errors in the document.
    Refused,
    /// It exceeded the time limit.
    OutOfTime,
    /// It panicked, aborted or was killed.
    Crashed(String),
}

/// What the generator reports for a document.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize)]
pub(crate) struct Findings {
    /// The number of operations, counted without the generator; `None` if the text is not JSON.
    pub(crate) operations: Option<usize>,
    /// The number of operations in the crate.
    pub(crate) operations_emitted: usize,
    /// The number of schemas, each counted once.
    pub(crate) schemas: usize,
    /// The number of schemas with untyped values.
    pub(crate) schemas_untyped: usize,
    /// The number of examples and defaults.
    pub(crate) examples: usize,
    /// How often each code was reported, and its severity.
    pub(crate) codes: BTreeMap<String, Code>,
    /// The first errors, in full.
    pub(crate) errors: Vec<String>,
}

/// One code of the diagnostics.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub(crate) struct Code {
    pub(crate) severity: String,
    pub(crate) count: usize,
}

/// How many errors of a document are kept in full.
const ERRORS: usize = 5;

/// Generates, and prints the result.
pub(crate) fn run(one: &Generate) -> ExitCode {
    watchdog::start(one.limit);
    let operations = operations::count(&one.document);
    let started = Instant::now();
    let options = Options {
        documents: vec![one.document.clone()],
        package: Package { name: Some(one.name.clone()), ..Package::default() },
        ..Options::default()
    };
    let outcome = generate(&options, &mut |_| {});
    let seconds = started.elapsed().as_secs_f64();
    if let (Some(output), Some(files)) = (&one.output, &outcome.files)
        && let Err(error) = fs::create_dir_all(output)
            .map_err(|error| error.to_string())
            .and_then(|()| Plan::compare(files, output).map_err(|error| error.to_string()))
            .and_then(|plan| plan.write(true).map_err(|error| error.to_string()))
    {
        eprintln!("the crate cannot be written: {error}");
        return ExitCode::FAILURE;
    }
    let examples = outcome.examples.len();
    if let Some(program) = &one.program
        && outcome.files.is_some()
        && let Err(error) = Examples::of(&outcome).write(program, &one.name, &reader_folder())
    {
        eprintln!("{error}");
        return ExitCode::FAILURE;
    }
    let mut codes: BTreeMap<String, Code> = BTreeMap::new();
    for one in outcome.diagnostics.iter() {
        let severity = one.severity();
        let code =
            codes.entry(one.code().to_owned()).or_insert_with(|| Code { severity: severity.to_string(), count: 0 });
        code.count += 1;
    }
    let errors = if outcome.diagnostics.has_errors() {
        let errors = outcome.located().into_iter().filter(|one| one.severity == Severity::Error).take(ERRORS);
        errors.map(|one| format!("{}: {} ({})", one.code, one.message, one.pointer)).collect()
    } else {
        Vec::new()
    };
    let generated = Generated {
        end: if outcome.files.is_some() { End::Done } else { End::Refused },
        seconds,
        peak_kib: peak_kib(),
        findings: Some(Findings {
            operations,
            operations_emitted: outcome.summary.operations_emitted,
            schemas: outcome.summary.schemas_total,
            schemas_untyped: outcome.summary.schemas_untyped,
            examples,
            codes,
            errors,
        }),
    };
    part::print(&generated)
}

/// Returns the folder of the package that all programs share.
fn reader_folder() -> PathBuf {
    PathBuf::from(env!("CARGO_MANIFEST_DIR")).join("reader")
}

/// Reads the result of a process that has ended.
pub(crate) fn read(output: &Output, seconds: f64) -> Generated {
    part::read(output).unwrap_or_else(|lost| {
        let end = match lost {
            Lost::OutOfTime => End::OutOfTime,
            Lost::Crashed(because) => End::Crashed(because),
        };
        Generated { end, seconds, peak_kib: None, findings: None }
    })
}

/// Returns the peak memory of this process so far; only Linux reports it.
fn peak_kib() -> Option<u64> {
    let status = fs::read_to_string("/proc/self/status").ok()?;
    let line = status.lines().find_map(|line| line.strip_prefix("VmHWM:"))?;
    line.trim().trim_end_matches("kB").trim().parse().ok()
}
