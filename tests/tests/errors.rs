//! Each folder of `errors/` holds a mistake and the exact messages for it. `README.md` in the
//! folder of this package describes the form.

#![allow(clippy::unwrap_used, reason = "a test fails by panicking")]

use std::fmt::Write as _;
use std::fs;
use std::path::Path;
use std::time::{Duration, Instant};

use openapi_crate_tests::{folders, run};
use serde::Deserialize;

/// The time limit of each message, generous enough for a debug build.
const PATIENCE: Duration = Duration::from_secs(20);

/// `case.toml`: input that cannot be stored as a file.
#[derive(Debug, Default, Deserialize)]
#[serde(deny_unknown_fields, default)]
struct Case {
    file: Vec<Generated>,
}

#[derive(Debug, Deserialize)]
#[serde(deny_unknown_fields)]
struct Generated {
    path: String,
    parts: Vec<Part>,
}

#[derive(Debug, Default, Deserialize)]
#[serde(deny_unknown_fields, default)]
struct Part {
    text: String,
    bytes: Vec<u8>,
    times: Option<usize>,
}

/// One test for all folders, because a run depends on the current folder and a process has only
/// one.
#[test]
fn every_mistake_is_told_as_expected() {
    let errors = Path::new(env!("CARGO_MANIFEST_DIR")).join("errors");
    let update = std::env::var_os("UPDATE_EXPECTED").is_some();
    let mut failures = String::new();
    let cases = folders(&errors).unwrap();
    assert!(!cases.is_empty(), "{} holds no case", errors.display());
    for case in cases {
        let name = case.file_name().unwrap().to_string_lossy().into_owned();
        if let Err(message) = walk(&case, update) {
            let _ = write!(failures, "\n== {name}: {message}\n");
        }
    }
    assert!(failures.is_empty(), "{failures}");
}

fn walk(case: &Path, update: bool) -> Result<(), String> {
    let desk = tempfile::tempdir().unwrap();
    copy(case, desk.path());
    generate_input(case, desk.path());
    std::env::set_current_dir(desk.path()).unwrap();
    let before = fs::read("out").ok();

    let listed = fs::read_to_string(case.join("args")).unwrap_or_else(|_| "api.yaml\n".to_owned());
    let arguments = ["generate"].into_iter().chain(listed.lines()).chain(["--output", "out"]);
    let start = Instant::now();
    let ran = run(arguments);
    let took = start.elapsed();

    // The folder is removed with `desk`, and a process needs a current folder.
    std::env::set_current_dir(case).unwrap();
    let want = fs::read_to_string(case.join("exit")).map_or(1, |text| text.trim().parse().unwrap());
    if ran.exit as i32 != want {
        return Err(format!("exit code {}, expected {want}\n{}{}", ran.exit as i32, ran.out, ran.err));
    }
    if want == 1 && (fs::read(desk.path().join("out")).ok() != before || desk.path().join("out").is_dir()) {
        return Err("something was written".to_owned());
    }
    if took > PATIENCE {
        return Err(format!("took {took:?}"));
    }
    let expected = case.join("expected.txt");
    if update {
        fs::write(expected, &ran.err).unwrap();
        return Ok(());
    }
    let text =
        fs::read_to_string(&expected).map_err(|_| "expected.txt is missing; set UPDATE_EXPECTED=1".to_owned())?;
    // A checkout may have converted the line ends.
    if text.replace("\r\n", "\n") == ran.err {
        Ok(())
    } else {
        Err(format!("expected:\n{text}\nprinted:\n{}", ran.err))
    }
}

fn copy(from: &Path, to: &Path) {
    for entry in fs::read_dir(from).unwrap() {
        let path = entry.unwrap().path();
        let target = to.join(path.file_name().unwrap());
        if path.is_dir() {
            fs::create_dir(&target).unwrap();
            copy(&path, &target);
        } else {
            fs::copy(&path, &target).unwrap();
        }
    }
}

fn generate_input(case: &Path, desk: &Path) {
    let Ok(text) = fs::read_to_string(case.join("case.toml")) else { return };
    let case: Case = toml::from_str(&text).unwrap();
    for file in case.file {
        let mut bytes = Vec::new();
        for part in file.parts {
            for _ in 0..part.times.unwrap_or(1) {
                bytes.extend_from_slice(part.text.as_bytes());
                bytes.extend_from_slice(&part.bytes);
            }
        }
        fs::write(desk.join(file.path), bytes).unwrap();
    }
}
