//! What the API is, as constant data.

/// The constant facts of the API.
#[derive(Debug)]
pub struct ApiInfo {
    /// The `User-Agent` that is sent unless another is set.
    pub user_agent: &'static str,
    /// The base URL that is used unless another is set; empty when the API names none.
    pub base_url: &'static str,
    /// The ways to authenticate.
    pub schemes: &'static [Scheme],
}

impl ApiInfo {
    /// The scheme of that name.
    pub fn scheme(&self, name: &str) -> Option<&'static Scheme> {
        self.schemes.iter().find(|scheme| scheme.name == name)
    }
}

/// One way to authenticate.
#[derive(Debug)]
pub struct Scheme {
    /// Its name in the API's description.
    pub name: &'static str,
    /// How its credential travels.
    pub kind: SchemeKind,
}

/// How a credential travels.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum SchemeKind {
    /// `Authorization: Bearer …`.
    Bearer,
    /// `Authorization: Basic …`.
    Basic,
    /// A key in a header, a query parameter or a cookie.
    ApiKey {
        /// Where the key goes.
        location: KeyLocation,
        /// The name it goes under.
        name: &'static str,
    },
}

/// Where an API key goes.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum KeyLocation {
    /// Into a header.
    Header,
    /// Into the query.
    Query,
    /// Into a cookie.
    Cookie,
}
