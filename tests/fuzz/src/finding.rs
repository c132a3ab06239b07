//! A broken promise.

use serde_json::{Value, json};

/// A broken promise.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Finding {
    /// Which promise: `panic`, `abort`, `hang`, `memory`, `defect`, `unparsable`, `unstable`,
    /// `lost-operation`, `outside`, `half-written`, `compile`.
    pub kind: String,
    /// Details for people.
    pub detail: String,
}

impl Finding {
    /// Creates a finding.
    #[must_use]
    pub fn new(kind: &str, detail: impl Into<String>) -> Self {
        Self { kind: kind.to_owned(), detail: detail.into() }
    }

    /// Formats it as one line, for a pipe.
    #[must_use]
    pub fn line(&self) -> String {
        json!([self.kind, self.detail]).to_string()
    }

    /// Parses what [`Finding::line`] wrote.
    #[must_use]
    pub fn of_line(line: &str) -> Option<Self> {
        let value: Value = serde_json::from_str(line).ok()?;
        Some(Self::new(value.get(0)?.as_str()?, value.get(1)?.as_str()?))
    }

    /// Returns what findings with the same cause share: the detail without names and numbers.
    #[must_use]
    pub fn signature(&self) -> String {
        let mut text = format!("{}: ", self.kind);
        let mut quoted = false;
        for character in self.detail.lines().next().unwrap_or_default().chars().take(160) {
            match character {
                '`' => {
                    quoted = !quoted;
                    text.push('`');
                }
                // Only a panic's line number identifies it.
                character if character.is_ascii_digit() && self.kind != "panic" => {}
                character if !quoted => text.push(character),
                _ => {}
            }
        }
        text
    }
}
