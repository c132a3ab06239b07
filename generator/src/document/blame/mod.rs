//! Checks a document against the grammar: finds every node that cannot be read, and replaces or
//! removes only these nodes.

mod scalar;
mod special;

use std::collections::BTreeSet;

use serde_json::{Map, Value};

use super::grammar::{self, Guilt, Kind, Need, Object};
use super::repair;
use crate::diagnostic::{Diagnostics, Expected, Found, Mismatch, Problem, ReadAs};
use crate::place::{At, SourceId};
use crate::spelling::nearest;

/// Repairs what can be repaired, removes what cannot be read, and reports both. Returns whether the
/// rest is sound: whether no problem was an error.
pub(super) fn settle(document: &mut Value, source: SourceId, diagnostics: &mut Diagnostics) -> bool {
    let mut blame = Blame { diagnostics, sound: true };
    let verdict = blame.node(document, Kind::Object(&grammar::DOCUMENT), "document", &At::root(source));
    blame.sound && matches!(verdict, Verdict::Fine)
}

struct Blame<'a> {
    diagnostics: &'a mut Diagnostics,
    sound: bool,
}

/// The result of checking a node.
enum Verdict {
    /// The node can be read.
    Fine,
    /// The node cannot be read; its holder does without it.
    LeftOut,
    /// The node cannot be read, so neither can its holder.
    Guilty(Vec<(At, Mismatch)>),
}

impl Verdict {
    fn mismatch(at: &At, keyword: &str, found: &Value, expected: Expected) -> Self {
        let (keyword, found) = (keyword.to_owned(), Found::from(found));
        Self::Guilty(vec![(at.clone(), Mismatch::Kind { keyword, found, expected })])
    }

    fn guilty(self) -> Vec<(At, Mismatch)> {
        match self {
            Self::Guilty(guilty) => guilty,
            Self::Fine | Self::LeftOut => Vec::new(),
        }
    }
}

