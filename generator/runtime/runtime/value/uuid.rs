//! Universally unique identifiers that keep their text.

use std::borrow::Cow;
use std::fmt;
use std::str::FromStr;

use serde_core::de::{Deserialize, Deserializer};
use serde_core::ser::{Serialize, Serializer};

use crate::runtime::value::argument::{Argument, Refusal};

/// A UUID (RFC 9562).
///
/// It keeps the text that the server sent, even if it is not valid, and writes it back unchanged.
/// [`Uuid::octets`] parses it. Two values are equal if their texts are.
#[derive(Clone, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub struct Uuid(String);

/// The error for a text that is not a UUID.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct InvalidUuid;

impl Uuid {
    /// Parses a text as RFC 9562 defines it: 32 hexadecimal digits in five groups.
    ///
    /// # Errors
    ///
    /// If the text has another form.
    pub fn parse(text: &str) -> Result<Self, InvalidUuid> {
        let value = Self(text.to_owned());
        value.octets().map(|_| value)
    }

    /// The text as it came.
    pub fn as_str(&self) -> &str {
        &self.0
    }

    /// The 16 octets, the most significant first.
    ///
    /// # Errors
    ///
    /// If the text is not a UUID.
    pub fn octets(&self) -> Result<[u8; 16], InvalidUuid> {
        let mut octets = [0; 16];
        let mut digits = self.0.char_indices().filter_map(|(place, character)| match (place, character) {
            (8 | 13 | 18 | 23, '-') => None,
            (8 | 13 | 18 | 23, _) => Some(None),
            _ => Some(character.to_digit(16).and_then(|digit| u8::try_from(digit).ok())),
        });
        let mut next = || digits.next().flatten().ok_or(InvalidUuid);
        for octet in &mut octets {
            *octet = (next()? << 4) | next()?;
        }
        if self.0.len() == 36 { Ok(octets) } else { Err(InvalidUuid) }
    }
}

impl From<[u8; 16]> for Uuid {
    fn from(octets: [u8; 16]) -> Self {
        let mut text = String::with_capacity(36);
        for (index, octet) in octets.iter().enumerate() {
            if matches!(index, 4 | 6 | 8 | 10) {
                text.push('-');
            }
            for digit in [octet >> 4, octet & 15] {
                text.extend(char::from_digit(digit.into(), 16));
            }
        }
        Self(text)
    }
}

/// Takes what [`parse`](Self::parse) takes.
impl FromStr for Uuid {
    type Err = InvalidUuid;

    fn from_str(text: &str) -> Result<Self, Self::Err> {
        Self::parse(text)
    }
}

impl fmt::Display for Uuid {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.pad(&self.0)
    }
}

impl fmt::Debug for Uuid {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.debug_tuple("Uuid").field(&self.0).finish()
    }
}

impl fmt::Display for InvalidUuid {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str("expected a UUID as in 2f1ac0de-7b1e-4c5a-9b3d-0123456789ab")
    }
}

impl std::error::Error for InvalidUuid {}

/// Takes any text.
impl<'de> Deserialize<'de> for Uuid {
    fn deserialize<D: Deserializer<'de>>(deserializer: D) -> Result<Self, D::Error> {
        String::deserialize(deserializer).map(Self)
    }
}

impl Serialize for Uuid {
    fn serialize<S: Serializer>(&self, serializer: S) -> Result<S::Ok, S::Error> {
        serializer.serialize_str(&self.0)
    }
}

impl Argument for Uuid {
    fn encode(&self) -> Result<Cow<'_, str>, Refusal> {
        Ok(Cow::Borrowed(&self.0))
    }
}
