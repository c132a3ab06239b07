//! Where tokens are kept between calls, and between runs of a program.
#![cfg(feature = "oauth2")]

use std::sync::{Mutex, MutexGuard, PoisonError};

use crate::runtime::error::store_error::StoreError;
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
