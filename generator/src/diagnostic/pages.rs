//! The pages on the codes: what each problem means, what the generator does, and how to mend it.

use super::PAGES;

/// A page, as `openapi-crate explain` shows it.
///
/// It begins with a line such as
/// `# repair[flow-for-flows]: A security scheme has flow instead of flows`. Tests compare its
/// severity with the table, and check that its example causes this code and no other.
#[derive(Debug, Clone, Copy)]
pub(crate) struct Page {
    /// The code.
    pub code: &'static str,
    /// The page, in Markdown.
    pub text: &'static str,
}

impl Page {
    /// The page on `code`.
    #[must_use]
    pub(crate) fn on(code: &str) -> Option<&'static Self> {
        PAGES.iter().find(|page| page.code == code)
    }

    /// The first line: the severity, and the problem in a few words.
    #[must_use]
    pub(crate) fn heading(&self) -> (&'static str, &'static str) {
        let line = self.text.lines().next().unwrap_or_default().trim_start_matches("# ");
        let (head, words) = line.split_once(": ").unwrap_or((line, ""));
        (head.split('[').next().unwrap_or_default(), words)
    }
}
