//! The keys of objects, for the code that reads them.

use std::fmt;

use serde_core::de::{DeserializeSeed, Deserializer, Error, Visitor};

/// Finds a key's index in the declared names, looking first behind the last one found: responses mostly come in the
/// declared order.
#[derive(Debug)]
pub struct Keys {
    names: &'static [&'static str],
    next: usize,
}

impl Keys {
    /// Begins an object with those names.
    pub fn new(names: &'static [&'static str]) -> Self {
        Self { names, next: 0 }
    }

    fn find(&mut self, key: &str) -> Option<usize> {
        let (before, behind) = self.names.split_at(self.next);
        let position = |names: &[&str]| names.iter().position(|name| *name == key);
        let index = match position(behind) {
            Some(index) => self.next + index,
            None => position(before)?,
        };
        self.next = index + 1;
        Some(index)
    }
}

impl<'de> DeserializeSeed<'de> for &mut Keys {
    /// `None` for a name that is not declared.
    type Value = Option<usize>;

    fn deserialize<D: Deserializer<'de>>(self, deserializer: D) -> Result<Self::Value, D::Error> {
        deserializer.deserialize_identifier(self)
    }
}

impl Visitor<'_> for &mut Keys {
    type Value = Option<usize>;

    fn expecting(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str("a name")
    }

    fn visit_str<E: Error>(self, key: &str) -> Result<Self::Value, E> {
        Ok(self.find(key))
    }
}

/// As [`Keys`], for objects whose further members are kept.
#[derive(Debug)]
pub struct KeysWithRest(Keys);

/// A key of an object whose further members are kept.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Key {
    /// The index of a declared name.
    Known(usize),
    /// Another name.
    Unknown(String),
}

impl KeysWithRest {
    /// Begins an object with those names.
    pub fn new(names: &'static [&'static str]) -> Self {
        Self(Keys::new(names))
    }
}

impl<'de> DeserializeSeed<'de> for &mut KeysWithRest {
    type Value = Key;

    fn deserialize<D: Deserializer<'de>>(self, deserializer: D) -> Result<Self::Value, D::Error> {
        deserializer.deserialize_identifier(self)
    }
}

impl Visitor<'_> for &mut KeysWithRest {
    type Value = Key;

    fn expecting(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str("a name")
    }

    fn visit_str<E: Error>(self, key: &str) -> Result<Self::Value, E> {
        Ok(match self.0.find(key) {
            Some(index) => Key::Known(index),
            None => Key::Unknown(key.to_owned()),
        })
    }

    fn visit_string<E: Error>(self, key: String) -> Result<Self::Value, E> {
        Ok(match self.0.find(&key) {
            Some(index) => Key::Known(index),
            None => Key::Unknown(key),
        })
    }
}

/// The value of a required member.
pub fn required<T, E: Error>(value: Option<T>, name: &'static str) -> Result<T, E> {
    value.ok_or_else(|| E::missing_field(name))
}
