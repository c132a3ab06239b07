//! The folders of `cases/`: small documents, one for each feature.

#![allow(clippy::unwrap_used, reason = "it serves tests, which fail by panicking")]

use std::fs;
use std::path::{Path, PathBuf};

use crate::folders;

/// One folder of `cases/`.
#[derive(Debug, Clone)]
pub struct Case {
    /// The folder's name, which is the emitted package's too.
    pub name: String,
    /// The folder.
    pub folder: PathBuf,
    /// The arguments of `openapi-crate generate`, without the output folder. Paths are relative to
    /// the case's folder.
    pub arguments: Vec<String>,
}

/// Every case, sorted by name.
#[must_use]
pub fn cases() -> Vec<Case> {
    let root = Path::new(env!("CARGO_MANIFEST_DIR")).join("cases");
    let cases: Vec<_> = folders(&root).unwrap().into_iter().map(Case::of).collect();
    assert!(!cases.is_empty(), "{} holds no case", root.display());
    cases
}

impl Case {
    fn of(folder: PathBuf) -> Self {
        let name = folder.file_name().unwrap().to_str().unwrap().to_owned();
        let listed = fs::read_to_string(folder.join("args")).unwrap_or_else(|_| "api.yaml\n".to_owned());
        let mut arguments: Vec<_> = listed.lines().map(str::to_owned).collect();
        if !arguments.iter().any(|argument| argument == "--config") {
            arguments.extend(["--name".to_owned(), name.clone()]);
        }
        Self { name, folder, arguments }
    }
}
