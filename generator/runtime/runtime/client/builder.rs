//! How a client is set up.

use std::fmt;
use std::marker::PhantomData;
#[cfg(any(feature = "async", feature = "blocking"))]
use std::sync::Arc;
use std::time::Duration;

use http::header::HeaderMap;

use crate::runtime::api::api_info::ApiInfo;
use crate::runtime::codec::redact;
use crate::runtime::credential::credentials::{Credential, Credentials};
use crate::runtime::engine::config::{Bounds, Config};
use crate::runtime::engine::retry;
use crate::runtime::error::build_error::BuildError;
use crate::runtime::request::base_url::BaseUrl;
use crate::runtime::request::draft::header_pair;

/// Sets up a client: its base URL, credentials and limits.
#[must_use]
pub struct ClientBuilder<C> {
    api: &'static ApiInfo,
    base_url: Result<String, &'static str>,
    is_own_base_url: bool,
    credentials: Credentials,
    headers: Vec<(String, String)>,
    bounds: Bounds,
    boundary: Option<String>,
    #[cfg(feature = "async")]
    pub(crate) transport: Option<Arc<dyn crate::runtime::transport::asynchronous::Transport>>,
    #[cfg(feature = "blocking")]
    pub(crate) blocking_transport: Option<Arc<dyn crate::runtime::transport::blocking::Transport>>,
    client: PhantomData<fn() -> C>,
}

impl<C> ClientBuilder<C> {
    /// Begins with the constant facts of the API.
    #[doc(hidden)]
    pub fn new(api: &'static ApiInfo) -> Self {
        Self {
            api,
            base_url: Ok(api.base_url.to_owned()),
            is_own_base_url: false,
            credentials: Credentials::default(),
            headers: vec![("User-Agent".to_owned(), api.user_agent.to_owned())],
            bounds: Bounds::default(),
            boundary: None,
            #[cfg(feature = "async")]
            transport: None,
            #[cfg(feature = "blocking")]
            blocking_transport: None,
            client: PhantomData,
        }
    }

    /// Sets the base URL of the API. Connections use `https`; plain `http` is allowed only to
    /// loopback. All calls go there, even those of operations for which the API's description names
    /// another server. `build` fails if the URL is not valid, or has a query or a fragment.
    pub fn base_url(self, url: impl Into<String>) -> Self {
        self.location(Ok(url.into()))
    }

    /// Sets the base URL, or why there is none.
    #[doc(hidden)]
    pub fn location(mut self, url: Result<String, &'static str>) -> Self {
        self.base_url = url;
        self.is_own_base_url = true;
        self
    }

    /// Sets the credential of a scheme.
    #[doc(hidden)]
    pub fn credential(mut self, scheme: &'static str, credential: Credential) -> Self {
        self.credentials.set(scheme, credential);
        self
    }

    /// Sends requests even if their credentials are missing. Otherwise such calls fail before
    /// anything is sent.
    pub fn allow_missing_credentials(mut self) -> Self {
        self.credentials.allow_missing = true;
        self
    }

    /// Sets the timeout of one attempt, from the connection to the end of the body; 30 seconds by
    /// default.
    pub fn timeout(mut self, time: Duration) -> Self {
        self.bounds.timeout = time;
        self
    }

    /// Sets the deadline of a call, with all its attempts and the waits between them; by default 60
    /// seconds, or the timeout of one attempt if that is longer.
    pub fn deadline(mut self, time: Duration) -> Self {
        self.bounds.deadline = Some(time);
        self
    }

    /// Sets how long a response that is read as a stream may pause; 60 seconds by default. The
    /// timeout and the deadline end when the head of such a response has arrived.
    pub fn idle_timeout(mut self, time: Duration) -> Self {
        self.bounds.idle = time;
        self
    }

    /// Sets how many attempts may follow the first; 2 by default.
    ///
    /// If it is unknown whether a request was carried out, only operations that change nothing are
    /// retried. Any operation is retried if it was provably not carried out: there was no
    /// connection, or the status is 429.
    pub fn retries(mut self, retries: u32) -> Self {
        self.bounds.retries = retries;
        self
    }

    /// Sets the largest body of a success response, in bytes; 10 MiB by default. A response that is
    /// read as a stream may have any size; for it, this limits one event or value.
    pub fn max_body(mut self, bytes: usize) -> Self {
        self.bounds.max_body = bytes;
        self
    }

    /// Sets the longest `Retry-After` that is waited for; 30 seconds by default. If a server asks
    /// for more, its response is the result of the call.
    pub fn max_retry_after(mut self, time: Duration) -> Self {
        self.bounds.max_retry_after = time;
        self
    }

    /// Sets the boundary between the parts of a form (RFC 2046, section 5.1.1), for tests. By
    /// default each call has a random one, because no part may contain it.
    ///
    /// It has 1 to 70 letters, digits, `-` and `_`; otherwise `build` fails.
    pub fn multipart_boundary(mut self, boundary: impl Into<String>) -> Self {
        self.boundary = Some(boundary.into());
        self
    }

    /// Sets the `User-Agent` header; by default the name and version of this crate.
    pub fn user_agent(self, text: impl Into<String>) -> Self {
        self.default_header("User-Agent", text)
    }

    /// Sets a header of every request. Headers that an operation or a call sets take precedence.
    /// `build` fails if the name or the value is not valid.
    pub fn default_header(mut self, name: impl Into<String>, value: impl Into<String>) -> Self {
        self.headers.push((name.into(), value.into()));
        self
    }

    /// Checks everything but the transport.
    pub(crate) fn config(&self) -> Result<Config, BuildError> {
        if let Some(boundary) = &self.boundary {
            let plain = |byte: u8| byte.is_ascii_alphanumeric() || byte == b'-' || byte == b'_';
            if !(1..=70).contains(&boundary.len()) || !boundary.bytes().all(plain) {
                return Err(BuildError::Boundary);
            }
        }
        let url = self.base_url.as_ref().map_err(|reason| BuildError::BaseUrl { reason })?;
        let mut headers = HeaderMap::new();
        for (name, value) in &self.headers {
            let (name, value) = header_pair(name, value).map_err(|_| BuildError::Header { name: name.clone() })?;
            headers.insert(name, value);
        }
        Ok(Config {
            api: self.api,
            base_url: BaseUrl::parse(url)?,
            is_own_base_url: self.is_own_base_url,
            credentials: self.credentials.clone(),
            headers,
            bounds: self.bounds.clone(),
            boundary: self.boundary.clone(),
            random: retry::random,
        })
    }
}

impl<C> fmt::Debug for ClientBuilder<C> {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.debug_struct("ClientBuilder")
            .field("base_url", &self.base_url.as_deref().map(redact::url))
            .field("credentials", &self.credentials)
            .field("bounds", &self.bounds)
            .finish_non_exhaustive()
    }
}
