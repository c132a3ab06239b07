//! A place in a text.

/// A place in a text, counted from 1, in characters.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
pub(crate) struct Position {
    /// The line.
    pub line: usize,
    /// The column.
    pub column: usize,
    /// How many characters it spans.
    pub length: usize,
}

impl Position {
    /// The beginning of a text.
    pub(crate) fn start(text: &str) -> Self {
        let line = text.lines().next().unwrap_or_default();
        let length = line.chars().take_while(|character| !character.is_whitespace()).count();
        Self { line: 1, column: 1, length: length.max(1) }
    }

    /// The place of the character that begins at or before byte `offset`.
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
