//! Turns texts of a document into doc comments. Only here does foreign text become part of the
//! comments of an emitted file.
//!
//! The text may be CommonMark or anything else. The result always stays inside its comment, starts
//! no doc test, and causes no warning of rustdoc: brackets that are not links, bare URLs, HTML and
//! stray code fences are escaped.

use proc_macro2::TokenStream;
use quote::quote;

use crate::api::Docs;

/// Returns doc comments, one attribute for each line of `text`, which is our own Markdown.
pub(crate) fn doc_lines(text: &str) -> TokenStream {
    let lines = text.trim_end().lines().map(|line| {
        let line = if line.is_empty() { String::new() } else { format!(" {line}") };
        quote!(#[doc = #line])
    });
    quote!(#(#lines)*)
}

/// Returns the document's texts for a type, a field or an operation as Markdown; `fallback` if
/// there are none. It may be empty.
pub(crate) fn markdown(docs: &Docs, fallback: &str) -> String {
    let mut parts: Vec<String> = Vec::new();
    parts.extend(docs.summary.as_deref().map(sentence).filter(|text| !text.is_empty()));
    parts.extend(
        docs.description.as_deref().map(paragraphs).filter(|text| !text.is_empty() && parts.first() != Some(text)),
    );
    if parts.is_empty() && !fallback.is_empty() {
        parts.push(fallback.to_owned());
    }
    if !docs.facts.is_empty() {
        parts.push(docs.facts.iter().map(|fact| line(fact)).collect::<Vec<_>>().join(" "));
    }
    if let Some((url, description)) = &docs.external
        && let Some(url) = link_target(url)
    {
        let text = description.as_deref().map(line).filter(|text| !text.is_empty());
        parts.push(format!("[{}]({url})", text.unwrap_or_else(|| "Further documentation".to_owned())));
    }
    parts.join("\n\n")
}

/// Returns a summary as a complete sentence.
pub(crate) fn sentence(text: &str) -> String {
    let mut text = line(text);
    if text.ends_with(char::is_alphanumeric) || text.ends_with([')', '`', '"']) {
        text.push('.');
    }
    text
}

/// Returns foreign text as one line of Markdown.
pub(crate) fn line(text: &str) -> String {
    escape_line(
        &text
            .split(|character: char| character.is_whitespace() || is_unseen(character))
            .filter(|word| !word.is_empty())
            .collect::<Vec<_>>()
            .join(" "),
    )
}

/// Returns foreign text for the inside of a code span.
pub(crate) fn code(text: &str) -> String {
    let seen = |character: char| if is_unseen(character) { ' ' } else { character };
    let text: String = text.chars().map(seen).collect::<String>().replace('`', "'");
    // Two backticks with nothing between them would open another kind of span.
    if text.is_empty() { " ".to_owned() } else { text }
}

/// Whether a character must not be in a comment: control characters, and those that change the
/// direction of text, which rustc rejects.
pub(crate) fn is_unseen(character: char) -> bool {
    character.is_control() || matches!(character, '\u{202a}'..='\u{202e}' | '\u{2066}'..='\u{2069}')
}

/// Returns foreign text as paragraphs, lists and code blocks.
pub(crate) fn paragraphs(text: &str) -> String {
    let text = text.replace("\r\n", "\n").replace('\r', "\n");
    let mut lines: Vec<String> = Vec::new();
    let mut fence: Option<String> = None;
    for raw in text.lines() {
        let raw: String = raw.chars().map(|character| if is_unseen(character) { ' ' } else { character }).collect();
        let trimmed = raw.trim();
        let marker: String = trimmed.chars().take_while(|character| *character == '`' || *character == '~').collect();
        let is_fence = marker.len() >= 3 && marker.chars().all(|character| marker.starts_with(character));
        match &fence {
            Some(open) if is_fence && marker.starts_with(open.as_str()) && trimmed == marker => {
                lines.push(open.clone());
                fence = None;
            }
            Some(_) => lines.push(raw.trim_end().to_owned()),
            None if is_fence => {
                // rustdoc might run a block in any language except `text` as a test.
                lines.push(format!("{marker}text"));
                fence = Some(marker);
            }
            None if trimmed.is_empty() => lines.push(String::new()),
            None => lines.push(escape_line(&indented(&raw))),
        }
    }
    if let Some(open) = fence {
        lines.push(open);
    }
    lines.dedup_by(|next, before| next.is_empty() && before.is_empty());
    lines.join("\n").trim().to_owned()
}

/// Limits the indentation of a line to that of a list item: four spaces would start a code block.
fn indented(line: &str) -> String {
    let trimmed = line.trim();
    let depth = line.len() - line.trim_start().len();
    let is_item = trimmed.starts_with("- ") || trimmed.starts_with("* ") || trimmed.starts_with("+ ");
    match (depth, is_item) {
        (0, _) => trimmed.to_owned(),
        (_, true) => format!("{}{trimmed}", " ".repeat(depth.min(3))),
        (_, false) => format!("{}{trimmed}", " ".repeat(depth.min(2))),
    }
}

/// Escapes what Markdown or rustdoc would not read as plain text, except code spans, emphasis and
/// proper links.
fn escape_line(text: &str) -> String {
    let mut out = String::with_capacity(text.len() + 8);
    let mut rest = text;
    while let Some(character) = rest.chars().next() {
        if character == '`' {
            let ticks = rest.len() - rest.trim_start_matches('`').len();
            let (open, after) = rest.split_at(ticks);
            if let Some(end) = closing_ticks(after, ticks) {
                out.push_str(open);
                out.push_str(&after[..end + ticks]);
                rest = &after[end + ticks..];
            } else {
                out.push_str(&"\\`".repeat(ticks));
                rest = after;
            }
            continue;
        }
        if let Some((link, after)) = link(rest) {
            out.push_str(&link);
            rest = after;
            continue;
        }
        if let Some((url, after)) = bare_url(rest, &out) {
            out.push_str(&format!("<{url}>"));
            rest = after;
            continue;
        }
        match character {
            '<' | '[' | ']' | '\\' => {
                out.push('\\');
                out.push(character);
            }
            // A fence, which may hold a test. Fences on their own lines were handled before; others
            // are in lists or summaries.
            '~' if rest.starts_with("~~~") => out.push_str("\\~"),
            // The end of a comment matters only in block comments, but avoiding it is free.
            '*' if rest.starts_with("*/") => out.push_str("\\*"),
            other => out.push(other),
        }
        rest = &rest[character.len_utf8()..];
    }
    out
}

/// Returns where the run of `ticks` backticks that closes a code span starts.
fn closing_ticks(text: &str, ticks: usize) -> Option<usize> {
    let mut at = 0;
    while let Some(found) = text[at..].find('`') {
        let start = at + found;
        let run = text[start..].len() - text[start..].trim_start_matches('`').len();
        if run == ticks {
            return Some(start);
        }
        at = start + run;
    }
    None
}

/// Returns the link `[text](url)` to the web at the start of `text`, and the rest.
fn link(text: &str) -> Option<(String, &str)> {
    let inner = text.strip_prefix('[')?;
    let close = inner.find(']')?;
    let label = &inner[..close];
    let after = inner[close + 1..].strip_prefix('(')?;
    let end = after.find(')')?;
    let url = link_target(after[..end].split_whitespace().next()?)?;
    if label.is_empty() || label.contains(['[', '`', '<', '\\']) {
        return None;
    }
    Some((format!("[{label}]({url})"), &after[end + 1..]))
}

/// Returns a web URL that needs no escaping inside a link.
fn link_target(url: &str) -> Option<&str> {
    let web = url.starts_with("https://") || url.starts_with("http://");
    let plain = url.chars().all(|character| character.is_ascii_graphic() && !"<>()[]`\\\"".contains(character));
    (web && plain).then_some(url)
}

/// Returns the bare URL at the start of `text`, if a word starts there, and the rest.
fn bare_url<'t>(text: &'t str, before: &str) -> Option<(&'t str, &'t str)> {
    if !(text.starts_with("https://") || text.starts_with("http://")) || before.ends_with(char::is_alphanumeric) {
        return None;
    }
    let end = text
        .find(|character: char| {
            character.is_whitespace() || !character.is_ascii_graphic() || "<>\"'`()[]{}|\\^*".contains(character)
        })
        .unwrap_or(text.len());
    let url = text[..end].trim_end_matches(['.', ',', ';', ':', '!', '?']);
    (url.len() > "https://".len()).then(|| (url, &text[url.len()..]))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn foreign_text_stays_text() {
        assert_eq!(line("a [b] <c> */ \u{0} d\r\ne"), "a \\[b\\] \\<c> \\*/ d e");
        assert_eq!(line("see https://a.example/x, please"), "see <https://a.example/x>, please");
        assert_eq!(
            line("[docs](https://a.example) and [x](javascript:1)"),
            "[docs](https://a.example) and \\[x\\](javascript:1)"
        );
        assert_eq!(line("`a[0]` and a ` tick"), "`a[0]` and a \\` tick");
    }

    #[test]
    fn a_code_span_stays_one() {
        assert_eq!(code("a`\n\n\tb\u{202e}"), "a'   b ");
        assert_eq!(code(""), " ");
    }

    #[test]
    fn the_direction_of_text_stays() {
        assert_eq!(line("a\u{202e}b \u{2066}c"), "a b c");
        assert_eq!(paragraphs("a\u{202e}b\n```\n\u{2069}\n```"), "a b\n```text\n\n```");
    }

    #[test]
    fn code_is_never_a_test() {
        assert_eq!(paragraphs("x\n```\nlet a;\n"), "x\n```text\nlet a;\n```");
        assert_eq!(paragraphs("```rust\nfn f() {}\n```\nafter"), "```text\nfn f() {}\n```\nafter");
        assert_eq!(paragraphs("first\n\n        panic!()"), "first\n\n  panic!()");
        assert_eq!(paragraphs("a\rb"), "a\nb");
        assert_eq!(sentence("~~~rust,should_panic\npanic!()"), "\\~~~rust,should_panic panic!().");
        assert_eq!(paragraphs("- ~~~rust\n  panic!()\n> ```rust"), "- \\~~~rust\n  panic!()\n> \\`\\`\\`rust");
    }

    #[test]
    fn a_summary_ends_like_a_sentence() {
        assert_eq!(sentence("Get all banks"), "Get all banks.");
        assert_eq!(sentence("Really?"), "Really?");
    }
}
