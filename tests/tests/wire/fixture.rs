//! Shared code of these tests: clients, and the bytes that all requests have in common.

use std::fs;

use northbricks::{Client, ClientBuilder, blocking};
use openapi_crate_tests::server::Server;
use openapi_crate_tests::workspace;

pub(crate) const TOKEN: &str = "0c8d3a52-5a0f-4d33-9d38-9b0a6a2f5b01";

/// Calls an operation with each of the two clients, each with a server of its own that plays
/// `$responses`. Returns the results and the requests of both.
macro_rules! both {
    ($responses:expr, |$client:ident| $call:expr) => {{
        let asynchronous = {
            let server = openapi_crate_tests::server::Server::start($responses);
            let $client = crate::fixture::client(&server);
            let result = crate::fixture::wait(async { $call.send().await });
            (result, server.requests())
        };
        let blocking = {
            let server = openapi_crate_tests::server::Server::start($responses);
            let $client = crate::fixture::blocking_client(&server);
            let result = $call.send();
            (result, server.requests())
        };
        [asynchronous, blocking]
    }};
}

pub(crate) use both;

/// An asynchronous client of that server, with a token.
pub(crate) fn client(server: &Server) -> Client {
    set_up(Client::builder(), server).build().unwrap()
}

/// A blocking client of that server, with a token.
pub(crate) fn blocking_client(server: &Server) -> blocking::Client {
    set_up(blocking::Client::builder(), server).build().unwrap()
}

fn set_up<C>(builder: ClientBuilder<C>, server: &Server) -> ClientBuilder<C> {
    builder.base_url(server.url()).access_token(TOKEN)
}

/// Blocks on a future.
pub(crate) fn wait<F: Future>(future: F) -> F::Output {
    let runtime = tokio::runtime::Builder::new_current_thread().enable_io().enable_time().build().unwrap();
    runtime.block_on(future)
}

/// A request with the token: its first line, its own headers in alphabetical order, and its body.
/// There is no other header.
pub(crate) fn sent(line: &str, headers: &[&str], body: &str) -> Vec<String> {
    let token = format!("authorization: Bearer {TOKEN}");
    let headers: Vec<&str> = headers.iter().copied().chain([token.as_str()]).collect();
    sent_without_token(line, &headers, body)
}

/// A request without a token.
pub(crate) fn sent_without_token(line: &str, headers: &[&str], body: &str) -> Vec<String> {
    let agent = user_agent();
    let mut headers: Vec<&str> = headers.iter().copied().chain(["host: HOST", agent.as_str()]).collect();
    headers.sort_unstable();
    vec![format!("{line} HTTP/1.1\n{}\n\n{body}", headers.join("\n"))]
}

pub(crate) const JSON: &str = "accept: application/json";
/// For an operation whose success has no body: both HTTP libraries add this header.
pub(crate) const ANY: &str = "accept: */*";

fn user_agent() -> String {
    let manifest = fs::read_to_string(workspace().join("generated-client/Cargo.toml")).unwrap();
    let manifest: toml::Table = manifest.parse().unwrap();
    let said = |key| manifest["package"][key].as_str().unwrap();
    format!("user-agent: {}/{}", said("name"), said("version"))
}

/// Text that has to be escaped in a path, and its escaped form.
pub(crate) const ODD: &str = "a/b?c#d é%2e";
pub(crate) const ODD_ESCAPED: &str = "a%2Fb%3Fc%23d%20%C3%A9%252e";
