//! A run, from the request to the exit code, shared by the binary and the workspace's own commands.

use std::fmt::Display;
use std::io::Write;
use std::path::{Path, PathBuf};
use std::process::ExitCode;

use crate::config::Options;
use crate::diagnostic::Severity;
use crate::files::{FileError, Plan};
use crate::generate::{Outcome, generate};
use crate::package::{check_license, check_name, check_version};
use crate::report::render;
use crate::report::{Report, RunResult};

/// The request of a user. It overrides the configuration file.
#[derive(Debug, Clone, Default)]
pub struct Request {
    /// The configuration file (TOML).
    pub config: Option<PathBuf>,
    /// The OpenAPI documents, in YAML or JSON.
    pub documents: Vec<PathBuf>,
    /// The OpenAPI Overlays, applied in this order.
    pub overlays: Vec<PathBuf>,
    /// Folders that references may lead to, in addition to the folders of the documents.
    pub references: Vec<PathBuf>,
    /// The name of the package.
    pub name: Option<String>,
    /// The version of the package.
    pub version: Option<String>,
    /// The output folder. Without it, the documents are only checked.
    pub output: Option<PathBuf>,
    /// What to do with the emitted files.
    pub mode: Mode,
    /// Overwrite files that were edited by hand or not generated.
    pub force: bool,
    /// Treat warnings as errors.
    pub deny_warnings: bool,
    /// The file for the JSON report.
    pub report: Option<PathBuf>,
}

/// What to do with the emitted files.
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq)]
pub enum Mode {
    /// Write them into the output folder.
    #[default]
    Write,
    /// Compare them with the output folder, and list the differences.
    Check,
    /// List what a write would do.
    DryRun,
}

/// The exit code of a run.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
#[repr(u8)]
pub enum Exit {
    /// Success.
    Done = 0,
    /// The documents have errors, or the files could not be written.
    Failed = 1,
    /// The request is not valid.
    Usage = 2,
    /// A check found files that differ.
    Stale = 3,
}

impl From<Exit> for ExitCode {
    fn from(exit: Exit) -> Self {
        Self::from(exit as u8)
    }
}

/// The output streams of a run. A closed stream, as behind `| head`, does not stop the run: failed
/// writes are ignored.
pub struct Streams<'a> {
    out: &'a mut dyn Write,
    err: &'a mut dyn Write,
    terminal: bool,
    colour: bool,
}

impl<'a> Streams<'a> {
    /// Creates streams: results go to `out`, diagnostics to `err`.
    pub fn new(out: &'a mut dyn Write, err: &'a mut dyn Write) -> Self {
        Self { out, err, terminal: false, colour: false }
    }

    /// Sets whether `err` is a terminal, which then shows progress, and whether a terminal shows
    /// colours.
    #[must_use]
    pub fn watched(mut self, terminal: bool, colour: bool) -> Self {
        self.terminal = terminal;
        self.colour = terminal && colour;
        self
    }

    /// Writes a text to the results.
    pub fn say(&mut self, text: impl Display) {
        let _ = write!(self.out, "{text}");
        let _ = self.out.flush();
    }

    /// Writes a text to the diagnostics.
    pub fn complain(&mut self, text: impl Display) {
        let _ = write!(self.err, "{text}");
        let _ = self.err.flush();
    }

    /// Replaces the progress line; an empty text clears it.
    fn progress(&mut self, text: &str) {
        if self.terminal {
            self.complain(format_args!("\r\x1b[K{text}"));
        }
    }
}

/// Carries out a request, and reports to the streams.
pub fn run(request: &Request, streams: &mut Streams<'_>) -> Exit {
    let options = match options(request) {
        Ok(options) => options,
        Err(message) => {
            streams.complain(format_args!("error: {message}\n"));
            return Exit::Usage;
        }
    };
    let outcome = generate(&options, &mut |step| streams.progress(step));
    streams.progress("");
    streams.complain(render(&outcome.diagnostics, &outcome.sources, streams.colour));
    if let Some(hint) = outcome.diagnostics.hint() {
        streams.complain(format_args!("{hint}\n"));
    }
    let done = finish(request, &outcome, streams);
    let report = Report::new(done.result, &outcome.summary, &outcome.diagnostics, &outcome.sources, done.plan.as_ref());
    if done.result != RunResult::Failed {
        streams.say(report.summary());
    }
    match write_report(request.report.as_deref(), &report) {
        Ok(()) => done.exit,
        Err(message) => {
            streams.complain(format_args!("error: {message}\n"));
            Exit::Failed
        }
    }
}

