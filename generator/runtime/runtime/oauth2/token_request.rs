//! Requests to a token endpoint: what the `oauth2` crate makes of them, carried by this client's
//! own engine.
#![cfg(feature = "oauth2")]

use std::cell::RefCell;
use std::error::Error as StdError;
use std::fmt;
use std::sync::Arc;
use std::time::SystemTime;

use http::header::{ACCEPT, AUTHORIZATION, HeaderMap, HeaderValue, USER_AGENT};
use oauth2::basic::{BasicRequestTokenError, BasicTokenResponse, BasicTokenType};
use oauth2::{
    AuthorizationCode, HttpRequest, HttpResponse, PkceCodeVerifier, RedirectUrl, RefreshToken, RequestTokenError,
    TokenResponse, TokenUrl,
};

use crate::runtime::api::api_info::ApiInfo;
use crate::runtime::api::operation_info::{Method, OperationInfo, Replay};
use crate::runtime::codec::decode_error::DecodeError;
use crate::runtime::credential::credentials::{Credential, Credentials};
use crate::runtime::engine::config::{Bounds, Config};
use crate::runtime::engine::machine::Engine;
use crate::runtime::engine::retry;
use crate::runtime::error::endpoint_error::EndpointError;
use crate::runtime::error::token_error::{Cause, Refusal, TokenError};
use crate::runtime::oauth2::endpoint::Endpoint;
use crate::runtime::oauth2::scope::Scope;
use crate::runtime::oauth2::tokens::Tokens;
use crate::runtime::request::base_url::BaseUrl;
use crate::runtime::request::draft::{Request, header_value};
use crate::runtime::request::payload::Payload;
use crate::runtime::response::raw::RawResponse;
use crate::runtime::value::secret::Secret;

/// What a token request presents.
#[derive(Debug, Clone)]
pub enum TokenGrant {
    /// A code that the user's browser brought.
    Code {
        /// The code.
        code: Secret,
        /// The PKCE verifier (RFC 7636).
        verifier: Secret,
        /// The redirect URL that was sent with the authorization request.
        redirect_url: Option<String>,
    },
    /// A refresh token.
    Refresh(Secret),
    /// The client's own credentials.
    Client,
}

/// A token request: made and read here, sent by the engine.
#[derive(Debug)]
pub struct TokenRequest {
    endpoint: Endpoint,
    grant: TokenGrant,
    config: Arc<Config>,
    captured: HttpRequest,
    asked_at: SystemTime,
}

/// Never sent twice when its fate is unknown: a code is used once, and so may be a refresh token.
static TOKEN: OperationInfo = OperationInfo {
    server: None,
    id: "token",
    method: Method::Post,
    path: "(the token endpoint)",
    security: &[],
    accept: Some("application/json"),
    replay: Replay::Never,
};

static NO_API: ApiInfo = ApiInfo { user_agent: "", base_url: "", schemes: &[] };

impl TokenRequest {
    /// Creates a request at the time `now`.
    pub fn new(endpoint: &Endpoint, grant: TokenGrant, now: SystemTime) -> Result<Self, TokenError> {
        endpoint.check()?;
        let captured = RefCell::new(None);
        let capture = |request: HttpRequest| -> Result<HttpResponse, Stopped> {
            captured.replace(Some(request));
            Err(Stopped)
        };
        drop(turn(endpoint, &grant, &capture)?);
        let refused = EndpointError { name: "token URL", reason: "it is not a URL" };
        let request = captured.into_inner().ok_or(refused)?;
        let config = Arc::new(config(endpoint, &grant, &request)?);
        Ok(Self { endpoint: endpoint.clone(), grant, config, captured: request, asked_at: now })
    }

    /// Whether the connection is encrypted; if not, it goes to loopback.
    pub fn is_encrypted(&self) -> bool {
        self.config.base_url.is_encrypted()
    }

    /// The engine that carries the request.
    pub fn engine(&self) -> Engine {
        let mut request = Request::new(&TOKEN);
        let uri = self.captured.uri();
        request.path = uri.path().to_owned();
        request.query = uri.query().unwrap_or_default().to_owned();
        request.body = Some(Payload(vec![self.captured.body().clone().into()]));
        for (name, value) in self.captured.headers() {
            let mut value = value.clone();
            value.set_sensitive(name == AUTHORIZATION);
            if name != ACCEPT {
                request.headers.insert(name, value);
            }
        }
        Engine::new(self.config.clone(), request)
    }

    /// Reads the response.
    pub fn read(&self, response: &RawResponse) -> Result<Tokens, TokenError> {
        // The crate takes only 200 as a success, and only `application/json`.
        let status = if response.status.is_success() { http::StatusCode::OK } else { response.status };
        let bring = |_: HttpRequest| -> Result<HttpResponse, Stopped> {
            let mut response = HttpResponse::new(response.body.to_vec());
            *response.status_mut() = status;
            Ok(response)
        };
        match turn(&self.endpoint, &self.grant, &bring)? {
            Ok(response) => self.tokens(&response),
            Err(RequestTokenError::ServerResponse(refusal)) => {
                let mask = |text: &String| self.config.credentials.mask(text);
                Err(Cause::Refused {
                    status: response.status,
                    refusal: Refusal {
                        error: mask(&refusal.error().to_string()),
                        description: refusal.error_description().map(mask),
                        uri: refusal.error_uri().map(mask),
                    },
                }
                .into())
            }
            // The crate's own message may quote the body.
            Err(RequestTokenError::Parse(error, body)) if response.status.is_success() => {
                let reason = DecodeError::json(error.inner(), &body);
                Err(Cause::Unreadable { status: response.status, reason }.into())
            }
            Err(_) => {
                let expected = if response.status.is_success() { "expected a token" } else { "expected a reason" };
                Err(Cause::Unreadable { status: response.status, reason: DecodeError::new(expected) }.into())
            }
        }
    }

