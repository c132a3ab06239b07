//! The style sheet and the logos.

use axum::Router;
use axum::body::Body;
use axum::http::header::{CACHE_CONTROL, CONTENT_SECURITY_POLICY, CONTENT_TYPE, X_CONTENT_TYPE_OPTIONS};
use axum::http::{HeaderValue, StatusCode};
use axum::response::Response;
use axum::routing::get;

use crate::api::Arguments;
use crate::bank::catalogue;
use crate::page::html::Text;
use crate::page::problem;
use crate::world::App;

const STYLE: &str = include_str!("style.css");

pub(crate) fn routes() -> Router<App> {
    Router::new()
        .route("/style.css", get(async || file("text/css; charset=utf-8", STYLE.to_owned())))
        .route("/logos/{file}", get(logo))
}

/// A bank's logo: just its name, since the real logos are protected.
async fn logo(Arguments(name): Arguments<String>) -> Response {
    let stem = name.strip_suffix(".svg").unwrap_or_default();
    let text = match (stem, catalogue::find(stem)) {
        (_, Some(bank)) => bank.short_name,
        ("sandbox", None) => "NB",
        _ => return problem(StatusCode::NOT_FOUND, "There is no such logo."),
    };
    let svg = format!(
        "<svg xmlns=\"http://www.w3.org/2000/svg\" width=\"240\" height=\"80\" viewBox=\"0 0 240 80\" role=\"img\">\
         <title>{text}</title><rect width=\"240\" height=\"80\" rx=\"8\" fill=\"#1d4e89\"/><text x=\"120\" y=\"50\" \
         fill=\"#fff\" font-family=\"sans-serif\" font-size=\"28\" text-anchor=\"middle\">{text}</text></svg>",
        text = Text(text),
    );
    file("image/svg+xml", svg)
}

fn file(media_type: &'static str, text: String) -> Response {
    let mut response = Response::new(Body::from(text));
    let headers = response.headers_mut();
    headers.insert(CONTENT_TYPE, HeaderValue::from_static(media_type));
    headers.insert(CACHE_CONTROL, HeaderValue::from_static("max-age=300"));
    headers.insert(X_CONTENT_TYPE_OPTIONS, HeaderValue::from_static("nosniff"));
    headers.insert(CONTENT_SECURITY_POLICY, HeaderValue::from_static("default-src 'none'"));
    response
}
