//! `/banks` and `/me/banks`.

use axum::Router;
use axum::extract::State;
use axum::http::header::LOCATION;
use axum::http::{HeaderMap, StatusCode};
use axum::routing::get;
use northbricks::model;

use crate::api::{ApiError, Arguments, BASE, Response, access, json};
use crate::bank::catalogue::{self, BANKS};
use crate::body::Body;
use crate::oauth::scope::Scope;
use crate::reply;
use crate::world::{App, Membership};

pub(super) fn routes() -> Router<App> {
    Router::new()
        .route("/banks", get(list))
        .route("/banks/{bic}", get(bank))
        .route("/me/banks", get(list_mine).post(add))
        .route("/me/banks/{bic}", get(my_bank).delete(remove))
}

async fn list(State(app): State<App>) -> Response {
    let banks = BANKS.iter().map(|bank| bank.model(app.origin())).collect();
    Ok(reply::json(StatusCode::OK, &model::BankList::new(banks)))
}

async fn bank(State(app): State<App>, Arguments(bic): Arguments<String>) -> Response {
    Ok(reply::json(StatusCode::OK, &access::bank(&bic)?.model(app.origin())))
}

async fn list_mine(State(app): State<App>, headers: HeaderMap) -> Response {
    let world = app.world();
    let session = access::session(&world, &headers, Scope::Read)?;
    let user = access::user(&world, &session)?;
    let banks = user.banks.iter().filter_map(|membership| catalogue::find(&membership.bic));
    let banks = banks.map(|bank| bank.model(app.origin())).collect();
    Ok(reply::json(StatusCode::OK, &model::BankList::new(banks)))
}

async fn add(State(app): State<App>, headers: HeaderMap, Body(body): Body) -> Response {
    let mut world = app.world();
    let session = access::session(&world, &headers, Scope::Read)?;
    let request: model::AddBank = json::read(&headers, &body)?;
    let bank = access::bank(&request.bic)?;
    let user = world.user_mut(&session.username).ok_or_else(ApiError::invalid_token)?;
    if user.membership(bank.bic).is_some() {
        return Err(ApiError::conflict("The user already has this bank."));
    }
    user.banks.push(Membership { bic: bank.bic.to_owned(), consent: false });
    let mut response = reply::empty(StatusCode::CREATED);
    response.headers_mut().insert(LOCATION, reply::header(&format!("{BASE}/me/banks/{}", bank.bic)));
    Ok(response)
}

async fn my_bank(State(app): State<App>, headers: HeaderMap, Arguments(bic): Arguments<String>) -> Response {
    let world = app.world();
    let session = access::session(&world, &headers, Scope::Read)?;
    access::check_bic(&bic)?;
    let membership = access::user(&world, &session)?.membership(&bic);
    let bank = membership.and_then(|membership| catalogue::find(&membership.bic)).ok_or_else(not_mine)?;
    Ok(reply::json(StatusCode::OK, &bank.model(app.origin())))
}

/// Removes the bank from the user's list, and the consent with it.
async fn remove(State(app): State<App>, headers: HeaderMap, Arguments(bic): Arguments<String>) -> Response {
    let mut world = app.world();
    let session = access::session(&world, &headers, Scope::Read)?;
    access::check_bic(&bic)?;
    let user = world.user_mut(&session.username).ok_or_else(ApiError::invalid_token)?;
    let place = user.banks.iter().position(|membership| membership.bic == bic).ok_or_else(not_mine)?;
    user.banks.remove(place);
    Ok(reply::empty(StatusCode::NO_CONTENT))
}

fn not_mine() -> ApiError {
    ApiError::not_found("The user has no such bank.")
}
