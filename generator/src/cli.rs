//! The command line.

use std::ffi::OsString;
use std::path::PathBuf;

use clap::{Args, Parser, Subcommand};

use crate::explain::explain;
use crate::run::{Exit, Mode, Request, Streams, run};

/// Turns OpenAPI documents into a Rust client crate.
#[derive(Debug, Parser)]
#[command(name = "openapi-crate", version, after_help = EXITS)]
struct Cli {
    #[command(subcommand)]
    command: Command,
}

const EXITS: &str = "Exit codes: 0 success; 1 the documents have errors, or the crate cannot be written; \
                     2 the arguments or the configuration are not valid; 3 --check found files that differ.";

#[derive(Debug, Subcommand)]
enum Command {
    /// Generate a client crate from OpenAPI documents.
    Generate(Generate),
    /// Check OpenAPI documents: print diagnostics, write nothing.
    Check(Check),
    /// Explain a diagnostic and how to mend it; without a code, list all codes.
    Explain(Explain),
}

#[derive(Debug, Args)]
struct Input {
    /// The OpenAPI documents, in YAML or JSON.
    #[arg(value_name = "DOCUMENT", required_unless_present = "config")]
    documents: Vec<PathBuf>,
    /// An OpenAPI Overlay to apply to the documents. Can be repeated.
    #[arg(long, value_name = "FILE")]
    overlay: Vec<PathBuf>,
    /// A folder that references may lead to, in addition to the folders of the documents. Can be
    /// repeated. Nothing is fetched from the network.
    #[arg(long, value_name = "DIR")]
    references: Vec<PathBuf>,
    /// A configuration file (TOML). Arguments override it.
    #[arg(long, value_name = "FILE")]
    config: Option<PathBuf>,
    /// Treat warnings as errors.
    #[arg(long)]
    deny_warnings: bool,
    /// The file for a report as JSON.
    #[arg(long, value_name = "FILE")]
    report: Option<PathBuf>,
}

#[derive(Debug, Args)]
#[command(after_help = EXITS)]
struct Generate {
    #[command(flatten)]
    input: Input,
    /// The folder to write the crate into.
    #[arg(long, value_name = "DIR")]
    output: PathBuf,
    /// The name of the crate. By default made from the title of the first document.
    #[arg(long)]
    name: Option<String>,
    /// The version of the crate. 0.1.0 by default.
    #[arg(long)]
    version: Option<String>,
    /// Write nothing. List the files that differ, and exit with 3 if there are any.
    #[arg(long, conflicts_with_all = ["dry_run", "force"])]
    check: bool,
    /// Write nothing. List what would be written.
    #[arg(long)]
    dry_run: bool,
    /// Overwrite files that were edited by hand or not generated.
    #[arg(long)]
    force: bool,
}

#[derive(Debug, Args)]
#[command(after_help = EXITS)]
struct Check {
    #[command(flatten)]
    input: Input,
}

#[derive(Debug, Args)]
#[command(after_help = EXITS)]
struct Explain {
    /// The code, which a message shows in brackets, or `names` for how names are made.
    code: Option<String>,
}

/// Runs the command that the arguments name; the first argument is the program's name.
pub fn main(arguments: impl IntoIterator<Item = OsString>, streams: &mut Streams<'_>) -> Exit {
    match Cli::try_parse_from(arguments) {
        Ok(Cli { command }) => match command {
            Command::Generate(generate) => run(&to_generate(generate), streams),
            Command::Check(check) => run(&from_input(check.input), streams),
            Command::Explain(Explain { code }) => explain(code.as_deref(), streams),
        },
        Err(error) if error.use_stderr() => {
            streams.complain(error.render());
            Exit::Usage
        }
        Err(help) => {
            streams.say(help.render());
            Exit::Done
        }
    }
}

fn to_generate(generate: Generate) -> Request {
    Request {
        output: Some(generate.output),
        name: generate.name,
        version: generate.version,
        mode: match (generate.check, generate.dry_run) {
            (true, _) => Mode::Check,
            (false, true) => Mode::DryRun,
            (false, false) => Mode::Write,
        },
        force: generate.force,
        ..from_input(generate.input)
    }
}

fn from_input(input: Input) -> Request {
    Request {
        config: input.config,
        documents: input.documents,
        overlays: input.overlay,
        references: input.references,
        deny_warnings: input.deny_warnings,
        report: input.report,
        ..Request::default()
    }
}
