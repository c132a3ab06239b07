//! The authorization code flow: the user's browser brings a code, which is exchanged for tokens.
#![cfg(feature = "oauth2")]

use std::fmt;
use std::time::Duration;

use oauth2::{AuthUrl, CsrfToken, PkceCodeChallenge};

use crate::runtime::client::browser_url::BrowserUrl;
use crate::runtime::error::endpoint_error::EndpointError;
use crate::runtime::error::token_error::TokenError;
use crate::runtime::oauth2::callback::Pending;
use crate::runtime::oauth2::endpoint::{Endpoint, FlowInfo, check_url};
use crate::runtime::oauth2::scope::Scope;
use crate::runtime::oauth2::session::Session;
use crate::runtime::oauth2::token_request::redirect;
use crate::runtime::oauth2::token_store::TokenStore;
use crate::runtime::value::secret::Secret;

/// The authorization code flow with PKCE (RFC 6749 §4.1, RFC 7636): how a user lets a program use
/// the API.
///
/// [`begin`](Self::begin) gives the URL for the user's browser; the browser comes back to the
/// redirect URL, and [`Pending::finish`] reads what it brings; `Session::sign_in` turns that into
/// tokens, which the session keeps and renews.
///
/// The endpoints are those of the API's description, not derived from the base URL of a client: for
/// another server, such as a sandbox, set them here.
#[derive(Clone)]
#[must_use]
pub struct Authorization {
    endpoint: Endpoint,
    redirect_url: Option<String>,
    parameters: Vec<(String, String)>,
}

impl Authorization {
    /// Begins with the constant facts of the flow.
    #[doc(hidden)]
    pub fn of(flow: &'static FlowInfo, client_id: String, client_secret: Option<Secret>) -> Self {
        Self { endpoint: Endpoint::new(flow, client_id, client_secret), redirect_url: None, parameters: Vec::new() }
    }

    /// Sets the URL that the browser comes back to: an `https` URL, an `http` URL of loopback, or a
    /// URL with a scheme of the program's own. It must be registered with the server.
    pub fn redirect_url(mut self, url: impl Into<String>) -> Self {
        self.redirect_url = Some(url.into());
        self
    }

    /// Adds a parameter to the URL for the browser, such as `audience`. [`begin`](Self::begin)
    /// refuses those that the flow sets itself, such as `state`.
    pub fn parameter(mut self, name: impl Into<String>, value: impl Into<String>) -> Self {
        self.parameters.push((name.into(), value.into()));
        self
    }

    /// Sets the authorization endpoint: an `https` URL; plain `http` is allowed only to loopback.
    pub fn authorize_url(mut self, url: impl Into<String>) -> Self {
        self.endpoint.authorize_url = url.into();
        self
    }

    /// Begins an authorization: the URL that the user opens in a browser, and what is needed when
    /// the browser comes back. Each has a new state and a new PKCE verifier.
    ///
    /// # Errors
    ///
    /// If a URL is not valid, the client id is empty, a scope has a character that no scope can
    /// have, or a parameter is one that the flow sets itself.
    pub fn begin(&self) -> Result<Pending, EndpointError> {
        self.endpoint.check()?;
        check_url("authorize URL", &self.endpoint.authorize_url)?;
        let refused = |_| EndpointError { name: "authorize URL", reason: "it is not a URL" };
        let url = AuthUrl::new(self.endpoint.authorize_url.clone()).map_err(refused)?;
        let mut client = self.endpoint.client().set_auth_uri(url);
        if let Some(url) = &self.redirect_url {
            check_redirect(url)?;
            client = client.set_redirect_uri(redirect(url)?);
        }
        let (challenge, verifier) = PkceCodeChallenge::new_random_sha256();
        let mut request = client
            .authorize_url(CsrfToken::new_random)
            .add_scopes(self.endpoint.asked_scopes())
            .set_pkce_challenge(challenge);
        for (name, value) in &self.parameters {
            if OWN_PARAMETERS.contains(&name.as_str()) {
                return Err(EndpointError { name: "parameter", reason: "it is set by the client itself" });
            }
            request = request.add_extra_param(name, value);
        }
        let (url, state) = request.url();
        let url = String::from(url);
        Ok(Pending {
            url: BrowserUrl::new(url.clone(), &url),
            state: Secret::from(state.into_secret()),
            verifier: Secret::from(verifier.into_secret()),
            redirect_url: self.redirect_url.clone(),
        })
    }

    /// Creates a session with the tokens of the store, if it has any.
    ///
    /// # Errors
    ///
    /// If the store cannot be read or is damaged, a URL is not valid, the client id is empty, or a
    /// scope has a character that no scope can have.
    pub fn session(&self, store: impl TokenStore + 'static) -> Result<Session, TokenError> {
        Session::new(self.endpoint.clone(), false, store)
    }
}

crate::runtime::oauth2::endpoint::endpoint_options!(Authorization);

/// The parameters of RFC 6749 §4.1.1 and RFC 7636 §4.3.
const OWN_PARAMETERS: [&str; 7] =
    ["response_type", "client_id", "state", "code_challenge", "code_challenge_method", "redirect_uri", "scope"];

/// RFC 6749 §3.1.2; RFC 8252 §7.
fn check_redirect(url: &str) -> Result<(), EndpointError> {
    let lower = url.to_ascii_lowercase();
    if url.contains('#') {
        return Err(EndpointError { name: "redirect URL", reason: "it has a fragment" });
    }
    if lower.starts_with("http:") || lower.starts_with("https:") {
        return check_url("redirect URL", url);
    }
    Ok(())
}

impl fmt::Debug for Authorization {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.debug_struct("Authorization").field("endpoint", &self.endpoint).finish_non_exhaustive()
    }
}
