//! `/banks/{bic}/payments`.

use axum::Router;
use axum::extract::State;
use axum::http::header::{LINK, LOCATION};
use axum::http::{HeaderMap, StatusCode};
use axum::routing::get;
use northbricks::model;

use crate::api::{ApiError, Arguments, BASE, Response, access, accounts, json};
use crate::bank::catalogue::Bank;
use crate::body::Body;
use crate::oauth::grants::Session;
use crate::oauth::scope::Scope;
use crate::payment::{Payment, check};
use crate::reply;
use crate::world::{App, World};

pub(super) fn routes() -> Router<App> {
    Router::new()
        .route("/banks/{bic}/payments", get(list).post(initiate))
        .route("/banks/{bic}/payments/{payment_id}", get(payment).put(confirm))
}

async fn list(State(app): State<App>, headers: HeaderMap, Arguments(bic): Arguments<String>) -> Response {
    let world = app.world();
    let (session, bank) = enter(&world, &headers, &bic, Scope::PaymentRead)?;
    let payments = world.payments.of(&session.username, bank.bic).map(|payment| world.payments.model(payment));
    Ok(reply::json(StatusCode::OK, &model::PaymentList::new(payments.collect())))
}

async fn initiate(
    State(app): State<App>,
    headers: HeaderMap,
    Arguments(bic): Arguments<String>,
    Body(body): Body,
) -> Response {
    let mut world = app.world();
    let (session, bank) = enter(&world, &headers, &bic, Scope::PaymentWrite)?;
    let request = json::read(&headers, &body)?;
    let accounts = accounts::accounts(&world, &session, bank)?;
    let order = check::check(request, &accounts).map_err(ApiError::bad_request)?;
    let id = world.random.uuid();
    let location = format!("{BASE}/banks/{}/payments/{id}", bank.bic);
    world.payments.initiate(id, &session.username, bank.bic, order);
    let mut response = reply::empty(StatusCode::CREATED);
    response.headers_mut().insert(LOCATION, reply::header(&location));
    Ok(response)
}

async fn payment(
    State(app): State<App>,
    headers: HeaderMap,
    Arguments((bic, id)): Arguments<(String, String)>,
) -> Response {
    let world = app.world();
    let (session, bank) = enter(&world, &headers, &bic, Scope::PaymentRead)?;
    let payment = find(&world, &session, bank, &id)?;
    Ok(reply::json(StatusCode::OK, &world.payments.model(payment)))
}

/// Confirms a payment. The `Link` of the response leads to the approval page; in reality the user
/// approves in the bank's app.
async fn confirm(
    State(app): State<App>,
    headers: HeaderMap,
    Arguments((bic, id)): Arguments<(String, String)>,
) -> Response {
    let mut world = app.world();
    let (session, bank) = enter(&world, &headers, &bic, Scope::PaymentWrite)?;
    let payment = find(&world, &session, bank, &id)?;
    let accounts = accounts::accounts(&world, &session, bank)?;
    let refusal = check::refusal(&payment.order, &accounts);
    if !world.payments.confirm(&id, refusal) {
        return Err(ApiError::bad_request("This payment cannot be confirmed: it is not PENDING_CONFIRMATION."));
    }
    let mut response = reply::empty(StatusCode::OK);
    let link = format!("<{}/approve/{id}>; rel=\"related\"; title=\"approval page\"", app.origin());
    response.headers_mut().insert(LINK, reply::header(&link));
    Ok(response)
}

/// The caller and the bank, if the user has given consent there.
fn enter(world: &World, headers: &HeaderMap, bic: &str, scope: Scope) -> Result<(Session, &'static Bank), ApiError> {
    let session = access::session(world, headers, scope)?;
    let bank = access::bank(bic)?;
    let consent = access::user(world, &session)?.has_consent(bank.bic);
    if consent { Ok((session, bank)) } else { Err(ApiError::consent_required(bank.bic)) }
}

fn find<'w>(world: &'w World, session: &Session, bank: &Bank, id: &str) -> Result<&'w Payment, ApiError> {
    let payment = world.payments.find(&session.username, bank.bic, id);
    payment.ok_or_else(|| ApiError::not_found("This payment does not exist."))
}
