//! Where tokens are kept between calls, and between runs of a program.
#![cfg(feature = "oauth2")]

use std::error::Error as StdError;
use std::fmt;
use std::io;
use std::sync::{Mutex, MutexGuard, PoisonError};

use crate::runtime::oauth2::tokens::Tokens;

/// Where tokens are kept: in memory, in a file, or wherever a program keeps what is secret.
///
/// Its methods may block. The asynchronous client calls them where that is allowed, on tokio's threads for it; but a
/// session is made, given tokens and signed out on the caller's own thread.
///
/// Before tokens are renewed, what is kept is looked at: newer tokens, which another program has put there, are taken
/// instead. Two programs that renew at the very same moment are not kept apart: each renewal may end the refresh token
/// before it, so that one of them then has to be authorized anew.
pub trait TokenStore: Send + Sync {
    /// What is kept, if anything is.
    ///
    /// # Errors
    ///
    /// When it cannot be read. What is damaged is an error, not nothing.
    fn load(&self) -> Result<Option<Tokens>, StoreError>;

    /// Keeps these tokens, in place of earlier ones.
    ///
    /// # Errors
    ///
    /// When they cannot be kept. The earlier ones are then as they were.
    fn save(&self, tokens: &Tokens) -> Result<(), StoreError>;

    /// Forgets what is kept, if anything is, even what is damaged.
    ///
    /// # Errors
    ///
    /// When it cannot be removed.
    fn clear(&self) -> Result<(), StoreError>;
}

/// Keeps tokens as long as the program runs.
#[derive(Debug, Default)]
pub struct MemoryStore(Mutex<Option<Tokens>>);

impl MemoryStore {
    /// A store that keeps nothing yet.
    #[must_use]
    pub fn new() -> Self {
        Self::default()
    }

    fn lock(&self) -> MutexGuard<'_, Option<Tokens>> {
        self.0.lock().unwrap_or_else(PoisonError::into_inner)
    }
}

impl TokenStore for MemoryStore {
    fn load(&self) -> Result<Option<Tokens>, StoreError> {
        Ok(self.lock().clone())
    }

    fn save(&self, tokens: &Tokens) -> Result<(), StoreError> {
        *self.lock() = Some(tokens.clone());
        Ok(())
    }

    fn clear(&self) -> Result<(), StoreError> {
        *self.lock() = None;
        Ok(())
    }
}

/// Why tokens cannot be kept or had back.
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
    /// What is kept there are no tokens. It is left as it is until the store is cleared.
    Damaged {
        /// What is wrong with it.
        reason: &'static str,
    },
    /// Another reason, of a store that is not of this crate.
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
