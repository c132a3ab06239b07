//! Why a parameter cannot be typed, and why one has no effect.

use std::fmt;

/// Why a parameter cannot be typed.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(crate) enum Unsupported {
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
                write!(out, "no style of OpenAPI 3.0 separates values in `{location}` as `{format}` does")
            }
            Self::FormSeparator { format } => {
                write!(out, "no style of OpenAPI 3.0 separates values in a form as `{format}` does")
            }
            Self::ListsInList => out.write_str("no style of OpenAPI 3.0 expresses lists of lists"),
            Self::MediaType(media) => write!(out, "the media type `{media}` is not supported for parameters"),
        }
    }
}

/// Why a parameter has no effect.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) enum Ineffective {
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
            Self::Framing => "the client sets this header itself, because it frames the message",
            Self::NotAHeader => "it is not a valid header name",
            Self::NoMediaType => "its `content` names no media type",
            Self::FieldTaken => "another field of the form has the same name",
        })
    }
}
