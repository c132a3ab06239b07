//! The errors of the token endpoint.

use axum::http::header::{CACHE_CONTROL, PRAGMA, WWW_AUTHENTICATE};
use axum::http::{HeaderValue, StatusCode};
use axum::response::{IntoResponse, Response};

use crate::parameters::Repeated;
use crate::reply;

/// An error of the token endpoint (RFC 6749 §5.2).
#[derive(Debug, PartialEq, Eq)]
pub(crate) struct TokenError {
    code: &'static str,
    description: String,
}

impl TokenError {
    pub(crate) fn invalid_request(description: impl Into<String>) -> Self {
        Self { code: "invalid_request", description: description.into() }
    }

    pub(crate) fn invalid_client() -> Self {
        let description = "The client is unknown, its secret is wrong, or it did not use HTTP Basic authentication.";
        Self { code: "invalid_client", description: description.to_owned() }
    }

    pub(crate) fn invalid_grant(description: impl Into<String>) -> Self {
        Self { code: "invalid_grant", description: description.into() }
    }

    pub(crate) fn invalid_scope(description: impl Into<String>) -> Self {
        Self { code: "invalid_scope", description: description.into() }
    }

    pub(crate) fn unsupported_grant_type() -> Self {
        let description = "The supported grant types are `authorization_code` and `refresh_token`.";
        Self { code: "unsupported_grant_type", description: description.to_owned() }
    }

    #[cfg(test)]
    pub(crate) fn code(&self) -> &'static str {
        self.code
    }
}

impl From<Repeated> for TokenError {
    fn from(Repeated(name): Repeated) -> Self {
        Self::invalid_request(format!("The parameter `{name}` is given more than once."))
    }
}

impl IntoResponse for TokenError {
    fn into_response(self) -> Response {
        let unknown = self.code == "invalid_client";
        let status = if unknown { StatusCode::UNAUTHORIZED } else { StatusCode::BAD_REQUEST };
        let mut response = reply::error(status, self.code, &self.description);
        let headers = response.headers_mut();
        headers.insert(CACHE_CONTROL, HeaderValue::from_static("no-store"));
        headers.insert(PRAGMA, HeaderValue::from_static("no-cache"));
        if unknown {
            headers.insert(WWW_AUTHENTICATE, HeaderValue::from_static("Basic realm=\"northbricks-sandbox\""));
        }
        response
    }
}
