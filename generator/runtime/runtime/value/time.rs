//! Times of day that keep their text.

use crate::runtime::value::date_time::{InvalidDateTime, fits};
use crate::runtime::value::texts::texts;

/// A time of day, as RFC 3339 writes it.
///
/// It keeps the text that the server sent, even if it is not valid, and writes it back unchanged.
/// [`Time::time`] parses it. Two values are equal if their texts are.
#[derive(Clone, PartialEq, Eq, Hash)]
pub struct Time(String);

impl Time {
    /// Parses an existing time, with or without an offset.
    ///
    /// # Errors
    ///
    /// If the text has another form, or no such time exists.
    pub fn parse(text: &str) -> Result<Self, InvalidDateTime> {
        let value = Self(text.to_owned());
        value.time().map(|_| value)
    }

    /// The time as written; the offset is ignored and may be missing.
    ///
    /// # Errors
    ///
    /// If the text is not a valid time.
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

impl From<jiff::civil::Time> for Time {
    fn from(time: jiff::civil::Time) -> Self {
        Self(time.to_string())
    }
}

texts!(Time);
