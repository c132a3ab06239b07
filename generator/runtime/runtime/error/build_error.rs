//! Why a client cannot be built.

use std::error::Error as StdError;
use std::fmt;

/// Why a client cannot be built.
#[derive(Debug)]
#[non_exhaustive]
pub enum BuildError {
    /// The base URL is refused.
    BaseUrl {
        /// Why it is refused.
        reason: &'static str,
    },
    /// A default header or the user agent is refused.
    Header {
        /// The header's name.
        name: String,
    },
    /// The boundary between the parts of a form is not valid.
    Boundary,
    /// TLS or the HTTP client underneath cannot be set up.
    Transport(Box<dyn StdError + Send + Sync>),
}

impl fmt::Display for BuildError {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self {
            Self::BaseUrl { reason } => write!(f, "the base URL is refused: {reason}"),
            Self::Header { name } => write!(f, "the header `{}` is refused", name.escape_debug()),
            Self::Boundary => f.write_str("a boundary has 1 to 70 letters, digits, `-` and `_`"),
            Self::Transport(_) => f.write_str("the HTTP client cannot be set up"),
        }
    }
}

impl StdError for BuildError {
    fn source(&self) -> Option<&(dyn StdError + 'static)> {
        match self {
            Self::Transport(source) => Some(&**source),
            Self::BaseUrl { .. } | Self::Header { .. } | Self::Boundary => None,
        }
    }
}
