//! Media types whose bodies are one value after another.

/// How the values of a body follow each other.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) enum Sequential {
    /// Events (WHATWG HTML, section 9.2, "Server-sent events").
    Events,
    /// A JSON value on each line (NDJSON, JSON Lines).
    Lines,
    /// A text sequence of JSON (RFC 7464), or a media type with the suffix `+json-seq` (RFC 8091).
    Sequence,
}

/// How the values of a body of this media type follow each other; `None` where it is one value. Parameters and case do
/// not matter.
#[must_use]
pub(crate) fn sequential(name: &str) -> Option<Sequential> {
    let essence = name.split(';').next().unwrap_or_default().trim().to_ascii_lowercase();
    match essence.as_str() {
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
