//! Request bodies, up to a limit.

use axum::body::{self, Bytes};
use axum::extract::{FromRequest, Request};
use axum::http::StatusCode;
use axum::http::header::CONTENT_LENGTH;
use axum::response::Response;

use crate::reply;

/// The largest request body, in bytes.
const LIMIT: usize = 64 * 1024;

/// The bytes of a request's body.
pub(crate) struct Body(pub(crate) Bytes);

impl<S: Sync> FromRequest<S> for Body {
    type Rejection = Response;

    async fn from_request(request: Request, _: &S) -> Result<Self, Self::Rejection> {
        let too_large = || {
            let text = format!("A request body can have at most {LIMIT} bytes.");
            reply::error(StatusCode::PAYLOAD_TOO_LARGE, "payload_too_large", &text)
        };
        let announced =
            request.headers().get(CONTENT_LENGTH).and_then(|value| value.to_str().ok()?.parse::<usize>().ok());
        if announced.is_some_and(|length| length > LIMIT) {
            return Err(too_large());
        }
        body::to_bytes(request.into_body(), LIMIT).await.map(Self).map_err(|_| too_large())
    }
}
