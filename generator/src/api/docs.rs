//! Documentation that a document gives for one of its parts.

/// Title or summary, description, and what belongs to them. The texts are CommonMark as the
/// document has it, so they are untrusted.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub(crate) struct Docs {
    /// One line.
    pub summary: Option<String>,
    /// Any number of paragraphs.
    pub description: Option<String>,
    /// Facts that the types do not show, each one line: bounds, patterns, defaults, examples.
    pub facts: Vec<String>,
    /// A page with more documentation: its URL and its description.
    pub external: Option<(String, Option<String>)>,
    /// Whether the document marks it as deprecated.
    pub deprecated: bool,
}
