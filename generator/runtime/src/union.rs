//! Telling apart the alternatives of a union: by its tag, or by the value's shape.

use std::collections::BTreeMap;

use serde_core::de::{Deserialize, Deserializer};
use serde_json::value::RawValue;

/// What is known of one alternative before its value is read.
#[derive(Debug, Clone, Copy)]
pub enum Form {
    /// An object: the members that are always there, all that are named, and those of which the values are listed.
    Object {
        /// Members that are always there.
        required: &'static [&'static str],
        /// All members that have a name.
        known: &'static [&'static str],
        /// Members that have one of these values.
        constants: &'static [(&'static str, &'static [&'static str])],
    },
    /// A string, of any value.
    Text,
    /// One of these strings.
    Texts(&'static [&'static str]),
    /// A whole number.
    Integer,
    /// A number.
    Number,
    /// `true` or `false`.
    Boolean,
    /// An array.
    List,
    /// An object without named members.
    Map,
    /// Anything.
    Any,
}

/// A value whose alternative is still to be chosen.
#[derive(Debug)]
pub struct Undecided(Box<RawValue>);

impl Undecided {
    /// Takes the value as it stands.
    pub fn read<'de, D: Deserializer<'de>>(deserializer: D) -> Result<Self, D::Error> {
        Box::<RawValue>::deserialize(deserializer).map(Self)
    }

    /// The text of the member `name`, when the value is an object that has it: its tag.
    pub fn tag(&self, name: &str) -> Option<String> {
        let members: BTreeMap<String, &RawValue> = serde_json::from_str(self.0.get()).ok()?;
        let value = members.get(name)?;
        match serde_json::from_str::<serde_json::Value>(value.get()).ok()? {
            serde_json::Value::String(text) => Some(text),
            other => Some(other.to_string()),
        }
    }

    /// Reads the value as a `T`, with the error of the whole document's reader.
    pub fn decide<T: for<'de> Deserialize<'de>, E: serde_core::de::Error>(&self) -> Result<T, E> {
        serde_json::from_str(self.0.get()).map_err(E::custom)
    }

    /// The value as a `T`, if it is one.
    pub fn attempt<T: for<'de> Deserialize<'de>>(&self) -> Option<T> {
        serde_json::from_str(self.0.get()).ok()
    }

    /// The alternatives that the value may be, the most likely first: those of its kind that have all that is required, the one that
    /// knows most of its members before the others, and in the document's order among equals.
    pub fn candidates(&self, forms: &[Form]) -> Vec<usize> {
        let text = self.0.get().trim_start();
        let mut ranked: Vec<(u32, usize)> = match text.as_bytes().first() {
            Some(b'{') => {
                let members: BTreeMap<String, &RawValue> = serde_json::from_str(text).unwrap_or_default();
                ranked(forms, |form| object_rank(form, &members))
            }
            Some(b'[') => ranked(forms, |form| matches!(form, Form::List).then_some(0)),
            Some(b'"') => {
                let value: String = serde_json::from_str(text).unwrap_or_default();
                ranked(forms, |form| match form {
                    Form::Texts(values) if values.contains(&value.as_str()) => Some(0),
                    Form::Text => Some(1),
                    Form::Texts(_) => Some(2),
                    _ => None,
                })
            }
            Some(b't' | b'f') => ranked(forms, |form| matches!(form, Form::Boolean).then_some(0)),
            Some(_) => {
                let whole = !text.contains(['.', 'e', 'E']);
                ranked(forms, |form| match form {
                    Form::Integer if whole => Some(0),
                    Form::Number => Some(1),
                    _ => None,
                })
            }
            None => Vec::new(),
        };
        ranked.sort_by_key(|(rank, _)| *rank);
        ranked.into_iter().map(|(_, index)| index).collect()
    }
}

fn ranked(forms: &[Form], rank: impl Fn(&Form) -> Option<u32>) -> Vec<(u32, usize)> {
    forms
        .iter()
        .enumerate()
        .filter_map(|(index, form)| match form {
            Form::Any => Some((u32::MAX, index)),
            other => rank(other).map(|rank| (rank, index)),
        })
        .collect()
}

/// How little of the object an alternative knows; `None` when it cannot be that alternative.
fn object_rank(form: &Form, members: &BTreeMap<String, &RawValue>) -> Option<u32> {
    match form {
        Form::Object { required, known, constants } => {
            let complete = required.iter().all(|name| members.contains_key(*name));
            let constant = constants.iter().all(|(name, values)| {
                members.get(*name).is_none_or(|value| {
                    let value: serde_json::Value = serde_json::from_str(value.get()).unwrap_or_default();
                    match value {
                        serde_json::Value::String(text) => values.contains(&text.as_str()),
                        serde_json::Value::Null => true,
                        other => values.contains(&other.to_string().as_str()),
                    }
                })
            });
            let unknown = members.keys().filter(|name| !known.contains(&name.as_str())).count();
            (complete && constant).then(|| u32::try_from(unknown).unwrap_or(u32::MAX - 1))
        }
        Form::Map => Some(u32::MAX - 1),
        _ => None,
    }
}
