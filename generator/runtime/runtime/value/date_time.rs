//! Dates and times that keep their text.

use std::borrow::Cow;
use std::fmt;
use std::str::FromStr;

use serde_core::de::{Deserialize, Deserializer};
use serde_core::ser::{Serialize, Serializer};

use crate::runtime::value::argument::{Argument, Refusal};

/// A date and time, as RFC 3339 writes it.
///
/// It keeps the text that came and writes it back as it came, also one that is not as RFC 3339 says: what it means is
/// asked for by [`DateTime::timestamp`]. Two are equal when their texts are.
#[derive(Clone, PartialEq, Eq, Hash)]
pub struct DateTime(String);

/// A date, as RFC 3339 writes it.
///
/// It keeps the text that came and writes it back as it came, also one that is no date: what it means is asked for by
/// [`Date::date`]. Two are equal when their texts are.
#[derive(Clone, PartialEq, Eq, Hash)]
pub struct Date(String);

/// A time of day, as RFC 3339 writes it.
///
/// It keeps the text that came and writes it back as it came, also one that is no time: what it means is asked for by
/// [`Time::time`]. Two are equal when their texts are.
#[derive(Clone, PartialEq, Eq, Hash)]
pub struct Time(String);

/// A duration, as ISO 8601 writes it.
///
/// It keeps the text that came and writes it back as it came, also one that is no duration: what it means is asked for by
/// [`Duration::span`]. Two are equal when their texts are.
#[derive(Clone, PartialEq, Eq, Hash)]
pub struct Duration(String);

/// A text that is not the date or the time it should be.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct InvalidDateTime {
    expected: &'static str,
}

impl DateTime {
    /// Takes a text that is as RFC 3339 says: a date, a time and an offset that exist.
    pub fn parse(text: &str) -> Result<Self, InvalidDateTime> {
        let value = Self(text.to_owned());
        if !is_date_time(text.as_bytes()) {
            return Err(Self::invalid());
        }
        value.timestamp().map(|_| value)
    }

    /// The moment that it means, its offset taken into account.
    pub fn timestamp(&self) -> Result<jiff::Timestamp, InvalidDateTime> {
        self.0.trim().parse().map_err(|_| Self::invalid())
    }

    /// The date and time as they are written, whatever the offset and also without one.
    pub fn civil(&self) -> Result<jiff::civil::DateTime, InvalidDateTime> {
        let text = self.0.trim();
        let local = text.strip_suffix(['Z', 'z']).unwrap_or(text);
        local.parse().map_err(|_| Self::invalid())
    }

    fn invalid() -> InvalidDateTime {
        InvalidDateTime { expected: "a date and time as in 2018-10-05T12:30:00Z" }
    }
}

impl Date {
    /// Takes a text that is as RFC 3339 says: a date that exists.
    pub fn parse(text: &str) -> Result<Self, InvalidDateTime> {
        let value = Self(text.to_owned());
        if !is_date(text.as_bytes()) {
            return Err(Self::invalid());
        }
        value.date().map(|_| value)
    }

    /// The date that it means.
    pub fn date(&self) -> Result<jiff::civil::Date, InvalidDateTime> {
        self.0.trim().parse().map_err(|_| Self::invalid())
    }

    fn invalid() -> InvalidDateTime {
        InvalidDateTime { expected: "a date as in 2018-10-05" }
    }
}

impl Time {
    /// Takes a time that exists, with an offset or without one.
    pub fn parse(text: &str) -> Result<Self, InvalidDateTime> {
        let value = Self(text.to_owned());
        value.time().map(|_| value)
    }

    /// The time as it is written, whatever the offset and also without one.
    pub fn time(&self) -> Result<jiff::civil::Time, InvalidDateTime> {
        let text = self.0.trim();
        let local = text.split(['Z', 'z', '+', '-']).next().unwrap_or_default();
        let offset = text.get(local.len()..).unwrap_or_default();
        let known = matches!(offset, "" | "Z" | "z")
            || fits(offset.as_bytes(), b"+00:00")
            || fits(offset.as_bytes(), b"-00:00");
        local.parse().ok().filter(|_| known).ok_or(Self::invalid())
    }

