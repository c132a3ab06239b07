//! Security schemes: the credentials that operations require.

use super::{Docs, SchemeId, SpecName};
use crate::place::At;

/// A security scheme (OpenAPI 3.0, "Security Scheme Object").
#[derive(Debug, Clone)]
pub(crate) struct SecurityScheme {
    /// Place of the first declaration.
    pub at: At,
    /// Key of the component.
    pub name: SpecName,
    /// Documentation of the scheme.
    pub docs: Docs,
    /// The kind of its credential.
    pub kind: SchemeKind,
}

/// The kind of credential that a scheme requires.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(crate) enum SchemeKind {
    /// `http` with `bearer` (RFC 6750).
    Bearer,
    /// `http` with `basic` (RFC 7617).
    Basic,
    /// `apiKey`: a secret in this part of the request, under this name.
    ApiKey(KeyLocation, SpecName),
    /// `oauth2` (RFC 6749): a bearer token, and the flows that issue it.
    OAuth2(Vec<Flow>),
    /// `openIdConnect`: a bearer token, and the URL of the discovery document.
    OpenIdConnect(String),
}

/// The part of a request that holds an API key.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) enum KeyLocation {
    /// In a header field.
    Header,
    /// In the query.
    Query,
    /// In a cookie.
    Cookie,
}

/// A flow that issues tokens (OpenAPI 3.0, "OAuth Flow Object").
#[derive(Debug, Clone, PartialEq, Eq)]
pub(crate) struct Flow {
    pub kind: FlowKind,
    /// The authorization endpoint, where the user grants access.
    pub authorization_url: Option<String>,
    /// The token endpoint.
    pub token_url: Option<String>,
    /// The endpoint that refreshes tokens, if it is not the token endpoint.
    pub refresh_url: Option<String>,
    /// The scopes that a client can request.
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
    /// Documentation of the scope.
    pub description: String,
}

/// A scheme that a request needs, with the scopes that it needs of it.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(crate) struct Need {
    pub scheme: SchemeId,
    pub scopes: Vec<SpecName>,
}
