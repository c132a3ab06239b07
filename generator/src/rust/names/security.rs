//! Methods and constants for credentials, flows and scopes.

use super::Name;
use super::scope::{Scope, Wish};
use super::spelling::{shouty, snake};
use crate::api::{Api, SchemeKind, SecurityScheme};
use crate::rust::plan::{FlowPlan, Flows};

/// The names of credentials, flows and scopes.
#[derive(Debug, Clone)]
pub(crate) struct SecurityNames {
    /// The builder's methods, by scheme.
    pub(crate) credentials: Vec<Name>,
    /// The authorization code flows.
    pub(crate) authorization_code: Vec<FlowNames>,
    /// The client credentials flows.
    pub(crate) client_credentials: Vec<FlowNames>,
    /// The constants, by scope.
    pub(crate) scopes: Vec<Name>,
}

/// The names of a flow.
#[derive(Debug, Clone)]
pub(crate) struct FlowNames {
    /// The constant that holds its endpoints.
    pub(crate) constant: Name,
    /// Its constructor.
    pub(crate) new: Name,
    /// Its constructor for a client that cannot keep a secret.
    pub(crate) public: Name,
}

pub(super) fn assign_security(api: &Api, flows: &Flows<'_>) -> SecurityNames {
    let scopes = flows.scopes.iter().map(|scope| scope.name.as_str());
    SecurityNames {
        credentials: credentials(&api.schemes),
        authorization_code: flow_names(&flows.authorization_code, "AUTHORIZATION"),
        client_credentials: flow_names(&flows.client_credentials, "CLIENT"),
        scopes: Scope::new(&[]).of_constants().claim_all(scopes.map(|name| Wish::new(name, shouty(name, "SCOPE")))),
    }
}

/// Claims the builder's method for each scheme: the name of its kind if it is the only one of that
/// kind, or else that name together with the scheme's.
fn credentials(schemes: &[SecurityScheme]) -> Vec<Name> {
    let kind = |scheme: &SecurityScheme| match scheme.kind {
        SchemeKind::Bearer | SchemeKind::OAuth2(_) | SchemeKind::OpenIdConnect(_) => "access_token",
        SchemeKind::Basic => "basic_auth",
        SchemeKind::ApiKey(..) => "api_key",
    };
    let mut scope = Scope::new(&[
        "new",
        "base_url",
        "server",
        "location",
        "credential",
        "timeout",
        "deadline",
        "idle_timeout",
        "retries",
        "max_body",
        "max_retry_after",
        "user_agent",
        "default_header",
        "transport",
        "build",
        "allow_missing_credentials",
        "clone",
    ])
    .with_suffix("_credential");
    scope.claim_all(schemes.iter().map(|scheme| {
        let kind_of_this = kind(scheme);
        if schemes.iter().filter(|other| kind(other) == kind_of_this).count() == 1 {
            return Wish::made(kind_of_this.to_owned());
        }
        let name = scheme.name.as_str();
        let own = snake(name, kind_of_this);
        let short = kind_of_this.rsplit('_').next().unwrap_or(kind_of_this);
        Wish::new(name, if own.ends_with(short) { own } else { format!("{own}_{short}") })
    }))
}

/// Names flows: the only flow of its kind is `new` and `public`; otherwise each name includes its
/// scheme's.
fn flow_names(flows: &[FlowPlan<'_>], stem: &str) -> Vec<FlowNames> {
    let names = |constant: String, new: String, public: String| FlowNames {
        constant: Name::legal(constant),
        new: Name::legal(new),
        public: Name::legal(public),
    };
    if let [_] = flows {
        return vec![names(stem.to_owned(), "new".to_owned(), "public".to_owned())];
    }
    // A scheme's name with a prefix can never be a keyword.
    let words = flows.iter().map(|flow| Wish::new(flow.scheme, snake(flow.scheme, "scheme")));
    let words = Scope::new(&[]).claim_all(words).into_iter();
    words
        .map(|word| {
            let constant = format!("{stem}_{}", word.as_str().to_uppercase());
            names(constant, format!("for_{word}"), format!("public_for_{word}"))
        })
        .collect()
}
