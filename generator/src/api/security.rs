//! Security: the credentials that operations need.

use super::{Docs, SchemeId, SpecName};
use crate::place::At;

/// A security scheme (OpenAPI 3.0, "Security Scheme Object").
#[derive(Debug, Clone)]
pub(crate) struct SecurityScheme {
    /// Where it stands first.
    pub at: At,
    /// Its key among the components.
    pub name: SpecName,
    /// What the document says of it.
    pub docs: Docs,
    /// What kind of credential it is.
    pub kind: SchemeKind,
}

/// What kind of credential a scheme asks for.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(crate) enum SchemeKind {
    /// `http` with `bearer` (RFC 6750).
    Bearer,
    /// `http` with `basic` (RFC 7617).
    Basic,
    /// `apiKey`: a secret in this place under this name.
    ApiKey(KeyLocation, SpecName),
    /// `oauth2` (RFC 6749): a bearer token, and the ways to one.
    OAuth2(Vec<Flow>),
    /// `openIdConnect`: a bearer token; the discovery document's URL.
    OpenIdConnect(String),
}

/// Where an API key travels.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) enum KeyLocation {
    /// In a header field.
    Header,
    /// In the query.
    Query,
    /// In a cookie.
    Cookie,
}

/// One way to a token (OpenAPI 3.0, "OAuth Flow Object").
#[derive(Debug, Clone, PartialEq, Eq)]
pub(crate) struct Flow {
    /// Which way it is.
    pub kind: FlowKind,
    /// Where the user is sent.
    pub authorization_url: Option<String>,
    /// Where the token is had.
    pub token_url: Option<String>,
    /// Where it is renewed, when that is not the token URL.
    pub refresh_url: Option<String>,
    /// What can be asked for.
    pub scopes: Vec<Scope>,
}

/// The kind of an OAuth 2 flow.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) enum FlowKind {
    /// Implicit grant.
    Implicit,
    /// Resource owner password grant.
    Password,
    /// Client credentials grant.
    ClientCredentials,
    /// Authorization code grant.
    AuthorizationCode,
}

/// A scope of an OAuth 2 flow.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(crate) struct Scope {
    /// The scope's name.
    pub name: SpecName,
    /// What it allows.
    pub description: String,
}

/// One scheme that a request needs, with these scopes.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(crate) struct Need {
    /// The scheme.
    pub scheme: SchemeId,
    /// The scopes.
    pub scopes: Vec<SpecName>,
}
