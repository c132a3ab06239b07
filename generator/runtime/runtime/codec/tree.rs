//! A value as JSON would write it, taken apart: what structured parameters and forms are made of.

use std::fmt;

use serde_core::de::{Deserialize, Deserializer, MapAccess, Visitor};
use serde_core::ser::Serialize;
use serde_json::value::RawValue;

/// A value taken apart. Numbers keep their digits.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Tree {
    /// `null`.
    Null,
    /// A text, a number or a truth value, as text.
    Scalar(String),
    /// An array, and its JSON.
    List(Vec<Tree>, String),
    /// An object, its members in order, and its JSON.
    Object(Vec<(String, Tree)>, String),
}

impl Tree {
    /// Takes a value apart.
    pub fn of<T: Serialize + ?Sized>(value: &T) -> Result<Self, serde_json::Error> {
        Self::parse(&serde_json::to_string(value)?)
    }

    fn parse(json: &str) -> Result<Self, serde_json::Error> {
        let json = json.trim_start();
        Ok(match json.as_bytes().first() {
            Some(b'n') => Self::Null,
            Some(b'"') => Self::Scalar(serde_json::from_str(json)?),
            Some(b'[') => {
                let items: Vec<&RawValue> = serde_json::from_str(json)?;
                let items = items.into_iter().map(|item| Self::parse(item.get())).collect::<Result<_, _>>()?;
                Self::List(items, json.to_owned())
            }
            Some(b'{') => {
                let Members(members) = serde_json::from_str(json)?;
                let members = members.into_iter().map(|(name, value)| Ok((name, Self::parse(value.get())?)));
                Self::Object(members.collect::<Result<_, serde_json::Error>>()?, json.to_owned())
            }
            _ => Self::Scalar(json.trim_end().to_owned()),
        })
    }

    /// The value as one text: structured ones as JSON, `null` as nothing.
    pub fn text(&self) -> Option<String> {
        match self {
            Self::Null => None,
            Self::Scalar(text) => Some(text.clone()),
            Self::List(_, json) | Self::Object(_, json) => Some(json.clone()),
        }
    }
}

/// An object's members in order.
pub(crate) struct Members<'de>(pub(crate) Vec<(String, &'de RawValue)>);

impl<'de> Deserialize<'de> for Members<'de> {
    fn deserialize<D: Deserializer<'de>>(deserializer: D) -> Result<Self, D::Error> {
        deserializer.deserialize_map(MembersVisitor)
    }
}

struct MembersVisitor;

impl<'de> Visitor<'de> for MembersVisitor {
    type Value = Members<'de>;

    fn expecting(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str("an object")
    }

    fn visit_map<A: MapAccess<'de>>(self, mut map: A) -> Result<Self::Value, A::Error> {
        let mut members = Vec::new();
        while let Some(entry) = map.next_entry()? {
            members.push(entry);
        }
        Ok(Members(members))
    }
}
