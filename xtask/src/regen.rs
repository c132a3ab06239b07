//! `cargo xtask regen`.

use std::io::{self, IsTerminal};
use std::path::PathBuf;
use std::process::ExitCode;

use clap::Args;
use openapi_crate::run::{Mode, Request, Streams};

use crate::program::workspace;

/// The options of `regen`.
#[derive(Debug, Args)]
pub(crate) struct Regen {
    /// Write nothing. List the files that differ, and exit with 3 if there are any.
    #[arg(long, conflicts_with = "force")]
    check: bool,
    /// Overwrite files that were edited by hand.
    #[arg(long)]
    force: bool,
    /// Write a report as JSON.
    #[arg(long, value_name = "FILE")]
    report: Option<PathBuf>,
}

/// Generates `generated-client/` from `specs/`.
pub(crate) fn run(regen: Regen) -> ExitCode {
    let request = Request {
        config: Some(PathBuf::from("specs/openapi-crate.toml")),
        output: Some(PathBuf::from("generated-client")),
        mode: if regen.check { Mode::Check } else { Mode::Write },
        force: regen.force,
        // The current folder changes below.
        report: regen.report.map(|file| std::path::absolute(&file).unwrap_or(file)),
        ..Request::default()
    };
    let (mut out, mut err) = (io::stdout(), io::stderr());
    let terminal = err.is_terminal();
    let colour = std::env::var_os("NO_COLOR").is_none_or(|value| value.is_empty());
    let mut streams = Streams::new(&mut out, &mut err).watched(terminal, colour);
    // Relative to the workspace's folder, paths in messages are short and the same on every
    // machine.
    if let Err(error) = std::env::set_current_dir(workspace()) {
        streams.complain(format_args!("error: cannot enter the workspace: {error}\n"));
        return ExitCode::FAILURE;
    }
    openapi_crate::run::run(&request, &mut streams).into()
}
