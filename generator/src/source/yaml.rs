//! YAML: values are read by serde_yaml, positions by a parser that keeps them.

use std::collections::{BTreeMap, BTreeSet};

use saphyr_parser::{Event, Parser, ScalarStyle, Span};
use serde::de::DeserializeSeed;
use serde_json::Value;

use super::Failure;
use super::places::Places;
use super::value::{Found, Node, Reading};
use crate::diagnostic::Problem;
use crate::place::{Pointer, Position};

/// Returns the value of a YAML text, or why and where reading failed.
pub(super) fn parse(text: &str, found: &mut Vec<Found>) -> Result<Value, Failure> {
    let mut reading = Reading::new(text, found);
    let result = Node(&mut reading).deserialize(serde_yaml::Deserializer::from_str(text));
    let exhausted = reading.is_exhausted();
    result.map_err(|error| {
        let position = error.location().map(|at| Position { line: at.line(), column: at.column(), length: 1 });
        let mut because = error.to_string();
        if let Some(at) = position {
            because = because.replacen(&format!(" at line {} column {}", at.line, at.column), "", 1);
        }
        // For a character that YAML forbids, only the offset is known.
        if let Some((what, offset)) = because.rsplit_once(" at position ")
            && let Ok(offset) = offset.parse()
        {
            let place = Position::of_offset(text, offset);
            return Failure::new(Some(place), Problem::Syntax { language: "YAML", error: what.to_owned() });
        }
        if exhausted || because.contains("repetition limit exceeded") {
            return Failure::new(position.or_else(|| first_alias(text)), Problem::AliasBomb);
        }
        if because.contains("recursion limit exceeded") {
            return Failure::new(position, Problem::TooDeep { language: "YAML" });
        }
        if because.contains("more than one document") {
            return Failure::new(second_document(text), Problem::SeveralDocuments);
        }
        Failure::new(position, Problem::Syntax { language: "YAML", error: because })
    })
}

/// Returns the positions of the wanted nodes.
pub(super) fn locate(text: &str, wanted: &BTreeSet<Pointer>) -> BTreeMap<Pointer, Vec<Position>> {
    let mut places = Places::new(wanted);
    places.reached(&Pointer::root(), Position::start(text));
    let mut open: Vec<Open> = Vec::new();
    let mut parser = Parser::new_from_str(text);
    // The text was read without an error, so the scan should find none. If the two parsers
    // disagree, the positions found so far count.
    while let Some(Ok((event, span))) = parser.next_event() {
        match event {
            Event::MappingStart(..) => {
                let pointer = begin(&mut open, &mut places, span, None);
                open.push(Open { pointer, inside: Inside::Object { key: None } });
            }
            Event::SequenceStart(..) => {
                let pointer = begin(&mut open, &mut places, span, None);
                open.push(Open { pointer, inside: Inside::List { next: 0 } });
            }
            Event::Scalar(text, style, ..) => {
                begin(&mut open, &mut places, span, Some((&text, style)));
            }
            Event::Alias(_) => {
                begin(&mut open, &mut places, span, None);
            }
            Event::MappingEnd | Event::SequenceEnd => {
                open.pop();
            }
            Event::DocumentEnd => break,
            Event::Nothing | Event::StreamStart | Event::StreamEnd | Event::DocumentStart(_) => {}
        }
    }
    places.found()
}

/// A mapping or sequence around the current position. It has a pointer only if a node in it is
/// wanted.
struct Open {
    pointer: Option<Pointer>,
    inside: Inside,
}

enum Inside {
    /// The member whose value comes next; `None` if a key comes next.
    Object { key: Option<Option<Pointer>> },
    /// The index of the element that comes next.
    List { next: usize },
}

/// Records the beginning of a node. Returns its pointer if it is wanted or contains a wanted node.
fn begin(
    open: &mut [Open],
    places: &mut Places<'_>,
    span: Span,
    scalar: Option<(&str, ScalarStyle)>,
) -> Option<Pointer> {
    let Some(Open { pointer, inside }) = open.last_mut() else { return Some(Pointer::root()) };
    match inside {
        Inside::Object { key } => match key.take() {
            Some(member) => member,
            None => {
                let member = match (&*pointer, scalar) {
                    (Some(holder), Some((text, _))) => Some(holder.child(text)),
                    _ => None,
                };
                *key = Some(member.filter(|member| places.reached(member, position(span))));
                None
            }
        },
        Inside::List { next } => {
            let element = pointer.as_ref().map(|list| list.index(*next));
            *next += 1;
            element.filter(|element| places.reached(element, position(span)))
        }
    }
}

fn position(span: Span) -> Position {
    let length = if span.start.line() == span.end.line() { span.len() } else { 1 };
    Position { line: span.start.line(), column: span.start.col() + 1, length: length.max(1) }
}

/// Returns the position of the second document.
fn second_document(text: &str) -> Option<Position> {
    let mut documents = 0;
    let mut parser = Parser::new_from_str(text);
    while let Some(Ok((event, span))) = parser.next_event() {
        if let Event::DocumentStart(_) = event {
            documents += 1;
            if documents == 2 {
                return Some(position(span));
            }
        }
    }
    None
}

/// Returns the position of the first alias.
fn first_alias(text: &str) -> Option<Position> {
    let mut parser = Parser::new_from_str(text);
    while let Some(Ok((event, span))) = parser.next_event() {
        if let Event::Alias(_) = event {
            return Some(position(span));
        }
    }
    None
}
