//! Why a reference is not followed.

use std::fmt;

use super::FileFault;

/// Why a reference is not followed.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(crate) enum Unfollowed {
    /// The file has no such node.
    NoSuchNode,
    /// The reference leads back to itself.
    BackToItself,
    /// It is a URL of the network.
    Network,
    /// It is a URI of another scheme.
    Scheme(String),
    /// It is relative to a document that has no path.
    NoPath,
    /// It leads out of the document's folder.
    OutOfFolder,
    /// It leads to something other than a file.
    NotAFile,
    /// The file cannot be opened.
    Unopened(FileFault),
    /// The file cannot be read; a message of its own says why.
    UnreadableFile,
}

impl fmt::Display for Unfollowed {
    fn fmt(&self, out: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self {
            Self::NoSuchNode => out.write_str("its target does not exist"),
            Self::BackToItself => out.write_str("it leads back to itself"),
            Self::Network => out.write_str("nothing is fetched from the network"),
            Self::Scheme(scheme) => write!(out, "`{scheme}:` is not a file path"),
            Self::NoPath => out.write_str("the document was not read from a file"),
            Self::OutOfFolder => out.write_str("the file is outside the document's folder"),
            Self::NotAFile => out.write_str("it is not a file"),
            Self::Unopened(fault) => fault.fmt(out),
            Self::UnreadableFile => out.write_str("the file cannot be read"),
        }
    }
}
