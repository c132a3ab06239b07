//! The seam for access tokens that are renewed: all that the engine knows of them.

use std::any::Any;
use std::fmt;
use std::sync::Arc;
#[cfg(any(feature = "async", feature = "blocking"))]
use std::time::Duration;
use std::time::SystemTime;

use crate::runtime::error::request_error::RequestError;
#[cfg(feature = "async")]
use crate::runtime::transport::asynchronous::BoxFuture;
use crate::runtime::value::secret::Secret;

/// Access tokens that are renewed. Each set of tokens has a number, its generation.
pub trait TokenSource: Any + fmt::Debug + Send + Sync {
    /// Whether there are tokens, or they can be requested without the user.
    fn has_tokens(&self) -> bool;

    /// Everything that a shown text must not contain.
    fn secrets(&self) -> Vec<Secret>;

    /// Why an operation that needs tokens cannot be called when there are none.
    fn missing(&self) -> RequestError;

    /// The access token.
    ///
    /// # Errors
    ///
    /// If there is none, or it has expired.
    fn current(&self, now: SystemTime) -> Result<Current, RequestError>;

    /// The generation to renew before a call, if its tokens are missing, about to expire, or not
    /// stored yet.
    fn due(&self, now: SystemTime) -> Option<u64>;

    /// Whether tokens that the server refused can be renewed, or have been since.
    fn can_renew(&self, generation: u64) -> bool;

    /// Drops the error of a renewal ahead of time if the current token is still good.
    ///
    /// # Errors
    ///
    /// If the call cannot go on without that renewal.
    fn tolerate(&self, outcome: Result<(), RequestError>, now: SystemTime) -> Result<(), RequestError>;

    /// Renews the tokens of that generation, and waits for that no longer than `time`.
    ///
    /// # Errors
    ///
    /// If they were not renewed in time.
    #[cfg(feature = "async")]
    fn renew(&self, generation: u64, time: Duration) -> BoxFuture<'static, Result<(), RequestError>>;

    /// Renews the tokens of that generation, and blocks the thread for that no longer than `time`.
    ///
    /// # Errors
    ///
    /// If they were not renewed in time.
    #[cfg(feature = "blocking")]
    fn renew_blocking(&self, generation: u64, time: Duration) -> Result<(), RequestError>;
}

/// The access token at one moment.
#[derive(Debug)]
pub struct Current {
    /// The token.
    pub token: Secret,
    /// The generation that it belongs to.
    pub generation: u64,
}

/// Tokens of one generation that a request carries, or that are to be renewed.
#[derive(Debug, Clone)]
pub struct Renewal {
    /// Where the tokens come from.
    pub source: Arc<dyn TokenSource>,
    /// Their generation.
    pub generation: u64,
}
