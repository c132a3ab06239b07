//! The log-in page of `/oauth/authorize`.

use axum::http::StatusCode;
use axum::response::Response;

use crate::oauth::authorize::AuthorizationRequest;
use crate::page::Page;
use crate::page::form::{Input, Kind, Visitor, alert, hidden, input};
use crate::page::html::Text;
use crate::world::App;

/// The log-in page: which application asks for what, and the form to allow or deny it.
pub(crate) fn page(
    app: &App,
    visitor: &Visitor,
    request: &AuthorizationRequest,
    username: &str,
    problem: Option<&str>,
) -> Response {
    let scopes: String = request
        .scopes
        .iter()
        .map(|scope| format!("<li>{} (<code>{}</code>)</li>\n", Text(scope.meaning()), Text(scope.as_str())))
        .collect();
    let parameters: String = request.parameters().map(|(name, value)| hidden(name, value)).collect();
    let hint = if app.options().empty { "" } else { "For example “doris”, with the password “sandbox”." };
    let fields = [
        Input {
            name: "username",
            label: "User name",
            value: username,
            hint,
            required: true,
            autocomplete: "username",
            ..Input::default()
        },
        Input {
            name: "password",
            label: "Password",
            kind: Kind::Password,
            required: true,
            autocomplete: "current-password",
            ..Input::default()
        },
    ];
    let fields: String = fields.iter().map(input).collect();
    let body = format!(
        "{alert}<p><strong>{application}</strong> wants to:</p>\n<ul>\n{scopes}</ul>\n\
         <form method=\"post\" action=\"/oauth/authorize\">\n{csrf}{parameters}\n{fields}\
         <button type=\"submit\" name=\"decision\" value=\"allow\">Log in and allow</button>\n\
         <button type=\"submit\" name=\"decision\" value=\"deny\" class=\"second\" formnovalidate>Deny</button>\n</form>\n\
         <p>No account yet? <a href=\"/signup\">Sign up</a>.</p>",
        alert = alert(problem),
        application = Text(&request.application),
        csrf = visitor.field(app),
    );
    // A content security policy cannot name an IPv6 address.
    let origin = match request.redirect.host() {
        Some(url::Host::Ipv6(_)) => format!("{}:", request.redirect.scheme()),
        _ => request.redirect.origin().ascii_serialization(),
    };
    let status = if problem.is_some() { StatusCode::BAD_REQUEST } else { StatusCode::OK };
    let page = Page { leads_to: Some(&origin), ..Page::new("Log in", &body).status(status) };
    visitor.remember(page.response())
}
