//! A position in a text.

/// A position in a text. Lines and columns count from 1, columns in characters.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
pub(crate) struct Position {
    pub line: usize,
    pub column: usize,
    /// The number of characters that are marked.
    pub length: usize,
}

impl Position {
    /// Returns the beginning of a text.
    pub(crate) fn start(text: &str) -> Self {
        let line = text.lines().next().unwrap_or_default();
        let length = line.chars().take_while(|character| !character.is_whitespace()).count();
        Self { line: 1, column: 1, length: length.max(1) }
    }

    /// Returns the position of the character at byte `offset`, or of the one that contains this
    /// byte.
    pub(crate) fn of_offset(text: &str, offset: usize) -> Self {
        let mut end = offset.min(text.len());
        while !text.is_char_boundary(end) {
            end -= 1;
        }
        let before = &text[..end];
        let line = before.matches('\n').count() + 1;
        let column = before.rsplit('\n').next().unwrap_or_default().chars().count() + 1;
        Self { line, column, length: 1 }
    }
}
