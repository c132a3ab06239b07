//! Times of day that keep their text.

use crate::runtime::value::date_time::{InvalidDateTime, fits};
use crate::runtime::value::texts::texts;

/// A time of day, as RFC 3339 writes it.
///
/// It keeps the text that came and writes it back as it came, also one that is no time: what it means is asked for by
/// [`Time::time`]. Two are equal when their texts are.
#[derive(Clone, PartialEq, Eq, Hash)]
pub struct Time(String);

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

impl From<jiff::civil::Time> for Time {
    fn from(time: jiff::civil::Time) -> Self {
        Self(time.to_string())
    }
}

texts!(Time);
