//! The sixteen operations under `/api/v1`.

mod access;
mod accounts;
mod argument;
mod banks;
mod error;
mod json;
mod payments;
mod transactions;
mod users;

use axum::Router;

pub(crate) use access::session_of;
pub(crate) use argument::Arguments;
pub(crate) use error::ApiError;

use crate::world::App;

/// Where the API lives.
pub(crate) const BASE: &str = "/api/v1";

/// What a handler of the API gives.
type Response = Result<axum::response::Response, ApiError>;

/// All operations but the consent page, which is one for browsers.
pub(crate) fn routes() -> Router<App> {
    let routes = Router::new()
        .merge(users::routes())
        .merge(banks::routes())
        .merge(accounts::routes())
        .merge(transactions::routes())
        .merge(payments::routes());
    Router::new().nest(BASE, routes)
}
