//! The workspace's own commands: `cargo xtask --help`.

mod msrv;
mod package;
mod program;
mod regen;

use std::process::ExitCode;

use clap::{Args, Parser};

/// The workspace's own commands.
#[derive(Debug, Parser)]
#[command(name = "xtask", bin_name = "cargo xtask")]
enum Command {
    /// Generate generated-client/ from specs/.
    Regen(regen::Regen),
    /// Start the sandbox, which plays Northbricks on your own machine. `-- --help` lists its
    /// options.
    Sandbox(Passed),
    /// Sign up, authorize, and walk through the whole API against a sandbox.
    Quickstart(Passed),
    /// Check what would be published: the packages are complete, and the generator builds and works
    /// without the workspace.
    Package,
    /// Check that the minimum Rust version builds the workspace, or else that no dependency asks
    /// for a newer one.
    Msrv,
    /// Mutate real documents and check that the generator keeps its promises, for a minute;
    /// `-- --help` lists the options, such as `--minutes N`, `--seed S`, `--documents DIR`,
    /// `--compile-every N`.
    Fuzz(Passed),
    /// Run the generator over thousands of published documents, and send their examples through the
    /// emitted types. `-- --help` lists the options.
    Corpus(Passed),
    /// Check client and sandbox with independent tools: conformance, oauth, prism and browser, or
    /// only the named ones. Python and npm install their pinned versions; the browser is skipped if
    /// it is missing.
    Verify(Passed),
}

/// Arguments for another program.
#[derive(Debug, Args)]
struct Passed {
    /// Passed to the program unchanged.
    #[arg(trailing_var_arg = true, allow_hyphen_values = true, value_name = "ARGUMENT")]
    arguments: Vec<String>,
}

fn main() -> ExitCode {
    match Command::parse() {
        Command::Regen(regen) => regen::run(regen),
        Command::Sandbox(passed) => program::run(&["-p", "northbricks-sandbox"], &passed.arguments),
        Command::Quickstart(passed) => {
            program::run(&["-p", "northbricks-examples", "--bin", "quickstart"], &passed.arguments)
        }
        Command::Package => package::run(),
        Command::Msrv => msrv::run(),
        Command::Fuzz(passed) => {
            let arguments: Vec<_> = std::iter::once("run".to_owned()).chain(passed.arguments).collect();
            program::run(&["-p", "openapi-crate-fuzz", "--profile", "fuzz"], &arguments)
        }
        Command::Corpus(passed) => {
            program::run(&["--profile", "optimised", "-p", "openapi-crate-corpus"], &passed.arguments)
        }
        Command::Verify(passed) => program::verify(&passed.arguments),
    }
}
