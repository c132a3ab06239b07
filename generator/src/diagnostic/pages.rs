//! The pages on the codes: what each problem means, what is done instead, and how to mend it.

use super::PAGES;

/// A page, as `openapi-crate explain` shows it.
///
/// It begins with a line such as `# repair[flow-for-flows]: A security scheme says flow in place of flows`. A test holds
/// the pages to the table of wordings, and each page's example to its code.
#[derive(Debug, Clone, Copy)]
pub struct Page {
    /// The code that it is about.
    pub code: &'static str,
    /// The page, in Markdown.
    pub text: &'static str,
}

impl Page {
    /// The page on `code`.
    #[must_use]
    pub fn on(code: &str) -> Option<&'static Self> {
        PAGES.iter().find(|page| page.code == code)
    }

    /// The first line: the severity, and the problem in a few words.
    #[must_use]
    pub fn heading(&self) -> (&'static str, &'static str) {
        let line = self.text.lines().next().unwrap_or_default().trim_start_matches("# ");
        let (head, words) = line.split_once(": ").unwrap_or((line, ""));
        (head.split('[').next().unwrap_or_default(), words)
    }
}
