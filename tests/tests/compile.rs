//! Every emitted crate compiles without warnings with each set of features, and so does its
//! documentation.
//!
//! The crates are members of one workspace in the target folder, which is kept, so that unchanged
//! crates are not compiled again.

#![allow(clippy::unwrap_used, reason = "a test fails by panicking")]

use std::fmt::Write as _;
use std::fs;
use std::path::{Path, PathBuf};
use std::process::{Command, Output};

use openapi_crate::run::Exit;
use openapi_crate_tests::case::{Case, cases};
use openapi_crate_tests::{hostile, run, workspace};

/// One test, because each step uses all processors, and all share one target folder.
#[test]
fn every_emitted_crate_compiles_without_a_warning() {
    let root = Path::new(env!("CARGO_TARGET_TMPDIR")).join("emitted");
    let mut cases = cases();
    cases.push(hostile());
    write_workspace(&root, &cases);
    let mut failures = allowed_dead_code(&root, &cases);
    let mut step = |name: &str, arguments: &[&str]| {
        let output = cargo(&root, arguments);
        if !output.status.success() {
            let text = |bytes| String::from_utf8_lossy(bytes).into_owned();
            let _ = write!(failures, "\n== {name}\n{}{}", text(&output.stdout), text(&output.stderr));
        }
    };
    let has_clippy = cargo(&root, &["clippy", "--version"]).status.success();
    step("default features", &[if has_clippy { "clippy" } else { "check" }, "--workspace", "--keep-going"]);
    step(
        "blocking alone",
        &["check", "--workspace", "--keep-going", "--no-default-features", "--features", "blocking"],
    );
    step("no features", &["check", "--workspace", "--keep-going", "--no-default-features"]);
    step(
        "OAuth 2 without a client",
        &["check", "--workspace", "--keep-going", "--no-default-features", "--features", "oauth2"],
    );
    step("all features", &["check", "--workspace", "--keep-going", "--all-features"]);
    step("documentation", &["doc", "--workspace", "--keep-going", "--no-deps"]);
    step("examples", &["test", "--doc", "--workspace", "--no-fail-fast"]);
    step("behaviour", &["test", "--package", "behaviour", "--lib", "--no-fail-fast"]);
    assert!(failures.is_empty(), "{failures}");
}

/// The lines of emitted files that would hide code which nothing uses. A crate without any client
/// is the exception: there nothing is sent.
fn allowed_dead_code(root: &Path, cases: &[Case]) -> String {
    const EXCEPTION: &str = "[cfg_attr(not(any(feature = \"async\", feature = \"blocking\")), allow(dead_code))]";
    let mut found = String::new();
    let mut folders: Vec<PathBuf> = cases.iter().map(|case| root.join(&case.name).join("src")).collect();
    while let Some(folder) = folders.pop() {
        for entry in fs::read_dir(folder).unwrap() {
            let path = entry.unwrap().path();
            if path.is_dir() {
                folders.push(path);
                continue;
            }
            for line in fs::read_to_string(&path).unwrap().lines().filter(|line| !line.ends_with(EXCEPTION)) {
                if line.contains("allow(") && ["dead_code", "unused"].iter().any(|lint| line.contains(lint)) {
                    let _ = writeln!(found, "{}: {line}", path.display());
                }
            }
        }
    }
    found
}

/// The document of hostile texts, as a case.
fn hostile() -> Case {
    let folder = Path::new(env!("CARGO_TARGET_TMPDIR")).join("hostile");
    fs::create_dir_all(&folder).unwrap();
    fs::write(folder.join("api.json"), serde_json::to_vec(&hostile::document()).unwrap()).unwrap();
    let arguments = ["api.json", "--name", "hostile"].map(str::to_owned).into();
    Case { name: "hostile".to_owned(), folder, arguments }
}

/// Emits each case's crate into a folder of its own, and writes the workspace of them.
fn write_workspace(root: &Path, cases: &[Case]) {
    fs::create_dir_all(root).unwrap();
    let mut members = String::new();
    for case in cases {
        let folder = emit(case, root);
        let _ = writeln!(members, "    {:?},", folder.file_name().unwrap());
    }
    for entry in fs::read_dir(root).unwrap() {
        let path = entry.unwrap().path();
        let is_wanted = cases.iter().any(|case| path.ends_with(&case.name)) || path.ends_with("target");
        if path.is_dir() && !is_wanted {
            // Left over from a case that was removed.
            fs::remove_dir_all(path).unwrap();
        }
    }
    copy(&Path::new(env!("CARGO_MANIFEST_DIR")).join("behaviour"), &root.join("behaviour"));
    let manifest = format!(
        r#"[workspace]
resolver = "3"
members = [
    "behaviour",
{members}]

[profile.dev]
debug = false
"#
    );
    fs::write(root.join("Cargo.toml"), manifest).unwrap();
    // The same versions as in all other tests.
    fs::copy(workspace().join("Cargo.lock"), root.join("Cargo.lock")).unwrap();
}

fn copy(from: &Path, to: &Path) {
    fs::create_dir_all(to).unwrap();
    for entry in fs::read_dir(from).unwrap() {
        let path = entry.unwrap().path();
        let target = to.join(path.file_name().unwrap());
        if path.is_dir() {
            copy(&path, &target);
        } else {
            fs::copy(&path, &target).unwrap();
        }
    }
}

fn emit(case: &Case, root: &Path) -> PathBuf {
    let output = root.join(&case.name);
    let absolute = |argument: &String| {
        let path = case.folder.join(argument);
        if path.is_file() { path.to_str().unwrap().to_owned() } else { argument.clone() }
    };
    let arguments = ["generate".to_owned()].into_iter().chain(case.arguments.iter().map(absolute));
    let to = ["--output".to_owned(), output.to_str().unwrap().to_owned(), "--force".to_owned()];
    let ran = run(arguments.chain(to));
    assert_eq!(ran.exit, Exit::Done, "{}:\n{}{}", case.name, ran.out, ran.err);
    output
}

/// Runs cargo in that workspace, offline if that is possible.
fn cargo(root: &Path, arguments: &[&str]) -> Output {
    let run = |offline: &[&str]| {
        let mut command = Command::new(env!("CARGO"));
        command.args(arguments).args(offline).arg("--quiet").current_dir(root);
        // The tests' own settings must not affect it.
        for name in ["CARGO_ENCODED_RUSTFLAGS", "CARGO_BUILD_TARGET", "RUSTC_WORKSPACE_WRAPPER"] {
            command.env_remove(name);
        }
        command.env("CARGO_TARGET_DIR", root.join("target"));
        command.env("RUSTFLAGS", "-D warnings").env("RUSTDOCFLAGS", "-D warnings");
        command.output().unwrap()
    };
    let output = run(&["--offline"]);
    if output.status.success() || !String::from_utf8_lossy(&output.stderr).contains("--offline") {
        output
    } else {
        run(&[])
    }
}
