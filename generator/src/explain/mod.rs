//! `openapi-crate explain`: the pages on the codes of the diagnostics.

use std::fmt::Write as _;

use crate::diagnostic::{PAGES, Page};
use crate::run::{Exit, Streams};
use crate::spelling::nearest;

/// How names of a document become names of the crate.
const NAMES: &str = include_str!("names.md");

/// Shows the page on `code`, the page on names, or else the list of all codes.
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

/// A code as it is meant: `Warning[without-schema]:` is copied from a message.
fn plain(asked: &str) -> String {
    let inner = asked.split_once('[').map_or(asked, |(_, code)| code.split(']').next().unwrap_or_default());
    inner.trim().to_lowercase().replace([' ', '_'], "-")
}

/// Every code with its severity and its problem in a few words.
fn list() -> String {
    let width = PAGES.iter().map(|page| page.code.len()).max().unwrap_or_default();
    let mut text = String::new();
    for page in PAGES {
        let (severity, words) = page.heading();
        // Writing into a string does not fail.
        let _ = writeln!(text, "{severity:<7}  {:<width$}  {words}", page.code);
    }
    text.push_str("\nnames    how the names of a document become the names of the crate\n");
    text
}

/// What is said of a code that there is not, with the codes that may be meant.
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

/// No more codes are suggested.
const SUGGESTIONS: usize = 5;
