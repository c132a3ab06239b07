//! `/me/user`.

use axum::Router;
use axum::extract::State;
use axum::http::{HeaderMap, StatusCode};
use axum::routing::get;

use crate::api::{Response, access};
use crate::oauth::scope::Scope;
use crate::reply;
use crate::world::App;

pub(super) fn routes() -> Router<App> {
    Router::new().route("/me/user", get(current))
}

async fn current(State(app): State<App>, headers: HeaderMap) -> Response {
    let world = app.world();
    let session = access::session(&world, &headers, Scope::Read)?;
    let user = access::user(&world, &session)?;
    Ok(reply::json(StatusCode::OK, &user.model(&session.scopes)))
}
