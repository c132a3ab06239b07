//! `/oauth/authorize`: the authorization request and the user's decision.

use axum::Router;
use axum::extract::{RawQuery, State};
use axum::http::{HeaderMap, StatusCode};
use axum::response::Response;
use axum::routing::get;
use url::Url;

use crate::body::Body;
use crate::oauth::grants::{Binding, Grant};
use crate::oauth::scope::Scopes;
use crate::oauth::{pkce, redirect};
use crate::page::form::Visitor;
use crate::page::{self, login};
use crate::parameters::{Parameters, Repeated};
use crate::world::{App, World};

/// A valid authorization request, ready to be shown to the user.
#[derive(Debug)]
pub(crate) struct AuthorizationRequest {
    /// The application's name.
    pub(crate) application: String,
    /// The redirect URI.
    pub(crate) redirect: Url,
    pub(crate) scopes: Scopes,
    client_id: String,
    state: Option<String>,
    binding: Binding,
    scope: String,
}

/// What is wrong with an authorization request (RFC 6749 §4.1.2.1).
#[derive(Debug)]
enum Refusal {
    /// There is no redirect URI to trust, so the error is shown to the user.
    Shown(String),
    /// The error is sent to the application.
    Redirected { to: Box<Url>, state: Option<String>, error: &'static str, description: String },
}

pub(crate) fn routes() -> Router<App> {
    Router::new().route("/oauth/authorize", get(ask).post(decide))
}

async fn ask(State(app): State<App>, headers: HeaderMap, RawQuery(query): RawQuery) -> Response {
    let request = AuthorizationRequest::read(&app.world(), &Parameters::of_query(query.as_deref()));
    match request {
        Ok(request) => login::page(&app, &Visitor::of(&app, &headers), &request, "", None),
        Err(refusal) => refusal.response(),
    }
}

async fn decide(State(app): State<App>, headers: HeaderMap, Body(body): Body) -> Response {
    let form = Parameters::parse(&body);
    let request = AuthorizationRequest::read(&app.world(), &form);
    let request = match request {
        Ok(request) => request,
        Err(refusal) => return refusal.response(),
    };
    let visitor = Visitor::of(&app, &headers);
    let username = form.text("username");
    if !visitor.sent(&app, &headers, &form) {
        let problem = "The form could not be verified. Allow cookies and try again.";
        return login::page(&app, &visitor, &request, username, Some(problem));
    }
    if form.text("decision") == "deny" {
        return request.refuse("access_denied", "The user denied the request.").response();
    }
    if !app.world().is_password(username, form.text("password")) {
        return login::page(&app, &visitor, &request, username, Some("The user name or the password is wrong."));
    }
    request.grant(&app, username)
}

impl AuthorizationRequest {
    fn read(world: &World, parameters: &Parameters) -> Result<Self, Refusal> {
        let shown = |Repeated(name)| Refusal::Shown(format!("The parameter “{name}” is given more than once."));
        let client_id = parameters.one("client_id").map_err(shown)?;
        let client_id = client_id.ok_or_else(|| Refusal::Shown("The parameter “client_id” is missing.".to_owned()))?;
        let application = world.application(client_id);
        let application =
            application.ok_or_else(|| Refusal::Shown("No application has this “client_id”.".to_owned()))?;
        let given = parameters.one("redirect_uri").map_err(shown)?;
        let registered = application.redirect_uri.as_deref();
        let redirect = given.or(registered).and_then(|uri| redirect::allowed(uri, registered)).ok_or_else(|| {
            let text = "The parameter “redirect_uri” is missing, or is neither registered nor a URL of this machine.";
            Refusal::Shown(text.to_owned())
        })?;
        let mut request = Self {
            application: application.name.clone(),
            redirect,
            scopes: Scopes::all(),
            client_id: client_id.to_owned(),
            state: None,
            binding: Binding { redirect_uri: given.map(str::to_owned), challenge: None },
            scope: String::new(),
        };
        // From here on, errors can be sent to the application.
        match request.read_rest(parameters) {
            Ok(()) => Ok(request),
            Err((error, description)) => Err(request.refuse(error, description)),
        }
    }

    fn read_rest(&mut self, parameters: &Parameters) -> Result<(), (&'static str, String)> {
        let one = |name| {
            let repeated =
                |Repeated(name)| ("invalid_request", format!("The parameter `{name}` is given more than once."));
            parameters.one(name).map_err(repeated)
        };
        self.state = one("state")?.map(str::to_owned);
        match one("response_type")? {
            Some("code") => {}
            Some(_) => {
                return Err(("unsupported_response_type", "The only supported response type is `code`.".to_owned()));
            }
            None => return Err(("invalid_request", "The parameter `response_type` is missing.".to_owned())),
        }
        let scope = one("scope")?;
        self.scopes =
            Scopes::parse(scope).map_err(|word| ("invalid_scope", format!("The scope `{word}` does not exist.")))?;
        self.scope = self.scopes.to_string();
        match (one("code_challenge")?, one("code_challenge_method")?) {
            (None, None) => Ok(()),
            (Some(challenge), Some("S256")) if pkce::is_challenge(challenge) => {
                self.binding.challenge = Some(challenge.to_owned());
                Ok(())
            }
            (Some(_), Some("S256")) => Err(("invalid_request", "`code_challenge` is no S256 challenge.".to_owned())),
            _ => Err(("invalid_request", "The only supported code challenge method is `S256`.".to_owned())),
        }
    }

    /// The parameters that repeat the request.
    pub(crate) fn parameters(&self) -> impl Iterator<Item = (&'static str, &str)> {
        let method = self.binding.challenge.as_ref().map(|_| "S256");
        [
            ("response_type", Some("code")),
            ("client_id", Some(self.client_id.as_str())),
            ("redirect_uri", self.binding.redirect_uri.as_deref()),
            ("scope", Some(self.scope.as_str())),
            ("state", self.state.as_deref()),
            ("code_challenge", self.binding.challenge.as_deref()),
            ("code_challenge_method", method),
        ]
        .into_iter()
        .filter_map(|(name, value)| value.map(|value| (name, value)))
    }

    fn grant(self, app: &App, username: &str) -> Response {
        let grant = Grant { application: self.client_id, username: username.to_owned(), scopes: self.scopes };
        let code = app.world().issue_code(grant, self.binding, app.options().code_lifetime);
        send_back(self.redirect, &[("code", &code)], self.state.as_deref())
    }

    fn refuse(&self, error: &'static str, description: impl Into<String>) -> Refusal {
        let (to, state) = (Box::new(self.redirect.clone()), self.state.clone());
        Refusal::Redirected { to, state, error, description: description.into() }
    }
}

impl Refusal {
    fn response(self) -> Response {
        match self {
            Self::Shown(text) => page::problem(StatusCode::BAD_REQUEST, &text),
            Self::Redirected { to, state, error, description } => {
                send_back(*to, &[("error", error), ("error_description", &description)], state.as_deref())
            }
        }
    }
}

fn send_back(mut to: Url, parameters: &[(&str, &str)], state: Option<&str>) -> Response {
    to.query_pairs_mut().extend_pairs(parameters).extend_pairs(state.map(|state| ("state", state)));
    page::redirect(to.as_str())
}
