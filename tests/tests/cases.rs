//! Each folder of `cases/` holds a document about one feature, and everything that is emitted for
//! it. `README.md` in the folder of this package gives the form.

#![allow(clippy::unwrap_used, reason = "a test fails by panicking")]

use std::collections::BTreeMap;
use std::fmt::Write as _;
use std::fs;
use std::panic::{AssertUnwindSafe, catch_unwind};
use std::path::Path;

use openapi_crate::run::Exit;
use openapi_crate_tests::case::{Case, cases};
use openapi_crate_tests::run;

/// One test for all folders, because a run depends on the current folder and a process has only
/// one.
#[test]
fn every_case_is_emitted_as_expected() {
    let mut failures = String::new();
    for case in cases() {
        let emitted = match emit(&case) {
            Ok(emitted) => emitted,
            Err(message) => {
                let _ = write!(failures, "\n== {}: {message}", case.name);
                continue;
            }
        };
        assert_eq!(emit(&case).as_ref(), Ok(&emitted), "{}: the same input gave other bytes", case.name);
        let mut settings = insta::Settings::clone_current();
        settings.set_snapshot_path(&case.folder);
        settings.set_prepend_module_to_snapshot(false);
        settings.set_omit_expression(true);
        let same = settings.bind(|| catch_unwind(AssertUnwindSafe(|| insta::assert_snapshot!("crate", emitted))));
        if same.is_err() {
            let _ = write!(failures, "\n== {}: emitted otherwise than expected", case.name);
        }
    }
    assert!(failures.is_empty(), "{failures}");
}

/// What is printed and written for a case, as one text: the runtime is the same for all and has
/// tests of its own.
fn emit(case: &Case) -> Result<String, String> {
    let desk = tempfile::tempdir().unwrap();
    std::env::set_current_dir(&case.folder).unwrap();
    let output = desk.path().join("out");
    let arguments = ["generate"].into_iter().chain(case.arguments.iter().map(String::as_str));
    let ran = run(arguments.chain(["--output", output.to_str().unwrap()]));
    if ran.exit != Exit::Done {
        return Err(format!("exit code {}\n{}{}", ran.exit as i32, ran.out, ran.err));
    }
    let mut text = String::new();
    if !ran.err.is_empty() {
        let _ = write!(text, "===== diagnostics\n{}\n", ran.err);
    }
    for (path, content) in files(&output) {
        let _ = write!(text, "===== {path}\n{content}\n");
    }
    Ok(text)
}

fn files(root: &Path) -> BTreeMap<String, String> {
    let mut found = BTreeMap::new();
    let mut folders = vec![root.to_owned()];
    while let Some(folder) = folders.pop() {
        for entry in fs::read_dir(&folder).unwrap() {
            let path = entry.unwrap().path();
            let name = path.strip_prefix(root).unwrap().to_str().unwrap().replace('\\', "/");
            // The hashes in the record repeat the contents.
            if name == "src/runtime" || name == ".openapi-crate.json" {
                continue;
            }
            if path.is_dir() {
                folders.push(path);
            } else {
                found.insert(name, fs::read_to_string(&path).unwrap());
            }
        }
    }
    found
}
