//! The words that a document has for a part of it.

/// A title or summary, a longer description, and what goes with them. CommonMark, as it came:
/// untrusted text.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub(crate) struct Docs {
    /// One line.
    pub summary: Option<String>,
    /// The whole story.
    pub description: Option<String>,
    /// Facts that the types do not show, each one line: bounds, patterns, defaults, examples.
    pub facts: Vec<String>,
    /// A page that tells more: its URL and what it is called.
    pub external: Option<(String, Option<String>)>,
    /// Whether the document calls it deprecated.
    pub deprecated: bool,
}
