//! What a client is set up with.

use std::time::Duration;

use http::header::HeaderMap;

use crate::runtime::api::api_info::ApiInfo;
use crate::runtime::api::operation_info::OperationInfo;
use crate::runtime::credential::credentials::Credentials;
use crate::runtime::error::request_error::RequestError;
use crate::runtime::request::base_url::BaseUrl;

/// What a client is set up with; shared by its clones.
#[derive(Debug, Clone)]
pub struct Config {
    /// The constant facts of the API.
    pub api: &'static ApiInfo,
    /// The base URL of the API.
    pub base_url: BaseUrl,
    /// Whether the user has set it: then operations with a server of their own go there too.
    pub is_own_base_url: bool,
    /// Who is calling.
    pub credentials: Credentials,
    /// The headers of every request.
    pub headers: HeaderMap,
    /// The bounds of every call.
    pub bounds: Bounds,
    /// The boundary between the parts of a form; `None` for a random one.
    pub boundary: Option<String>,
    /// The source of randomness for waits.
    pub random: fn() -> u64,
}

impl Config {
    /// The base URL of an operation: its own, unless the user has set one.
    pub fn base_url_of(&self, info: &OperationInfo) -> Result<BaseUrl, RequestError> {
        match info.server {
            Some(url) if !self.is_own_base_url => BaseUrl::parse(url).map_err(|_| RequestError::Url),
            _ => Ok(self.base_url.clone()),
        }
    }
}

/// The time of all attempts and the waits between them, unless it is set.
pub const DEADLINE: Duration = Duration::from_secs(60);

/// The bounds of every call, unless it has its own.
#[derive(Debug, Clone)]
pub struct Bounds {
    /// The time of one attempt.
    pub timeout: Duration,
    /// The time of all attempts and the waits between them; by default [`DEADLINE`], or the time of
    /// one attempt if that is longer.
    pub deadline: Option<Duration>,
    /// The longest pause of a response that is read as a stream.
    pub idle: Duration,
    /// How many attempts may follow the first.
    pub retries: u32,
    /// The largest body of a success response.
    pub max_body: usize,
    /// How much of an error's body is kept.
    pub max_error_body: usize,
    /// The longest wait that a server may ask for.
    pub max_retry_after: Duration,
}

impl Default for Bounds {
    fn default() -> Self {
        Self {
            timeout: Duration::from_secs(30),
            deadline: None,
            idle: Duration::from_secs(60),
            retries: 2,
            max_body: 10 * 1024 * 1024,
            max_error_body: 64 * 1024,
            max_retry_after: Duration::from_secs(30),
        }
    }
}
