//! The pages for browsers: plain HTML, without a script.

pub(crate) mod approval;
pub(crate) mod consent;
pub(crate) mod form;
pub(crate) mod html;
pub(crate) mod index;
pub(crate) mod login;
pub(crate) mod signup;
pub(crate) mod static_files;

use axum::Router;
use axum::body::Body;
use axum::http::header::{
    CACHE_CONTROL, CONTENT_SECURITY_POLICY, CONTENT_TYPE, LOCATION, REFERRER_POLICY, X_CONTENT_TYPE_OPTIONS,
    X_FRAME_OPTIONS,
};
use axum::http::{HeaderMap, HeaderValue, StatusCode};
use axum::response::Response;

use crate::page::html::Text;
use crate::reply;
use crate::world::App;

pub(crate) fn routes() -> Router<App> {
    Router::new()
        .merge(index::routes())
        .merge(signup::routes())
        .merge(consent::routes())
        .merge(approval::routes())
        .merge(static_files::routes())
}

/// A page before it becomes a response. Its body is already HTML.
#[derive(Debug)]
pub(crate) struct Page<'a> {
    pub(crate) title: &'a str,
    pub(crate) body: &'a str,
    pub(crate) status: StatusCode,
    /// Another origin that a form of the page may lead to: browsers check redirects of forms too.
    pub(crate) leads_to: Option<&'a str>,
}

impl<'a> Page<'a> {
    pub(crate) fn new(title: &'a str, body: &'a str) -> Self {
        Self { title, body, status: StatusCode::OK, leads_to: None }
    }

    pub(crate) fn status(self, status: StatusCode) -> Self {
        Self { status, ..self }
    }

    pub(crate) fn response(&self) -> Response {
        let html = format!(
            "<!DOCTYPE html>\n<html lang=\"en\">\n<head>\n<meta charset=\"utf-8\">\n\
             <meta name=\"viewport\" content=\"width=device-width, initial-scale=1\">\n\
             <meta name=\"color-scheme\" content=\"light dark\">\n\
             <title>{title} – Northbricks sandbox</title>\n<link rel=\"stylesheet\" href=\"/style.css\">\n\
             <link rel=\"icon\" href=\"/logos/sandbox.svg\">\n</head>\n<body>\n\
             <header><a href=\"/\">Northbricks sandbox</a></header>\n\
             <main>\n<h1>{title}</h1>\n{body}\n</main>\n\
             <footer><p>A sandbox on your own machine: nothing here is real.</p></footer>\n</body>\n</html>\n",
            title = Text(self.title),
            body = self.body,
        );
        let mut response = Response::new(Body::from(html));
        *response.status_mut() = self.status;
        let policy = format!(
            "default-src 'none'; style-src 'self'; img-src 'self'; form-action 'self' {}; base-uri 'none'; \
             frame-ancestors 'none'",
            self.leads_to.unwrap_or_default()
        );
        let headers = response.headers_mut();
        headers.insert(CONTENT_SECURITY_POLICY, reply::header(&policy));
        headers.insert(CONTENT_TYPE, HeaderValue::from_static("text/html; charset=utf-8"));
        headers.insert(X_CONTENT_TYPE_OPTIONS, HeaderValue::from_static("nosniff"));
        headers.insert(X_FRAME_OPTIONS, HeaderValue::from_static("DENY"));
        // Not `no-referrer`: browsers would then send `Origin: null` with our own forms.
        headers.insert(REFERRER_POLICY, HeaderValue::from_static("same-origin"));
        headers.insert(CACHE_CONTROL, HeaderValue::from_static("no-store"));
        response
    }
}

/// A page with an error message.
pub(crate) fn problem(status: StatusCode, text: &str) -> Response {
    let title = match status {
        StatusCode::NOT_FOUND => "Not found",
        StatusCode::UNAUTHORIZED => "Not signed in",
        _ => "The request failed",
    };
    let body = format!("<p role=\"alert\">{}</p>\n<p><a href=\"/\">Back to the start</a></p>", Text(text));
    Page::new(title, &body).status(status).response()
}

/// Redirects the browser to another page, which it fetches with GET.
pub(crate) fn redirect(to: &str) -> Response {
    let mut response = reply::empty(StatusCode::SEE_OTHER);
    response.headers_mut().insert(LOCATION, reply::header(to));
    response.headers_mut().insert(CACHE_CONTROL, HeaderValue::from_static("no-store"));
    response.headers_mut().insert(REFERRER_POLICY, HeaderValue::from_static("no-referrer"));
    response
}

/// Whether the client is a browser, which displays a page.
pub(crate) fn wants_html(headers: &HeaderMap) -> bool {
    let accepted = headers.get(axum::http::header::ACCEPT).and_then(|value| value.to_str().ok());
    accepted.is_some_and(|text| text.contains("text/html"))
}
