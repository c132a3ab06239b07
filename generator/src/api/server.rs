//! Servers: where an API lives.

use super::SpecName;

/// A base URL (OpenAPI 3.0, "Server Object").
#[derive(Debug, Clone, PartialEq, Eq)]
pub(crate) struct Server {
    /// The URL, with `{name}` for each variable and without a slash at its end. It begins with a
    /// slash where it is relative.
    pub url: String,
    /// What the document calls it.
    pub description: Option<String>,
    /// The variables in it, in the order in which the document declares them.
    pub variables: Vec<Variable>,
}

/// A variable of a server's URL (OpenAPI 3.0, "Server Variable Object").
#[derive(Debug, Clone, PartialEq, Eq)]
pub(crate) struct Variable {
    /// Its name.
    pub name: SpecName,
    /// What the document says of it.
    pub description: Option<String>,
    /// Its value unless another is chosen.
    pub default: String,
    /// The values that it can have; empty: any.
    pub values: Vec<String>,
}

impl Server {
    /// The URL with the variables' defaults; `None` where it is relative to a place that nobody
    /// knows.
    #[must_use]
    pub(crate) fn default_url(&self) -> Option<String> {
        let mut url = self.url.clone();
        for variable in &self.variables {
            url = url.replace(&format!("{{{}}}", variable.name), &variable.default);
        }
        let url = url.trim_end_matches('/');
        (!self.is_relative()).then(|| url.to_owned())
    }

    /// Whether it stands behind an origin that the document does not name.
    #[must_use]
    pub(crate) fn is_relative(&self) -> bool {
        self.url.starts_with('/')
    }

    /// The base URL of a client whose user sets none: the first of `servers` that a client takes,
    /// else the first.
    #[must_use]
    pub(crate) fn default_of(servers: &[Self]) -> Option<String> {
        let urls = || servers.iter().filter_map(Self::default_url);
        urls().find(|url| Self::is_safe(url)).or_else(|| urls().next())
    }

    /// Whether a client takes a base URL: it is encrypted, or of this machine.
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
