//! Why tokens cannot be stored or read back.
#![cfg(feature = "oauth2")]

use std::error::Error as StdError;
use std::fmt;
use std::io;

/// Why tokens cannot be stored or read back.
#[derive(Debug)]
#[non_exhaustive]
pub enum StoreError {
    /// The file cannot be read, written or removed.
    Io {
        /// The failed action as a participle, such as `read`.
        action: &'static str,
        /// Why it failed.
        source: io::Error,
    },
    /// The stored text does not hold tokens. It is left unchanged until the store is cleared.
    Damaged {
        /// What is wrong with it.
        reason: &'static str,
    },
    /// A store that is not part of this crate failed.
    Other(Box<dyn StdError + Send + Sync>),
}

impl StoreError {
    /// Wraps the error of a store of your own. Neither its text nor its `Debug` may hold a token.
    pub fn other(source: impl Into<Box<dyn StdError + Send + Sync>>) -> Self {
        Self::Other(source.into())
    }
}

impl fmt::Display for StoreError {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self {
            Self::Io { action, source } => write!(f, "the token store cannot be {action}: {source}"),
            Self::Damaged { reason } => write!(f, "the token store is damaged: {reason}"),
            Self::Other(source) => write!(f, "the token store failed: {source}"),
        }
    }
}

impl StdError for StoreError {
    fn source(&self) -> Option<&(dyn StdError + 'static)> {
        match self {
            Self::Io { source, .. } => Some(source),
            Self::Damaged { .. } => None,
            Self::Other(source) => Some(&**source),
        }
    }
}
