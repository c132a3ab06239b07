//! ARCHITECTURE.md: its map has every room, and the tests that it names exist.

#![allow(clippy::unwrap_used, reason = "a test fails by panicking")]

use std::fs;
use std::path::Path;

use openapi_crate_tests::workspace;

/// The folders whose entries the map lists, each with the heading of its table.
const MAPPED: &[(&str, &str)] =
    &[("generator/src", "| in `generator/src` |"), ("generator/src/rust", "| in `generator/src/rust` |")];

#[test]
fn the_map_has_every_room() {
    let text = fs::read_to_string(workspace().join("ARCHITECTURE.md")).unwrap();
    for (folder, heading) in MAPPED {
        let table = text.split(heading).nth(1).unwrap().split("\n\n").next().unwrap();
        let rooms = table.lines().filter_map(|row| row.strip_prefix("| ")?.split(" | ").next());
        let mut listed: Vec<&str> = rooms.flat_map(|cell| cell.split('`').skip(1).step_by(2)).collect();
        listed.sort_unstable();
        let mut found = entries(&workspace().join(folder));
        found.sort_unstable();
        assert_eq!(listed, found, "{folder}");
    }
}

#[test]
fn each_invariant_has_a_test() {
    let text = fs::read_to_string(workspace().join("ARCHITECTURE.md")).unwrap();
    let table = text.split("| invariant | test |").nth(1).unwrap().split("\n\n").next().unwrap();
    for row in table.lines().filter(|row| row.starts_with("| ") && !row.contains("cargo xtask")) {
        let tests = row.trim_end_matches(" |").rsplit(" | ").next().unwrap();
        let words: Vec<&str> = tests.split('`').skip(1).step_by(2).collect();
        let mut names = Vec::new();
        for word in words {
            if word.contains('/') {
                let source = fs::read_to_string(workspace().join(word)).unwrap();
                for name in names.drain(..) {
                    assert!(
                        source.contains(&format!("#[test]\n{}fn {name}(", indent(&source, name))),
                        "{name}: {word}"
                    );
                }
            } else {
                names.push(word);
            }
        }
        assert!(names.is_empty(), "no file for {names:?}");
    }
}

/// The white space before `fn name`.
fn indent<'a>(source: &'a str, name: &str) -> &'a str {
    let line = source.lines().find(|line| line.trim_start().starts_with(&format!("fn {name}("))).unwrap_or_default();
    &line[..line.len() - line.trim_start().len()]
}

/// The entries of a folder as the map names them: a folder with a slash.
fn entries(folder: &Path) -> Vec<String> {
    let entries = fs::read_dir(folder).unwrap().map(|entry| entry.unwrap());
    let named = entries.map(|entry| {
        let slash = if entry.path().is_dir() { "/" } else { "" };
        format!("{}{slash}", entry.file_name().to_str().unwrap())
    });
    named.filter(|name| name != "mod.rs").collect()
}
