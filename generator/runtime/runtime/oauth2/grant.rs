//! What a user grants.
#![cfg(feature = "oauth2")]

use crate::runtime::oauth2::token_request::TokenGrant;
use crate::runtime::value::secret::Secret;

/// What the user has granted: a code, good for one exchange.
#[derive(Debug)]
#[must_use]
pub struct Grant {
    pub(crate) code: Secret,
    pub(crate) verifier: Secret,
    pub(crate) redirect_url: Option<String>,
}

impl From<Grant> for TokenGrant {
    fn from(grant: Grant) -> Self {
        Self::Code { code: grant.code, verifier: grant.verifier, redirect_url: grant.redirect_url }
    }
}
