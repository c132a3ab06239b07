//! Who is calling, and for which bank.

use axum::http::HeaderMap;
use axum::http::header::AUTHORIZATION;

use crate::api::ApiError;
use crate::bank::catalogue::{self, Bank};
use crate::oauth::grants::Session;
use crate::oauth::scope::Scope;
use crate::world::{User, World};

/// The session of the bearer token in a request, if it has the scope.
pub(super) fn session(world: &World, headers: &HeaderMap, scope: Scope) -> Result<Session, ApiError> {
    let header = headers.get(AUTHORIZATION).ok_or_else(ApiError::no_token)?;
    let token = header.to_str().ok().and_then(|text| text.split_once(' '));
    match token {
        Some((scheme, token)) if scheme.eq_ignore_ascii_case("bearer") => session_of(world, token.trim(), scope),
        _ => Err(ApiError::no_token()),
    }
}

/// The session of a token, if it has the scope.
pub(crate) fn session_of(world: &World, token: &str, scope: Scope) -> Result<Session, ApiError> {
    let session = world.session(token).ok_or_else(ApiError::invalid_token)?;
    if session.scopes.contains(scope) { Ok(session) } else { Err(ApiError::insufficient_scope(scope)) }
}

/// The user of a session.
pub(super) fn user<'w>(world: &'w World, session: &Session) -> Result<&'w User, ApiError> {
    world.user(&session.username).ok_or_else(ApiError::invalid_token)
}

/// The bank with this BIC. A malformed BIC is a different error from an unknown one.
pub(super) fn bank(bic: &str) -> Result<&'static Bank, ApiError> {
    check_bic(bic)?;
    catalogue::find(bic).ok_or_else(|| ApiError::not_found("This bank does not exist."))
}

/// Whether a text can be a BIC at all. Early ones were numbers of 16 digits, so this is all that
/// can be checked.
pub(super) fn check_bic(bic: &str) -> Result<(), ApiError> {
    let sound = (1..=34).contains(&bic.len()) && bic.bytes().all(|byte| byte.is_ascii_alphanumeric());
    if sound {
        Ok(())
    } else {
        Err(ApiError::bad_request("The BIC is malformed: it must be at most 34 letters and digits."))
    }
}
