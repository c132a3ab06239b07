//! Comments and Markdown are at most 100 characters wide, and free of phrases that `STYLE.md` bans.
//!
//! Exempt from the width: tables, headings, code blocks, link definitions, a line that is one word,
//! and docs inside `quote!`, which are emitted text. Exempt from the phrases: code spans and code
//! blocks. Comments that follow code on the same line have the width of code.

#![allow(missing_docs, clippy::unwrap_used, clippy::panic, reason = "tests fail by panicking")]

use std::fs;
use std::path::Path;

/// Rooms that are not clean yet.
const UNCLEAN: &[&str] = &[];

/// Inputs and outputs of tests, generated code, and the page that shows what to avoid.
const SKIPPED: &[&str] = &["target/", ".git/", "generated-client/", "tests/cases/", "tests/errors/", "STYLE.md"];

const WIDTH: usize = 100;

/// A phrase, what to write instead, and the rooms that may use it.
const PHRASES: &[(&str, &str, &[&str])] = &[
    ("is said", "name who says it", &[]),
    ("are said", "name who says it", &[]),
    ("was said", "name who said it", &[]),
    ("were said", "name who said it", &[]),
    ("is had", "say where it comes from", &[]),
    ("are had", "say where they come from", &[]),
    ("but for", "except", &[]),
    ("all the same", "still, or: equal", &[]),
    ("whoever", "the caller, the user, …", &[]),
    ("nobody", "no caller, no user, …", &[]),
    ("of which", "two clauses, or: whose", &[]),
    ("of whom", "two clauses, or: whose", &[]),
    ("as good as", "like, or: equal to", &[]),
    ("answer", "response", &["tests/sandbox/", "tests/examples/"]),
    ("answers", "responses, or: returns", &["tests/sandbox/", "tests/examples/"]),
    ("answered", "returned", &["tests/sandbox/", "tests/examples/"]),
];

#[test]
fn comments_and_markdown_are_narrow_and_plain() {
    let mut findings = Vec::new();
    visit(&openapi_crate_tests::workspace(), "", &mut findings);
    assert!(findings.is_empty(), "{} findings:\n{}", findings.len(), findings.join("\n"));
}

fn visit(folder: &Path, below: &str, findings: &mut Vec<String>) {
    let mut names: Vec<_> = fs::read_dir(folder).unwrap().map(|entry| entry.unwrap().file_name()).collect();
    names.sort();
    for name in names {
        let path = folder.join(&name);
        let name = format!("{below}{}{}", name.to_str().unwrap(), if path.is_dir() { "/" } else { "" });
        if SKIPPED.contains(&name.as_str()) || UNCLEAN.iter().any(|room| name.starts_with(room)) {
            continue;
        }
        if path.is_dir() {
            visit(&path, &name, findings);
        } else if let Some(language) = Language::of(&name) {
            check(language, &name, &fs::read_to_string(path).unwrap(), findings);
        }
    }
}

#[derive(Debug, Clone, Copy, PartialEq, Eq)]
enum Language {
    Rust,
    Markdown,
    /// Comments begin with `#`.
    Hash,
}

impl Language {
    fn of(name: &str) -> Option<Self> {
        match name.rsplit_once('.').map_or("", |(_, extension)| extension) {
            "rs" => Some(Self::Rust),
            "md" => Some(Self::Markdown),
            "toml" | "py" => Some(Self::Hash),
            _ if name == ".ci/run" => Some(Self::Hash),
            _ => None,
        }
    }
}

/// A line of a comment or of Markdown.
struct Line<'a> {
    number: usize,
    /// The whole line.
    line: &'a str,
    /// The line without the marker of a comment.
    text: &'a str,
    /// Whether the line is emitted text, whose width is not that of a comment.
    emitted: bool,
}

