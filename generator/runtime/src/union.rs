//! Telling apart the alternatives of a union: by its tag, or by the value's shape.

use std::collections::BTreeMap;

use serde_core::de::{Deserialize, Deserializer};
use serde_json::value::RawValue;

use super::listed::Listed;

/// What is known of one alternative before its value is read.
#[derive(Debug, Clone, Copy)]
pub enum Form {
    /// An object: the members that are always there, all that are named, and those of which the values are listed.
    Object {
        /// Members that are always there.
        required: &'static [&'static str],
        /// All members that have a name.
        known: &'static [&'static str],
        /// Members that have one of these values; of several, others may be added.
        constants: &'static [(&'static str, &'static [&'static str])],
    },
    /// A string, of any value.
    Text,
    /// A string of a form.
    Format(fn(&str) -> bool),
    /// One of these strings.
    Texts(&'static [&'static str]),
    /// One of these values.
    Listed(&'static [Listed]),
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
    /// One of several.
    Union(&'static [Form]),
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
                    Form::Format(fits) => Some(if fits(&value) { 0 } else { 3 }),
                    Form::Text => Some(1),
                    Form::Texts(_) => Some(2),
                    Form::Listed(list) => listed_rank(list, &value.as_str().into()),
                    _ => None,
                })
            }
            Some(b't' | b'f') => {
                let value = text.trim_end() == "true";
                ranked(forms, |form| match form {
                    Form::Boolean => Some(1),
                    Form::Listed(list) => listed_rank(list, &value.into()),
                    _ => None,
                })
            }
            Some(_) => {
                let whole = !text.contains(['.', 'e', 'E']);
                let value = serde_json::from_str(text).unwrap_or_default();
                ranked(forms, |form| match form {
                    Form::Listed(list) => listed_rank(list, &value),
                    Form::Integer if whole => Some(1),
                    Form::Number => Some(2),
                    // `1.0` is whole as well.
                    Form::Integer => Some(3),
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
    forms.iter().enumerate().filter_map(|(index, form)| best(form, &rank).map(|rank| (rank, index))).collect()
}

/// The rank of an alternative; of a union, that of the best of its own alternatives.
fn best(form: &Form, rank: &impl Fn(&Form) -> Option<u32>) -> Option<u32> {
    match form {
        Form::Any => Some(u32::MAX),
        Form::Union(forms) => forms.iter().filter_map(|form| best(form, rank)).min(),
        other => rank(other),
    }
}

/// How much a value that is not on its list weighs: more than any number of unknown members.
const ODD: u32 = 1 << 16;

/// First the list that has the value; last one of its kind.
fn listed_rank(list: &[Listed], value: &serde_json::Value) -> Option<u32> {
    match Listed::position(list, value) {
        Some(_) => Some(0),
        None => Listed::has_kind(list, value).then_some(4),
    }
}

/// How little of the object an alternative knows; `None` when it cannot be that alternative.
fn object_rank(form: &Form, members: &BTreeMap<String, &RawValue>) -> Option<u32> {
    match form {
        Form::Object { required, known, constants } => {
            let complete = required.iter().all(|name| members.contains_key(*name));
            let mut odd = 0_u32;
            for (name, values) in *constants {
                let Some(value) = members.get(*name) else { continue };
                let same = match serde_json::from_str(value.get()).unwrap_or_default() {
                    serde_json::Value::String(text) => values.contains(&text.as_str()),
                    serde_json::Value::Null => true,
                    other => values.contains(&other.to_string().as_str()),
                };
                match values.len() {
                    1 if !same => return None,
                    // A list is open: the value may be a new one.
                    _ if !same => odd += ODD,
                    _ => {}
                }
            }
            let unknown = members.keys().filter(|name| !known.contains(&name.as_str())).count();
            let unknown = u32::try_from(unknown).unwrap_or(ODD).min(ODD);
            complete.then(|| unknown.saturating_add(odd).min(u32::MAX - 2))
        }
        Form::Map => Some(u32::MAX - 1),
        _ => None,
    }
}
