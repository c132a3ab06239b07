//! What the three programs share: their arguments, and how they end.

use std::io::Write;
use std::process::ExitCode;

use clap::Args;

use crate::Result;
use crate::sandbox::Place;

/// The arguments of each program.
#[derive(Debug, Args)]
pub struct Arguments {
    /// Walk the pages in place of the user, without a browser.
    #[arg(long)]
    pub headless: bool,
    /// Use the sandbox at this URL. Unless given: the one on port 8089, or one that is started for
    /// this run.
    #[arg(long, value_name = "URL")]
    pub sandbox: Option<String>,
}

impl Arguments {
    /// The sandbox to use; prints its URL.
    pub async fn place(&self, out: &mut impl Write) -> Result<Place> {
        let place = Place::find_or_start(self.sandbox.as_deref()).await?;
        let whose = if place.is_own() { "started for this run" } else { "running already" };
        writeln!(out, "Sandbox        {}, {whose}", place.origin())?;
        Ok(place)
    }
}

/// Ends a program, and prints why it failed, if it did.
pub fn end(result: Result<()>) -> ExitCode {
    let Err(error) = result else { return ExitCode::SUCCESS };
    // A closed output is no reason to fail.
    let _ = writeln!(std::io::stderr(), "error: {error}");
    ExitCode::FAILURE
}