    fn invalid() -> InvalidDateTime {
        InvalidDateTime { expected: "a time as in 12:30:00Z" }
    }
}

impl Duration {
    /// Takes a text that is as ISO 8601 says.
    pub fn parse(text: &str) -> Result<Self, InvalidDateTime> {
        let value = Self(text.to_owned());
        value.span().map(|_| value)
    }

    /// The span of time that it means.
    pub fn span(&self) -> Result<jiff::Span, InvalidDateTime> {
        let text = self.0.trim();
        let iso = text.trim_start_matches(['+', '-']).starts_with(['P', 'p']);
        text.parse().ok().filter(|_| iso).ok_or(Self::invalid())
    }

    fn invalid() -> InvalidDateTime {
        InvalidDateTime { expected: "a duration as in P1DT12H" }
    }
}

impl From<jiff::civil::Time> for Time {
    fn from(time: jiff::civil::Time) -> Self {
        Self(time.to_string())
    }
}

impl From<jiff::Span> for Duration {
    fn from(span: jiff::Span) -> Self {
        Self(span.to_string())
    }
}

impl From<jiff::Timestamp> for DateTime {
    fn from(timestamp: jiff::Timestamp) -> Self {
        Self(timestamp.to_string())
    }
}

impl From<jiff::civil::Date> for Date {
    fn from(date: jiff::civil::Date) -> Self {
        Self(date.to_string())
    }
}

impl fmt::Display for InvalidDateTime {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "expected {}", self.expected)
    }
}

impl std::error::Error for InvalidDateTime {}

macro_rules! texts {
    ($($name:ident)*) => {$(
        impl $name {
            /// The text as it came.
            pub fn as_str(&self) -> &str {
                &self.0
            }
        }

        /// Takes what [`parse`](Self::parse) takes.
        impl FromStr for $name {
            type Err = InvalidDateTime;

            fn from_str(text: &str) -> Result<Self, Self::Err> {
                Self::parse(text)
            }
        }

        impl fmt::Display for $name {
            fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
                f.pad(&self.0)
            }
        }

        impl fmt::Debug for $name {
            fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
                f.debug_tuple(stringify!($name)).field(&self.0).finish()
            }
        }

        /// Takes any text.
        impl<'de> Deserialize<'de> for $name {
            fn deserialize<D: Deserializer<'de>>(deserializer: D) -> Result<Self, D::Error> {
                String::deserialize(deserializer).map(Self)
            }
        }

        impl Serialize for $name {
            fn serialize<S: Serializer>(&self, serializer: S) -> Result<S::Ok, S::Error> {
                serializer.serialize_str(&self.0)
            }
        }

        impl Argument for $name {
            fn encode(&self) -> Result<Cow<'_, str>, Refusal> {
                Ok(Cow::Borrowed(&self.0))
            }
        }
    )*};
}

texts!(DateTime Date Time Duration);

/// The grammar of `date-time` (RFC 3339 §5.6); whether the date and time exist is another question.
fn is_date_time(text: &[u8]) -> bool {
    let Some((date, rest)) = text.split_at_checked(10) else { return false };
    let Some((time, rest)) = rest.split_at_checked(9) else { return false };
    let fraction = rest.strip_prefix(b".");
    let digits = fraction.map_or(0, |rest| rest.iter().take_while(|byte| byte.is_ascii_digit()).count());
    let offset = match fraction {
        Some(_) if digits == 0 => return false,
        Some(fraction) => &fraction[digits..],
        None => rest,
    };
    let numeric = fits(offset, b"+00:00") || fits(offset, b"-00:00");
    is_date(date)
        && (fits(time, b"T00:00:00") || fits(time, b"t00:00:00"))
        && (numeric || matches!(offset, b"Z" | b"z"))
}

/// The grammar of `full-date` (RFC 3339 §5.6).
fn is_date(text: &[u8]) -> bool {
    fits(text, b"0000-00-00")
}

/// Whether a text has the form of a pattern, in which each `0` stands for a digit.
fn fits(text: &[u8], pattern: &[u8]) -> bool {
    let same = |(byte, wanted): (&u8, &u8)| if *wanted == b'0' { byte.is_ascii_digit() } else { byte == wanted };
    text.len() == pattern.len() && text.iter().zip(pattern).all(same)
}
