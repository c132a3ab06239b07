//! Why a file is not an OpenAPI document.

use std::fmt;

/// What stands in a file instead of an OpenAPI document.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) enum DocumentFault {
    /// A list.
    List,
    /// A single text, number or boolean.
    Scalar,
    /// An overlay, given as a document.
    Overlay,
    /// An object without `openapi` and `swagger`.
    NoVersion,
    /// The value of this keyword is not a version.
    NotAVersion(&'static str),
}

impl fmt::Display for DocumentFault {
    fn fmt(&self, out: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self {
            Self::List => out.write_str("it is a list, not an object"),
            Self::Scalar => out.write_str("it is a single text or number, not an object"),
            Self::Overlay => out.write_str("it is an overlay"),
            Self::NoVersion => out.write_str("it has no `openapi`"),
            Self::NotAVersion(keyword) => write!(out, "its `{keyword}` is not a version"),
        }
    }
}
