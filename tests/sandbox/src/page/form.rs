//! Forms: their fields, and the check that a submitted form is one of ours.

use axum::http::HeaderMap;
use axum::http::header::{COOKIE, HOST, ORIGIN, SET_COOKIE};
use axum::response::Response;

use crate::page::html::Text;
use crate::parameters::Parameters;
use crate::random::{digest, uuid};
use crate::reply;
use crate::world::App;

/// The cookie that ties a form to a browser.
const COOKIE_NAME: &str = "northbricks_sandbox_visitor";
/// The field with the token.
const FIELD: &str = "csrf_token";

/// A browser session.
#[derive(Debug)]
pub(crate) struct Visitor {
    id: String,
    is_new: bool,
}

impl Visitor {
    /// The visitor in the cookie, or a new one.
    pub(crate) fn of(app: &App, headers: &HeaderMap) -> Self {
        let cookies = headers.get_all(COOKIE).iter().filter_map(|value| value.to_str().ok());
        let known = cookies.flat_map(|line| line.split(';')).find_map(|pair| {
            let (name, value) = pair.trim().split_once('=')?;
            let sound = name == COOKIE_NAME && value.len() == 36;
            sound.then(|| value.to_owned())
        });
        match known {
            Some(id) => Self { id, is_new: false },
            None => Self { id: app.world().random.uuid(), is_new: true },
        }
    }

    /// The hidden field for a form.
    pub(crate) fn field(&self, app: &App) -> String {
        hidden(FIELD, &self.proof(app))
    }

    /// Whether a form was submitted from a page that was shown to this visitor.
    pub(crate) fn sent(&self, app: &App, headers: &HeaderMap, form: &Parameters) -> bool {
        !self.is_new && form.text(FIELD) == self.proof(app) && is_own_origin(headers)
    }

    /// Sets the cookie for a new visitor.
    pub(crate) fn remember(&self, mut response: Response) -> Response {
        if self.is_new {
            let cookie = format!("{COOKIE_NAME}={}; Path=/; HttpOnly; SameSite=Lax", self.id);
            response.headers_mut().append(SET_COOKIE, reply::header(&cookie));
        }
        response
    }

    fn proof(&self, app: &App) -> String {
        uuid(&digest(&["form", app.form_key(), &self.id]))
    }
}

/// Whether the request comes from one of our own pages, as far as the browser tells. All ports of a
/// host share cookies, so the token alone does not exclude another server on this machine.
pub(crate) fn is_own_origin(headers: &HeaderMap) -> bool {
    let Some(origin) = headers.get(ORIGIN) else { return true };
    let origin = origin.to_str().unwrap_or_default();
    let authority = origin.strip_prefix("http://").or_else(|| origin.strip_prefix("https://"));
    authority.is_some() && authority == headers.get(HOST).and_then(|value| value.to_str().ok())
}

/// A hidden field.
pub(crate) fn hidden(name: &str, value: &str) -> String {
    format!("<input type=\"hidden\" name=\"{}\" value=\"{}\">", Text(name), Text(value))
}

/// A field with its label.
#[derive(Debug, Default)]
pub(crate) struct Input<'a> {
    pub(crate) name: &'a str,
    pub(crate) label: &'a str,
    pub(crate) value: &'a str,
    /// Shown below the label.
    pub(crate) hint: &'a str,
    pub(crate) kind: Kind,
    pub(crate) required: bool,
    pub(crate) autocomplete: &'a str,
}

/// The kind of a field.
#[derive(Debug, Default, Clone, Copy, PartialEq, Eq)]
pub(crate) enum Kind {
    #[default]
    Text,
    Password,
    Email,
    Telephone,
    Url,
}

/// A field with its label, as HTML. A password is never written back.
pub(crate) fn input(input: &Input<'_>) -> String {
    let kind = match input.kind {
        Kind::Text => "text",
        Kind::Password => "password",
        Kind::Email => "email",
        Kind::Telephone => "tel",
        Kind::Url => "url",
    };
    let name = Text(input.name);
    let value = if input.kind == Kind::Password { "" } else { input.value };
    let (hint, described) = if input.hint.is_empty() {
        (String::new(), String::new())
    } else {
        let hint = format!("<p class=\"hint\" id=\"{name}-hint\">{}</p>\n", Text(input.hint));
        (hint, format!(" aria-describedby=\"{name}-hint\""))
    };
    let autocomplete = if input.autocomplete.is_empty() { "off" } else { input.autocomplete };
    format!(
        "<label for=\"{name}\">{}</label>\n{hint}<input id=\"{name}\" name=\"{name}\" type=\"{kind}\" value=\"{}\" \
         autocomplete=\"{}\"{described}{}>\n",
        Text(input.label),
        Text(value),
        Text(autocomplete),
        if input.required { " required" } else { "" },
    )
}

/// An alert with the problem of the user's input, if there is one.
pub(crate) fn alert(problem: Option<&str>) -> String {
    problem.map(|text| format!("<p role=\"alert\">{}</p>\n", Text(text))).unwrap_or_default()
}
