//! Where calls go: to the servers of a document, a path or an operation, or to the user's own.

/// A client builder of the named crate, and the requests that its clients send.
macro_rules! builder {
    ($api:ident) => {{
        use std::sync::{Arc, Mutex};

        #[derive(Clone, Default)]
        struct Recorder(Arc<Mutex<Vec<String>>>);

        impl $api::blocking::Transport for Recorder {
            fn send(
                &self,
                request: http::Request<$api::transport::Body>,
                _: std::time::Duration,
            ) -> Result<http::Response<$api::transport::Body>, $api::transport::TransportError> {
                self.0.lock().unwrap().push(request.uri().to_string());
                Ok(http::Response::builder().status(204).body($api::transport::Body::from(bytes::Bytes::new())).unwrap())
            }
        }

        let recorder = Recorder::default();
        let builder = $api::blocking::Client::builder().transport(recorder.clone());
        (builder, move || std::mem::take(&mut *recorder.0.lock().unwrap()).join("\n"))
    }};
}

use servers::server::{ByRegionRegion, Server};

#[test]
fn calls_go_to_the_first_server_and_to_own_ones() {
    let (builder, sent) = builder!(servers);
    let client = builder.build().unwrap();
    let ping = client.ping();
    ping.ping().send().unwrap();
    assert_eq!(sent(), "https://eu.example.com:8443/v1/ping");
    ping.path_server().send().unwrap();
    assert_eq!(sent(), "https://path.example.com/own/own");
    ping.operation_server().send().unwrap();
    assert_eq!(sent(), "https://operation.example.com/own");
    ping.same_server().send().unwrap();
    assert_eq!(sent(), "https://eu.example.com:8443/v1/own");
}

#[test]
fn a_base_url_of_the_user_is_for_all_calls() {
    let (builder, sent) = builder!(servers);
    let client = builder.base_url("https://mine.example.com").build().unwrap();
    client.ping().ping().send().unwrap();
    client.ping().path_server().send().unwrap();
    client.ping().operation_server().send().unwrap();
    assert_eq!(sent(), "https://mine.example.com/ping\nhttps://mine.example.com/own\nhttps://mine.example.com/own");
}

#[test]
fn a_server_is_chosen_with_its_variables() {
    macro_rules! asked {
        ($server:expr) => {{
            let (builder, sent) = builder!(servers);
            builder.server($server).build().map(|client| {
                client.ping().ping().send().unwrap();
                sent()
            })
        }};
    }
    assert_eq!(asked!(Server::by_region()).unwrap(), "https://eu.example.com:8443/v1/ping");
    let us = Server::by_region().region(ByRegionRegion::Us).port("1").base("a/b");
    assert_eq!(asked!(us).unwrap(), "https://us.example.com:1/a/b/ping");
    assert_eq!(asked!(Server::test()).unwrap(), "https://test.example.com/ping");
    assert_eq!(asked!(Server::relative("https://o.example.com/")).unwrap(), "https://o.example.com/relative/v1/ping");
    assert_eq!(asked!(Server::tenant("https://o.example.com").tenant("t")).unwrap(), "https://o.example.com/t/api/ping");
    assert_eq!(asked!(Server::whole().root("http://127.0.0.1:1")).unwrap(), "http://127.0.0.1:1/v9/ping");
    // No value of a variable may change the host or turn encryption off.
    assert!(asked!(Server::by_region().port("1@evil.example")).is_err());
    assert!(asked!(Server::by_region().port("1/")).is_err());
    assert!(asked!(Server::whole().root("http://example.com")).is_err());
    assert!(asked!(Server::relative("http://example.com")).is_err());
}

#[test]
fn a_document_with_another_server_keeps_it() {
    let (builder, sent) = builder!(several_documents);
    let client = builder.allow_missing_credentials().build().unwrap();
    assert!(client.shared().get_thing().send().is_err());
    assert!(client.shared().get_thing2().send().is_err());
    assert_eq!(sent(), "https://several.example.com/v1/first\nhttps://several.example.com/v2/second");
}
