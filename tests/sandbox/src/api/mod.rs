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

/// The base path of the API.
pub(crate) const BASE: &str = "/api/v1";

/// The result of a handler.
type Response = Result<axum::response::Response, ApiError>;

/// All operations except the consent page, which is for browsers.
pub(crate) fn routes() -> Router<App> {
    let routes = Router::new()
        .merge(users::routes())
        .merge(banks::routes())
        .merge(accounts::routes())
        .merge(transactions::routes())
        .merge(payments::routes());
    Router::new().nest(BASE, routes)
}
