//! The endpoints of an authorization server, and the client that uses them.
#![cfg(feature = "oauth2")]

use std::fmt;
use std::time::Duration;

use oauth2::{AuthType, ClientId, ClientSecret};

use crate::runtime::error::build_error::BuildError;
use crate::runtime::error::endpoint_error::EndpointError;
use crate::runtime::oauth2::scope::Scope;
use crate::runtime::oauth2::token_transport::TokenTransport;
use crate::runtime::request::base_url::BaseUrl;
use crate::runtime::value::secret::Secret;

/// A flow that grants tokens, as the API's description declares it.
#[derive(Debug)]
pub struct FlowInfo {
    /// The name of its scheme.
    pub scheme: &'static str,
    /// The `User-Agent` of requests.
    pub user_agent: &'static str,
    /// The authorization endpoint; empty if the flow has none.
    pub authorize_url: &'static str,
    /// The token endpoint.
    pub token_url: &'static str,
    /// The endpoint that renews tokens; empty if it is the token endpoint.
    pub refresh_url: &'static str,
}

/// The endpoints of an authorization server, and the client that uses them.
#[derive(Clone)]
pub struct Endpoint {
    pub(crate) flow: &'static FlowInfo,
    pub(crate) client_id: String,
    pub(crate) client_secret: Option<Secret>,
    pub(crate) secret_in_body: bool,
    pub(crate) authorize_url: String,
    pub(crate) token_url: String,
    pub(crate) refresh_url: Option<String>,
    pub(crate) scopes: Vec<Scope>,
    pub(crate) leeway: Duration,
    pub(crate) transport: TokenTransport,
}

/// How long before its end an access token is renewed, unless it is set.
const LEEWAY: Duration = Duration::from_secs(60);

/// A client of the `oauth2` crate before its endpoints are set.
type Blank = oauth2::basic::BasicClient;

impl Endpoint {
    /// The endpoints of that flow.
    pub fn new(flow: &'static FlowInfo, client_id: String, client_secret: Option<Secret>) -> Self {
        Self {
            flow,
            client_id,
            client_secret,
            secret_in_body: false,
            authorize_url: flow.authorize_url.to_owned(),
            token_url: flow.token_url.to_owned(),
            refresh_url: (!flow.refresh_url.is_empty()).then(|| flow.refresh_url.to_owned()),
            scopes: Vec::new(),
            leeway: LEEWAY,
            transport: TokenTransport::default(),
        }
    }

    /// The endpoint that renews tokens.
    pub(crate) fn refresh_url(&self) -> &str {
        self.refresh_url.as_deref().unwrap_or(&self.token_url)
    }

    /// Checks what a token request needs.
    pub(crate) fn check(&self) -> Result<(), EndpointError> {
        if self.client_id.is_empty() {
            return Err(EndpointError { name: "client id", reason: "it is empty" });
        }
        if self.scopes.iter().any(|scope| !scope.is_valid()) {
            return Err(EndpointError { name: "scope", reason: "it holds a character that no scope can have" });
        }
        check_url("token URL", &self.token_url)?;
        check_url("refresh URL", self.refresh_url())
    }

    /// The client that the `oauth2` crate speaks for.
    pub(crate) fn client(&self) -> Blank {
        let client = Blank::new(ClientId::new(self.client_id.clone()));
        let client =
            client.set_auth_type(if self.secret_in_body { AuthType::RequestBody } else { AuthType::BasicAuth });
        match &self.client_secret {
            Some(secret) => client.set_client_secret(ClientSecret::new(secret.expose().to_owned())),
            None => client,
        }
    }

    /// The scopes as the `oauth2` crate has them.
    pub(crate) fn asked_scopes(&self) -> impl Iterator<Item = oauth2::Scope> {
        self.scopes.iter().map(|scope| oauth2::Scope::new(scope.as_str().to_owned()))
    }
}

impl fmt::Debug for Endpoint {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.debug_struct("Endpoint")
            .field("scheme", &self.flow.scheme)
            .field("client_id", &self.client_id)
            .field("public", &self.client_secret.is_none())
            .field("authorize_url", &crate::runtime::codec::redact::url(&self.authorize_url))
            .field("token_url", &crate::runtime::codec::redact::url(&self.token_url))
            .field("refresh_url", &crate::runtime::codec::redact::url(self.refresh_url()))
            .field("scopes", &self.scopes)
            .finish_non_exhaustive()
    }
}

/// An endpoint uses `https`, or `http` to loopback. It may have a query, but no fragment (RFC 6749
/// §3.1 and §3.2).
pub(crate) fn check_url(name: &'static str, url: &str) -> Result<(), EndpointError> {
    let before = url.split_once('?').map_or(url, |(before, _)| before);
    let reason = match BaseUrl::parse(before) {
        _ if url.contains('#') => "it has a fragment",
        Ok(_) => return Ok(()),
        Err(BuildError::BaseUrl { reason }) => reason,
        Err(_) => "it is not a URL",
    };
    Err(EndpointError { name, reason })
}

/// The settings of both flows.
macro_rules! endpoint_options {
    ($flow:ty) => {
        impl $flow {
            /// Sets the requested scopes. Without any, the server decides.
            pub fn scopes<S: Into<Scope>>(mut self, scopes: impl IntoIterator<Item = S>) -> Self {
                self.endpoint.scopes = scopes.into_iter().map(Into::into).collect();
                self
            }

            /// Sets the token endpoint: an `https` URL; plain `http` is allowed only to loopback.
            /// Tokens are renewed there too, unless `refresh_url` is called after this.
            pub fn token_url(mut self, url: impl Into<String>) -> Self {
                self.endpoint.token_url = url.into();
                self.endpoint.refresh_url = None;
                self
            }

            /// Sets the endpoint that renews tokens: an `https` URL; plain `http` is allowed only
            /// to loopback.
            pub fn refresh_url(mut self, url: impl Into<String>) -> Self {
                self.endpoint.refresh_url = Some(url.into());
                self
            }

            /// Sends the client's secret in the body of token requests, for servers that do not
            /// take it as Basic authentication.
            pub fn secret_in_body(mut self) -> Self {
                self.endpoint.secret_in_body = true;
                self
            }

            /// Sets how long before it expires an access token is renewed; 60 seconds unless set,
            /// and never in the first half of its lifetime.
            pub fn leeway(mut self, time: Duration) -> Self {
                self.endpoint.leeway = time;
                self
            }

            /// Sets the transport of token requests by an asynchronous client.
            #[cfg(feature = "async")]
            pub fn transport(
                mut self,
                transport: impl crate::runtime::transport::asynchronous::Transport + 'static,
            ) -> Self {
                self.endpoint.transport.set(std::sync::Arc::new(transport));
                self
            }

            /// Sets the transport of token requests by a blocking client.
            #[cfg(feature = "blocking")]
            pub fn blocking_transport(
                mut self,
                transport: impl crate::runtime::transport::blocking::Transport + 'static,
            ) -> Self {
                self.endpoint.transport.set_blocking(std::sync::Arc::new(transport));
                self
            }
        }
    };
}
pub(crate) use endpoint_options;
