//! Why there is no access token.
#![cfg(feature = "oauth2")]

use std::error::Error as StdError;
use std::fmt;
use std::sync::Arc;

use http::StatusCode;

use crate::runtime::codec::decode_error::DecodeError;
#[cfg(feature = "async")]
use crate::runtime::error::build_error::BuildError;
use crate::runtime::error::endpoint_error::EndpointError;
use crate::runtime::error::failure::{ErrorKind, Failure, Shown};
use crate::runtime::error::store_error::StoreError;

/// Why there is no access token: it was not granted, not renewed, or could not be stored.
///
/// All calls that waited for the same renewal get the same error.
#[derive(Debug, Clone)]
pub struct TokenError(Arc<Cause>);

/// The cause. It never holds a token, code or secret.
#[derive(Debug)]
pub(crate) enum Cause {
    /// The authorization server refused.
    Refused { status: StatusCode, refusal: Refusal },
    /// The response of the authorization server does not follow RFC 6749.
    Unreadable { status: StatusCode, reason: DecodeError },
    /// Tokens of a kind that this client cannot use.
    TokenType,
    /// There was no complete response.
    Failed(Box<Failure>),
    /// The set-up is wrong.
    Endpoint(EndpointError),
    /// No transport could be set up.
    #[cfg(feature = "async")]
    Build(BuildError),
    /// The tokens could not be stored or read back.
    Store(StoreError),
    /// There are none, and only the user can grant some.
    NoTokens,
    /// The access token has expired, and there is no refresh token.
    Expired,
    /// The access token has expired or was not requested yet, and can be requested.
    Due,
    /// The renewal took longer than the call may.
    Slow,
    /// The renewal was interrupted.
    Interrupted,
    /// The client has no session.
    NoSession,
}

/// Why an authorization server refused (RFC 6749 §4.1.2.1 and §5.2), with credentials masked.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(crate) struct Refusal {
    pub(crate) error: String,
    pub(crate) description: Option<String>,
    pub(crate) uri: Option<String>,
}

impl fmt::Display for Refusal {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "{}", Shown(&self.error))?;
        match &self.description {
            Some(description) => write!(f, ": {}", Shown(description)),
            None => Ok(()),
        }
    }
}

impl TokenError {
    /// The error that the authorization server named, such as `invalid_grant`.
    #[must_use]
    pub fn error(&self) -> Option<&str> {
        self.refusal().map(|refusal| refusal.error.as_str())
    }

    /// The server's description of it, with credentials masked.
    #[must_use]
    pub fn error_description(&self) -> Option<&str> {
        self.refusal()?.description.as_deref()
    }

    /// The URL of a page about the error, as the server sent it.
    #[must_use]
    pub fn error_uri(&self) -> Option<&str> {
        self.refusal()?.uri.as_deref()
    }

    /// The status of the authorization server's response, if there was one.
    #[must_use]
    pub fn status(&self) -> Option<StatusCode> {
        match &*self.0 {
            Cause::Refused { status, .. } | Cause::Unreadable { status, .. } => Some(*status),
            Cause::Failed(failure) => failure.response.as_ref().map(crate::runtime::response::raw::RawResponse::status),
            _ => None,
        }
    }

    /// Whether only a new authorization by the user helps: the grant has ended, or there are no
    /// tokens.
    #[must_use]
    pub fn needs_authorization(&self) -> bool {
        match &*self.0 {
            Cause::Refused { refusal, .. } => refusal.error == "invalid_grant",
            Cause::NoTokens | Cause::Expired => true,
            _ => false,
        }
    }

    /// What kind of failure it is.
    #[must_use]
    pub fn kind(&self) -> ErrorKind {
        match &*self.0 {
            Cause::Failed(failure) => match failure.kind {
                kind @ (ErrorKind::Connect | ErrorKind::Timeout | ErrorKind::Transport) => kind,
                _ => ErrorKind::Credentials,
            },
            Cause::Slow => ErrorKind::Timeout,
            _ => ErrorKind::Credentials,
        }
    }

    /// Whether something took too long.
    #[must_use]
    pub fn is_timeout(&self) -> bool {
        match &*self.0 {
            Cause::Failed(failure) => failure.is_timeout(),
            Cause::Slow => true,
            _ => false,
        }
    }

    /// Whether there are tokens that could not be stored.
    pub(crate) fn is_store(&self) -> bool {
        matches!(&*self.0, Cause::Store(_))
    }

    fn refusal(&self) -> Option<&Refusal> {
        match &*self.0 {
            Cause::Refused { refusal, .. } => Some(refusal),
            _ => None,
        }
    }
}

impl fmt::Display for TokenError {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match &*self.0 {
            Cause::Refused { refusal, .. } => write!(f, "the authorization server refused: {refusal}")?,
            Cause::Unreadable { status, reason } => {
                write!(
                    f,
                    "the authorization server's response ({}) does not follow RFC 6749: {reason}",
                    status.as_u16()
                )?;
            }
            Cause::TokenType => f.write_str("the authorization server granted a token that is not a bearer token")?,
            Cause::Failed(failure) => failure.fmt(f)?,
            Cause::Endpoint(error) => error.fmt(f)?,
            #[cfg(feature = "async")]
            Cause::Build(error) => error.fmt(f)?,
            Cause::Store(error) => error.fmt(f)?,
            Cause::NoTokens => f.write_str("there is no access token yet")?,
            Cause::Expired => f.write_str("the access token has expired, and there is no refresh token")?,
            Cause::Due => {
                f.write_str("it is not there yet or has expired: make a call, or ask for it by `access_token`, first")?
            }
            Cause::Slow => f.write_str("the access token was not renewed in time")?,
            Cause::Interrupted => f.write_str("the renewal of the access token was interrupted")?,
            Cause::NoSession => f.write_str("the client has no OAuth 2 session")?,
        }
        if self.needs_authorization() { f.write_str("; a new authorization is needed") } else { Ok(()) }
    }
}

impl StdError for TokenError {
    fn source(&self) -> Option<&(dyn StdError + 'static)> {
        match &*self.0 {
            Cause::Unreadable { reason, .. } => Some(reason),
            Cause::Failed(failure) => failure.source(),
            Cause::Endpoint(_) => None,
            #[cfg(feature = "async")]
            Cause::Build(error) => error.source(),
            Cause::Store(error) => error.source(),
            _ => None,
        }
    }
}

impl From<Cause> for TokenError {
    fn from(cause: Cause) -> Self {
        Self(Arc::new(cause))
    }
}

impl From<StoreError> for TokenError {
    fn from(error: StoreError) -> Self {
        Cause::Store(error).into()
    }
}

impl From<EndpointError> for TokenError {
    fn from(error: EndpointError) -> Self {
        Cause::Endpoint(error).into()
    }
}
