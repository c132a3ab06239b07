//! JSON: values are read by serde_json, positions by a scan of the text.

use std::collections::{BTreeMap, BTreeSet};

use serde::de::DeserializeSeed;
use serde_json::Value;

use super::Failure;
use super::places::Places;
use super::value::{Found, Node, Reading};
use crate::diagnostic::Problem;
use crate::place::{Pointer, Position};

/// Returns the value of a JSON text, or why and where reading failed.
pub(super) fn parse(text: &str, found: &mut Vec<Found>) -> Result<Value, Failure> {
    let mut reading = Reading::new(text, found);
    let mut deserializer = serde_json::Deserializer::from_str(text);
    let result = Node(&mut reading).deserialize(&mut deserializer).and_then(|value| deserializer.end().map(|()| value));
    result.map_err(|error| {
        let position = Some(place(text, error.line(), error.column()));
        let because = error.to_string();
        if because.contains("recursion limit exceeded") {
            return Failure::new(position, Problem::TooDeep { language: "JSON" });
        }
        let suffix = format!(" at line {} column {}", error.line(), error.column());
        let error = because.strip_suffix(&suffix).unwrap_or(&because).to_owned();
        Failure::new(position, Problem::Syntax { language: "JSON", error })
    })
}

/// Converts a position: serde_json counts columns in bytes, messages count them in characters.
fn place(text: &str, line: usize, column: usize) -> Position {
    let content = text.split('\n').nth(line.saturating_sub(1)).unwrap_or_default();
    let bytes = column.saturating_sub(1).min(content.len());
    let before = content.char_indices().take_while(|(offset, _)| *offset < bytes).count();
    Position { line: line.max(1), column: before + 1, length: 1 }
}

/// Returns the positions of the wanted nodes.
pub(super) fn locate(text: &str, wanted: &BTreeSet<Pointer>) -> BTreeMap<Pointer, Vec<Position>> {
    let mut places = Places::new(wanted);
    places.reached(&Pointer::root(), Position::start(text));
    let mut scan = Scan { rest: text, line: 1, column: 1 };
    scan.value(Some(&Pointer::root()), &mut places, 0);
    places.found()
}

/// A walk over a text that is known to be JSON. On any other text its result is meaningless, but it
/// ends.
struct Scan<'a> {
    rest: &'a str,
    line: usize,
    column: usize,
}

impl<'a> Scan<'a> {
    /// Walks over a value; `pointer` is `None` if no node in it is wanted.
    fn value(&mut self, pointer: Option<&Pointer>, places: &mut Places<'_>, depth: usize) {
        if depth > 200 {
            self.rest = "";
            return;
        }
        self.space();
        match self.rest.as_bytes().first() {
            Some(b'{') => {
                self.step();
                loop {
                    self.space();
                    let position = self.here();
                    if !self.rest.starts_with('"') {
                        break;
                    }
                    let key = self.string();
                    let position = Position { length: key.chars().count(), ..position };
                    let member = pointer
                        .and_then(|holder| Some(holder.child(&serde_json::from_str::<String>(key).ok()?)))
                        .filter(|member| places.reached(member, position));
                    self.space();
                    self.step();
                    self.value(member.as_ref(), places, depth + 1);
                    self.space();
                    if !self.rest.starts_with(',') {
                        break;
                    }
                    self.step();
                }
                self.space();
                self.step();
            }
            Some(b'[') => {
                self.step();
                self.space();
                let mut index = 0;
                while !self.rest.is_empty() && !self.rest.starts_with(']') {
                    let element =
                        pointer.map(|list| list.index(index)).filter(|element| places.reached(element, self.here()));
                    self.value(element.as_ref(), places, depth + 1);
                    self.space();
                    if self.rest.starts_with(',') {
                        self.step();
                        self.space();
                    }
                    index += 1;
                }
                self.step();
            }
            Some(b'"') => {
                self.string();
            }
            _ => {
                let end = self.rest.find([',', ']', '}', ' ', '\t', '\r', '\n']).unwrap_or(self.rest.len());
                self.skip(end.max(1));
            }
        }
    }

    fn here(&self) -> Position {
        let length = match self.rest.as_bytes().first() {
            Some(b'{' | b'[') | None => 1,
            Some(b'"') => {
                let mut ahead = Scan { rest: self.rest, line: 1, column: 1 };
                ahead.string().chars().count()
            }
            Some(_) => self.rest.find([',', ']', '}', ' ', '\t', '\r', '\n']).unwrap_or(1),
        };
        Position { line: self.line, column: self.column, length: length.max(1) }
    }

    fn space(&mut self) {
        let trimmed = self.rest.trim_start_matches([' ', '\t', '\r', '\n']);
        self.skip(self.rest.len() - trimmed.len());
    }

    fn step(&mut self) {
        self.skip(1);
    }

    /// Reads a string with its quotes.
    fn string(&mut self) -> &'a str {
        let bytes = self.rest.as_bytes();
        let mut end = 1;
        while end < bytes.len() && bytes[end] != b'"' {
            end += if bytes[end] == b'\\' { 2 } else { 1 };
        }
        let text = self.rest;
        self.skip(end + 1);
        &text[..text.len() - self.rest.len()]
    }

    /// Advances by a number of bytes, and on to the next character if they end within one.
    fn skip(&mut self, bytes: usize) {
        let mut end = bytes.min(self.rest.len());
        while !self.rest.is_char_boundary(end) {
            end += 1;
        }
        let (passed, rest) = self.rest.split_at(end);
        match passed.rfind('\n') {
            Some(last) => {
                self.line += passed.matches('\n').count();
                self.column = passed[last + 1..].chars().count() + 1;
            }
            None => self.column += passed.chars().count(),
        }
        self.rest = rest;
    }
}
