//! A part of a run in its own process: how it prints its result, and how the result is read.

use std::process::{ExitCode, Output};

use serde::Serialize;
use serde::de::DeserializeOwned;

use crate::watchdog::OUT_OF_TIME;

/// Why there is no result.
#[derive(Debug)]
pub(crate) enum Lost {
    /// The process exceeded its time limit.
    OutOfTime,
    /// It panicked, aborted or was killed: its status, and the end of its output.
    Crashed(String),
}

/// Prints the result of this process.
pub(crate) fn print(result: &impl Serialize) -> ExitCode {
    match serde_json::to_string(result) {
        Ok(text) => {
            println!("{text}");
            ExitCode::SUCCESS
        }
        Err(error) => {
            eprintln!("the result cannot be written: {error}");
            ExitCode::FAILURE
        }
    }
}

/// Reads the result of a process that has ended.
pub(crate) fn read<T: DeserializeOwned>(output: &Output) -> Result<T, Lost> {
    if output.status.code() == Some(OUT_OF_TIME.into()) {
        return Err(Lost::OutOfTime);
    }
    if output.status.success()
        && let Ok(result) = serde_json::from_slice(&output.stdout)
    {
        return Ok(result);
    }
    let said = String::from_utf8_lossy(&output.stderr);
    let said = said.lines().filter(|line| !line.starts_with("note: run with")).collect::<Vec<_>>().join(" ");
    Err(Lost::Crashed(format!("{}: {}", output.status, said.trim())))
}
