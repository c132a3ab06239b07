//! Telling apart the alternatives of a union: by its tag, or by the value's shape.

use std::collections::BTreeMap;

use serde_core::de::{Deserialize, Deserializer};
use serde_json::value::RawValue;

use crate::runtime::codec::listed::Listed;

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
        /// Whether members without a name are kept.
        open: bool,
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
    /// An array of such values.
    List(&'static Form),
    /// An object without named members, all of such values.
    Map(&'static Form),
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
    /// knows most of its members before the others, then the one that asks for most of them, and in the document's order among equals.
    pub fn candidates(&self, forms: &[Form]) -> Vec<usize> {
        let seen = Seen::of(self.0.get());
        let mut ranked: Vec<(Rank, usize)> =
            forms.iter().enumerate().filter_map(|(index, form)| rank(form, &seen).map(|rank| (rank, index))).collect();
        ranked.sort_by_key(|(rank, _)| *rank);
        ranked.into_iter().map(|(_, index)| index).collect()
    }
}

/// What a value is, as far as one level deep.
enum Seen<'v> {
    Object(BTreeMap<String, &'v RawValue>),
    List(Vec<&'v RawValue>),
    Text(String),
    Boolean(bool),
    Null,
    Number { whole: bool, value: serde_json::Value },
}

impl<'v> Seen<'v> {
    fn of(text: &'v str) -> Self {
        let text = text.trim();
        match text.as_bytes().first() {
            Some(b'{') => Self::Object(serde_json::from_str(text).unwrap_or_default()),
            Some(b'[') => Self::List(serde_json::from_str(text).unwrap_or_default()),
            Some(b'"') => Self::Text(serde_json::from_str(text).unwrap_or_default()),
            Some(b't' | b'f') => Self::Boolean(text == "true"),
            Some(b'n') | None => Self::Null,
            Some(_) => Self::Number {
                whole: !text.contains(['.', 'e', 'E']),
                value: serde_json::from_str(text).unwrap_or_default(),
            },
        }
    }
}

/// How little speaks for an alternative, the second among those of which the first is equal.
type Rank = (u32, u32);

/// How much a value that is not on its list weighs: more than any number of unknown members.
const ODD: u32 = 1 << 16;
/// The rank of what takes any object.
const MAP: u32 = u32::MAX - 1;
/// The rank of what takes anything.
const ANY: u32 = u32::MAX;
/// So many values of a list or map are looked at; whether the others fit shows when they are read.
const LOOKED_AT: usize = 64;

/// The rank of an alternative; `None` when the value cannot be it.
fn rank(form: &Form, seen: &Seen<'_>) -> Option<Rank> {
    let first = match (form, seen) {
        (Form::Any, _) => ANY,
        (Form::Union(forms), _) => return forms.iter().filter_map(|form| rank(form, seen)).min(),
        (Form::Object { required, known, constants, open }, Seen::Object(members)) => {
            let first = object_rank(required, known, constants, *open, members)?;
            return Some((first, u32::MAX - u32::try_from(required.len()).unwrap_or(u32::MAX)));
        }
        (Form::Map(value), Seen::Object(members)) => return Some((MAP, all(value, members.values().copied())?)),
        (Form::List(item), Seen::List(items)) => return Some((0, all(item, items.iter().copied())?)),
        (Form::Texts(values), Seen::Text(value)) => u32::from(!values.contains(&value.as_str())) * 2,
        (Form::Format(fits), Seen::Text(value)) => u32::from(!fits(value)) * 3,
        (Form::Text, Seen::Text(_)) | (Form::Boolean, Seen::Boolean(_)) => 1,
        (Form::Listed(list), Seen::Text(value)) => listed_rank(list, &value.as_str().into())?,
        (Form::Listed(list), Seen::Boolean(value)) => listed_rank(list, &(*value).into())?,
        (Form::Listed(list), Seen::Number { value, .. }) => listed_rank(list, value)?,
        // `1.0` is whole as well.
        (Form::Integer, Seen::Number { whole, .. }) => {
            if *whole {
                1
            } else {
                3
            }
        }
        (Form::Number, Seen::Number { .. }) => 2,
        _ => return None,
    };
    Some((first, 0))
}

/// The rank of the values of a list or map: that of the one of which the least is known.
fn all<'v>(form: &Form, values: impl Iterator<Item = &'v RawValue>) -> Option<u32> {
    if matches!(form, Form::Any) {
        return Some(ANY);
    }
    let mut worst = 0;
    for value in values.take(LOOKED_AT) {
        worst = match Seen::of(value.get()) {
            Seen::Null => worst,
            seen => worst.max(rank(form, &seen)?.0),
        };
    }
    Some(worst)
}

/// First the list that has the value; last one of its kind.
fn listed_rank(list: &[Listed], value: &serde_json::Value) -> Option<u32> {
    match Listed::position(list, value) {
        Some(_) => Some(0),
        None => Listed::has_kind(list, value).then_some(4),
    }
}

/// How little of the object an alternative knows; `None` when it cannot be that alternative.
fn object_rank(
    required: &[&str],
    known: &[&str],
    constants: &[(&str, &[&str])],
    open: bool,
    members: &BTreeMap<String, &RawValue>,
) -> Option<u32> {
    if !required.iter().all(|name| members.contains_key(*name)) {
        return None;
    }
    let mut odd = 0_u32;
    for (name, values) in constants {
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
    // Nothing of it would be left.
    if unknown > 0 && unknown == members.len() && !open {
        return None;
    }
    let unknown = u32::try_from(unknown).unwrap_or(ODD).min(ODD);
    Some(unknown.saturating_add(odd).min(MAP - 1))
}
