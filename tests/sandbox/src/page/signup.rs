//! `/signup`: a user and an application in one step.

use axum::Router;
use axum::extract::State;
use axum::http::{HeaderMap, StatusCode};
use axum::response::Response;
use axum::routing::get;

use crate::body::Body;
use crate::oauth::redirect;
use crate::page::form::{Input, Kind, Visitor, alert, input};
use crate::page::html::Text;
use crate::page::{Page, index};
use crate::parameters::Parameters;
use crate::world::{App, Application, Profile};

/// The longest value of a field, in characters.
const LONGEST: usize = 100;

pub(crate) fn routes() -> Router<App> {
    Router::new().route("/signup", get(ask).post(sign_up))
}

async fn ask(State(app): State<App>, headers: HeaderMap) -> Response {
    form_page(&app, &Visitor::of(&app, &headers), &Parameters::default(), None)
}

async fn sign_up(State(app): State<App>, headers: HeaderMap, Body(body): Body) -> Response {
    let form = Parameters::parse(&body);
    let visitor = Visitor::of(&app, &headers);
    if !visitor.sent(&app, &headers, &form) {
        let problem = "The form could not be verified. Allow cookies and try again.";
        return form_page(&app, &visitor, &form, Some((StatusCode::BAD_REQUEST, problem)));
    }
    if let Some(problem) = check(&form) {
        return form_page(&app, &visitor, &form, Some((StatusCode::BAD_REQUEST, problem)));
    }
    let text = |name| form.text(name).trim().to_owned();
    let profile = Profile {
        username: text("username"),
        first_name: text("first_name"),
        last_name: text("last_name"),
        email: text("email"),
        phone: text("phone"),
    };
    let redirect_uri = Some(text("redirect_uri")).filter(|uri| !uri.is_empty());
    let username = profile.username.clone();
    let registered = {
        let mut world = app.world();
        world.add_user(profile, form.text("password")).then(|| {
            let (id, secret) = (world.random.uuid(), world.random.uuid());
            let application = Application::new(format!("Application of {username}"), redirect_uri.clone());
            world.add_application(id.clone(), &secret, application);
            (id, secret)
        })
    };
    match registered {
        Some((id, secret)) => done_page(&app, &username, &id, &secret, redirect_uri.as_deref()),
        None => form_page(&app, &visitor, &form, Some((StatusCode::CONFLICT, "This user name is taken."))),
    }
}

/// The problem of a sign-up, if there is one.
fn check(form: &Parameters) -> Option<&'static str> {
    let username = form.text("username").trim();
    let legal = |letter: char| letter.is_ascii_alphanumeric() || matches!(letter, '.' | '-' | '_' | '@');
    if username.is_empty() || username.len() > LONGEST || !username.chars().all(legal) {
        return Some("Choose a user name of 1 to 100 letters, digits and the characters . - _ @");
    }
    let password = form.text("password");
    if password.is_empty() || password.chars().count() > LONGEST {
        return Some("Choose a password of 1 to 100 characters.");
    }
    let optional = ["first_name", "last_name", "email", "phone"];
    if optional.iter().any(|name| form.text(name).chars().count() > LONGEST) {
        return Some("A field can have at most 100 characters.");
    }
    let redirect_uri = form.text("redirect_uri").trim();
    if !redirect_uri.is_empty() && redirect::acceptable(redirect_uri).is_none() {
        return Some("The redirect URI must be an https URL, or an http URL of this machine, without a fragment.");
    }
    None
}

fn form_page(app: &App, visitor: &Visitor, form: &Parameters, problem: Option<(StatusCode, &str)>) -> Response {
    let field = |name, label, kind, autocomplete| Input {
        name,
        label,
        kind,
        autocomplete,
        value: form.text(name),
        required: matches!(name, "username" | "password"),
        ..Input::default()
    };
    let redirect = Input {
        hint: "Needed only if the application runs elsewhere: URLs of this machine are always accepted.",
        ..field("redirect_uri", "Redirect URI of your application (optional)", Kind::Url, "url")
    };
    let secret = Input {
        hint: "This is a sandbox: do not use a password that you use elsewhere.",
        ..field("password", "Password", Kind::Password, "new-password")
    };
    let fields = [
        field("username", "User name", Kind::Text, "username"),
        secret,
        field("first_name", "First name (optional)", Kind::Text, "given-name"),
        field("last_name", "Last name (optional)", Kind::Text, "family-name"),
        field("email", "E-mail (optional)", Kind::Email, "email"),
        field("phone", "Phone (optional)", Kind::Telephone, "tel"),
        redirect,
    ];
    let fields: String = fields.iter().map(input).collect();
    let body = format!(
        "{}<p>This creates a user, and an application that can ask users for access.</p>\n\
         <form method=\"post\" action=\"/signup\">\n{}\n{fields}<button type=\"submit\">Sign up</button>\n</form>",
        alert(problem.map(|(_, text)| text)),
        visitor.field(app),
    );
    let status = problem.map_or(StatusCode::OK, |(status, _)| status);
    visitor.remember(Page::new("Sign up", &body).status(status).response())
}

fn done_page(app: &App, username: &str, id: &str, secret: &str, redirect_uri: Option<&str>) -> Response {
    let url = index::authorize_url(app, id, redirect_uri);
    let body = format!(
        "<p>Welcome, {name}. Save the client secret: it is shown only once.</p>\n<dl>\n\
         <dt>Client ID</dt><dd><code id=\"client-id\">{id}</code></dd>\n\
         <dt>Client secret</dt><dd><code id=\"client-secret\">{secret}</code></dd>\n\
         <dt>Authorization URL</dt><dd><code>{origin}/oauth/authorize</code></dd>\n\
         <dt>Token URL</dt><dd><code>{origin}/oauth/token</code></dd>\n\
         <dt>API</dt><dd><code>{origin}/api/v1</code></dd>\n</dl>\n\
         <p><a href=\"{url}\">Log in and allow your application</a></p>",
        name = Text(username),
        id = Text(id),
        secret = Text(secret),
        origin = Text(app.origin()),
        url = Text(&url),
    );
    Page::new("Signed up", &body).status(StatusCode::CREATED).response()
}
