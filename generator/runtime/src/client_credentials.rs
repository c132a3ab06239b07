//! The client credentials flow: a program gets tokens in its own name.
#![cfg(feature = "oauth2")]

use std::fmt;
use std::time::Duration;

use super::endpoint::{Endpoint, FlowInfo};
use super::scope::Scope;
use super::secret::Secret;
use super::session::Session;
use super::token_error::TokenError;
use super::token_request::TokenGrant;
use super::token_store::TokenStore;

/// The client credentials flow (RFC 6749 §4.4): how a program uses the API in its own name, without a user.
///
/// Its [`session`](Self::session) asks for tokens when the first call needs one, and again when they end.
///
/// The endpoint is that of the API's description, whatever the base URL of a client; for another server, such as a
/// sandbox, set it here.
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

    /// The session over what is kept in the store, perhaps nothing yet.
    ///
    /// # Errors
    ///
    /// When the store cannot be read or is damaged, or a URL is refused.
    pub fn session(&self, store: impl TokenStore + 'static) -> Result<Session, TokenError> {
        Session::new(self.endpoint.clone(), Some(TokenGrant::Client), store)
    }
}

super::endpoint::endpoint_options!(ClientCredentials);

impl fmt::Debug for ClientCredentials {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.debug_struct("ClientCredentials").field("endpoint", &self.endpoint).finish()
    }
}
