//! Why a file cannot be opened.

use std::fmt;

/// Why a file cannot be opened or read.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(crate) enum FileFault {
    /// The path leads to no file.
    Missing,
    /// The system denies access.
    NotPermitted,
    /// The path leads to a folder.
    Folder,
    /// Anything else, in the words of the system.
    Other(String),
}

impl fmt::Display for FileFault {
    fn fmt(&self, out: &mut fmt::Formatter<'_>) -> fmt::Result {
        out.write_str(match self {
            Self::Missing => "there is no such file",
            Self::NotPermitted => "permission denied",
            Self::Folder => "it is a folder",
            Self::Other(error) => error,
        })
    }
}
