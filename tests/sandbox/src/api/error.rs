//! Error responses, with the two fields that the service used.

use axum::http::StatusCode;
use axum::http::header::WWW_AUTHENTICATE;
use axum::response::{IntoResponse, Response};

use crate::oauth::scope::Scope;
use crate::reply;

/// An error response of the API.
#[derive(Debug, Clone)]
pub(crate) struct ApiError {
    pub(crate) status: StatusCode,
    error: &'static str,
    pub(crate) description: String,
    challenge: Option<String>,
}

impl ApiError {
    fn new(status: StatusCode, error: &'static str, description: impl Into<String>) -> Self {
        Self { status, error, description: description.into(), challenge: None }
    }

    pub(crate) fn bad_request(description: impl Into<String>) -> Self {
        Self::new(StatusCode::BAD_REQUEST, "bad_request", description)
    }

    pub(crate) fn not_found(description: impl Into<String>) -> Self {
        Self::new(StatusCode::NOT_FOUND, "not_found", description)
    }

    pub(crate) fn conflict(description: impl Into<String>) -> Self {
        Self::new(StatusCode::CONFLICT, "conflict", description)
    }

    /// The user has not been at the bank's consent page.
    pub(crate) fn consent_required(bic: &str) -> Self {
        let description =
            format!("The user has not given consent to this bank: open /me/banks/{bic}/auth in a browser.");
        Self::new(StatusCode::FORBIDDEN, "consent_required", description)
    }

    /// There is no access token. The challenge has no error code then (RFC 6750 §3.1).
    pub(crate) fn no_token() -> Self {
        let challenge = Some("Bearer realm=\"northbricks-sandbox\"".to_owned());
        let error = Self::new(StatusCode::UNAUTHORIZED, "unauthorized", "The access token is missing.");
        Self { challenge, ..error }
    }

    pub(crate) fn invalid_token() -> Self {
        let text = "The access token is unknown or expired.";
        let challenge =
            format!("Bearer realm=\"northbricks-sandbox\", error=\"invalid_token\", error_description=\"{text}\"");
        Self { challenge: Some(challenge), ..Self::new(StatusCode::UNAUTHORIZED, "invalid_token", text) }
    }

    /// The token lacks a scope. RFC 6750 says 403, but in this API 403 means that consent is
    /// missing, and most operations do not document it.
    pub(crate) fn insufficient_scope(scope: Scope) -> Self {
        let scope = scope.as_str();
        let challenge =
            format!("Bearer realm=\"northbricks-sandbox\", error=\"insufficient_scope\", scope=\"{scope}\"");
        let text = format!("The access token lacks the scope `{scope}`.");
        Self { challenge: Some(challenge), ..Self::new(StatusCode::UNAUTHORIZED, "insufficient_scope", text) }
    }
}

impl IntoResponse for ApiError {
    fn into_response(self) -> Response {
        let mut response = reply::error(self.status, self.error, &self.description);
        if let Some(challenge) = &self.challenge {
            response.headers_mut().insert(WWW_AUTHENTICATE, reply::header(challenge));
        }
        response
    }
}
