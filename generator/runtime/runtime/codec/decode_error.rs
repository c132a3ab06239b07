//! Why the body of a response cannot be read.

use std::fmt;

use serde_json::error::Category;

/// Why the body of a response does not match the API's description: what was expected, and where.
///
/// It quotes nothing from the body, which may be personal data.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct DecodeError {
    expectation: String,
    path: Option<String>,
    position: Option<(usize, usize)>,
    content_type: Option<String>,
}

impl DecodeError {
    /// An error without a position.
    pub(crate) fn new(expectation: &str) -> Self {
        Self { expectation: expectation.to_owned(), path: None, position: None, content_type: None }
    }

    /// An error in JSON.
    pub(crate) fn json(error: &serde_json::Error, body: &[u8]) -> Self {
        let position = (error.line() > 0).then(|| (error.line(), error.column()));
        let path = position.and_then(|(line, column)| crate::runtime::codec::json_path::at(body, line, column));
        Self { expectation: expectation(error), path, position, content_type: None }
    }

    /// The same error with the media type that the response declared. Parameters, or a text that is
    /// not a media type, could hold personal data: they are left out.
    pub(crate) fn with_content_type(mut self, content_type: Option<&str>) -> Self {
        let essence = content_type.map(|text| text.split(';').next().unwrap_or_default().trim());
        let is_media_type = |text: &&str| {
            let plain = |character: char| character.is_ascii_alphanumeric() || "/+-.".contains(character);
            text.len() <= 60 && text.contains('/') && text.chars().all(plain)
        };
        self.content_type = essence.filter(is_media_type).map(str::to_owned);
        self
    }

    /// What was expected.
    pub fn expectation(&self) -> &str {
        &self.expectation
    }

    /// Where in the JSON it was expected, such as `accounts[2].balance`.
    pub fn path(&self) -> Option<&str> {
        self.path.as_deref()
    }

    /// The line in the body, counted from 1.
    pub fn line(&self) -> Option<usize> {
        self.position.map(|(line, _)| line)
    }

    /// The column in the line, in bytes, counted from 1.
    pub fn column(&self) -> Option<usize> {
        self.position.map(|(_, column)| column)
    }
}

impl fmt::Display for DecodeError {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "{}", self.expectation)?;
        if let Some(path) = &self.path {
            write!(f, " at `{path}`")?;
        }
        if let Some((line, column)) = self.position {
            write!(f, " (line {line}, column {column})")?;
        }
        match &self.content_type {
            Some(content_type) => write!(f, " in a body of type {content_type}"),
            None => Ok(()),
        }
    }
}

impl std::error::Error for DecodeError {}

/// The part of serde's message that quotes nothing of the body.
fn expectation(error: &serde_json::Error) -> String {
    /// What serde writes before the value it quotes; what it expected comes after the last
    /// `, expected `.
    const QUOTING: [&str; 5] =
        ["invalid type: ", "invalid value: ", "invalid length ", "unknown variant ", "unknown field "];
    let message = error.to_string();
    let message = match message.rfind(" at line ") {
        Some(end) => &message[..end],
        None => &message,
    };
    match error.classify() {
        Category::Syntax => format!("not JSON: {message}"),
        Category::Eof => "not JSON: it ends too early".to_owned(),
        Category::Io => "unreadable".to_owned(),
        Category::Data if message.starts_with("missing field `") => message.to_owned(),
        Category::Data if QUOTING.iter().any(|prefix| message.starts_with(prefix)) => {
            match message.rsplit_once(", expected ") {
                Some((_, expected)) => format!("expected {expected}"),
                None => "not the expected value".to_owned(),
            }
        }
        Category::Data => "not the expected value".to_owned(),
    }
}
