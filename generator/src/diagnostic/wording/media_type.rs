//! What the client does with a media type instead of what the document describes.

use std::fmt;

/// What the client does with a body whose media type is not supported.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(crate) enum Instead {
    /// A response is read as text.
    ReadText,
    /// The bytes of a response are read.
    ReadBytes,
    /// The caller encodes the body.
    Encoded,
    /// The caller encodes a form, since its schema is not an object with named properties.
    EncodedForm,
    /// The caller encodes a text in the charset that the media type names.
    EncodedText,
    /// This media type is written in the header.
    Written(String),
}

impl fmt::Display for Instead {
    fn fmt(&self, out: &mut fmt::Formatter<'_>) -> fmt::Result {
        out.write_str(match self {
            Self::ReadText => "it is read as text",
            Self::ReadBytes => "it is read as bytes",
            Self::Encoded => "the argument is the encoded body",
            Self::EncodedForm => {
                "the argument is the encoded body, because the schema is not an object with named properties"
            }
            Self::EncodedText => "the argument is the text as bytes, in the charset of the media type",
            Self::Written(media) => return write!(out, "`{media}` is used, because no header can carry it"),
        })
    }
}

/// What the client does with the media type that it prefers to others.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(crate) enum Preferred {
    /// The body of a request is sent as this.
    Sent(String),
    /// The body of a success is asked for as this.
    Accepted(String),
    /// The body of an error is read as this.
    ReadInError(String),
}

impl fmt::Display for Preferred {
    fn fmt(&self, out: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self {
            Self::Sent(media) => write!(out, "the body is sent as `{media}`, which carries the same data"),
            Self::Accepted(media) => write!(out, "the client asks for `{media}`, which carries the same data"),
            Self::ReadInError(media) => write!(out, "`{media}` is read; of any other, the error keeps the text"),
        }
    }
}
