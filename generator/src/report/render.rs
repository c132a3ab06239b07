//! Diagnostics as text for a terminal, each with its line of the source.

use std::collections::BTreeMap;
use std::fmt::Write;

use super::located::{Placed, placed};
use crate::diagnostic::{Diagnostics, Problem, Severity};
use crate::place::{Position, SourceId};
use crate::source::Sources;

/// Maximum number of notes or repairs of one kind in one file that are shown in full. For the rest,
/// only the lines are shown.
const WHOLE: usize = 2;
/// The same limit for warnings.
const WHOLE_WARNINGS: usize = 5;
/// The same limit for errors, which is higher because each must be mended by hand.
const WHOLE_ERRORS: usize = 20;
/// Maximum number of lines that are listed for the rest.
const LINES: usize = 20;
/// A longer line of a source is cut to about this number of characters.
const WIDTH: usize = 100;

/// Renders the diagnostics for a terminal, sorted by file and position, with ANSI colours if
/// `colour` is set.
#[must_use]
pub(crate) fn render(diagnostics: &Diagnostics, sources: &Sources, colour: bool) -> String {
    let placed = placed(diagnostics, sources);
    let mut kinds: BTreeMap<(SourceId, &'static str), Vec<&Placed<'_>>> = BTreeMap::new();
    for one in &placed {
        kinds.entry((one.diagnostic.at.source, one.diagnostic.problem.code())).or_default().push(one);
    }
    let mut out = Out { text: String::new(), sources, colour };
    let mut shown: BTreeMap<(SourceId, &'static str), usize> = BTreeMap::new();
    for one in &placed {
        let kind = (one.diagnostic.at.source, one.diagnostic.problem.code());
        let count = shown.entry(kind).or_default();
        *count += 1;
        let whole = match one.diagnostic.problem.severity() {
            Severity::Error => WHOLE_ERRORS,
            Severity::Warning => WHOLE_WARNINGS,
            Severity::Repair | Severity::Note => WHOLE,
        };
        if *count <= whole {
            out.whole(one);
            let all = kinds.get(&kind).map(Vec::as_slice).unwrap_or_default();
            if *count == whole && all.len() > whole {
                out.rest(one, &all[whole..]);
            }
        }
    }
    out.text
}

struct Out<'a> {
    text: String,
    sources: &'a Sources,
    colour: bool,
}

impl Out<'_> {
    /// Adds one diagnostic with its snippet.
    fn whole(&mut self, one: &Placed<'_>) {
        let problem = &one.diagnostic.problem;
        let head = self.head(problem);
        self.line(&format!("{head}: {}", escaped(&problem.message())));
        self.snippet(one.diagnostic.at.source, one.position);
        if let Some((at, related)) = &one.diagnostic.related {
            self.line(&format!("   {related}"));
            self.snippet(at.source, one.related);
        }
        if let Some(action) = problem.action() {
            self.line(&format!("   = {}", escaped(&action)));
        }
        self.line("");
    }

    /// Adds `  --> FILE:LINE:COLUMN`, and the source line with its columns marked.
    fn snippet(&mut self, source: SourceId, position: Option<Position>) {
        let file = escaped(self.sources.name(source));
        let Some(position) = position else {
            self.line(&format!("  --> {file}"));
            return;
        };
        self.line(&format!("  --> {file}:{}:{}", position.line, position.column));
        let Some(line) = self.sources.line(source, position.line) else { return };
        let (shown, before, marked) = cut(line, position);
        if shown.trim().is_empty() {
            return;
        }
        let number = position.line.to_string();
        let margin = " ".repeat(number.len().max(2));
        let carets = self.paint(&"^".repeat(marked), "1;34");
        self.line(&format!("{margin} |"));
        self.line(&format!("{number:>2} | {shown}"));
        self.line(&format!("{margin} | {}{carets}", " ".repeat(before)));
    }

    /// Adds the further diagnostics of one kind in one file: only their lines.
    fn rest(&mut self, like: &Placed<'_>, rest: &[&Placed<'_>]) {
        let head = self.head(&like.diagnostic.problem);
        let file = escaped(self.sources.name(like.diagnostic.at.source));
        let mut lines: Vec<usize> = rest.iter().filter_map(|one| one.position).map(|at| at.line).collect();
        lines.dedup();
        let more = rest.len();
        let mut text = format!("{head}: and {more} more of these in {file}");
        if !lines.is_empty() {
            let numbers: Vec<String> = lines.iter().take(LINES).map(usize::to_string).collect();
            let dots = if lines.len() > LINES { ", …" } else { "" };
            let word = if lines.len() == 1 { "line" } else { "lines" };
            let _ = write!(text, ", at {word} {}{dots}", numbers.join(", "));
        }
        self.line(&text);
        self.line("");
    }

    /// `warning[code]`.
    fn head(&self, problem: &Problem) -> String {
        let severity = problem.severity();
        self.paint(&format!("{severity}[{}]", problem.code()), tint(severity))
    }

    fn line(&mut self, text: &str) {
        self.text.push_str(text.trim_end());
        self.text.push('\n');
    }

    fn paint(&self, text: &str, code: &str) -> String {
        if self.colour { format!("\u{1b}[{code}m{text}\u{1b}[0m") } else { text.to_owned() }
    }
}

/// Returns the ANSI colour of a severity.
fn tint(severity: Severity) -> &'static str {
    match severity {
        Severity::Error => "1;31",
        Severity::Warning => "1;33",
        Severity::Repair => "1;36",
        Severity::Note => "1;32",
    }
}

/// Returns the part of a line around a position, the number of characters before the mark, and the
/// length of the mark.
fn cut(line: &str, position: Position) -> (String, usize, usize) {
    let column = position.column.saturating_sub(1);
    let total = line.chars().count();
    let start = if total <= WIDTH { 0 } else { column.saturating_sub(WIDTH / 3).min(total) };
    let end = (start + WIDTH).min(total);
    let mut shown = String::new();
    let mut before = 0;
    if start > 0 {
        shown.push('…');
        before += 1;
    }
    let mut marked = 0;
    for (index, character) in line.chars().enumerate().skip(start).take(end - start) {
        let piece = escape(character);
        let width = piece.chars().count();
        if index < column {
            before += width;
        } else if index < column + position.length.max(1) {
            marked += width;
        }
        shown.push_str(&piece);
    }
    if end < total {
        shown.push('…');
    }
    (shown, before, marked.max(1))
}

/// Escapes a text of the document or the user, so that no control character reaches the terminal.
fn escaped(text: &str) -> String {
    text.chars().map(escape).collect()
}

fn escape(character: char) -> String {
    match character {
        '\t' => "    ".to_owned(),
        // Marks that change the direction of writing could make a line look like another one.
        '\u{200e}' | '\u{200f}' | '\u{202a}'..='\u{202e}' | '\u{2066}'..='\u{2069}' | '\u{feff}' => {
            character.escape_unicode().to_string()
        }
        other if other.is_control() => other.escape_unicode().to_string(),
        other => other.to_string(),
    }
}
