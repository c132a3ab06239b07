//! Defaults for what a document omits.

use std::fmt;

/// What is read in place of a required keyword that is missing.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) enum Filled {
    /// `info`: a title and a version.
    Info,
    /// `paths`: none.
    Paths,
    /// `title` of the document.
    Title,
    /// `version` of the document.
    Version,
    /// `name` of the license.
    LicenseName,
    /// `responses`: none.
    Responses,
    /// `content` of a body: none.
    Content,
    /// `description`: empty.
    Description,
    /// `scopes`: none.
    Scopes,
}

impl fmt::Display for Filled {
    fn fmt(&self, out: &mut fmt::Formatter<'_>) -> fmt::Result {
        out.write_str(match self {
            Self::Info => "the title \"API\" and the version 0.0.0 are used",
            Self::Paths => "it was read as a document without paths",
            Self::Title => "the title \"API\" is used",
            Self::Version => "the version 0.0.0 is used",
            Self::LicenseName => "the license has no name",
            Self::Responses => "it was read as an operation without responses",
            Self::Content => "it was read as a body without a media type",
            Self::Description => "it was read as an empty text",
            Self::Scopes => "it was read as a flow without scopes",
        })
    }
}

/// What a keyword without a value is read as.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) enum ReadAs {
    /// Nothing: as if the keyword were missing.
    Missing,
    /// An empty text.
    EmptyText,
    /// An empty list.
    EmptyList,
    /// An empty object.
    EmptyObject,
    /// A path without operations.
    EmptyPath,
}

impl fmt::Display for ReadAs {
    fn fmt(&self, out: &mut fmt::Formatter<'_>) -> fmt::Result {
        out.write_str(match self {
            Self::Missing => "if it were missing",
            Self::EmptyText => "an empty text",
            Self::EmptyList => "an empty list",
            Self::EmptyObject => "an empty object",
            Self::EmptyPath => "a path without operations",
        })
    }
}
