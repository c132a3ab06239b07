//! Servers: the base URLs of an API.

use super::SpecName;

/// A base URL (OpenAPI 3.0, "Server Object").
#[derive(Debug, Clone, PartialEq, Eq)]
pub(crate) struct Server {
    /// The URL with `{name}` for each variable and without a trailing slash. A relative URL begins
    /// with a slash.
    pub url: String,
    /// Documentation of the server.
    pub description: Option<String>,
    /// Its variables in document order.
    pub variables: Vec<Variable>,
}

/// A variable of a server's URL (OpenAPI 3.0, "Server Variable Object").
#[derive(Debug, Clone, PartialEq, Eq)]
pub(crate) struct Variable {
    /// Its name.
    pub name: SpecName,
    /// Documentation of the variable.
    pub description: Option<String>,
    /// Its value unless the user chooses another one.
    pub default: String,
    /// Its possible values; if empty, it can have any value.
    pub values: Vec<String>,
}

impl Server {
    /// Returns the URL with the default values of the variables; `None` if the URL is relative,
    /// because the documents do not tell to what.
    #[must_use]
    pub(crate) fn default_url(&self) -> Option<String> {
        let mut url = self.url.clone();
        for variable in &self.variables {
            url = url.replace(&format!("{{{}}}", variable.name), &variable.default);
        }
        let url = url.trim_end_matches('/');
        (!self.is_relative()).then(|| url.to_owned())
    }

    /// Whether the document leaves the origin of the URL open.
    #[must_use]
    pub(crate) fn is_relative(&self) -> bool {
        self.url.starts_with('/')
    }

    /// Returns the base URL of a client for which the user sets none: the first of `servers` that a
    /// client accepts, or else the first.
    #[must_use]
    pub(crate) fn default_of(servers: &[Self]) -> Option<String> {
        let urls = || servers.iter().filter_map(Self::default_url);
        urls().find(|url| Self::is_safe(url)).or_else(|| urls().next())
    }

    /// Whether a client accepts the base URL: it uses `https`, or leads to loopback.
    #[must_use]
    pub(crate) fn is_safe(url: &str) -> bool {
        let Some(rest) = url.strip_prefix("http://") else { return url.starts_with("https://") };
        let authority = rest.split('/').next().unwrap_or_default();
        let host = match authority.strip_prefix('[') {
            Some(rest) => rest.split(']').next().unwrap_or_default(),
            None => authority.split(':').next().unwrap_or_default(),
        };
        let address = host.parse::<std::net::IpAddr>();
        address.is_ok_and(|address| address.is_loopback()) || host == "localhost" || host.ends_with(".localhost")
    }
}
