//! Where tokens are stored between calls, and between runs of a program.
#![cfg(feature = "oauth2")]

use std::sync::{Mutex, MutexGuard, PoisonError};

use crate::runtime::error::store_error::StoreError;
use crate::runtime::oauth2::tokens::Tokens;

/// Where tokens are stored: in memory, in a file, or wherever a program stores secrets.
///
/// Its methods may block: the asynchronous client calls them by `tokio::task::spawn_blocking`. Only
/// creating a session, setting its tokens and signing out call them on the caller's own thread.
///
/// Before tokens are renewed, the store is read: newer tokens, which another program has stored,
/// are used instead. Two programs that renew at the very same moment are not synchronized: each
/// renewal may invalidate the refresh token before it, and one of the two then has to be authorized
/// anew.
pub trait TokenStore: Send + Sync {
    /// The stored tokens, if any.
    ///
    /// # Errors
    ///
    /// If they cannot be read. Damaged tokens are an error, not `None`.
    fn load(&self) -> Result<Option<Tokens>, StoreError>;

    /// Stores these tokens, in place of earlier ones.
    ///
    /// # Errors
    ///
    /// If they cannot be stored. The earlier ones are then unchanged.
    fn save(&self, tokens: &Tokens) -> Result<(), StoreError>;

    /// Removes the stored tokens, if any, even damaged ones.
    ///
    /// # Errors
    ///
    /// If they cannot be removed.
    fn clear(&self) -> Result<(), StoreError>;
}

/// Stores tokens in memory, until the program ends.
#[derive(Debug, Default)]
pub struct MemoryStore(Mutex<Option<Tokens>>);

impl MemoryStore {
    /// Creates an empty store.
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
