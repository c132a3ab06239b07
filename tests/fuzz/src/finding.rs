//! A promise that was not kept.

use serde_json::{Value, json};

/// A promise that was not kept.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Finding {
    /// Which: `panic`, `abort`, `hang`, `memory`, `defect`, `unparsable`, `unstable`, `lost-operation`, `outside`, `half-written`, `compile`.
    pub kind: String,
    /// What is known of it.
    pub detail: String,
}

impl Finding {
    /// A promise that was not kept.
    #[must_use]
    pub fn new(kind: &str, detail: impl Into<String>) -> Self {
        Self { kind: kind.to_owned(), detail: detail.into() }
    }

    /// One line, for a pipe.
    #[must_use]
    pub fn line(&self) -> String {
        json!([self.kind, self.detail]).to_string()
    }

    /// What [`Finding::line`] wrote.
    #[must_use]
    pub fn of_line(line: &str) -> Option<Self> {
        let value: Value = serde_json::from_str(line).ok()?;
        Some(Self::new(value.get(0)?.as_str()?, value.get(1)?.as_str()?))
    }

    /// What findings of one cause have in common: the detail without names and numbers.
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
                // A line number tells one panic from another.
                character if character.is_ascii_digit() && self.kind != "panic" => {}
                character if !quoted => text.push(character),
                _ => {}
            }
        }
        text
    }
}
