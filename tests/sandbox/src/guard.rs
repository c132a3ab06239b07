//! The checks before a request is handled.

use std::time::Duration;

use axum::extract::{Request, State};
use axum::http::header::{
    ACCESS_CONTROL_ALLOW_HEADERS, ACCESS_CONTROL_ALLOW_METHODS, ACCESS_CONTROL_ALLOW_ORIGIN,
    ACCESS_CONTROL_EXPOSE_HEADERS, ACCESS_CONTROL_MAX_AGE, ACCESS_CONTROL_REQUEST_METHOD, HOST, ORIGIN, RETRY_AFTER,
    WWW_AUTHENTICATE,
};
use axum::http::{HeaderMap, HeaderValue, Method, StatusCode, Uri};
use axum::middleware::Next;
use axum::response::{IntoResponse as _, Response};

use crate::api::{ApiError, BASE};
use crate::page::{problem, wants_html};
use crate::reply;
use crate::world::App;

/// The longest delay that a request may ask for.
const LONGEST_DELAY: Duration = Duration::from_secs(60);

/// Rejects requests for another host, so that no website can reach the sandbox through a name that
/// resolves to this machine (DNS rebinding).
pub(crate) async fn host(State(app): State<App>, request: Request, next: Next) -> Response {
    let named = request.headers().get(HOST).and_then(|value| value.to_str().ok());
    if app.options().public || named.is_none_or(is_loopback) {
        return next.run(request).await;
    }
    let text = "The sandbox serves only names of this machine, unless it is started with --public.";
    reply::error(StatusCode::MISDIRECTED_REQUEST, "misdirected_request", text)
}

/// Lets pages of any origin use the API and the token endpoint. These use no cookies, so there is
/// nothing to abuse.
pub(crate) async fn cross_origin(request: Request, next: Next) -> Response {
    if !is_for_programs(request.uri()) {
        return next.run(request).await;
    }
    let headers = request.headers();
    let preflight = request.method() == Method::OPTIONS
        && headers.contains_key(ORIGIN)
        && headers.contains_key(ACCESS_CONTROL_REQUEST_METHOD);
    let mut response = if preflight { reply::empty(StatusCode::NO_CONTENT) } else { next.run(request).await };
    let headers = response.headers_mut();
    headers.insert(ACCESS_CONTROL_ALLOW_ORIGIN, HeaderValue::from_static("*"));
    if preflight {
        let (methods, allowed) =
            ("GET, POST, PUT, DELETE", "Authorization, Content-Type, Accept, X-Sandbox-Status, X-Sandbox-Delay-Ms");
        headers.insert(ACCESS_CONTROL_ALLOW_METHODS, HeaderValue::from_static(methods));
        headers.insert(ACCESS_CONTROL_ALLOW_HEADERS, HeaderValue::from_static(allowed));
        headers.insert(ACCESS_CONTROL_MAX_AGE, HeaderValue::from_static("600"));
    } else {
        let exposed = "Location, WWW-Authenticate, Allow, Retry-After, Link";
        headers.insert(ACCESS_CONTROL_EXPOSE_HEADERS, HeaderValue::from_static(exposed));
    }
    response
}

/// Delays the response or fails, if the request asks for it.
pub(crate) async fn fault(request: Request, next: Next) -> Response {
    if !is_for_programs(request.uri()) {
        return next.run(request).await;
    }
    let delay = match asked(request.headers(), "x-sandbox-delay-ms", |_| true) {
        Ok(delay) => delay.map(Duration::from_millis).map(|delay| delay.min(LONGEST_DELAY)),
        Err(refusal) => return refusal.into_response(),
    };
    let status = match asked(request.headers(), "x-sandbox-status", |status| (400..=599).contains(&status)) {
        Ok(status) => status.and_then(|status| StatusCode::from_u16(u16::try_from(status).ok()?).ok()),
        Err(refusal) => return refusal.into_response(),
    };
    if let Some(delay) = delay {
        tokio::time::sleep(delay).await;
    }
    let Some(status) = status else { return next.run(request).await };
    let mut response = reply::error(status, "forced", "The request asked for this status by X-Sandbox-Status.");
    match status {
        StatusCode::UNAUTHORIZED => {
            response.headers_mut().insert(WWW_AUTHENTICATE, HeaderValue::from_static("Bearer error=\"invalid_token\""));
        }
        StatusCode::TOO_MANY_REQUESTS | StatusCode::SERVICE_UNAVAILABLE => {
            response.headers_mut().insert(RETRY_AFTER, HeaderValue::from_static("1"));
        }
        _ => {}
    }
    response
}

/// The response for an unknown path.
pub(crate) async fn no_path(headers: HeaderMap) -> Response {
    if wants_html(&headers) {
        return problem(StatusCode::NOT_FOUND, "This page does not exist.");
    }
    reply::error(StatusCode::NOT_FOUND, "not_found", "This path does not exist.")
}

/// The response for a method that the path does not have. The router adds `Allow`.
pub(crate) async fn no_method() -> Response {
    reply::error(StatusCode::METHOD_NOT_ALLOWED, "method_not_allowed", "This path does not support this method.")
}

/// The number in one of our own headers. A malformed one is rejected, not ignored.
fn asked(headers: &HeaderMap, name: &str, sound: impl Fn(u64) -> bool) -> Result<Option<u64>, ApiError> {
    let Some(value) = headers.get(name) else { return Ok(None) };
    let number = value.to_str().ok().and_then(|text| text.trim().parse().ok()).filter(|number| sound(*number));
    let refusal = || ApiError::bad_request(format!("The header {name} is malformed."));
    number.map(Some).ok_or_else(refusal)
}

/// Whether a URL is for programs and not for the user's browser.
fn is_for_programs(uri: &Uri) -> bool {
    uri.path() == "/oauth/token"
        || uri.path().strip_prefix(BASE).is_some_and(|rest| rest.is_empty() || rest.starts_with('/'))
}

/// Whether a host, with or without a port, is loopback.
fn is_loopback(host: &str) -> bool {
    let name = match host.strip_prefix('[') {
        Some(rest) => rest.split(']').next().unwrap_or_default(),
        None => host.split(':').next().unwrap_or_default(),
    };
    name.eq_ignore_ascii_case("localhost") || name.parse().is_ok_and(|address: std::net::IpAddr| address.is_loopback())
}

#[cfg(test)]
mod tests {
    use super::is_loopback;

    #[test]
    fn names_of_this_machine_are_known() {
        for good in ["127.0.0.1:8089", "localhost", "LOCALHOST:1", "[::1]:80", "127.1.2.3"] {
            assert!(is_loopback(good), "{good}");
        }
        for bad in ["evil.example:8089", "127.0.0.1.evil.example", "localhost.evil.example", "", "10.0.0.1"] {
            assert!(!is_loopback(bad), "{bad}");
        }
    }
}
