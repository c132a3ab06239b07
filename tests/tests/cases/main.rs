//! Each folder of `cases/` holds a document about one feature, and what is emitted for it.
//! `README.md` in the folder of this package gives the form.

#![allow(clippy::unwrap_used, reason = "a test fails by panicking")]

mod kept;
mod stored;

use std::collections::BTreeMap;
use std::fs;
use std::path::Path;

use openapi_crate::run::Exit;
use openapi_crate_tests::case::{Case, cases};
use openapi_crate_tests::run;

/// Texts by path, with `/` between folders.
type Files = BTreeMap<String, String>;

/// The crate of this case is committed as `generated-client/`, and `tests/regen.rs` compares it.
const COMMITTED: &str = "northbricks";

/// One test for all folders, because a run depends on the current folder and a process has only
/// one.
#[test]
fn every_case_is_emitted_as_expected() {
    let mut failures = Vec::new();
    let mut crates = BTreeMap::new();
    for case in cases() {
        match emit(&case) {
            Ok(files) => {
                assert!(emit(&case).as_ref() == Ok(&files), "{}: the same input gave other bytes", case.name);
                crates.insert(case.name, (case.folder, files));
            }
            Err(message) => failures.push(format!("{}: {message}", case.name)),
        }
    }
    let base = crates.get(kept::BASE).map(|(_, files)| files.clone());
    let base = base.unwrap_or_else(|| panic!("there is no crate of {}\n{}", kept::BASE, failures.join("\n")));
    for (name, (folder, files)) in &crates {
        let kept = if name == COMMITTED { Files::new() } else { kept::kept(name, files, &base) };
        failures.extend(stored::compare(&folder.join("expected"), &kept, files));
    }
    let count = failures.len();
    assert!(
        failures.is_empty(),
        "{count} failures\n  {}\nDifferences are printed above. To accept them all:\n  \
         INSTA_UPDATE=always cargo test -p openapi-crate-tests --test cases",
        failures.join("\n  ")
    );
}

/// What is printed and written for a case. The text of the runtime is the same for all and has
/// tests of its own, so only the paths of its files are given.
fn emit(case: &Case) -> Result<Files, String> {
    let desk = tempfile::tempdir().unwrap();
    std::env::set_current_dir(&case.folder).unwrap();
    let output = desk.path().join("out");
    let arguments = ["generate"].into_iter().chain(case.arguments.iter().map(String::as_str));
    let ran = run(arguments.chain(["--output", output.to_str().unwrap()]));
    if ran.exit != Exit::Done {
        return Err(format!("exit code {}\n{}{}", ran.exit as i32, ran.out, ran.err));
    }
    let mut files = files(&output);
    // The hashes in the record repeat the contents.
    files.remove(".openapi-crate.json");
    let (runtime, mut files): (Files, Files) =
        files.into_iter().partition(|(path, _)| path.starts_with("src/runtime/"));
    files.insert("runtime.txt".to_owned(), runtime.into_keys().map(|path| path + "\n").collect());
    if !ran.err.is_empty() {
        files.insert("diagnostics.txt".to_owned(), ran.err);
    }
    Ok(files)
}

/// Every file below `root`, which need not exist.
fn files(root: &Path) -> Files {
    let mut found = Files::new();
    let mut folders = vec![root.to_owned()];
    while let Some(folder) = folders.pop() {
        for entry in fs::read_dir(&folder).into_iter().flatten() {
            let path = entry.unwrap().path();
            if path.is_dir() {
                folders.push(path);
            } else {
                let name = path.strip_prefix(root).unwrap().to_str().unwrap().replace('\\', "/");
                found.insert(name, String::from_utf8_lossy(&fs::read(&path).unwrap()).into_owned());
            }
        }
    }
    found
}
