//! Properties of `specs/` and of the crate that is generated from it.

#![allow(clippy::unwrap_used, reason = "a test fails by panicking")]

use std::collections::BTreeMap;
use std::fs;
use std::path::{Path, PathBuf};

use openapi_crate::run::Exit;
use openapi_crate_tests::{Ran, run, workspace};
use serde_json::{Value, json};

const DOCUMENTS: [&str; 6] = ["user", "bank-auth", "banks", "accounts", "transactions", "payments"];

/// A copy of `specs/` that a test may change.
struct Specs {
    folder: tempfile::TempDir,
}

impl Specs {
    fn new() -> Self {
        let folder = tempfile::tempdir().unwrap();
        fs::create_dir(folder.path().join("specs")).unwrap();
        for entry in fs::read_dir(workspace().join("specs")).unwrap() {
            let path = entry.unwrap().path();
            fs::copy(&path, folder.path().join("specs").join(path.file_name().unwrap())).unwrap();
        }
        Self { folder }
    }

    fn path(&self, name: &str) -> PathBuf {
        self.folder.path().join(name)
    }

    /// Rewrites one document.
    fn change(&self, document: &str, change: impl FnOnce(String) -> String) {
        let file = self.path("specs").join(format!("{document}.swagger.yaml"));
        let text = fs::read_to_string(&file).unwrap();
        fs::write(file, change(text)).unwrap();
    }

    fn generate(&self) -> (Ran, Value) {
        let path = |name| self.path(name).into_os_string();
        let ran = run([
            "generate".into(),
            "--config".into(),
            path("specs/openapi-crate.toml"),
            "--output".into(),
            path("out"),
            "--report".into(),
            path("report.json"),
        ]);
        assert_eq!(ran.exit, Exit::Done, "{}{}", ran.out, ran.err);
        let report = serde_json::from_slice(&fs::read(self.path("report.json")).unwrap()).unwrap();
        (ran, report)
    }

    fn crate_files(&self) -> BTreeMap<PathBuf, String> {
        files(&self.path("out"))
    }
}

/// Every file below `root` with its text.
fn files(root: &Path) -> BTreeMap<PathBuf, String> {
    let mut found = BTreeMap::new();
    let mut folders = vec![root.to_owned()];
    while let Some(folder) = folders.pop() {
        for entry in fs::read_dir(&folder).unwrap() {
            let path = entry.unwrap().path();
            if path.is_dir() {
                folders.push(path);
            } else {
                found.insert(path.strip_prefix(root).unwrap().to_owned(), fs::read_to_string(&path).unwrap());
            }
        }
    }
    found
}

/// Reports the files that differ, and the first difference in each: two whole crates are too much
/// to read.
#[track_caller]
fn assert_same(left: &BTreeMap<PathBuf, String>, right: &BTreeMap<PathBuf, String>) {
    let names = |files: &BTreeMap<PathBuf, String>| files.keys().cloned().collect::<Vec<_>>();
    assert_eq!(names(left), names(right));
    for (path, text) in left {
        for (number, (one, other)) in text.lines().zip(right[path].lines()).enumerate() {
            assert_eq!(one, other, "{}:{}", path.display(), number + 1);
        }
        assert_eq!(text.len(), right[path].len(), "{}", path.display());
    }
}

#[test]
fn the_generated_client_is_what_the_specs_give() {
    let root = workspace();
    let ran = run([
        "generate".into(),
        "--config".into(),
        root.join("specs/openapi-crate.toml").into_os_string(),
        "--output".into(),
        root.join("generated-client").into_os_string(),
        "--check".into(),
    ]);
    assert_eq!(ran.exit, Exit::Done, "run `cargo xtask regen`\n{}{}", ran.out, ran.err);
    // The generator has found that nothing differs: this does not rest on its word.
    let specs = Specs::new();
    specs.generate();
    assert_same(&files(&root.join("generated-client")), &specs.crate_files());
}

#[test]
fn the_specs_are_read_without_a_word() {
    let (ran, report) = Specs::new().generate();
    assert_eq!(ran.err, "");
    assert_eq!(report["documents"], 6);
    assert_eq!(report["operations"], json!({ "total": 16, "emitted": 16 }));
    assert_eq!(report["schemas"]["untyped"], 0);
    assert_eq!(report["diagnostics"], json!([]));
}

#[test]
fn the_same_input_gives_the_same_bytes_wherever_it_stands() {
    let (one, other) = (Specs::new(), Specs::new());
    one.generate();
    other.generate();
    assert_same(&one.crate_files(), &other.crate_files());
    let before = one.crate_files();
    let (_, report) = one.generate();
    assert_eq!(report["files"]["written"], json!([]));
    assert_eq!(report["files"]["removed"], json!([]));
    assert_same(&one.crate_files(), &before);
}

/// The mistakes of the publisher's files, made in our specs: the crate stays the same, and each is
/// reported.
#[test]
fn the_publishers_mistakes_do_not_reach_the_crate() {
    let (sound, faulty) = (Specs::new(), Specs::new());
    sound.generate();
    let mut keys = 0;
    for document in DOCUMENTS {
        faulty.change(document, |text| {
            let numbers = ["200", "201", "204", "400", "401", "403", "404", "409"];
            numbers.iter().fold(text, |text, number| {
                let quoted = format!("\"{number}\":");
                keys += text.matches(&quoted).count();
                text.replace(&quoted, &format!("{number}:"))
            })
        });
    }
    for document in ["user", "bank-auth"] {
        faulty.change(document, |text| text.replace("      flows:\n", "      flow:\n"));
    }
    faulty.change("bank-auth", |text| text + "\n      security:\n        - OAuth2:\n            - read\n");
    let (ran, report) = faulty.generate();
    assert_same(&faulty.crate_files(), &sound.crate_files());
    let of = |code: &str| {
        let diagnostics = report["diagnostics"].as_array().unwrap();
        diagnostics.iter().filter(|one| one["code"] == code && one["severity"] == "repair").count()
    };
    assert_eq!(of("integer-response-key"), keys, "{}", ran.err);
    assert_eq!(of("flow-for-flows"), 2, "{}", ran.err);
    assert_eq!(report["errors"], 0);
    assert_eq!(report["warnings"], 0, "{}", ran.err);
}

#[test]
fn the_documents_are_read_without_the_overlay_too() {
    let specs = Specs::new();
    let file = specs.path("specs/openapi-crate.toml");
    let config = fs::read_to_string(&file).unwrap();
    let bare: Vec<_> = config.lines().filter(|line| !line.starts_with("overlays")).collect();
    fs::write(&file, bare.join("\n")).unwrap();
    let (_, report) = specs.generate();
    assert_eq!(report["operations"], json!({ "total": 16, "emitted": 16 }));
    let diagnostics = report["diagnostics"].as_array().unwrap();
    let of = |code: &str| diagnostics.iter().filter(|one| one["code"] == code).count();
    assert_eq!(of("missing-operation-id"), 16);
    assert!(of("undeclared-scope") > 0);
}

#[test]
fn an_overlay_action_that_fits_nothing_is_told() {
    let specs = Specs::new();
    specs.change("user", |text| text.replace("/me/user:", "/me/profile:"));
    let (ran, report) = specs.generate();
    let diagnostics = report["diagnostics"].as_array().unwrap();
    let missed: Vec<_> = diagnostics.iter().filter(|one| one["code"] == "overlay-matches-nothing").collect();
    assert_eq!(missed.len(), 1, "{}", ran.err);
    assert!(missed[0]["file"].as_str().unwrap().ends_with("northbricks.overlay.yaml"));
    assert_eq!(missed[0]["severity"], "warning");
}
