//! Base URLs (OpenAPI 3.0, "Server Object").

use super::{Lowering, place};
use crate::api::Server;
use crate::diagnostic::Problem;
use crate::document::Document;

impl<'d> Lowering<'d, '_> {
    /// The document's servers, their variables filled with their defaults.
    ///
    /// A document all of whose servers are others than those of the documents before it belongs to another API, or to another part of it: the
    /// client has one base URL, so that is said.
    pub(super) fn lower_servers(&mut self, document: &'d Document) {
        let before = self.servers.len();
        let mut has_known = false;
        for (index, server) in document.openapi.servers.iter().enumerate() {
            let at = place(document, &["servers"]).index(index);
            let mut url = server.url.clone();
            for (name, variable) in server.variables.iter().flatten() {
                url = url.replace(&format!("{{{name}}}"), &variable.default);
            }
            let url = url.trim_end_matches('/').to_owned();
            let because = if url.contains('{') {
                Some("a variable in it is not declared")
            } else if !(url.starts_with("https://") || url.starts_with("http://")) {
                Some("it is not an absolute http or https URL")
            } else {
                None
            };
            if let Some(because) = because {
                self.say(&at, Problem::ServerUnusable { url, because: because.to_owned() });
            } else if self.servers.iter().any(|known| known.url == url) {
                has_known = true;
            } else {
                self.servers.push(Server { url, description: server.description.clone() });
            }
        }
        if before > 0 && self.servers.len() > before && !has_known {
            self.say(&place(document, &["servers"]), Problem::DifferentServers);
        }
    }
}
