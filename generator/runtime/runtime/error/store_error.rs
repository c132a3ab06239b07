//! Why tokens cannot be kept or read back.
#![cfg(feature = "oauth2")]

use std::error::Error as StdError;
use std::fmt;
use std::io;

/// Why tokens cannot be stored or read back.
#[derive(Debug)]
#[non_exhaustive]
pub enum StoreError {
    /// The place cannot be read or written.
    Io {
        /// What was tried.
        action: &'static str,
        /// Why it failed.
        source: io::Error,
    },
    /// The stored text does not hold tokens. It is left unchanged until the store is cleared.
    Damaged {
        /// What is wrong with it.
        reason: &'static str,
    },
    /// A reason of a store that is not part of this crate.
    Other(Box<dyn StdError + Send + Sync>),
}

impl StoreError {
    /// A reason of another kind of store. Neither it nor what it shows may hold a token.
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
