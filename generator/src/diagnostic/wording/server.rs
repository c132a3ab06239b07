//! Why a server cannot be used.

use std::fmt;

/// Why the client cannot use the URL of a server.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) enum ServerFault {
    /// It is `http`, and not of this machine.
    Unencrypted,
    /// It is relative, and the document has no URL.
    Relative,
    /// It has a variable that is not declared.
    UndeclaredVariable,
    /// It has a query or a fragment.
    QueryOrFragment,
    /// It is not an absolute URL of HTTP.
    NotHttp,
    /// It holds user information.
    UserInformation,
    /// It has no host.
    NoHost,
    /// Its path holds `.` or `..`.
    DotSegment,
    /// Its path has an empty segment.
    EmptySegment,
    /// It holds a character that no URL can have.
    Character,
}

impl fmt::Display for ServerFault {
    fn fmt(&self, out: &mut fmt::Formatter<'_>) -> fmt::Result {
        out.write_str(match self {
            Self::Unencrypted => "it is not encrypted",
            Self::Relative => "it is relative to the URL of the document, which is unknown",
            Self::UndeclaredVariable => "it contains a variable that is not declared",
            Self::QueryOrFragment => "it has a query or a fragment",
            Self::NotHttp => "it is not an absolute `http` or `https` URL",
            Self::UserInformation => "it contains user information",
            Self::NoHost => "it has no host",
            Self::DotSegment => "its path contains `.` or `..`",
            Self::EmptySegment => "its path has an empty segment",
            Self::Character => "it contains a character that is not allowed in a URL",
        })
    }
}
