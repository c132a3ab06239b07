//! Every code has a page, and the page's example causes that code and no other.

use std::collections::BTreeSet;
use std::fmt::Write as _;
use std::fs;
use std::path::PathBuf;

use crate::config::Options;
use crate::diagnostic::{PAGES, Page};
use crate::generate::generate;

/// Codes that no document can cause, with the reason.
const WITHOUT_EXAMPLE: &[(&str, &str)] = &[
    ("unreadable-file", "it needs a file that does not exist"),
    ("not-utf-8", "a page itself is UTF-8"),
    ("unreadable-document", "no known document passes the grammar and is still refused"),
    ("external-reference", "references to other files are followed or reported earlier"),
    ("defect", "a document that causes it shows a bug to fix"),
];

#[test]
fn every_file_is_a_page() {
    let folder = PathBuf::from(env!("CARGO_MANIFEST_DIR")).join("src/diagnostic/pages");
    let files: BTreeSet<String> =
        fs::read_dir(folder).unwrap().map(|entry| entry.unwrap().file_name().into_string().unwrap()).collect();
    let named: BTreeSet<String> = PAGES.iter().map(|page| format!("{}.md", page.code)).collect();
    assert_eq!(files, named);
}

#[test]
fn every_page_has_its_parts() {
    for page in PAGES {
        let (severity, words) = page.heading();
        let head = format!("# {severity}[{}]: {words}\n\n", page.code);
        assert!(page.text.starts_with(&head), "{}: its first line is {:?}", page.code, page.text.lines().next());
        assert!(words.len() < 90 && !words.ends_with('.'), "{}: {words}", page.code);
        let without = WITHOUT_EXAMPLE.iter().any(|(code, _)| *code == page.code);
        let mut parts = vec!["## What is done", "## How to mend it"];
        if !without {
            parts.insert(0, "## Example");
        }
        let found: Vec<&str> = page.text.lines().filter(|line| line.starts_with("## ")).collect();
        assert_eq!(found, parts, "{}", page.code);
        assert_eq!(examples(page).is_empty(), without, "{}: an example, or a reason why there is none", page.code);
        // A list of nested brackets cannot be wrapped.
        let long = page.text.lines().find(|line| line.chars().count() > 100 && page.code != "too-deep");
        assert_eq!(long, None, "{}", page.code);
    }
    for (code, _) in WITHOUT_EXAMPLE {
        assert!(Page::on(code).is_some(), "{code} is no longer a code");
    }
}

#[test]
fn every_example_causes_its_code_and_no_other() {
    let mut failures = String::new();
    for page in PAGES {
        let files = examples(page);
        if files.is_empty() {
            continue;
        }
        let found = told(&files);
        let wanted = format!("{}[{}]", page.heading().0, page.code);
        if found.iter().any(|one| !one.starts_with(&wanted)) || found.is_empty() {
            let _ = writeln!(failures, "{wanted} gives {found:#?}");
        }
    }
    assert!(failures.is_empty(), "{failures}");
}

/// Returns the fenced blocks of a page as files. A block ```` ```yaml ```` is `api.yaml`, and is
/// completed if it is only a part of a document; ```` ```yaml overlay.yaml ```` gives its own name.
fn examples(page: &Page) -> Vec<(String, String)> {
    let mut files = Vec::new();
    let mut blocks = page.text.split("\n```");
    blocks.next();
    while let Some(block) = blocks.next() {
        let (info, text) = block.split_once('\n').unwrap();
        let (language, name) = info.split_once(' ').unwrap_or((info, ""));
        assert!(matches!(language, "yaml" | "json"), "{}: a block of {language:?}", page.code);
        let text = format!("{text}\n");
        files.push(match name {
            "" => ("api.yaml".to_owned(), framed(&text)),
            name => (name.to_owned(), text),
        });
        blocks.next();
    }
    files
}

/// Completes a part of a document.
fn framed(part: &str) -> String {
    let paths = if part.starts_with("paths:") || part.contains("\npaths:") { "" } else { "paths: {}\n" };
    format!("openapi: 3.0.3\ninfo: {{ title: Example, version: 1.0.0 }}\n{part}{paths}")
}

/// Returns the messages of a run on these files: `api.*` and `more.*` are documents, `overlay.*` is
/// an overlay, and the others are beside them.
fn told(files: &[(String, String)]) -> Vec<String> {
    let desk = tempfile::tempdir().unwrap();
    let mut options = Options::default();
    for (name, text) in files {
        let path = desk.path().join(name);
        fs::write(&path, text).unwrap();
        match name.split('.').next() {
            Some("api" | "more") => options.documents.push(path),
            Some("overlay") => options.overlays.push(path),
            _ => {}
        }
    }
    let outcome = generate(&options, &mut |_| {});
    let problems = outcome.diagnostics.iter().map(|one| &one.problem);
    problems.map(|one| format!("{}[{}]: {}", one.severity(), one.code(), one.message())).collect()
}