/// Combines the request with its configuration file.
fn options(request: &Request) -> Result<Options, String> {
    let config = match &request.config {
        Some(path) => Options::read(path).map_err(|error| error.to_string())?,
        None => Options::default(),
    };
    let either = |asked: &[PathBuf], configured| if asked.is_empty() { configured } else { asked.to_vec() };
    let documents = either(&request.documents, config.documents);
    if documents.is_empty() {
        return Err("no document is given: name one as an argument or in a configuration file".to_owned());
    }
    if request.output.as_ref().is_some_and(|output| output.as_os_str().is_empty()) {
        return Err("the name of the output folder is empty".to_owned());
    }
    let references = either(&request.references, config.references);
    if let Some(folder) = references.iter().find(|folder| !folder.is_dir()) {
        return Err(format!("references cannot lead to {}: the folder does not exist", folder.display()));
    }
    let mut package = config.package;
    package.name = request.name.clone().or(package.name);
    package.version = request.version.clone().or(package.version);
    if let Some(name) = &package.name {
        check_name(name).map_err(|because| format!("{name:?} is not a valid package name: {because}"))?;
    }
    if let Some(version) = &package.version {
        check_version(version).map_err(|because| format!("{version:?} is not a valid version: {because}"))?;
    }
    if let Some(license) = &package.license {
        check_license(license).map_err(|because| format!("{license:?} is not a valid licence: {because}"))?;
    }
    Ok(Options { documents, overlays: either(&request.overlays, config.overlays), references, package })
}

/// How a run ended, and what it did or would do to the files.
struct Done {
    exit: Exit,
    result: RunResult,
    plan: Option<Plan>,
}

fn finish(request: &Request, outcome: &Outcome, streams: &mut Streams<'_>) -> Done {
    let failed = |plan| Done { exit: Exit::Failed, result: RunResult::Failed, plan };
    let nothing = if request.output.is_some() { "; nothing was written" } else { "" };
    let (errors, warnings) = (outcome.diagnostics.count(Severity::Error), outcome.diagnostics.count(Severity::Warning));
    if errors > 0 {
        streams.complain(format_args!("error: {}{nothing}\n", counted(errors, "error")));
        return failed(None);
    }
    if request.deny_warnings && warnings > 0 {
        let warnings = counted(warnings, "warning");
        streams.complain(format_args!("error: {warnings}, and --deny-warnings is set{nothing}\n"));
        return failed(None);
    }
    let Some(output) = &request.output else {
        return Done { exit: Exit::Done, result: RunResult::Checked, plan: None };
    };
    let Some(files) = &outcome.files else {
        streams.complain(format_args!("error: no crate was emitted{nothing}\n"));
        return failed(None);
    };
    for name in &outcome.licences_without_text {
        streams.complain(format_args!(
            "note: the crate's licence names {name}, whose text the generator does not have; add it as LICENSE-{name}\n"
        ));
    }
    let mut plan = None;
    let result = (|| {
        if request.mode == Mode::Write && Plan::recover(output)? {
            streams.complain("note: an earlier run was interrupted; its changes were undone first\n");
        }
        let plan = plan.insert(Plan::compare(files, output)?);
        match request.mode {
            Mode::Write => plan.write(request.force).map(|()| RunResult::Written),
            Mode::DryRun if request.force => Ok(RunResult::Compared),
            Mode::DryRun => plan.refuse_conflicts().map(|()| RunResult::Compared),
            Mode::Check => Ok(RunResult::Compared),
        }
    })();
    match (result, plan) {
        (Ok(result), Some(plan)) if request.mode == Mode::Check && plan.is_stale() => {
            streams.complain(stale(&plan, output));
            Done { exit: Exit::Stale, result, plan: Some(plan) }
        }
        (Ok(result), plan) => {
            if let (Mode::DryRun, Some(plan)) = (request.mode, &plan) {
                streams.say(changes(plan));
            }
            Done { exit: Exit::Done, result, plan }
        }
        (Err(error), plan) => {
            streams.complain(explain(&error));
            failed(plan)
        }
    }
}

fn explain(error: &FileError) -> String {
    match error {
        FileError::NotRestored { .. } => format!("error: {error}\n"),
        _ => format!("error: {error}\nerror: nothing was written\n"),
    }
}

/// Returns the message for a folder that differs from the crate.
fn stale(plan: &Plan, output: &Path) -> String {
    let mut text = format!("error: {} does not match the documents:\n", output.display());
    text.push_str(&changes(plan));
    text
}

/// Returns one line for each file that would change.
fn changes(plan: &Plan) -> String {
    let note = |path: &String| {
        if plan.edited().contains(path) {
            " (edited by hand)"
        } else if plan.foreign().contains(path) {
            " (not generated)"
        } else {
            ""
        }
    };
    let written = plan.written();
    let writes = written.iter().map(|path| format!("  write  {path}{}\n", note(path)));
    let removes = plan.removed().iter().map(|path| format!("  remove {path}{}\n", note(path)));
    writes.chain(removes).collect()
}

fn counted(count: usize, noun: &str) -> String {
    if count == 1 { format!("1 {noun}") } else { format!("{count} {noun}s") }
}

fn write_report(path: Option<&Path>, report: &Report) -> Result<(), String> {
    let Some(path) = path else { return Ok(()) };
    let text = report.json().map_err(|error| format!("cannot write the report: {error}"))?;
    std::fs::write(path, text).map_err(|error| format!("cannot write the report {}: {error}", path.display()))
}
