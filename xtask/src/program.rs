//! Runs programs of the workspace, and independent tools.

use std::ffi::OsString;
use std::path::{Path, PathBuf};
use std::process::{Command, ExitCode};

/// Returns the workspace's folder. Cargo provides it at run time, so that it is right even if the
/// checkout was moved.
pub(crate) fn workspace() -> PathBuf {
    let package =
        std::env::var_os("CARGO_MANIFEST_DIR").map_or_else(|| env!("CARGO_MANIFEST_DIR").into(), PathBuf::from);
    package.parent().map_or_else(|| package.clone(), Path::to_owned)
}

/// Builds and runs a program of the workspace.
pub(crate) fn run(which: &[&str], arguments: &[String]) -> ExitCode {
    let mut command = cargo();
    command.args(["run", "--quiet"]).args(which).arg("--").args(arguments);
    finish(command)
}

/// Builds the sandbox and runs the independent tools against it: all of them, or the named ones.
pub(crate) fn verify(steps: &[String]) -> ExitCode {
    let mut build = cargo();
    build.args(["build", "--quiet", "-p", "northbricks-sandbox"]);
    if finish(build) != ExitCode::SUCCESS {
        return ExitCode::FAILURE;
    }
    let target = target();
    let program = target.join("debug").join(format!("northbricks-sandbox{}", std::env::consts::EXE_SUFFIX));
    let mut command = Command::new("python3");
    command.current_dir(workspace()).arg("tests/sandbox/verify/run.py").arg("--sandbox").arg(program);
    command.arg("--venv").arg(target.join("verify")).args(steps);
    finish(command)
}

/// Returns Cargo's target folder.
pub(crate) fn target() -> PathBuf {
    let chosen = std::env::var_os("CARGO_TARGET_DIR").map_or_else(|| PathBuf::from("target"), PathBuf::from);
    workspace().join(chosen)
}

/// Returns a command that runs Cargo in the workspace's folder.
pub(crate) fn cargo() -> Command {
    let cargo = std::env::var_os("CARGO").unwrap_or_else(|| OsString::from("cargo"));
    let mut command = Command::new(cargo);
    command.current_dir(workspace());
    command
}

/// Runs the command, and returns its exit code.
fn finish(mut command: Command) -> ExitCode {
    match command.status() {
        Ok(status) if status.success() => ExitCode::SUCCESS,
        Ok(status) => ExitCode::from(status.code().and_then(|code| u8::try_from(code).ok()).unwrap_or(1)),
        Err(error) => {
            eprintln!("error: cannot run {}: {error}", command.get_program().display());
            ExitCode::FAILURE
        }
    }
}
