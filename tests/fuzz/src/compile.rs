//! Compiles emitted crates, many of them in one workspace.

use std::collections::BTreeMap;
use std::ffi::OsString;
use std::fmt::Write as _;
use std::fs;
use std::io;
use std::path::{Path, PathBuf};
use std::process::Command;

/// Returns the workspace of this package.
#[must_use]
pub fn workspace() -> PathBuf {
    let package = Path::new(env!("CARGO_MANIFEST_DIR"));
    package.ancestors().nth(2).unwrap_or(package).to_owned()
}

/// Writes a crate's files.
///
/// # Errors
/// If they cannot be written.
pub fn leave(folder: &Path, files: &[(String, String)]) -> io::Result<()> {
    for (path, text) in files {
        let path = folder.join(path);
        if let Some(parent) = path.parent() {
            fs::create_dir_all(parent)?;
        }
        fs::write(path, text)?;
    }
    Ok(())
}

/// Removes all crates, but keeps the compiled dependencies.
///
/// # Errors
/// If a folder cannot be removed.
pub fn clear(crates: &Path) -> io::Result<()> {
    if !crates.exists() {
        return Ok(());
    }
    for entry in fs::read_dir(crates)? {
        let path = entry?.path();
        if path.is_dir() && !path.ends_with("target") {
            fs::remove_dir_all(path)?;
        }
    }
    Ok(())
}

/// Checks the crates of these inputs with warnings as errors; returns the messages for each that
/// has any.
///
/// # Errors
/// If cargo cannot be started, or fails for a reason other than a crate.
pub fn compile(crates: &Path, numbers: &[u64]) -> io::Result<BTreeMap<u64, String>> {
    let mut members = String::new();
    for number in numbers {
        let _ = write!(members, "\"fuzz-{number}\", ");
    }
    let manifest = format!(
        r#"[workspace]
resolver = "3"
members = [{members}]

[profile.dev]
debug = false
"#
    );
    fs::write(crates.join("Cargo.toml"), manifest)?;
    fs::copy(workspace().join("Cargo.lock"), crates.join("Cargo.lock"))?;
    let cargo = std::env::var_os("CARGO").unwrap_or_else(|| OsString::from("cargo"));
    let mut command = Command::new(cargo);
    command.args([
        "check",
        "--workspace",
        "--keep-going",
        "--offline",
        "--all-features",
        "--message-format=short",
        "--quiet",
    ]);
    command.current_dir(crates).env("CARGO_TARGET_DIR", crates.join("target")).env("RUSTFLAGS", "-D warnings");
    // Otherwise every batch would leave its artefacts behind.
    command.env("CARGO_INCREMENTAL", "0");
    let output = command.output()?;
    let complaints = String::from_utf8_lossy(&output.stderr).into_owned();
    let mut found: BTreeMap<u64, String> = BTreeMap::new();
    for line in complaints.lines() {
        let number = line.strip_prefix("fuzz-").and_then(|rest| rest.split_once('/')?.0.parse().ok());
        if let Some(number) = number {
            let told = found.entry(number).or_default();
            // The message before the place, because the first line identifies the cause.
            let words = line.splitn(4, ':').last().unwrap_or(line).trim();
            let _ = writeln!(told, "{words} ({})", line.split(' ').next().unwrap_or_default());
        }
    }
    if output.status.success() || !found.is_empty() { Ok(found) } else { Err(io::Error::other(complaints)) }
}
