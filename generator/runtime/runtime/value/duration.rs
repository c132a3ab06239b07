//! Durations that keep their text.

use crate::runtime::value::date_time::InvalidDateTime;
use crate::runtime::value::texts::texts;

/// A duration, as ISO 8601 writes it.
///
/// It keeps the text that the server sent, even if it is not valid, and writes it back unchanged.
/// [`Duration::span`] parses it. Two values are equal if their texts are.
#[derive(Clone, PartialEq, Eq, Hash)]
pub struct Duration(String);

impl Duration {
    /// Parses a text as ISO 8601 defines it.
    ///
    /// # Errors
    ///
    /// If the text has another form.
    pub fn parse(text: &str) -> Result<Self, InvalidDateTime> {
        let value = Self(text.to_owned());
        value.span().map(|_| value)
    }

    /// The span of time.
    ///
    /// # Errors
    ///
    /// If the text is not a valid duration.
    pub fn span(&self) -> Result<jiff::Span, InvalidDateTime> {
        let text = self.0.trim();
        let iso = text.trim_start_matches(['+', '-']).starts_with(['P', 'p']);
        text.parse().ok().filter(|_| iso).ok_or(Self::invalid())
    }

    fn invalid() -> InvalidDateTime {
        InvalidDateTime { expected: "a duration as in P1DT12H" }
    }
}

impl From<jiff::Span> for Duration {
    fn from(span: jiff::Span) -> Self {
        Self(span.to_string())
    }
}

texts!(Duration);
