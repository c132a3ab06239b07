//! Properties of all problems.

use std::collections::BTreeSet;

use super::samples::samples;
use super::table::ROWS;
use super::{PAGES, Problem, Severity};

#[test]
fn every_kind_has_a_sample() {
    let mut codes: Vec<&str> = samples().iter().map(Problem::code).collect();
    codes.dedup();
    assert_eq!(codes, ROWS.iter().map(|row| row.code).collect::<Vec<_>>());
}

#[test]
fn each_code_is_the_code_of_one_kind() {
    let codes: BTreeSet<&str> = ROWS.iter().map(|row| row.code).collect();
    assert_eq!(codes.len(), ROWS.len());
}

#[test]
fn each_page_has_the_severity_of_its_row() {
    for (row, page) in ROWS.iter().zip(PAGES) {
        assert_eq!((row.code, row.severity.to_string().as_str()), (page.code, page.heading().0));
    }
    assert_eq!(ROWS.len(), PAGES.len());
}

#[test]
fn only_nested_parameters_weigh_otherwise_than_their_row() {
    for problem in samples() {
        let expected = match problem {
            Problem::NestedParameter { style: "deepObject", .. } => Severity::Note,
            _ => problem.row().severity,
        };
        assert_eq!(problem.severity(), expected, "{problem:?}");
    }
}

/// Turns that slow a reader down, because no native speaker would write them.
const BANNED: &[&str] = &[
    "is said",
    "are said",
    "said of",
    "of which",
    "whoever",
    "nobody",
    "all the same",
    "is had",
    "are had",
    "but for",
    "such a ",
    "answer",
    "octet",
];

/// Returns the first banned turn in a text, regardless of case and line breaks.
fn banned(text: &str) -> Option<&'static str> {
    let text = text.to_lowercase().split_whitespace().collect::<Vec<_>>().join(" ");
    // The name of this media type is not our choice of words.
    let text = text.replace("application/octet-stream", "");
    BANNED.iter().copied().find(|turn| text.contains(turn))
}

#[test]
fn words_are_plain() {
    for problem in samples() {
        for words in [Some(problem.message()), problem.action()].into_iter().flatten() {
            assert_eq!(banned(&words), None, "{words:?}");
        }
    }
    for page in PAGES {
        assert_eq!(banned(page.text), None, "{}", page.code);
    }
    assert_eq!(banned("a part of\nwhich"), Some("of which"));
}

#[test]
fn words_are_clauses() {
    for problem in samples() {
        for words in [Some(problem.message()), problem.action()].into_iter().flatten() {
            assert!(!words.is_empty() && !words.ends_with(['.', ' ', ':']), "{problem:?}: {words:?}");
            assert!(!words.starts_with(char::is_uppercase) || words.starts_with("OpenAPI"), "{problem:?}: {words:?}");
        }
    }
}
