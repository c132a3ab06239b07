//! The client credentials flow: a program gets tokens in its own name.
#![cfg(feature = "oauth2")]

use std::fmt;
use std::time::Duration;

use crate::runtime::error::token_error::TokenError;
use crate::runtime::oauth2::endpoint::{Endpoint, FlowInfo};
use crate::runtime::oauth2::scope::Scope;
use crate::runtime::oauth2::session::Session;
use crate::runtime::oauth2::token_store::TokenStore;
use crate::runtime::value::secret::Secret;

/// The client credentials flow (RFC 6749 §4.4): how a program uses the API in its own name, without
/// a user.
///
/// Its [`session`](Self::session) requests tokens when the first call needs one, and again when
/// they expire.
///
/// The endpoint is that of the API's description, not derived from the base URL of a client: for
/// another server, such as a sandbox, set it here.
#[derive(Clone)]
#[must_use]
pub struct ClientCredentials {
    endpoint: Endpoint,
}

impl ClientCredentials {
    /// Begins with the constant facts of the flow.
    #[doc(hidden)]
    pub fn of(flow: &'static FlowInfo, client_id: String, client_secret: Secret) -> Self {
        Self { endpoint: Endpoint::new(flow, client_id, Some(client_secret)) }
    }

    /// Creates a session with the tokens of the store, if it has any.
    ///
    /// # Errors
    ///
    /// If the store cannot be read or is damaged, a URL is not valid, the client id is empty, or a
    /// scope has a character that no scope can have.
    pub fn session(&self, store: impl TokenStore + 'static) -> Result<Session, TokenError> {
        Session::new(self.endpoint.clone(), true, store)
    }
}

crate::runtime::oauth2::endpoint::endpoint_options!(ClientCredentials);

impl fmt::Debug for ClientCredentials {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.debug_struct("ClientCredentials").field("endpoint", &self.endpoint).finish()
    }
}
