//! The start page, and the callback page for following the flow by hand.

use axum::Router;
use axum::extract::{RawQuery, State};
use axum::response::Response;
use axum::routing::get;
use url::form_urlencoded;

use crate::bank::catalogue::BANKS;
use crate::oauth::scope::Scopes;
use crate::page::Page;
use crate::page::html::Text;
use crate::parameters::Parameters;
use crate::persona;
use crate::world::App;

pub(crate) fn routes() -> Router<App> {
    Router::new().route("/", get(start)).route("/callback", get(callback))
}

/// An authorization URL to click; without a redirect URI it leads back to the sandbox's own
/// callback page.
pub(crate) fn authorize_url(app: &App, client_id: &str, redirect_uri: Option<&str>) -> String {
    let own = format!("{}/callback", app.origin());
    let query = form_urlencoded::Serializer::new(String::new())
        .append_pair("response_type", "code")
        .append_pair("client_id", client_id)
        .append_pair("redirect_uri", redirect_uri.unwrap_or(&own))
        .append_pair("scope", &Scopes::all().to_string())
        .append_pair("state", "example")
        .finish();
    format!("{}/oauth/authorize?{query}", app.origin())
}

async fn start(State(app): State<App>) -> Response {
    let origin = Text(app.origin());
    let mut body = format!(
        "<p>The base URL of the API is <code>{origin}/api/v1</code>.</p>\n<ul>\n<li><a href=\"/signup\">Sign up</a> to get a user and a \
         client ID</li>\n"
    );
    if !app.options().empty {
        let (id, secret) = persona::application(app.options().seed);
        body.push_str(&format!(
            "<li><a href=\"{}\">Log in and allow an application</a>, as a user would</li>\n</ul>\n\
             <h2>Application</h2>\n<dl>\n<dt>Client ID</dt><dd><code>{}</code></dd>\n\
             <dt>Client secret</dt><dd><code>{}</code></dd>\n</dl>\n",
            Text(&authorize_url(&app, &id, None)),
            Text(&id),
            Text(&secret),
        ));
        body.push_str(&personas());
    } else {
        body.push_str("</ul>\n");
    }
    body.push_str(&test_users());
    Page::new("Start here", &body).response()
}

/// Shows the parameters of the redirect, and the next step.
async fn callback(State(app): State<App>, RawQuery(query): RawQuery) -> Response {
    let query = Parameters::of_query(query.as_deref());
    let rows: String = ["code", "state", "error", "error_description"]
        .iter()
        .filter(|name| !query.text(name).is_empty())
        .map(|name| format!("<dt>{name}</dt><dd><code>{}</code></dd>\n", Text(query.text(name))))
        .collect();
    let origin = app.origin();
    let command = format!(
        "curl -u CLIENT_ID:CLIENT_SECRET {origin}/oauth/token \\\n  -d grant_type=authorization_code \\\n  \
         -d redirect_uri={origin}/callback \\\n  -d code={}",
        Text(query.text("code"))
    );
    let next = if query.text("code").is_empty() {
        String::new()
    } else {
        format!("<h2>Exchange the code for a token</h2>\n<pre>{command}</pre>\n")
    };
    let list =
        if rows.is_empty() { "<p>There are no parameters.</p>".to_owned() } else { format!("<dl>\n{rows}</dl>\n") };
    Page::new("Back at the application", &format!("{list}{next}")).response()
}

fn personas() -> String {
    let rows: String = persona::all()
        .map(|persona| {
            format!("<tr><td><code>{}</code></td><td>{}</td></tr>\n", Text(persona.username), Text(persona.about))
        })
        .collect();
    format!(
        "<h2>Personas</h2>\n<p>All have the password <code>{}</code>. The user name decides how a payment ends. So does the \
         message of a payment, for any user.</p>\n<table>\n<thead><tr><th scope=\"col\">User name</th><th scope=\"col\">Description</th></tr></thead>\n<tbody>\n{rows}</tbody>\n</table>\n",
        Text(persona::PASSWORD)
    )
}

fn test_users() -> String {
    let rows: String = BANKS
        .iter()
        .map(|bank| {
            let answers: Vec<String> = bank
                .steps
                .iter()
                .flat_map(|step| step.questions)
                .map(|question| format!("{} <code>{}</code>", Text(question.label), Text(question.answer.right())))
                .collect();
            format!(
                "<tr><td>{}</td><td><code>{}</code></td><td>{}</td></tr>\n",
                Text(bank.short_name),
                bank.bic,
                answers.join(", ")
            )
        })
        .collect();
    format!(
        "<h2>The banks' test users</h2>\n<table>\n<thead><tr><th scope=\"col\">Bank</th><th scope=\"col\">BIC</th>\
         <th scope=\"col\">Answers on the consent page</th></tr></thead>\n<tbody>\n{rows}</tbody>\n</table>\n"
    )
}