/// Adds the findings in a file.
fn check(language: Language, name: &str, text: &str, findings: &mut Vec<String>) {
    // Phrases are searched for in whole paragraphs, because a line may end within one.
    let mut paragraph: Vec<(usize, String)> = Vec::new();
    let mut fenced = false;
    for line in lines(language, text) {
        let trimmed = line.text.trim();
        let fence = language != Language::Hash && (trimmed.starts_with("```") || trimmed.starts_with("~~~"));
        fenced ^= fence;
        if fence || fenced {
            continue;
        }
        let width = line.line.chars().count();
        if width > WIDTH && !line.emitted && !is_unbreakable(language, trimmed) {
            findings.push(format!("{name}:{}: {width} characters, not at most {WIDTH}", line.number));
        }
        if paragraph.last().is_some_and(|(last, _)| last + 1 != line.number) || trimmed.is_empty() {
            check_phrases(name, &paragraph, findings);
            paragraph.clear();
        }
        paragraph.push((line.number, without_code(trimmed).to_lowercase()));
    }
    check_phrases(name, &paragraph, findings);
}

fn check_phrases(name: &str, paragraph: &[(usize, String)], findings: &mut Vec<String>) {
    let mut text = String::from(" ");
    let mut starts = Vec::new();
    for (number, line) in paragraph {
        for word in line.split(|c: char| !c.is_alphanumeric() && c != '`' && c != '\'').filter(|word| !word.is_empty())
        {
            starts.push((text.len(), *number));
            text.push_str(word);
            text.push(' ');
        }
    }
    for (phrase, instead, rooms) in PHRASES {
        if rooms.iter().any(|room| name.starts_with(room)) {
            continue;
        }
        for (at, _) in text.match_indices(&format!(" {phrase} ")) {
            let number = starts.iter().rev().find(|(start, _)| *start <= at + 1).map_or(0, |(_, number)| *number);
            findings.push(format!("{name}:{number}: \"{phrase}\" ({instead})"));
        }
    }
}

/// Whether a line of Markdown cannot be broken.
fn is_unbreakable(language: Language, line: &str) -> bool {
    let list = line.trim_start_matches(['*', '-', '+']).trim_start();
    let definition = line.starts_with('[') && line.contains("]: ");
    let markup = language != Language::Hash && (line.starts_with('|') || line.starts_with('#'));
    definition || markup || !without_code(list).contains(' ')
}

/// The text with each code span replaced by a backtick, which is part of no phrase.
fn without_code(text: &str) -> String {
    let (mut out, mut rest) = (String::new(), text);
    while let Some((before, after)) = rest.split_once('`') {
        out.push_str(before);
        let more = after.len() - after.trim_start_matches('`').len();
        let ticks = "`".repeat(more + 1);
        let after = &after[more..];
        let Some((_, after)) = after.split_once(ticks.as_str()) else {
            rest = after;
            break;
        };
        out.push('`');
        rest = after;
    }
    out + rest
}

/// The lines of comments in a file, or all lines of Markdown.
fn lines(language: Language, text: &str) -> Vec<Line<'_>> {
    let places = if language == Language::Rust { places(text) } else { Vec::new() };
    let mut found = Vec::new();
    for (index, line) in text.lines().enumerate() {
        let place = places.get(index).copied().unwrap_or(Place::Code);
        let start = line.trim_start();
        let text = match language {
            Language::Markdown => Some(line),
            Language::Hash => start.strip_prefix('#').filter(|rest| !rest.starts_with('!')),
            Language::Rust if place == Place::Literal => None,
            Language::Rust => ["///", "//!", "//"].iter().find_map(|marker| start.strip_prefix(marker)),
        };
        if let Some(text) = text {
            found.push(Line { number: index + 1, line, text, emitted: place == Place::Quoted });
        }
    }
    found
}

/// Where a line of Rust begins.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
enum Place {
    Code,
    /// Inside `quote!`.
    Quoted,
    /// Inside a string or a block comment.
    Literal,
}

