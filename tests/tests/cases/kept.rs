//! What a case stores of its crate. What is the same in every crate is stored by one case only.

use std::collections::BTreeSet;
use std::fmt::Write as _;

use similar::TextDiff;

use crate::Files;

/// The case that stores its whole crate. Its name is one that no emitted text contains for another
/// reason.
pub(crate) const BASE: &str = "every-crate";

/// Why a case must not store a file that is emitted for it.
pub(crate) const ELSEWHERE: &str = "is stored, though every-crate stores it: only what differs from that belongs here";

/// The files that differ from crate to crate by a few lines only: a case stores these lines.
const ALIKE: [&str; 5] = ["Cargo.toml", "README.md", "runtime.txt", "src/client.rs", "src/lib.rs"];

/// The files to store for the crate `name`, of those that were emitted for it and for the base.
pub(crate) fn kept(name: &str, emitted: &Files, base: &Files) -> Files {
    if name == BASE {
        return emitted.clone();
    }
    let mut kept = Files::new();
    for path in emitted.keys().chain(base.keys()).collect::<BTreeSet<_>>() {
        match (emitted.get(path), base.get(path).map(|text| named(text, name))) {
            (Some(text), Some(same)) if *text == same => {}
            (Some(text), Some(base)) if ALIKE.contains(&path.as_str()) => {
                kept.insert(format!("{path}.diff"), changes(&base, text));
            }
            (Some(text), _) => {
                kept.insert(path.clone(), text.clone());
            }
            (None, base) => {
                kept.insert(format!("{path}.diff"), changes(&base.unwrap_or_default(), ""));
            }
        }
    }
    kept
}

/// A text of the base's crate as it would be in the crate `name`.
fn named(text: &str, name: &str) -> String {
    text.replace(BASE, name).replace(&BASE.replace('-', "_"), &name.replace('-', "_"))
}

/// The lines that differ. Each block is headed by the last line of the base before it that is not
/// indented, and not by a number: one more line in the base must change no other case.
fn changes(base: &str, text: &str) -> String {
    let heads = |line: &&str| line.starts_with(|first: char| !first.is_whitespace() && !"/})]".contains(first));
    let diff = TextDiff::from_lines(base, text);
    let mut changes = String::new();
    for block in diff.grouped_ops(0) {
        let start = block.first().map_or(0, |change| change.old_range().start);
        let head = base.lines().take(start).filter(heads).last().unwrap_or_default();
        let _ = writeln!(changes, "{}", format!("@@ {head}").trim_end());
        for change in block.iter().flat_map(|change| diff.iter_changes(change)) {
            let end = if change.missing_newline() { "\n\\ no newline at the end\n" } else { "" };
            let _ = write!(changes, "{}{}{end}", change.tag(), change.value());
        }
    }
    changes
}

#[test]
fn a_case_stores_what_the_base_has_not() {
    let files = |files: &[(&str, &str)]| -> Files {
        files.iter().map(|(path, text)| ((*path).to_owned(), (*text).to_owned())).collect()
    };
    let base = files(&[
        ("Cargo.toml", "[package]\nname = \"every-crate\"\n\n[features]\n\n[dependencies]\nhttp = \"1\"\n"),
        ("README.md", "# every-crate\n\n    use every_crate::Client;\n"),
        ("rustfmt.toml", "disable_all_formatting = true\n"),
        ("src/model/mod.rs", "//! Types.\n"),
    ]);
    let emitted = files(&[
        ("Cargo.toml", "[package]\nname = \"a-b\"\n\n[features]\n\n[dependencies]\nhttp = \"1\"\njiff = \"0.2\""),
        ("README.md", "# a-b\n\n    use a_b::Client;\n"),
        ("src/model/mod.rs", "//! Types.\n\nmod a;\n"),
        ("src/model/a.rs", "struct A;\n"),
    ]);
    let expected = files(&[
        ("Cargo.toml.diff", "@@ http = \"1\"\n+jiff = \"0.2\"\n\\ no newline at the end\n"),
        ("rustfmt.toml.diff", "@@\n-disable_all_formatting = true\n"),
        ("src/model/a.rs", "struct A;\n"),
        ("src/model/mod.rs", "//! Types.\n\nmod a;\n"),
    ]);
    assert_eq!(kept("a-b", &emitted, &base), expected);
    assert_eq!(kept(BASE, &base, &base), base);
}
