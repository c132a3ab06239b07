//! `openapi-crate explain`: pages on the codes of diagnostics.

use std::fmt::Write as _;

use crate::diagnostic::{PAGES, Page};
use crate::run::{Exit, Streams};
use crate::spelling::nearest;

/// The page on names.
const NAMES: &str = include_str!("names.md");

/// Prints the page on `code`, the page on names, or the list of all codes.
pub fn explain(code: Option<&str>, streams: &mut Streams<'_>) -> Exit {
    let Some(asked) = code else {
        streams.say(list());
        return Exit::Done;
    };
    let code = plain(asked);
    if code == "names" {
        streams.say(NAMES);
        return Exit::Done;
    }
    match Page::on(&code) {
        Some(page) => {
            streams.say(page.text);
            Exit::Done
        }
        None => {
            streams.complain(unknown(asked, &code));
            Exit::Usage
        }
    }
}

/// Extracts the code from `asked`, which may be copied from a message: `Warning[without-schema]:`.
fn plain(asked: &str) -> String {
    let inner = asked.split_once('[').map_or(asked, |(_, code)| code.split(']').next().unwrap_or_default());
    inner.trim().to_lowercase().replace([' ', '_'], "-")
}

/// Lists every code with its severity and a few words on the problem.
fn list() -> String {
    let width = PAGES.iter().map(|page| page.code.len()).max().unwrap_or_default();
    let mut text = String::new();
    for page in PAGES {
        let (severity, words) = page.heading();
        // Writing into a string cannot fail.
        let _ = writeln!(text, "{severity:<7}  {:<width$}  {words}", page.code);
    }
    text.push_str("\nnames    how the names of a document become the names of the crate\n");
    text
}

/// Returns the message for an unknown code, with similar codes.
fn unknown(asked: &str, code: &str) -> String {
    let codes = || PAGES.iter().map(|page| page.code);
    let words: Vec<&str> = code.split('-').filter(|word| word.len() > 2).collect();
    let shares = |known: &&str| words.iter().any(|word| known.split('-').any(|own| own == *word));
    let mut meant = match nearest(code, codes()) {
        Some(nearest) => vec![nearest],
        None => codes().filter(shares).collect(),
    };
    let mut text = format!("error: there is no code {asked:?}");
    if meant.is_empty() {
        text.push_str("; `openapi-crate explain` lists all codes\n");
    } else {
        meant.truncate(SUGGESTIONS);
        let list = meant.iter().map(|code| format!("`{code}`")).collect::<Vec<_>>().join(", ");
        let _ = writeln!(text, "; did you mean {list}?");
    }
    text
}

/// Maximum number of codes to suggest.
const SUGGESTIONS: usize = 5;
