//! Values of the wrong kind.

use std::fmt;

use serde_json::Value;

/// Longest text, in characters, that a message shows.
const SHOWN: usize = 40;

/// A value of the wrong kind, or a missing one.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(crate) enum Mismatch {
    /// The value of `keyword` is of another kind.
    Kind {
        /// The keyword, or the key of a member.
        keyword: String,
        /// What stands there.
        found: Found,
        /// What can stand there.
        expected: Expected,
    },
    /// `keyword` is missing.
    Missing {
        /// The keyword.
        keyword: String,
    },
}

impl fmt::Display for Mismatch {
    fn fmt(&self, out: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self {
            Self::Kind { keyword, found, expected } => {
                write!(out, "`{keyword}` is {found}; expected {expected}")
            }
            Self::Missing { keyword } => write!(out, "`{keyword}` is missing"),
        }
    }
}

/// A value where another kind of value is expected.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(crate) enum Found {
    /// `null`, a number or a boolean, as JSON writes it.
    Plain(String),
    /// A short text.
    Text(String),
    /// A text that is too long for a message.
    LongText,
    /// A list.
    List,
    /// An object.
    Object,
    /// A key of `paths`.
    PathKey,
    /// A member beside a `$ref`.
    BesideReference,
}

impl From<&Value> for Found {
    fn from(value: &Value) -> Self {
        match value {
            Value::Null | Value::Bool(_) | Value::Number(_) => Self::Plain(value.to_string()),
            Value::String(text) if text.chars().count() <= SHOWN => Self::Text(text.clone()),
            Value::String(_) => Self::LongText,
            Value::Array(_) => Self::List,
            Value::Object(_) => Self::Object,
        }
    }
}

impl fmt::Display for Found {
    fn fmt(&self, out: &mut fmt::Formatter<'_>) -> fmt::Result {
        out.write_str(match self {
            Self::Plain(value) => value,
            Self::Text(text) => return write!(out, "the text \"{text}\""),
            Self::LongText => "a text",
            Self::List => "a list",
            Self::Object => "an object",
            Self::PathKey => "a key of `paths`",
            Self::BesideReference => "beside a `$ref`",
        })
    }
}

/// What can stand in a place.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) enum Expected {
    /// A string.
    Text,
    /// A boolean.
    Boolean,
    /// An integer.
    Integer,
    /// Any number.
    Number,
    /// An integer that is not negative.
    Count,
    /// A list.
    List,
    /// An object.
    Object,
    /// One of these words.
    OneOf(&'static [&'static str]),
    /// A path.
    Path,
    /// Not both of these.
    ReferenceOrOperations,
}

impl fmt::Display for Expected {
    fn fmt(&self, out: &mut fmt::Formatter<'_>) -> fmt::Result {
        out.write_str(match self {
            Self::Text => "a string",
            Self::Boolean => "a boolean",
            Self::Integer => "an integer",
            Self::Number => "a number",
            Self::Count => "a whole number of at least 0",
            Self::List => "a list",
            Self::Object => "an object",
            Self::OneOf([]) => "nothing",
            Self::OneOf([word]) => return write!(out, "`{word}`"),
            Self::OneOf([first @ .., last]) => return write!(out, "one of `{}` or `{last}`", first.join("`, `")),
            Self::Path => "a path that begins with a slash",
            Self::ReferenceOrOperations => "either a `$ref` or operations",
        })
    }
}

/// What a key of a YAML mapping is, if it is not a string.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) enum KeyKind {
    /// `200`.
    Integer,
    /// `1.5`.
    Number,
    /// `true`.
    Boolean,
    /// `~`.
    Null,
}

impl fmt::Display for KeyKind {
    fn fmt(&self, out: &mut fmt::Formatter<'_>) -> fmt::Result {
        out.write_str(match self {
            Self::Integer => "an integer",
            Self::Number => "a number",
            Self::Boolean => "a boolean",
            Self::Null => "null",
        })
    }
}
