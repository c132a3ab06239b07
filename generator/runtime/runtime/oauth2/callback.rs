//! What the user's browser brings back.
#![cfg(feature = "oauth2")]

use std::fmt;

use crate::runtime::client::browser_url::BrowserUrl;
use crate::runtime::codec::percent;
use crate::runtime::error::token_error::Refusal;
use crate::runtime::oauth2::grant::Grant;
use crate::runtime::value::secret::Secret;

/// An authorization that the user has not given yet.
///
/// Its state is used once: [`finish`](Self::finish) consumes it in any case.
#[derive(Debug)]
#[must_use]
pub struct Pending {
    pub(crate) url: BrowserUrl,
    pub(crate) state: Secret,
    pub(crate) verifier: Secret,
    pub(crate) redirect_url: Option<String>,
}

impl Pending {
    /// The URL that the user opens in a browser.
    #[must_use]
    pub fn url(&self) -> &BrowserUrl {
        &self.url
    }

    /// The state that the browser brings back: if several authorizations are pending, it tells
    /// which one a callback belongs to.
    #[must_use]
    pub fn state(&self) -> &Secret {
        &self.state
    }

    /// Reads the URL that the browser came back to, whole or from its path on.
    ///
    /// # Errors
    ///
    /// If the user or the server refused, the state is not that of this authorization, or the URL
    /// has no code or is malformed.
    pub fn finish(self, callback: &str) -> Result<Grant, CallbackError> {
        let response = Parameters::read(callback).ok_or(CallbackError::Malformed)?;
        let known = response.state.as_ref().map(|state| *state == self.state);
        if let Some(error) = response.error {
            let mask = |text: Secret| text.expose().replace(self.state.expose(), "…");
            let refusal = Refusal {
                error: mask(error),
                description: response.description.map(mask),
                uri: response.uri.map(mask),
            };
            return Err(CallbackError::Denied(Denial { refusal, verified: known == Some(true) }));
        }
        if known != Some(true) {
            return Err(CallbackError::State);
        }
        let code = response.code.filter(|code| !code.expose().is_empty()).ok_or(CallbackError::NoCode)?;
        Ok(Grant { code, verifier: self.verifier, redirect_url: self.redirect_url })
    }
}

/// Why the URL that the browser came back to gives no grant.
#[derive(Debug, Clone, PartialEq, Eq)]
#[non_exhaustive]
pub enum CallbackError {
    /// The user or the server refused.
    Denied(Denial),
    /// The state is not that of this request: it belongs to another, or is forged.
    State,
    /// There is neither a code nor an error.
    NoCode,
    /// A parameter occurs twice, or is not UTF-8.
    Malformed,
}

/// A refusal that the browser brought instead of a code.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Denial {
    refusal: Refusal,
    verified: bool,
}

impl Denial {
    /// The error that the server named, such as `access_denied`.
    #[must_use]
    pub fn error(&self) -> &str {
        &self.refusal.error
    }

    /// The server's description of it.
    #[must_use]
    pub fn error_description(&self) -> Option<&str> {
        self.refusal.description.as_deref()
    }

    /// The URL of a page about the error, as the server sent it.
    #[must_use]
    pub fn error_uri(&self) -> Option<&str> {
        self.refusal.uri.as_deref()
    }

    /// Whether it came with the state of this request. If not, anyone may have forged it.
    #[must_use]
    pub fn is_verified(&self) -> bool {
        self.verified
    }
}

impl fmt::Display for CallbackError {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self {
            Self::Denied(denial) => write!(f, "the authorization was refused: {}", denial.refusal),
            Self::State => f.write_str("the callback does not have the state of this authorization"),
            Self::NoCode => f.write_str("the callback has neither a code nor an error"),
            Self::Malformed => f.write_str("the callback's query is malformed"),
        }
    }
}

impl std::error::Error for CallbackError {}

/// The parameters of RFC 6749 §4.1.2.
#[derive(Default)]
struct Parameters {
    error: Option<Secret>,
    description: Option<Secret>,
    uri: Option<Secret>,
    state: Option<Secret>,
    code: Option<Secret>,
}

impl Parameters {
    /// `None` if one occurs twice (RFC 6749 §3.1), or is not UTF-8.
    fn read(callback: &str) -> Option<Self> {
        let before_fragment = callback.split_once('#').map_or(callback, |(before, _)| before);
        let query = before_fragment.split_once('?').map_or("", |(_, query)| query);
        let mut parameters = Self::default();
        for pair in query.split('&') {
            let (name, value) = pair.split_once('=').unwrap_or((pair, ""));
            let place = match percent::decode(name)?.as_str() {
                "error" => &mut parameters.error,
                "error_description" => &mut parameters.description,
                "error_uri" => &mut parameters.uri,
                "state" => &mut parameters.state,
                "code" => &mut parameters.code,
                _ => continue,
            };
            let value = Secret::from(percent::decode(&value.replace('+', " "))?);
            if place.replace(value).is_some() {
                return None;
            }
        }
        Some(parameters)
    }
}
