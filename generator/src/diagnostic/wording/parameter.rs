//! Why a parameter cannot be typed, and why one has no effect.

use std::fmt;

/// Why a parameter cannot be typed.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Unsupported {
    /// A `collectionFormat` of a parameter in this location, for which OpenAPI 3.0 has no style.
    Separator {
        /// Where the parameter stands.
        location: String,
        /// The `collectionFormat`.
        format: String,
    },
    /// The same in a form.
    FormSeparator {
        /// The `collectionFormat`.
        format: String,
    },
    /// A list whose items are lists.
    ListsInList,
    /// Its `content` has this media type.
    MediaType(String),
}

impl fmt::Display for Unsupported {
    fn fmt(&self, out: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self {
            Self::Separator { location, format } => {
                write!(out, "in `{location}`, no style of OpenAPI 3.0 separates values as `{format}` does")
            }
            Self::FormSeparator { format } => {
                write!(out, "in a form, no style of OpenAPI 3.0 separates values as `{format}` does")
            }
            Self::ListsInList => out.write_str("no style of OpenAPI 3.0 separates the values of lists in a list"),
            Self::MediaType(media) => write!(out, "a parameter written as `{media}` is not supported"),
        }
    }
}

/// Why a parameter has no effect.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Ineffective {
    /// A header that follows from the body and the credentials.
    OwnHeader,
    /// A header that frames the message.
    Framing,
    /// A name that no header can have.
    NotAHeader,
    /// Its `content` is empty.
    NoMediaType,
    /// An earlier field of the form has its name.
    FieldTaken,
}

impl fmt::Display for Ineffective {
    fn fmt(&self, out: &mut fmt::Formatter<'_>) -> fmt::Result {
        out.write_str(match self {
            Self::OwnHeader => "the client sets this header itself, from the body and the credentials",
            Self::Framing => "the client sets this header itself, since it frames the message",
            Self::NotAHeader => "no header can have this name",
            Self::NoMediaType => "its `content` names no media type",
            Self::FieldTaken => "another field of the form has its name",
        })
    }
}
