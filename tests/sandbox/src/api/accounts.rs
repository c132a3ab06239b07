//! `/banks/{bic}/accounts`. These operations document neither 403 nor 404, so anything missing is
//! a 400.

use axum::Router;
use axum::extract::State;
use axum::http::{HeaderMap, StatusCode};
use axum::routing::get;
use northbricks::model;

use crate::api::{ApiError, Arguments, Response, access};
use crate::bank::account;
use crate::bank::catalogue::{self, Bank};
use crate::oauth::grants::Session;
use crate::oauth::scope::Scope;
use crate::reply;
use crate::world::{App, World};

pub(super) fn routes() -> Router<App> {
    Router::new().route("/banks/{bic}/accounts", get(list)).route("/banks/{bic}/accounts/{account_id}", get(account))
}

async fn list(State(app): State<App>, headers: HeaderMap, Arguments(bic): Arguments<String>) -> Response {
    let world = app.world();
    let session = access::session(&world, &headers, Scope::AccountRead)?;
    let bank = consented(&world, &session, &bic)?;
    let accounts = accounts(&world, &session, bank)?;
    Ok(reply::json(StatusCode::OK, &model::AccountList::new(accounts)))
}

async fn account(
    State(app): State<App>,
    headers: HeaderMap,
    Arguments((bic, id)): Arguments<(String, String)>,
) -> Response {
    let world = app.world();
    let session = access::session(&world, &headers, Scope::AccountRead)?;
    let account = find(&world, &session, &bic, &id)?;
    Ok(reply::json(StatusCode::OK, &account))
}

/// One of the user's accounts at a bank.
pub(super) fn find(world: &World, session: &Session, bic: &str, id: &str) -> Result<model::Account, ApiError> {
    let bank = consented(world, session, bic)?;
    let mut accounts = accounts(world, session, bank)?.into_iter();
    accounts.find(|account| account.id == id).ok_or_else(|| ApiError::bad_request("The user has no such account."))
}

/// The user's accounts at a bank, with their current balances.
pub(super) fn accounts(world: &World, session: &Session, bank: &'static Bank) -> Result<Vec<model::Account>, ApiError> {
    let user = access::user(world, session)?;
    let paid = world.payments.paid(&session.username, bank.bic);
    Ok(account::accounts(world.seed, user, bank, &paid))
}

fn consented(world: &World, session: &Session, bic: &str) -> Result<&'static Bank, ApiError> {
    let user = access::user(world, session)?;
    let bank = user.membership(bic).and_then(|membership| catalogue::find(&membership.bic));
    let bank = bank.ok_or_else(|| ApiError::bad_request("The user has no such bank."))?;
    if user.has_consent(bic) {
        Ok(bank)
    } else {
        Err(ApiError::bad_request(ApiError::consent_required(bic).description))
    }
}
