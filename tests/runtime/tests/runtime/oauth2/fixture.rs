//! An API and its authorization server in one closure: no sockets, no sleeping.

use std::sync::{Arc, Mutex};
use std::time::{Duration, SystemTime};

use http::header::{AUTHORIZATION, CONTENT_TYPE, LOCATION};
use openapi_crate_runtime::runtime::client::async_client::Client;
use openapi_crate_runtime::runtime::client::blocking;
use openapi_crate_runtime::runtime::client::builder::ClientBuilder;
use openapi_crate_runtime::runtime::oauth2::authorization::Authorization;
use openapi_crate_runtime::runtime::oauth2::client_credentials::ClientCredentials;
use openapi_crate_runtime::runtime::oauth2::endpoint::FlowInfo;
use openapi_crate_runtime::runtime::oauth2::session::Session;
use openapi_crate_runtime::runtime::oauth2::token_store::MemoryStore;
use openapi_crate_runtime::runtime::oauth2::tokens::Tokens;
use openapi_crate_runtime::runtime::transport::asynchronous::{BoxFuture, Transport, TransportError};
use openapi_crate_runtime::runtime::transport::body::Body;

use crate::fixture::API;

pub(crate) static FLOW: FlowInfo = FlowInfo {
    scheme: "OAuth2",
    user_agent: "test/1.0",
    authorize_url: "https://login.example.com/authorize",
    token_url: "https://login.example.com/token",
    refresh_url: "",
};

/// Secrets that no output may ever contain.
pub(crate) const SECRETS: [&str; 6] = [
    "client-s3cret-value",
    "code-s3cret-value",
    "access-s3cret-0",
    "access-s3cret-1",
    "refresh-s3cret-0",
    "refresh-s3cret-1",
];

pub(crate) fn authorization() -> Authorization {
    Authorization::of(&FLOW, "client-1".to_owned(), Some(SECRETS[0].into()))
        .redirect_url("http://127.0.0.1:8090/callback")
}

pub(crate) fn client_credentials() -> ClientCredentials {
    ClientCredentials::of(&FLOW, "client-1".to_owned(), SECRETS[0].into())
}

/// A request that the server received: method, path, authorization and body.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(crate) struct Seen {
    pub(crate) line: String,
    pub(crate) authorization: String,
    pub(crate) body: String,
}

type RawResponse = Result<(u16, String), TransportError>;

/// A server within this process.
#[derive(Clone)]
pub(crate) struct Fake {
    response: Arc<dyn Fn(&Seen) -> RawResponse + Send + Sync>,
    pub(crate) seen: Arc<Mutex<Vec<Seen>>>,
}

impl Fake {
    pub(crate) fn new(response: impl Fn(&Seen) -> RawResponse + Send + Sync + 'static) -> Self {
        Self { response: Arc::new(response), seen: Arc::default() }
    }

    /// A server that accepts these access tokens and issues those.
    pub(crate) fn granting(valid: &'static str, tokens: &'static str) -> Self {
        Self::new(move |seen| match () {
            () if seen.is_token() => Ok((200, tokens.to_owned())),
            () if seen.authorization == format!("Bearer {valid}") => Ok((200, "{\"n\":5}".to_owned())),
            () => Ok((401, "{\"error\":\"invalid_token\"}".to_owned())),
        })
    }

    fn take(&self, request: http::Request<Body>) -> Result<http::Response<Body>, TransportError> {
        let header = |name| request.headers().get(name).map_or("", |value: &http::HeaderValue| value.to_str().unwrap());
        let seen = Seen {
            line: format!("{} {}", request.method(), request.uri()),
            authorization: header(AUTHORIZATION).to_owned(),
            body: String::from_utf8(request.body().as_bytes().unwrap().to_vec()).unwrap(),
        };
        self.seen.lock().unwrap().push(seen.clone());
        let (status, body) = (self.response)(&seen)?;
        let response = http::Response::builder().status(status).header(CONTENT_TYPE, "application/json");
        Ok(response.header(LOCATION, "/x").body(Body::from(body)).unwrap())
    }

    /// The token requests that it received.
    pub(crate) fn asked(&self) -> Vec<String> {
        let seen = self.seen.lock().unwrap();
        seen.iter().filter(|seen| seen.is_token()).map(|seen| seen.body.clone()).collect()
    }

    /// The access tokens of the calls that it received.
    pub(crate) fn carried(&self) -> Vec<String> {
        let seen = self.seen.lock().unwrap();
        let calls = seen.iter().filter(|seen| !seen.is_token());
        calls.map(|seen| seen.authorization.trim_start_matches("Bearer ").to_owned()).collect()
    }

    pub(crate) fn authorization(&self) -> Authorization {
        authorization().transport(self.clone()).blocking_transport(self.clone())
    }

    pub(crate) fn client_credentials(&self) -> ClientCredentials {
        client_credentials().transport(self.clone()).blocking_transport(self.clone())
    }

    /// A session of the authorization code flow with these tokens.
    pub(crate) fn session(&self, tokens: Tokens) -> Session {
        let session = self.authorization().session(MemoryStore::new()).unwrap();
        session.set_tokens(tokens).unwrap();
        session
    }

    pub(crate) fn client(&self, session: &Session) -> Client {
        ClientBuilder::<Client>::new(&API).oauth2(session.clone()).transport(self.clone()).build().unwrap()
    }

    pub(crate) fn blocking_client(&self, session: &Session) -> blocking::Client {
        ClientBuilder::<blocking::Client>::new(&API).oauth2(session.clone()).transport(self.clone()).build().unwrap()
    }
}

impl Seen {
    pub(crate) fn is_token(&self) -> bool {
        self.line == "POST https://login.example.com/token"
    }
}

impl Transport for Fake {
    fn send(
        &self,
        request: http::Request<Body>,
        _: Duration,
    ) -> BoxFuture<'_, Result<http::Response<Body>, TransportError>> {
        Box::pin(async move { self.take(request) })
    }
}

impl openapi_crate_runtime::runtime::transport::blocking::Transport for Fake {
    fn send(&self, request: http::Request<Body>, _: Duration) -> Result<http::Response<Body>, TransportError> {
        self.take(request)
    }
}

/// Tokens that expire this many seconds from now.
pub(crate) fn tokens(seconds: i64) -> Tokens {
    let now = SystemTime::now();
    let time = Duration::from_secs(seconds.unsigned_abs());
    let end = if seconds < 0 { now - time } else { now + time };
    Tokens::new(SECRETS[2]).with_refresh_token(SECRETS[4]).with_expires_at(end)
}

/// The next tokens, good for an hour.
pub(crate) const NEXT: &str =
    r#"{"access_token":"access-s3cret-1","token_type":"Bearer","expires_in":3600,"refresh_token":"refresh-s3cret-1"}"#;
pub(crate) const OLD_TOKEN: &str = SECRETS[2];
pub(crate) const NEW_TOKEN: &str = SECRETS[3];
