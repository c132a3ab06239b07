//! The keys of objects whose further members are kept.

use std::fmt;

use serde_core::de::{DeserializeSeed, Deserializer, Error, Visitor};

use crate::runtime::codec::keys::Keys;

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
