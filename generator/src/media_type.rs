//! The only parser of media types.
//!
//! Outside all rooms, because `document/` needs it, and comes before `api/`.

/// How a body is encoded.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) enum MediaKind {
    /// JSON (RFC 8259), or a media type with the suffix `+json` (RFC 6839).
    Json,
    /// `application/x-www-form-urlencoded`.
    Form,
    /// `multipart/form-data` (RFC 7578).
    Multipart,
    /// `text/*`, and XML, which is read as text.
    Text,
    /// Any other: bytes.
    Binary,
}

/// The format of a body that is a sequence of values.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) enum Sequential {
    /// Events (WHATWG HTML, section 9.2, "Server-sent events").
    Events,
    /// One JSON value per line (NDJSON, JSON Lines).
    Lines,
    /// A JSON text sequence (RFC 7464), or a media type with the suffix `+json-seq` (RFC 8091).
    Sequence,
}

/// A media type or media range (RFC 9110, section 8.3.1), with its case normalized. The client
/// sends and shows the document's own spelling, which stays with the document's object.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(crate) struct MediaType {
    /// Type and subtype, in lower case.
    essence: String,
    /// The names and values of the parameters; values are without quotes.
    parameters: Vec<(String, String)>,
}

impl MediaType {
    /// Parses a media type.
    #[must_use]
    pub(crate) fn new(text: &str) -> Self {
        let mut parts = text.split(';');
        let essence = parts.next().unwrap_or_default().trim().to_ascii_lowercase();
        let parameters = parts.filter_map(|parameter| parameter.split_once('='));
        let parameters = parameters
            .map(|(name, value)| (name.trim().to_ascii_lowercase(), value.trim().trim_matches('"').to_owned()))
            .collect();
        Self { essence, parameters }
    }

    /// Returns `text` without its parameters, in its own case.
    #[must_use]
    pub(crate) fn without_parameters(text: &str) -> &str {
        text.split(';').next().unwrap_or_default().trim()
    }

    /// Returns type and subtype in lower case, such as `application/json`.
    #[must_use]
    pub(crate) fn essence(&self) -> &str {
        &self.essence
    }

    /// Returns the value of the first parameter with this name, which must be in lower case.
    #[must_use]
    pub(crate) fn parameter(&self, name: &str) -> Option<&str> {
        self.parameters.iter().find(|(known, _)| known == name).map(|(_, value)| value.as_str())
    }

    /// Returns the encoding of a body. A range that includes JSON counts as JSON.
    #[must_use]
    pub(crate) fn kind(&self) -> MediaKind {
        match self.essence() {
            "application/x-www-form-urlencoded" => MediaKind::Form,
            "multipart/form-data" => MediaKind::Multipart,
            "application/json" | "text/json" | "*/*" | "application/*" => MediaKind::Json,
            "application/xml" => MediaKind::Text,
            other if other.ends_with("+json") => MediaKind::Json,
            other if other.starts_with("text/") || other.ends_with("+xml") => MediaKind::Text,
            _ => MediaKind::Binary,
        }
    }

    /// Returns the format of the sequence, if a body is a sequence of values; `None` if it is one
    /// value.
    #[must_use]
    pub(crate) fn sequential(&self) -> Option<Sequential> {
        match self.essence() {
            "text/event-stream" => Some(Sequential::Events),
            "application/x-ndjson"
            | "application/ndjson"
            | "application/jsonl"
            | "application/x-jsonl"
            | "application/jsonlines"
            | "application/x-jsonlines"
            | "application/json-lines"
            | "text/x-ndjson"
            | "text/jsonl"
            | "application/stream+json"
            | "application/x-json-stream" => Some(Sequential::Lines),
            "application/json-seq" => Some(Sequential::Sequence),
            other if other.ends_with("+json-seq") => Some(Sequential::Sequence),
            _ => None,
        }
    }

    /// Whether a body is read as JSON.
    #[must_use]
    pub(crate) fn is_json(&self) -> bool {
        self.kind() == MediaKind::Json
    }

    /// Whether a body is XML (RFC 7303).
    #[must_use]
    pub(crate) fn is_xml(&self) -> bool {
        matches!(self.essence(), "application/xml" | "text/xml") || self.essence.ends_with("+xml")
    }

    /// Whether a body is `application/x-www-form-urlencoded`.
    #[must_use]
    pub(crate) fn is_form(&self) -> bool {
        self.kind() == MediaKind::Form
    }

    /// Whether a body has several parts, form data or not (RFC 2046, section 5.1).
    #[must_use]
    pub(crate) fn is_multipart(&self) -> bool {
        self.essence.starts_with("multipart/")
    }

    /// Whether the media type names a charset other than UTF-8.
    #[must_use]
    pub(crate) fn has_other_charset(&self) -> bool {
        let is_utf_8 = |charset: &str| ["utf-8", "utf8"].iter().any(|known| charset.eq_ignore_ascii_case(known));
        self.parameter("charset").is_some_and(|charset| !is_utf_8(charset))
    }
}

#[cfg(test)]
mod tests {
    use super::{MediaKind, MediaType, Sequential};

    #[test]
    fn neither_case_nor_parameters_matter_to_the_kind() {
        for text in ["application/json", "Application/JSON ; charset=utf-8", "application/hal+json", "*/*"] {
            assert_eq!(MediaType::new(text).kind(), MediaKind::Json, "{text}");
        }
        assert_eq!(MediaType::new("Text/Event-Stream; x=y").sequential(), Some(Sequential::Events));
        assert_eq!(MediaType::new("application/geo+json-seq").sequential(), Some(Sequential::Sequence));
        assert!(MediaType::new("MULTIPART/Mixed; boundary=a").is_multipart());
    }

    #[test]
    fn parameters() {
        assert!(MediaType::new("text/csv; Charset=\"ISO-8859-1\"").has_other_charset());
        assert!(!MediaType::new("text/csv; header=present; charset=UTF-8").has_other_charset());
        assert!(!MediaType::new("text/csv").has_other_charset());
        assert_eq!(MediaType::without_parameters("Text/CSV ;charset=a"), "Text/CSV");
    }
}
