//! The lock files of the workspace and of `xtask` agree on the packages that both contain, so that
//! one build serves both.

#![allow(clippy::unwrap_used, reason = "a test fails by panicking")]

use std::collections::{BTreeMap, BTreeSet};
use std::fs;

use openapi_crate_tests::workspace;

#[test]
fn both_lock_files_agree() {
    let (own, xtask) = (versions("Cargo.lock"), versions("xtask/Cargo.lock"));
    let mut shared = 0;
    for (name, versions) in &xtask {
        let Some(known) = own.get(name) else { continue };
        assert!(versions.is_subset(known), "{name} is {versions:?} in xtask/Cargo.lock, and {known:?} in Cargo.lock");
        shared += 1;
    }
    assert!(shared > 1, "the lock files share next to nothing");
}

/// The versions of each package in a lock file.
fn versions(path: &str) -> BTreeMap<String, BTreeSet<String>> {
    let lock: toml::Table = fs::read_to_string(workspace().join(path)).unwrap().parse().unwrap();
    let mut found: BTreeMap<_, BTreeSet<_>> = BTreeMap::new();
    for package in lock["package"].as_array().unwrap() {
        let said = |key| package[key].as_str().unwrap().to_owned();
        found.entry(said("name")).or_default().insert(said("version"));
    }
    found
}
