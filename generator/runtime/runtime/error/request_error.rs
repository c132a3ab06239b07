//! Why a request cannot be made.

use std::error::Error as StdError;
use std::fmt;

use crate::runtime::error::failure::ErrorKind;
#[cfg(feature = "oauth2")]
use crate::runtime::error::token_error::TokenError;

/// Why a request cannot be made.
///
/// It holds names and reasons, never the refused value.
#[derive(Debug)]
#[non_exhaustive]
pub enum RequestError {
    /// An argument is refused.
    Argument {
        /// The argument's name.
        name: String,
        /// Why it is refused.
        reason: &'static str,
    },
    /// A header's name or value is refused.
    Header {
        /// The header's name.
        name: String,
        /// Why it is refused.
        reason: &'static str,
    },
    /// The body cannot be written as JSON.
    Body(serde_json::Error),
    /// The client lacks the credentials that the operation needs.
    MissingCredentials {
        /// The alternatives, each the names of the schemes that are needed together.
        schemes: Vec<Vec<&'static str>>,
    },
    /// A credential cannot be sent.
    Credential {
        /// The name of its scheme.
        scheme: &'static str,
        /// Why it is refused.
        reason: &'static str,
    },
    /// There is no valid access token.
    #[cfg(feature = "oauth2")]
    Token {
        /// The name of its scheme.
        scheme: &'static str,
        /// Why there is none.
        source: TokenError,
    },
    /// The body is a reader that has been read by another call.
    Spent,
    /// The base URL and the arguments do not form a valid URL.
    Url,
}

impl RequestError {
    /// An argument is refused.
    pub(crate) fn argument(name: &str, reason: &'static str) -> Self {
        Self::Argument { name: name.to_owned(), reason }
    }

    /// A header is refused.
    pub(crate) fn header(name: &str, reason: &'static str) -> Self {
        Self::Header { name: name.to_owned(), reason }
    }

    /// A credential is refused.
    pub(crate) fn credential(scheme: &'static str, reason: &'static str) -> Self {
        Self::Credential { scheme, reason }
    }

    /// None of the alternatives has all its credentials.
    pub(crate) fn missing_credentials(alternatives: &[&[&'static str]]) -> Self {
        Self::MissingCredentials { schemes: alternatives.iter().map(|names| names.to_vec()).collect() }
    }

    /// Whether the credentials are at fault, rather than the request itself.
    pub fn is_credentials(&self) -> bool {
        #[cfg(feature = "oauth2")]
        if matches!(self, Self::Token { .. }) {
            return true;
        }
        matches!(self, Self::MissingCredentials { .. } | Self::Credential { .. })
    }

    /// The kind of failure if this is why tokens could not be renewed.
    pub(crate) fn kind(&self) -> ErrorKind {
        #[cfg(feature = "oauth2")]
        if let Self::Token { source, .. } = self {
            return source.kind();
        }
        ErrorKind::Credentials
    }

    /// Whether a renewal of tokens took too long.
    pub(crate) fn is_timeout(&self) -> bool {
        #[cfg(feature = "oauth2")]
        if let Self::Token { source, .. } = self {
            return source.is_timeout();
        }
        false
    }

    /// The error that tells why tokens could not be renewed.
    pub(crate) fn into_source(self) -> Box<dyn StdError + Send + Sync> {
        #[cfg(feature = "oauth2")]
        if let Self::Token { source, .. } = self {
            return source.into();
        }
        self.into()
    }
}

impl fmt::Display for RequestError {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self {
            Self::Argument { name, reason } => write!(f, "the argument `{}` is refused: {reason}", name.escape_debug()),
            Self::Header { name, reason } => write!(f, "the header `{}` is refused: {reason}", name.escape_debug()),
            Self::Body(_) => f.write_str("the body cannot be written as JSON"),
            Self::MissingCredentials { schemes } => {
                f.write_str("credentials are missing: the operation needs ")?;
                for (index, names) in schemes.iter().enumerate() {
                    let separator = if index == 0 { "" } else { " or " };
                    write!(f, "{separator}{}", names.join(" with "))?;
                }
                f.write_str("; give them to the client's builder")
            }
            Self::Credential { scheme, reason } => write!(f, "the credential for {scheme} is refused: {reason}"),
            #[cfg(feature = "oauth2")]
            Self::Token { scheme, source } => write!(f, "no valid access token for {scheme}: {source}"),
            Self::Spent => f.write_str("the body is a reader, and another call has read it"),
            Self::Url => f.write_str("the base URL and the arguments make no valid URL"),
        }
    }
}

impl StdError for RequestError {
    fn source(&self) -> Option<&(dyn StdError + 'static)> {
        match self {
            Self::Body(source) => Some(source),
            #[cfg(feature = "oauth2")]
            Self::Token { source, .. } => Some(source),
            Self::Argument { .. }
            | Self::Header { .. }
            | Self::MissingCredentials { .. }
            | Self::Credential { .. }
            | Self::Spent
            | Self::Url => None,
        }
    }
}