impl Blame<'_> {
    /// Checks one node; `keyword` is the keyword that holds it.
    fn node(&mut self, value: &mut Value, kind: Kind, keyword: &str, at: &At) -> Verdict {
        match kind {
            Kind::Anything => Verdict::Fine,
            Kind::Text => self.text(value, keyword, at),
            Kind::Prose => self.prose(value, keyword, at),
            Kind::Flag => self.flag(value, keyword, at),
            Kind::Count => self.count(value, keyword, at),
            Kind::Number => self.number(value, keyword, at),
            Kind::Word(words) => match value.as_str() {
                Some(word) if words.contains(&word) => Verdict::Fine,
                _ => Verdict::mismatch(at, keyword, value, Expected::OneOf(words)),
            },
            Kind::List(element) => self.list(value, *element, keyword, at),
            Kind::Map(member) => self.map(value, *member, keyword, at),
            Kind::Object(object) => self.object(value, object, keyword, at),
            Kind::OrReference(object) => match self.reference(value, at) {
                true => Verdict::Fine,
                false => self.object(value, object, keyword, at),
            },
            Kind::Schema => match self.reference(value, at) {
                true => Verdict::Fine,
                false => self.object(value, &grammar::SCHEMA, keyword, at),
            },
            Kind::SchemaOrFlag if value.is_boolean() => Verdict::Fine,
            Kind::SchemaOrFlag => self.node(value, Kind::Schema, keyword, at),
            Kind::Paths => self.paths(value, keyword, at),
            Kind::Responses => self.responses(value, keyword, at),
            Kind::SecurityScheme => self.security_scheme(value, keyword, at),
            Kind::Callback => self.callback(value, keyword, at),
        }
    }

    fn list(&mut self, value: &mut Value, element: Kind, keyword: &str, at: &At) -> Verdict {
        let Value::Array(list) = value else { return Verdict::mismatch(at, keyword, value, Expected::List) };
        let mut guilty = Vec::new();
        let mut left_out = BTreeSet::new();
        for (index, one) in list.iter_mut().enumerate() {
            match self.node(one, element, &format!("{keyword}[{index}]"), &at.index(index)) {
                Verdict::Fine => {}
                Verdict::LeftOut => {
                    left_out.insert(index);
                }
                Verdict::Guilty(more) => guilty.extend(more),
            }
        }
        let mut index = 0;
        list.retain(|_| {
            index += 1;
            !left_out.contains(&(index - 1))
        });
        if guilty.is_empty() { Verdict::Fine } else { Verdict::Guilty(guilty) }
    }

    fn map(&mut self, value: &mut Value, member: Kind, keyword: &str, at: &At) -> Verdict {
        let Value::Object(map) = value else { return Verdict::mismatch(at, keyword, value, Expected::Object) };
        let mut guilty = Vec::new();
        let mut left_out = BTreeSet::new();
        for (key, one) in map.iter_mut() {
            let at = at.child(key);
            if one.is_null()
                && let Some((blank, read_as)) = empty(member)
            {
                self.diagnostics.push(at.clone(), Problem::NullKeyword { keyword: key.clone(), read_as });
                *one = blank;
            }
            match self.node(one, member, key, &at) {
                Verdict::Fine => {}
                Verdict::LeftOut => {
                    left_out.insert(key.clone());
                }
                Verdict::Guilty(more) => guilty.extend(more),
            }
        }
        map.retain(|key, _| !left_out.contains(key));
        if guilty.is_empty() { Verdict::Fine } else { Verdict::Guilty(guilty) }
    }

    fn object(&mut self, value: &mut Value, object: &'static Object, keyword: &str, at: &At) -> Verdict {
        let guilty = match value {
            Value::Object(map) => self.members(map, object, at),
            Value::Null | Value::Bool(_) | Value::Number(_) | Value::String(_) | Value::Array(_) => {
                Verdict::mismatch(at, keyword, value, Expected::Object).guilty()
            }
        };
        if guilty.is_empty() {
            return Verdict::Fine;
        }
        match object.guilt {
            Guilt::Holder => return Verdict::Guilty(guilty),
            Guilt::Error => {
                for (at, mismatch) in guilty {
                    self.error(at, object.what, mismatch);
                }
            }
            Guilt::LeftOut => {
                for (at, mismatch) in guilty {
                    self.diagnostics.push(at, Problem::Ignored { what: object.what, mismatch });
                }
                return Verdict::LeftOut;
            }
            Guilt::Untyped => {
                for (at, mismatch) in guilty {
                    self.diagnostics.push(at, Problem::UnreadableSchema { mismatch });
                }
                *value = bare(value);
            }
        }
        Verdict::Fine
    }

    /// Checks the members of an object. Returns what makes the object itself unreadable.
    fn members(&mut self, map: &mut Map<String, Value>, object: &'static Object, at: &At) -> Vec<(At, Mismatch)> {
        self.nulls(map, object, at);
        repair::mend(object.what, map, at, self.diagnostics);
        let mut guilty = Vec::new();
        let mut left_out = BTreeSet::new();
        for (key, value) in map.iter_mut() {
            let Some(keyword) = object.keywords.iter().find(|keyword| keyword.name == key) else {
                match (key.as_str(), &*value) {
                    ("$ref", Value::String(reference)) => {
                        let (what, reference) = (object.what, reference.clone());
                        self.diagnostics.push(at.child(key), Problem::MisplacedReference { what, reference });
                    }
                    ("$ref", value) => {
                        guilty.extend(Verdict::mismatch(&at.child(key), key, value, Expected::Text).guilty())
                    }
                    _ => self.unknown(key, object, at),
                }
                continue;
            };
            match self.node(value, keyword.kind, key, &at.child(key)) {
                Verdict::Fine => {}
                Verdict::LeftOut => {
                    left_out.insert(key.clone());
                }
                Verdict::Guilty(more) => match dispensable(keyword.kind) {
                    Some(what) => {
                        for (at, mismatch) in more {
                            self.diagnostics.push(at, Problem::Ignored { what, mismatch });
                        }
                        left_out.insert(key.clone());
                    }
                    None => guilty.extend(more),
                },
            }
        }
        map.retain(|key, _| !left_out.contains(key));
        // A link is the only object that needs one of two keywords.
        if object.what == "link" && !["operationId", "operationRef"].iter().any(|key| map.contains_key(*key)) {
            guilty.push((at.clone(), Mismatch::Missing { keyword: "operationId".to_owned() }));
        }
        for keyword in object.keywords {
            if map.contains_key(keyword.name) {
                continue;
            }
            match keyword.need {
                Need::Optional => {}
                Need::Required => {
                    let keyword = keyword.name.to_owned();
                    guilty.push((at.clone(), Mismatch::Missing { keyword }));
                }
                Need::Filled(json, filled) => {
                    let what = object.what;
                    let problem = Problem::MissingKeyword { keyword: keyword.name, what, filled };
                    self.diagnostics.push(at.clone(), problem);
                    let value = serde_json::from_str(json).unwrap_or_default();
                    map.insert(keyword.name.to_owned(), value);
                }
            }
        }
        guilty
    }

    fn error(&mut self, at: At, what: &'static str, mismatch: Mismatch) {
        self.sound = false;
        self.diagnostics.push(at, Problem::Unreadable { what, mismatch });
    }

    /// Reads a keyword without a value as if it were missing: YAML makes `null` of an empty line.
    fn nulls(&mut self, map: &mut Map<String, Value>, object: &Object, at: &At) {
        map.retain(|key, value| {
            let known = object.keywords.iter().find(|keyword| keyword.name == key);
            let meant = known.is_none_or(|keyword| matches!(keyword.kind, Kind::Anything));
            if meant || !value.is_null() {
                return true;
            }
            let read_as = ReadAs::Missing;
            self.diagnostics.push(at.child(key), Problem::NullKeyword { keyword: key.clone(), read_as });
            false
        });
    }

    fn unknown(&mut self, key: &str, object: &Object, at: &At) {
        if key.starts_with("x-") {
            return;
        }
        let known = object.keywords.iter().map(|keyword| keyword.name);
        let suggestion = nearest(key, known);
        let problem = Problem::UnknownKeyword { keyword: key.to_owned(), what: object.what, suggestion };
        self.diagnostics.push(at.child(key), problem);
    }

    /// Whether a node is a `$ref`. Reports the keywords beside it.
    fn reference(&mut self, value: &Value, at: &At) -> bool {
        let Some(map) = value.as_object() else { return false };
        if !map.get("$ref").is_some_and(Value::is_string) {
            return false;
        }
        let harmless = |key: &str| matches!(key, "$ref" | "summary" | "description") || key.starts_with("x-");
        let keywords: Vec<String> = map.keys().filter(|key| !harmless(key)).cloned().collect();
        if !keywords.is_empty() {
            self.diagnostics.push(at.clone(), Problem::ReferenceSiblings { keywords });
        }
        true
    }
}

