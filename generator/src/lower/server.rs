//! Base URLs (OpenAPI 3.0, "Server Object").

use openapiv3::Server as ServerObject;

use super::Reader;
use crate::api::{Server, Variable};
use crate::diagnostic::{Problem, ServerFault};
use crate::place::At;

impl<'d> Reader<'d, '_> {
    /// Reads the document's servers.
    ///
    /// If a document shares no server with the documents before it, it describes another API, or
    /// another part of the same one. Then its first server is the base URL of its own operations.
    pub(super) fn lower_servers(&mut self) {
        let at = self.place(&["servers"]);
        let before = self.api.servers.len();
        let mut has_known = false;
        let mut own = Vec::new();
        for (index, object) in self.document.openapi.servers.iter().enumerate() {
            let Some(server) = self.server(&at.index(index), object) else { continue };
            has_known |= self.api.servers.iter().any(|known| known.url == server.url);
            if self.api.servers.iter().chain(&own).all(|known| known.url != server.url) {
                own.push(server);
            }
        }
        self.document_server = None;
        let is_another = before > 0 && !own.is_empty() && !has_known;
        match Server::default_of(&own) {
            Some(url) if is_another => {
                self.say(&at, Problem::DifferentServers { url: url.clone() });
                self.document_server = Some(url);
            }
            _ => self.api.servers.extend(own),
        }
        // A missing or unusable base URL is reported once, at the first document with servers.
        let is_usable = |server: &Server| server.default_url().is_some_and(|url| Server::is_safe(&url));
        if before == 0 && !self.api.servers.is_empty() && !self.api.servers.iter().any(is_usable) {
            let relative = self.api.servers.iter().all(Server::is_relative);
            self.say(&at, if relative { Problem::RelativeServer } else { Problem::UnencryptedServer });
        }
    }

    /// Returns the base URL of operations that declare `servers`; `None` if none of these is
    /// usable.
    pub(super) fn own_server(&mut self, at: &At, what: &'static str, servers: &'d [ServerObject]) -> Option<String> {
        let at = at.child("servers");
        let mut first = None;
        for (index, object) in servers.iter().enumerate() {
            let at = at.index(index);
            let Some(server) = self.server(&at, object) else { continue };
            match server.default_url() {
                Some(url) if Server::is_safe(&url) => first = first.or(Some(url)),
                Some(url) => {
                    let because = ServerFault::Unencrypted;
                    self.say(&at, Problem::ServerUnusable { url, because });
                }
                None => {
                    let because = ServerFault::Relative;
                    self.say(&at, Problem::ServerUnusable { url: server.url, because });
                }
            }
        }
        let url = first?;
        let usual = self.document_server.clone().or_else(|| Server::default_of(&self.api.servers));
        if usual.is_none_or(|usual| usual != url) {
            self.say(&at, Problem::OwnServers { what, url: url.clone() });
        }
        Some(url)
    }

    fn server(&mut self, at: &At, object: &ServerObject) -> Option<Server> {
        let url = object.url.trim().trim_end_matches('/').to_owned();
        let variables = object.variables.iter().flatten().filter(|(name, _)| url.contains(&format!("{{{name}}}")));
        let variables: Vec<_> = variables
            .map(|(name, variable)| Variable {
                name: name.as_str().into(),
                description: variable.description.clone(),
                default: variable.default.clone(),
                values: variable.enumeration.clone(),
            })
            .collect();
        let description = object.description.clone();
        let mut server = Server { url, description, variables };
        if object.url.trim().starts_with('/') && server.url.is_empty() {
            // Just `/`: the root of the host that serves the document.
            server.url = "/".to_owned();
        }
        let filled = server.default_url();
        let because = match &filled {
            None => return Some(server),
            Some(filled) if filled.contains('{') => ServerFault::UndeclaredVariable,
            Some(filled) if filled.contains(['?', '#']) => ServerFault::QueryOrFragment,
            Some(filled) if filled.starts_with("https://") || filled.starts_with("http://") => match fault(filled) {
                Some(fault) => fault,
                None => return Some(server),
            },
            Some(_) => ServerFault::NotHttp,
        };
        let url = filled.unwrap_or_default();
        self.say(at, Problem::ServerUnusable { url, because });
        None
    }
}

/// Returns the reason why the client rejects an absolute URL.
fn fault(url: &str) -> Option<ServerFault> {
    let (_, rest) = url.split_once("://")?;
    let (authority, path) = rest.split_once('/').unwrap_or((rest, ""));
    let is_dots = |segment: &str| matches!(segment.to_ascii_lowercase().replace("%2e", ".").as_str(), "." | "..");
    if authority.contains('@') {
        Some(ServerFault::UserInformation)
    } else if authority.is_empty() {
        Some(ServerFault::NoHost)
    } else if path.split('/').any(is_dots) {
        Some(ServerFault::DotSegment)
    } else if format!("/{path}").contains("//") {
        Some(ServerFault::EmptySegment)
    } else if !url.chars().all(|character| character.is_ascii_graphic()) {
        Some(ServerFault::Character)
    } else {
        None
    }
}