    fn tokens(&self, response: &BasicTokenResponse) -> Result<Tokens, TokenError> {
        if *response.token_type() != BasicTokenType::Bearer {
            return Err(Cause::TokenType.into());
        }
        let access_token = Secret::from(response.access_token().secret().as_str());
        if access_token.expose().is_empty() || header_value(access_token.expose()).is_none() {
            let reason = DecodeError::new("expected an access token that a header can carry");
            return Err(Cause::Unreadable { status: http::StatusCode::OK, reason }.into());
        }
        let refresh_token = response.refresh_token().map(|token| token.secret().as_str());
        let granted = response.scopes().map(|scopes| {
            let names = scopes.iter().map(|scope| scope.as_str()).filter(|name| !name.is_empty());
            names.map(|name| Scope::from(name.to_owned())).collect()
        });
        // RFC 6749 §5.1: if scopes are left out, they are those that were requested.
        let asked = || match self.grant {
            TokenGrant::Refresh(_) => None,
            _ => (!self.endpoint.scopes.is_empty()).then(|| self.endpoint.scopes.clone()),
        };
        Ok(Tokens {
            access_token,
            refresh_token: refresh_token.filter(|token| !token.is_empty()).map(Secret::from),
            expires_at: response.expires_in().and_then(|life| self.asked_at.checked_add(life)),
            obtained_at: Some(self.asked_at),
            scopes: granted.or_else(asked),
        })
    }
}

/// Lets the crate make the request and read what `http` brings. It is turned twice for each
/// request: once to see what it would send, once to let it read the response; so it needs no client
/// of its own, asynchronous or not.
fn turn(
    endpoint: &Endpoint,
    grant: &TokenGrant,
    http: &impl Fn(HttpRequest) -> Result<HttpResponse, Stopped>,
) -> Result<Result<BasicTokenResponse, BasicRequestTokenError<Stopped>>, EndpointError> {
    let url = match grant {
        TokenGrant::Refresh(_) => endpoint.refresh_url(),
        TokenGrant::Code { .. } | TokenGrant::Client => &endpoint.token_url,
    };
    let url =
        TokenUrl::new(url.to_owned()).map_err(|_| EndpointError { name: "token URL", reason: "it is not a URL" })?;
    let client = endpoint.client().set_token_uri(url);
    Ok(match grant {
        TokenGrant::Code { code, verifier, redirect_url } => {
            let client = match redirect_url {
                Some(url) => client.set_redirect_uri(redirect(url)?),
                None => client,
            };
            client
                .exchange_code(AuthorizationCode::new(code.expose().to_owned()))
                .set_pkce_verifier(PkceCodeVerifier::new(verifier.expose().to_owned()))
                .request(http)
        }
        TokenGrant::Refresh(token) => {
            client.exchange_refresh_token(&RefreshToken::new(token.expose().to_owned())).request(http)
        }
        TokenGrant::Client => client.exchange_client_credentials().add_scopes(endpoint.asked_scopes()).request(http),
    })
}

/// The redirect URL as the `oauth2` crate has it.
pub(crate) fn redirect(url: &str) -> Result<RedirectUrl, EndpointError> {
    RedirectUrl::new(url.to_owned()).map_err(|_| EndpointError { name: "redirect URL", reason: "it is not a URL" })
}

fn config(endpoint: &Endpoint, grant: &TokenGrant, request: &HttpRequest) -> Result<Config, TokenError> {
    let refused = || EndpointError { name: "token URL", reason: "it is not a URL" };
    let uri = request.uri();
    let (scheme, authority) = uri.scheme().zip(uri.authority()).ok_or_else(refused)?;
    let base_url = BaseUrl::parse(&format!("{scheme}://{authority}")).map_err(|_| refused())?;
    let mut headers = HeaderMap::new();
    headers.insert(USER_AGENT, HeaderValue::from_static(endpoint.flow.user_agent));
    // No scheme has these names, so they are never attached. They are here to be masked in the
    // server's messages.
    let mut credentials = Credentials::default();
    let mut hide = |name: &'static str, secret: &Secret| credentials.set(name, Credential::Token(secret.clone()));
    if let Some(secret) = &endpoint.client_secret {
        hide("client secret", secret);
    }
    match grant {
        TokenGrant::Code { code, verifier, .. } => {
            hide("code", code);
            hide("verifier", verifier);
        }
        TokenGrant::Refresh(token) => hide("refresh token", token),
        TokenGrant::Client => {}
    }
    let (bounds, random) = (Bounds { max_body: LARGEST, ..Bounds::default() }, retry::random as fn() -> u64);
    Ok(Config { api: &NO_API, base_url, is_own_base_url: true, credentials, headers, bounds, boundary: None, random })
}

/// No response with tokens is larger.
const LARGEST: usize = 1024 * 1024;

/// Stops the crate after its request has been seen.
#[derive(Debug)]
struct Stopped;

impl fmt::Display for Stopped {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str("the request was taken over")
    }
}

impl StdError for Stopped {}
