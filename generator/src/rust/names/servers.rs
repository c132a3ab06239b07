//! Constructors of servers, and the variables of their URLs.

use super::scope::Scope;
use super::spelling::{camel, snake};
use super::{Imported, Name, TAKEN_TYPES};
use crate::api::{Api, Server};

/// The names of a server.
#[derive(Debug, Clone)]
pub(crate) struct ServerNames {
    /// Its constructor.
    pub(crate) method: Name,
    /// The type that its constructor returns, if it has variables.
    pub(crate) ident: Name,
    /// Its variables, in order.
    pub(crate) variables: Vec<VariableNames>,
}

/// The names of a server's variable.
#[derive(Debug, Clone)]
pub(crate) struct VariableNames {
    /// The method that sets it.
    pub(crate) method: Name,
    /// The type of its values, if the document lists them.
    pub(crate) ident: Name,
    /// The variants of that type.
    pub(crate) values: Vec<Name>,
}

pub(super) fn assign_servers(api: &Api, is_imported: Imported) -> Vec<ServerNames> {
    let mut methods = Scope::new(&["server", "into_url", "clone", "from", "into", "eq", "fmt"]).with_suffix("_server");
    let mut types = Scope::new(TAKEN_TYPES).beside_imports(is_imported);
    types.claim("Server");
    let servers = api.servers.iter().map(|server| {
        let method = methods.claim(&snake(&wanted(server), "server"));
        let ident = types.claim(&camel(&format!("{method}Server"), "Server", "Server"));
        let mut setters = Scope::new(&["origin", "clone", "from", "into", "eq", "fmt"]).with_suffix("_variable");
        let variables = server.variables.iter().map(|variable| {
            let name = variable.name.as_str();
            let mut values = Scope::new(&["Self"]);
            VariableNames {
                method: setters.claim(&snake(name, "variable")),
                ident: types.claim(&format!(
                    "{}{}",
                    camel(method.as_str(), "Server", "Server"),
                    camel(name, "Variable", "V")
                )),
                values: variable.values.iter().map(|value| values.claim(&camel(value, "Empty", "N"))).collect(),
            }
        });
        let variables = variables.collect();
        ServerNames { method, ident, variables }
    });
    servers.collect()
}

/// Returns the server's description if it is short, or else the first label of its host.
fn wanted(server: &Server) -> String {
    if let Some(words) = server.description.as_deref().map(|text| text.trim().trim_end_matches('.')) {
        let count = words.split_whitespace().count();
        if (1..=4).contains(&count) && words.len() <= 40 {
            return words.to_owned();
        }
    }
    let rest = server.url.split_once("://").map_or("", |(_, rest)| rest);
    let host = rest.split(['/', ':']).next().unwrap_or_default();
    let named = host.split('.').find(|label| !label.contains('{') && label.chars().any(char::is_alphabetic));
    named.unwrap_or(if server.is_relative() { "relative" } else { "other" }).to_owned()
}
