//! `cargo xtask msrv`: the Rust version in the manifests builds the workspace.

use std::cmp::Ordering;
use std::process::{Command, ExitCode};

use serde_json::Value;

use crate::program::{cargo, target, workspace};

/// Builds with the stated Rust if rustup has it. Otherwise checks that no dependency needs a newer
/// one.
pub(crate) fn run() -> ExitCode {
    match check() {
        Ok(()) => ExitCode::SUCCESS,
        Err(message) => {
            eprintln!("error: {message}");
            ExitCode::FAILURE
        }
    }
}

fn check() -> Result<(), String> {
    let packages = packages("Cargo.toml")?;
    let own = packages.iter().find(|package| package["name"] == "openapi-crate");
    let stated =
        own.and_then(|package| package["rust_version"].as_str()).ok_or("openapi-crate states no rust-version")?;
    // The emitted crate is a member, and its dependencies are among these.
    let mut newer = Vec::new();
    let both = [packages.as_slice(), &self::packages("xtask/Cargo.toml")?].concat();
    for package in &both {
        if let Some(asked) = package["rust_version"].as_str()
            && compare(asked, stated) == Ordering::Greater
        {
            newer.push(format!("{} {} needs Rust {asked}", package["name"], package["version"]));
        }
    }
    newer.sort();
    newer.dedup();
    if !newer.is_empty() {
        return Err(format!("Rust {stated} is stated, and {}", newer.join(", ")));
    }
    println!("none of {} packages needs a newer Rust than {stated}", both.len());
    let Some(toolchain) = installed(stated) else {
        println!("Rust {stated} is not installed: nothing was built with it");
        return Ok(());
    };
    println!("building with {toolchain}");
    let mut build = Command::new("rustup");
    build.current_dir(workspace()).env("CARGO_TARGET_DIR", target().join("msrv"));
    build.args(["run", &toolchain, "cargo", "check", "--workspace", "--all-features", "--locked"]);
    match build.status() {
        Ok(status) if status.success() => Ok(()),
        Ok(status) => Err(format!("the workspace does not build with Rust {stated}: {status}")),
        Err(error) => Err(format!("cannot run rustup: {error}")),
    }
}

/// Returns every package in a lock file, as `cargo metadata` describes it.
fn packages(manifest: &str) -> Result<Vec<Value>, String> {
    let mut metadata = cargo();
    metadata.args(["metadata", "--format-version", "1", "--locked", "--all-features", "--manifest-path", manifest]);
    let output = metadata.output().map_err(|error| format!("cannot run cargo: {error}"))?;
    if !output.status.success() {
        return Err(format!("cargo metadata: {}", String::from_utf8_lossy(&output.stderr)));
    }
    let mut value: Value =
        serde_json::from_slice(&output.stdout).map_err(|error| format!("cargo metadata: {error}"))?;
    match value["packages"].take() {
        Value::Array(packages) if !packages.is_empty() => Ok(packages),
        _ => Err(format!("cargo metadata lists no package of {manifest}")),
    }
}

/// Returns rustup's toolchain for this Rust version, if it has one.
fn installed(stated: &str) -> Option<String> {
    let output = Command::new("rustup").args(["toolchain", "list"]).output().ok()?;
    find(&String::from_utf8_lossy(&output.stdout), stated)
}

/// Finds the toolchain for this Rust version in rustup's list; any patch version will do.
fn find(list: &str, stated: &str) -> Option<String> {
    let names = list.lines().filter_map(|line| line.split_whitespace().next());
    let is_stated = |name: &&str| {
        let version = name.split('-').next().unwrap_or_default();
        version == stated || version.strip_prefix(stated).is_some_and(|rest| rest.starts_with('.'))
    };
    names.filter(is_stated).map(str::to_owned).next()
}

/// Compares versions such as 1.88 and 1.88.0; a missing part is 0.
fn compare(one: &str, other: &str) -> Ordering {
    let parts = |version: &str| {
        let mut parts = version.split('.').map(|part| part.parse::<u64>().unwrap_or(u64::MAX));
        [(); 3].map(|()| parts.next().unwrap_or_default())
    };
    parts(one).cmp(&parts(other))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn versions_are_compared_by_number() {
        for (one, other, order) in [
            ("1.88", "1.88.0", Ordering::Equal),
            ("1.9", "1.88", Ordering::Less),
            ("1.88.1", "1.88", Ordering::Greater),
            ("1.100", "1.88", Ordering::Greater),
            ("2", "1.88", Ordering::Greater),
            // A version that cannot be parsed counts as newer.
            ("new", "1.88", Ordering::Greater),
        ] {
            assert_eq!(compare(one, other), order, "{one} {other}");
        }
    }

    #[test]
    fn the_toolchain_is_found_by_its_version() {
        let list = "stable-x86_64-unknown-linux-gnu (active, default)\n1.8.0-x86_64\n1.88.2-x86_64-unknown-linux-gnu\n1.95.0-x86_64\n";
        assert_eq!(find(list, "1.88").as_deref(), Some("1.88.2-x86_64-unknown-linux-gnu"));
        assert_eq!(find(list, "1.9"), None);
        assert_eq!(find(list, "1.95.0").as_deref(), Some("1.95.0-x86_64"));
    }
}
