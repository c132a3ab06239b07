//! `POST /oauth/token`.

use std::time::Instant;

use axum::Router;
use axum::extract::State;
use axum::http::header::{AUTHORIZATION, CACHE_CONTROL, CONTENT_TYPE, PRAGMA};
use axum::http::{HeaderMap, HeaderValue, StatusCode};
use axum::response::Response;
use axum::routing::post;
use base64::Engine as _;
use base64::engine::general_purpose::STANDARD;
use serde_json::json;
use url::form_urlencoded;

use crate::body::Body;
use crate::oauth::error::TokenError;
use crate::oauth::grants::Tokens;
use crate::oauth::scope::Scopes;
use crate::parameters::Parameters;
use crate::reply;
use crate::world::{App, World};

pub(crate) fn routes() -> Router<App> {
    Router::new().route("/oauth/token", post(token))
}

async fn token(State(app): State<App>, headers: HeaderMap, Body(body): Body) -> Result<Response, TokenError> {
    if !is_form(&headers) {
        return Err(TokenError::invalid_request("The body must be application/x-www-form-urlencoded."));
    }
    let form = Parameters::parse(&body);
    let lifetime = app.options().token_lifetime.as_secs();
    let tokens = issue(&mut app.world(), &headers, &form)?;
    let mut response = reply::json(
        StatusCode::OK,
        &json!({
            "access_token": tokens.access,
            "token_type": "Bearer",
            "expires_in": lifetime,
            "refresh_token": tokens.refresh,
            "scope": tokens.scopes.to_string(),
        }),
    );
    response.headers_mut().insert(CACHE_CONTROL, HeaderValue::from_static("no-store"));
    response.headers_mut().insert(PRAGMA, HeaderValue::from_static("no-cache"));
    Ok(response)
}

fn issue(world: &mut World, headers: &HeaderMap, form: &Parameters) -> Result<Tokens, TokenError> {
    let application = authenticate(world, headers, form)?;
    let now = Instant::now();
    match form.one("grant_type")? {
        Some("authorization_code") => {
            let code = form.one("code")?.ok_or_else(|| missing("code"))?;
            let (redirect_uri, verifier) = (form.one("redirect_uri")?, form.one("code_verifier")?);
            world.grants.redeem(code, &application, redirect_uri, verifier, now, &mut world.random)
        }
        Some("refresh_token") => {
            let token = form.one("refresh_token")?.ok_or_else(|| missing("refresh_token"))?;
            let unknown = |word| TokenError::invalid_scope(format!("The scope `{word}` does not exist."));
            let narrowed = form.one("scope")?.map(|text| Scopes::parse(Some(text)).map_err(unknown)).transpose()?;
            world.grants.refresh(token, &application, narrowed, now, &mut world.random)
        }
        Some(_) => Err(TokenError::unsupported_grant_type()),
        None => Err(missing("grant_type")),
    }
}

/// The application that the Basic header authenticates. The service accepts a client's secret in no
/// other way.
fn authenticate(world: &World, headers: &HeaderMap, form: &Parameters) -> Result<String, TokenError> {
    let (id, secret) = headers
        .get(AUTHORIZATION)
        .and_then(|value| value.to_str().ok())
        .and_then(basic)
        .ok_or_else(TokenError::invalid_client)?;
    if !world.is_application(&id, &secret) || form.one("client_id")?.is_some_and(|named| named != id) {
        return Err(TokenError::invalid_client());
    }
    Ok(id)
}

/// The user name and password of a Basic header, both form-encoded (RFC 6749 §2.3.1).
fn basic(header: &str) -> Option<(String, String)> {
    let (scheme, encoded) = header.split_once(' ')?;
    if !scheme.eq_ignore_ascii_case("basic") {
        return None;
    }
    let decoded = String::from_utf8(STANDARD.decode(encoded.trim()).ok()?).ok()?;
    let (id, secret) = decoded.split_once(':')?;
    Some((form_decode(id), form_decode(secret)))
}

fn form_decode(text: &str) -> String {
    form_urlencoded::parse(text.as_bytes()).map(|(name, _)| name.into_owned()).next().unwrap_or_default()
}

fn is_form(headers: &HeaderMap) -> bool {
    let value = headers.get(CONTENT_TYPE).and_then(|value| value.to_str().ok()).unwrap_or_default();
    let essence = value.split(';').next().unwrap_or_default().trim();
    essence.eq_ignore_ascii_case("application/x-www-form-urlencoded")
}

fn missing(name: &str) -> TokenError {
    TokenError::invalid_request(format!("The parameter `{name}` is missing."))
}

#[cfg(test)]
mod tests {
    use super::basic;

    #[test]
    fn basic_headers_are_read() {
        // "id:se%3Acret"
        let read = basic("basic aWQ6c2UlM0FjcmV0").unwrap();
        assert_eq!(read, ("id".to_owned(), "se:cret".to_owned()));
        for bad in ["", "Basic", "Basic !", "Bearer aWQ6c2U=", "Basic aWQ="] {
            assert!(basic(bad).is_none(), "{bad}");
        }
    }
}
