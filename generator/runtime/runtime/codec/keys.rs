//! The keys of objects, for the code that reads them.

use std::fmt;

use serde_core::de::{DeserializeSeed, Deserializer, Error, Visitor};

/// Finds a key's index in the declared names, looking first behind the last one found: responses
/// mostly come in the declared order.
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

    /// The index of a key.
    pub(crate) fn find(&mut self, key: &str) -> Option<usize> {
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