/// Returns the replacement for a schema that cannot be read: any value, with the original's words.
fn bare(schema: &Value) -> Value {
    let mut bare = Map::new();
    for keyword in ["title", "description"] {
        if let Some(text @ Value::String(_)) = schema.get(keyword) {
            bare.insert(keyword.to_owned(), text.clone());
        }
    }
    Value::Object(bare)
}

/// Returns how to read a member without a value, if its key alone has a meaning.
fn empty(kind: Kind) -> Option<(Value, ReadAs)> {
    match kind {
        Kind::Prose => Some((Value::String(String::new()), ReadAs::EmptyText)),
        Kind::List(_) => Some((Value::Array(Vec::new()), ReadAs::EmptyList)),
        Kind::Map(_) | Kind::Object(_) | Kind::OrReference(_) | Kind::Schema => {
            Some((Value::Object(Map::new()), ReadAs::EmptyObject))
        }
        _ => None,
    }
}

/// Returns how messages call a part that a client can do without.
fn dispensable(kind: Kind) -> Option<&'static str> {
    match kind {
        Kind::List(inner) | Kind::Map(inner) => match inner {
            Kind::Object(object) | Kind::OrReference(object) if object.guilt == Guilt::LeftOut => Some(object.what),
            _ => None,
        },
        _ => None,
    }
}
