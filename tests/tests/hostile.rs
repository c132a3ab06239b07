//! Texts of a document remain texts in the emitted crate. `compile.rs` shows that the crate
//! compiles.

#![allow(clippy::unwrap_used, reason = "a test fails by panicking")]

use std::collections::BTreeSet;
use std::fs;
use std::path::Path;

use openapi_crate::run::Exit;
use openapi_crate_tests::hostile::{MARKER, document};
use openapi_crate_tests::run;
use proc_macro2::{TokenStream, TokenTree};

#[test]
fn hostile_texts_stay_texts() {
    let desk = tempfile::tempdir().unwrap();
    let input = desk.path().join("api.json");
    fs::write(&input, serde_json::to_vec(&document()).unwrap()).unwrap();
    let output = desk.path().join("out");
    let ran = run(["generate", input.to_str().unwrap(), "--output", output.to_str().unwrap()]);
    assert_eq!(ran.exit, Exit::Done, "{}", ran.err);
    let odd = |character: char| is_odd(character) && character != '\u{1b}';
    assert!(!ran.err.contains(odd), "a message holds a character that a terminal acts upon");

    let beside: BTreeSet<_> = fs::read_dir(desk.path()).unwrap().map(|entry| entry.unwrap().file_name()).collect();
    assert_eq!(beside, BTreeSet::from(["api.json".into(), "out".into()]));
    let mut sources = 0;
    walk(&output, &mut |path, text| {
        let name = path.display();
        assert!(path.strip_prefix(&output).unwrap().to_str().unwrap().is_ascii(), "{name}");
        if let Some(line) = text.lines().find(|line| line.contains(is_odd)) {
            panic!("{name} holds a control character: {line:?}");
        }
        if path.extension().is_some_and(|ending| ending == "rs") {
            let tokens: TokenStream = text.parse().unwrap();
            look(tokens, &name.to_string());
            sources += 1;
        }
    });
    assert!(sources > 100, "only {sources} files");

    let manifest: toml::Table = fs::read_to_string(output.join("Cargo.toml")).unwrap().parse().unwrap();
    let tables: Vec<_> = manifest.keys().map(String::as_str).collect();
    assert_eq!(tables, ["dependencies", "dev-dependencies", "features", "package"]);
    let package = manifest["package"].as_table().unwrap();
    assert!(
        package["name"].as_str().unwrap().chars().all(|character| character.is_ascii_lowercase() || character == '-')
    );
    assert!(!manifest["dependencies"].as_table().unwrap().contains_key(MARKER));
    // Only our own code blocks may be doctests.
    let readme = fs::read_to_string(output.join("README.md")).unwrap();
    let fences = readme.lines().filter(|line| line.starts_with("```rust")).count();
    assert!((1..=2).contains(&fences), "{fences} blocks of Rust");
}

/// Control characters, and characters that change how a line is displayed.
fn is_odd(character: char) -> bool {
    let turns = matches!(character, '\u{202a}'..='\u{202e}' | '\u{2066}'..='\u{2069}');
    turns || (character.is_control() && character != '\n')
}

fn walk(folder: &Path, look: &mut dyn FnMut(&Path, &str)) {
    for entry in fs::read_dir(folder).unwrap() {
        let path = entry.unwrap().path();
        if path.is_dir() {
            walk(&path, look);
        } else {
            look(&path, &fs::read_to_string(&path).unwrap());
        }
    }
}

/// The marker occurs only in literals; doc comments are literals too.
fn look(tokens: TokenStream, name: &str) {
    for token in tokens {
        match token {
            TokenTree::Group(group) => look(group.stream(), name),
            TokenTree::Ident(ident) => assert_ne!(ident, MARKER, "{name} holds text as code"),
            TokenTree::Punct(_) | TokenTree::Literal(_) => {}
        }
    }
}
