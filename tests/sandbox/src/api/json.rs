//! Request bodies in JSON.

use axum::http::HeaderMap;
use axum::http::header::CONTENT_TYPE;
use serde::de::DeserializeOwned;

use crate::api::ApiError;

/// Reads a request body in JSON.
pub(super) fn read<T: DeserializeOwned>(headers: &HeaderMap, body: &[u8]) -> Result<T, ApiError> {
    if let Some(media_type) = headers.get(CONTENT_TYPE) {
        let essence = media_type.to_str().unwrap_or_default().split(';').next().unwrap_or_default().trim();
        if !essence.eq_ignore_ascii_case("application/json") {
            return Err(ApiError::bad_request("The body must be application/json."));
        }
    }
    serde_json::from_slice(body).map_err(|error| ApiError::bad_request(format!("The body is malformed: {error}.")))
}
