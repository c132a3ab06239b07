//! Bytes that travel as text.

use std::borrow::Cow;
use std::fmt;

use bytes::Bytes;
use serde_core::de::{Deserialize, Deserializer};
use serde_core::ser::{Serialize, Serializer};

use crate::runtime::value::argument::{Argument, Refusal};

/// Bytes as base64 (RFC 4648): `from` encodes them, [`Base64::decode`] decodes them.
///
/// It keeps the text that the server sent, even if it is not valid, and writes it back unchanged.
/// Two values are equal if their texts are.
#[derive(Clone, PartialEq, Eq, Hash, Default)]
pub struct Base64(String);

/// The error for a text that is not base64.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct InvalidBase64;

impl Base64 {
    /// Wraps a text that is base64 already.
    pub fn from_text(text: impl Into<String>) -> Self {
        Self(text.into())
    }

    /// The text as it came, or as it will be sent.
    pub fn as_str(&self) -> &str {
        &self.0
    }

    /// Decodes the bytes. Both the standard and the URL-safe alphabet are read, with or without
    /// padding; white space is skipped.
    ///
    /// # Errors
    ///
    /// If the text is not base64.
    pub fn decode(&self) -> Result<Bytes, InvalidBase64> {
        let mut octets = Vec::with_capacity(self.0.len() / 4 * 3 + 3);
        let mut digits = 0_u32;
        let mut count = 0_usize;
        let mut characters = self.0.bytes().filter(|byte| !byte.is_ascii_whitespace());
        let mut padding = 0;
        for byte in characters.by_ref() {
            if byte == b'=' {
                padding = 1;
                break;
            }
            digits = (digits << 6) | u32::from(value(byte).ok_or(InvalidBase64)?);
            count += 1;
            if count.is_multiple_of(4) {
                octets.extend_from_slice(&digits.to_be_bytes()[1..]);
                digits = 0;
            }
        }
        for byte in characters {
            if byte != b'=' {
                return Err(InvalidBase64);
            }
            padding += 1;
        }
        let rest = count % 4;
        if rest == 1 || (padding > 0 && !(rest + padding).is_multiple_of(4)) || padding > 2 {
            return Err(InvalidBase64);
        }
        match rest {
            2 => octets.push((digits >> 4).to_be_bytes()[3]),
            3 => octets.extend_from_slice(&(digits >> 2).to_be_bytes()[2..]),
            _ => {}
        }
        Ok(octets.into())
    }
}

const ALPHABET: &[u8; 64] = b"ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789+/";

/// What a character stands for, in either alphabet.
fn value(byte: u8) -> Option<u8> {
    match byte {
        b'A'..=b'Z' => Some(byte - b'A'),
        b'a'..=b'z' => Some(byte - b'a' + 26),
        b'0'..=b'9' => Some(byte - b'0' + 52),
        b'+' | b'-' => Some(62),
        b'/' | b'_' => Some(63),
        _ => None,
    }
}

fn encoded(octets: &[u8]) -> String {
    let digit = |digits: u32, place: u32| {
        let index = usize::try_from((digits >> (18 - 6 * place)) & 63).unwrap_or_default();
        ALPHABET.get(index).map_or('=', |&byte| char::from(byte))
    };
    let mut text = String::with_capacity(octets.len().div_ceil(3) * 4);
    for chunk in octets.chunks(3) {
        let octet = |index: usize| u32::from(chunk.get(index).copied().unwrap_or_default());
        let digits = (octet(0) << 16) | (octet(1) << 8) | octet(2);
        text.push(digit(digits, 0));
        text.push(digit(digits, 1));
        text.push(if chunk.len() > 1 { digit(digits, 2) } else { '=' });
        text.push(if chunk.len() > 2 { digit(digits, 3) } else { '=' });
    }
    text
}

impl From<&[u8]> for Base64 {
    fn from(octets: &[u8]) -> Self {
        Self(encoded(octets))
    }
}

impl<const N: usize> From<&[u8; N]> for Base64 {
    fn from(octets: &[u8; N]) -> Self {
        Self(encoded(octets))
    }
}

impl From<Vec<u8>> for Base64 {
    fn from(octets: Vec<u8>) -> Self {
        Self(encoded(&octets))
    }
}

impl From<Bytes> for Base64 {
    fn from(octets: Bytes) -> Self {
        Self(encoded(&octets))
    }
}

impl fmt::Display for Base64 {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.pad(&self.0)
    }
}

/// Shows how long the text is, not the text.
impl fmt::Debug for Base64 {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "Base64({} characters)", self.0.len())
    }
}

impl fmt::Display for InvalidBase64 {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str("expected base64")
    }
}

impl std::error::Error for InvalidBase64 {}

/// Takes any text.
impl<'de> Deserialize<'de> for Base64 {
    fn deserialize<D: Deserializer<'de>>(deserializer: D) -> Result<Self, D::Error> {
        String::deserialize(deserializer).map(Self)
    }
}

impl Serialize for Base64 {
    fn serialize<S: Serializer>(&self, serializer: S) -> Result<S::Ok, S::Error> {
        serializer.serialize_str(&self.0)
    }
}

impl Argument for Base64 {
    fn encode(&self) -> Result<Cow<'_, str>, Refusal> {
        Ok(Cow::Borrowed(&self.0))
    }
}