/// Where each line of Rust begins.
fn places(text: &str) -> Vec<Place> {
    let mut places = vec![Place::Code];
    // The open delimiters; `true` for that of a `quote!`.
    let mut open: Vec<bool> = Vec::new();
    let mut at = 0;
    while let Some(first) = text[at..].chars().next() {
        let rest = &text[at..];
        let literal = literal(rest, text[..at].chars().next_back());
        if let Some(length) = literal {
            places.extend(rest[..length].matches('\n').map(|_| Place::Literal));
            at += length;
            continue;
        }
        match first {
            '\n' => places.push(if open.contains(&true) { Place::Quoted } else { Place::Code }),
            '(' | '[' | '{' => {
                open.push(["quote!", "quote_spanned!"].iter().any(|name| text[..at].trim_end().ends_with(name)))
            }
            ')' | ']' | '}' => drop(open.pop()),
            _ => {}
        }
        at += if rest.starts_with("//") { rest.find('\n').unwrap_or(rest.len()) } else { first.len_utf8() };
    }
    places
}

/// The length of the string, character or block comment at the beginning of `text`, if any.
fn literal(text: &str, before: Option<char>) -> Option<usize> {
    let end = |from: usize, close: &str| text[from..].find(close).map_or(text.len(), |at| from + at + close.len());
    let raw = text.strip_prefix('r').filter(|_| !before.is_some_and(|c| c.is_alphanumeric() && c != 'b'));
    if let Some(raw) = raw {
        let hashes = raw.len() - raw.trim_start_matches('#').len();
        if raw[hashes..].starts_with('"') {
            return Some(end(hashes + 2, &format!("\"{}", "#".repeat(hashes))));
        }
    }
    if text.starts_with("/*") {
        return Some(end(2, "*/"));
    }
    if let Some(content) = text.strip_prefix('"') {
        let mut escaped = false;
        let close = content.find(|c| {
            let closes = c == '"' && !escaped;
            escaped = c == '\\' && !escaped;
            closes
        });
        return Some(close.map_or(text.len(), |at| at + 2));
    }
    let mut characters = text.strip_prefix('\'')?.char_indices();
    match (characters.next()?, characters.next()?) {
        // The escaped character may be a quote itself.
        ((_, '\\'), (at, escaped)) => Some(end(1 + at + escaped.len_utf8(), "'")),
        (_, (at, '\'')) => Some(at + 2),
        _ => None,
    }
}

#[test]
fn each_finding_has_its_line() {
    let long = "word ".repeat(21);
    let code = format!("fn f() {{}}\n    /// {long}\n    /// Nothing is\n    /// said.\n// Whoever.\n");
    let mut findings = Vec::new();
    check(Language::Rust, "a.rs", &code, &mut findings);
    let expected = [
        "a.rs:2: 113 characters, not at most 100",
        "a.rs:3: \"is said\" (name who says it)",
        "a.rs:5: \"whoever\" (the caller, the user, …)",
    ];
    assert_eq!(findings, expected);
}

#[test]
fn what_is_exempt_is_not_found() {
    let long = "word ".repeat(21);
    let rust = format!(
        "let a = \"\n// {long}\";\nlet b = r#\"\" // {long}\n// {long}\"#;\nlet c = ['\"', '\\''];\n/*\n// {long}\n*/\n\
         quote! {{\n    /// {long}\n}}\n/// | {long} |\n/// ```\n/// {long}\n/// ```\n/// [a]: {long}\n/// `is said`\n\
         /// `{long}`\nfn f<'a>() {{}} // {long}\n",
    );
    let mut findings = Vec::new();
    check(Language::Rust, "a.rs", &rust, &mut findings);
    check(Language::Markdown, "a.md", &format!("# {long}\n\n* `{long}`\n"), &mut findings);
    check(Language::Hash, "a.toml", &format!("a = \"{long}\"\n"), &mut findings);
    assert_eq!(findings, [""; 0]);
}
