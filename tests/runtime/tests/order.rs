//! The runtime's folders stand one above the other: each uses itself and those before it.
#![allow(clippy::expect_used, clippy::panic, clippy::unwrap_used)]

use std::collections::BTreeSet;
use std::fs;
use std::path::Path;

/// The folders, the lowest first. A folder may use those above its own line in this table, and
/// itself.
const ORDER: [&str; 14] = [
    "value",
    "codec",
    "union",
    "api",
    "response",
    "error",
    "transport",
    "request",
    "parameter",
    "credential",
    "engine",
    "client",
    "stream",
    "oauth2",
];

#[test]
fn no_folder_uses_one_above_it() {
    let root = Path::new(env!("CARGO_MANIFEST_DIR")).join("../../generator/runtime/runtime");
    let mut folders = BTreeSet::new();
    let mut backward = Vec::new();
    for entry in fs::read_dir(&root).unwrap().map(Result::unwrap).filter(|entry| entry.path().is_dir()) {
        let folder = entry.file_name().into_string().unwrap();
        for file in fs::read_dir(entry.path()).unwrap().map(Result::unwrap) {
            let text = fs::read_to_string(file.path()).unwrap();
            for used in used_folders(&text) {
                if place(used) > place(&folder) {
                    let file = file.file_name().into_string().unwrap();
                    backward.push(format!("{folder}/{file} uses {used}"));
                }
            }
        }
        folders.insert(folder);
    }
    assert_eq!(folders, BTreeSet::from(ORDER.map(str::to_owned)));
    assert!(backward.is_empty(), "{backward:#?}");
}

#[test]
fn files_name_each_other_by_whole_paths() {
    let root = Path::new(env!("CARGO_MANIFEST_DIR")).join("../../generator/runtime/runtime");
    for folder in ORDER {
        for file in fs::read_dir(root.join(folder)).unwrap().map(Result::unwrap) {
            let text = fs::read_to_string(file.path()).unwrap();
            // The copier and the test above look for nothing else.
            for other in ["crate::runtime::{", "super::super", "use crate::{", "use crate::runtime;"] {
                assert!(!text.contains(other), "{}: {other}", file.path().display());
            }
        }
    }
}

/// The folders that a file names.
fn used_folders(text: &str) -> impl Iterator<Item = &str> {
    let named = text.split("crate::runtime::").skip(1);
    named.map(|rest| rest.split(|character: char| !character.is_alphanumeric() && character != '_').next().unwrap())
}

/// The place of a folder in the table.
fn place(folder: &str) -> usize {
    ORDER.iter().position(|known| *known == folder).unwrap_or_else(|| panic!("`{folder}` has no place in the order"))
}
