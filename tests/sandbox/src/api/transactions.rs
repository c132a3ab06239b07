//! `/banks/{bic}/accounts/{accountId}/transactions`.

use axum::Router;
use axum::extract::State;
use axum::http::{HeaderMap, StatusCode};
use axum::routing::get;
use northbricks::model::{Transaction, TransactionList};

use crate::api::{ApiError, Arguments, Response, access, accounts};
use crate::bank::{catalogue, transaction};
use crate::oauth::scope::Scope;
use crate::reply;
use crate::world::{App, World};

pub(super) fn routes() -> Router<App> {
    Router::new()
        .route("/banks/{bic}/accounts/{account_id}/transactions", get(list))
        .route("/banks/{bic}/accounts/{account_id}/transactions/{transaction_id}", get(one))
}

async fn list(
    State(app): State<App>,
    headers: HeaderMap,
    Arguments((bic, id)): Arguments<(String, String)>,
) -> Response {
    let all = all(&app.world(), &headers, &bic, &id)?;
    Ok(reply::json(StatusCode::OK, &TransactionList::new(all)))
}

async fn one(
    State(app): State<App>,
    headers: HeaderMap,
    Arguments((bic, account, id)): Arguments<(String, String, String)>,
) -> Response {
    let mut all = all(&app.world(), &headers, &bic, &account)?.into_iter();
    let one = all.find(|one| one.id == id);
    let one = one.ok_or_else(|| ApiError::bad_request("The account has no such transaction."))?;
    Ok(reply::json(StatusCode::OK, &one))
}

/// The transactions of an account, the newest first: paid payments before generated transactions.
fn all(world: &World, headers: &HeaderMap, bic: &str, account: &str) -> Result<Vec<Transaction>, ApiError> {
    let session = access::session(world, headers, Scope::TransactionRead)?;
    let account = accounts::find(world, &session, bic, account)?;
    let mut all = match catalogue::find(bic) {
        Some(bank) => world.payments.transactions(&session.username, bank.bic, &account.id),
        None => Vec::new(),
    };
    all.extend(transaction::transactions(world.seed, &account));
    Ok(all)
}
