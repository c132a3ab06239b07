//! Dates and times that keep their text.

use std::fmt;

use crate::runtime::value::texts::texts;

/// A date and time, as RFC 3339 writes it.
///
/// It keeps the text that the server sent, even if it is not valid, and writes it back unchanged.
/// [`DateTime::timestamp`] parses it. Two values are equal if their texts are.
#[derive(Clone, PartialEq, Eq, Hash)]
pub struct DateTime(String);

/// A date, as RFC 3339 writes it.
///
/// It keeps the text that the server sent, even if it is not valid, and writes it back unchanged.
/// [`Date::date`] parses it. Two values are equal if their texts are.
#[derive(Clone, PartialEq, Eq, Hash)]
pub struct Date(String);

/// The error for a text that is not a valid date or time.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct InvalidDateTime {
    pub(crate) expected: &'static str,
}

impl DateTime {
    /// Parses a text as RFC 3339 defines it: an existing date, a time and an offset.
    ///
    /// # Errors
    ///
    /// If the text has another form, or no such date or time exists.
    pub fn parse(text: &str) -> Result<Self, InvalidDateTime> {
        let value = Self(text.to_owned());
        if !is_date_time(text.as_bytes()) {
            return Err(Self::invalid());
        }
        value.timestamp().map(|_| value)
    }

    /// The moment, with the offset taken into account.
    ///
    /// # Errors
    ///
    /// If the text is not a valid date and time with an offset.
    pub fn timestamp(&self) -> Result<jiff::Timestamp, InvalidDateTime> {
        self.0.trim().parse().map_err(|_| Self::invalid())
    }

    /// The date and time as written; the offset is ignored and may be missing.
    ///
    /// # Errors
    ///
    /// If the text is not a valid date and time.
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
    /// Parses a text as RFC 3339 defines it: an existing date.
    ///
    /// # Errors
    ///
    /// If the text has another form, or no such date exists.
    pub fn parse(text: &str) -> Result<Self, InvalidDateTime> {
        let value = Self(text.to_owned());
        if !is_date(text.as_bytes()) {
            return Err(Self::invalid());
        }
        value.date().map(|_| value)
    }

    /// The date.
    ///
    /// # Errors
    ///
    /// If the text is not a valid date.
    pub fn date(&self) -> Result<jiff::civil::Date, InvalidDateTime> {
        self.0.trim().parse().map_err(|_| Self::invalid())
    }

    fn invalid() -> InvalidDateTime {
        InvalidDateTime { expected: "a date as in 2018-10-05" }
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

texts!(DateTime Date);

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
pub(crate) fn fits(text: &[u8], pattern: &[u8]) -> bool {
    let same = |(byte, wanted): (&u8, &u8)| if *wanted == b'0' { byte.is_ascii_digit() } else { byte == wanted };
    text.len() == pattern.len() && text.iter().zip(pattern).all(same)
}
