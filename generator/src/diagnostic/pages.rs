//! The pages on the codes: what each problem means, what is done instead, and how to mend it.

/// A page, as `openapi-crate explain` shows it.
///
/// It begins with a line such as `# repair[flow-for-flows]: A security scheme says flow in place of flows`. A test holds
/// the pages to the table of wordings, and each page's example to its code.
#[derive(Debug, Clone, Copy)]
pub(crate) struct Page {
    /// The code that it is about.
    pub code: &'static str,
    /// The page, in Markdown.
    pub text: &'static str,
}

macro_rules! pages {
    ($($code:literal,)*) => {
        [$(Page { code: $code, text: include_str!(concat!("pages/", $code, ".md")) },)*]
    };
}

/// One page for each code, in the order of the table of wordings.
pub(crate) static PAGES: &[Page] = &pages![
    "unreadable-file",
    "not-utf-8",
    "empty-file",
    "syntax",
    "several-documents",
    "too-deep",
    "alias-bomb",
    "duplicate-key",
    "invalid-merge",
    "yaml-tag",
    "not-finite",
    "huge-number",
    "integer-response-key",
    "non-string-key",
    "not-openapi",
    "unsupported-version",
    "newer-version",
    "webhooks-left-out",
    "operations-left-out",
    "callbacks-left-out",
    "links-left-out",
    "unknown-schema-dialect",
    "mutual-tls",
    "unchecked-keyword",
    "untyped-members",
    "tuple",
    "dynamic-reference",
    "assumed-media-type",
    "file-as-json",
    "second-body",
    "component-name-taken",
    "unfollowed-reference",
    "unfollowed-part",
    "flow-for-flows",
    "stray-security-scheme",
    "stray-security-requirement",
    "undeclared-scope",
    "undeclared-path-parameter",
    "missing-operation-id",
    "path-without-slash",
    "optional-path-parameter",
    "without-schema",
    "unsuitable-style",
    "discriminator-text",
    "number-for-text",
    "text-for-scalar",
    "null-keyword",
    "missing-keyword",
    "unreadable-schema",
    "unreadable",
    "ignored",
    "unreadable-document",
    "unknown-keyword",
    "reference-siblings",
    "misplaced-reference",
    "invalid-response-key",
    "not-an-overlay",
    "invalid-overlay-action",
    "invalid-overlay-target",
    "overlay-matches-nothing",
    "unresolved-reference",
    "unresolved-component",
    "bare-discriminator",
    "unknown-mapping",
    "unlisted-mapping",
    "overlapping-alternatives",
    "several-alternatives",
    "conflicting-property",
    "conflicting-formats",
    "reference-cycle",
    "assumed-type",
    "external-reference",
    "unsupported-schema",
    "schema-conflict",
    "security-scheme-conflict",
    "duplicate-operation",
    "equivalent-path",
    "path-with-fragment",
    "duplicate-operation-id",
    "unused-path-parameter",
    "required-without-property",
    "unsupported-media-type",
    "part-header",
    "other-media-type",
    "body-of-no-content",
    "unsupported-parameter",
    "nested-parameter",
    "untyped-header",
    "duplicate-parameter",
    "ignored-parameter",
    "undeclared-security-scheme",
    "unsupported-security-scheme",
    "credentials-in-one-header",
    "defect",
    "server-unusable",
    "own-servers",
    "different-servers",
    "relative-server",
    "unencrypted-server",
];

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
