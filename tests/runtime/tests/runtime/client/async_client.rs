//! The asynchronous client against a server on this machine.

use std::error::Error;
use std::time::Duration;

use openapi_crate_runtime::runtime::api::operation_info::{Method, OperationInfo};
use openapi_crate_runtime::runtime::client::async_client::Client;
use openapi_crate_runtime::runtime::client::builder::ClientBuilder;
use openapi_crate_runtime::runtime::client::call::Call;
use openapi_crate_runtime::runtime::client::connection::Connection;
use openapi_crate_runtime::runtime::credential::credentials::Credential;
use openapi_crate_runtime::runtime::error::call_error::ErrorKind;
use openapi_crate_runtime::runtime::request::draft::Request;
use openapi_crate_runtime::runtime::transport::asynchronous::{BoxFuture, Chunks, Transport, TransportError};
use openapi_crate_runtime::runtime::transport::body::Body;

use crate::fixture::*;
use crate::server::{Play, Server, nowhere, plain_server};

fn client(url: &str) -> Client {
    let builder = ClientBuilder::<Client>::new(&API).base_url(url);
    builder.credential("OAuth2", Credential::Token(TOKEN.into())).build().unwrap()
}

fn call(client: &Client) -> Call<'_, Client, GetThing> {
    let mut request = Request::new(&GET_THING);
    request.path("/things/").path_argument("id", &"a/b");
    let mut call = Call::new(client, request);
    call.request_mut().query("limit", &5);
    call
}

#[tokio::test]
async fn a_call_is_on_the_wire_as_it_should_be() {
    let server =
        Server::start(vec![Play::RawResponse("HTTP/1.1 200 OK\r\nContent-Length: 7\r\nX-A: b\r\n\r\n{\"n\":5}")]);
    let client = client(&server.url);
    let value = call(&client).header("X-Request-Id", "1").await.unwrap();
    assert_eq!(value["n"], 5);
    let expected = format!(
        "GET /v1/things/a%2Fb?limit=5 HTTP/1.1\naccept: application/json\nauthorization: Bearer {TOKEN}\nhost: HOST\n\
         user-agent: test/1.0\nx-request-id: 1\n\n"
    );
    assert_eq!(server.request(), expected);
}

#[tokio::test]
async fn a_body_is_on_the_wire_as_it_should_be() {
    let server = Server::start(vec![Play::RawResponse(
        "HTTP/1.1 201 Created\r\nContent-Length: 0\r\nLocation: things/8\r\n\r\n",
    )]);
    let client = client(&server.url);
    let response = Call::<_, AddThing>::new(&client, add_thing()).await.unwrap();
    assert_eq!(response.status().as_u16(), 201);
    assert_eq!(response.raw().location_header("Location").unwrap().resolve(), format!("{}/things/8", server.url));
    let expected = format!(
        "POST /v1/things HTTP/1.1\naccept: application/json\nauthorization: Bearer {TOKEN}\ncontent-length: 13\n\
         content-type: application/json\nhost: HOST\nuser-agent: test/1.0\n\n{{\"name\":\"Ä\"}}"
    );
    assert_eq!(server.request(), expected);
}

#[tokio::test]
async fn a_put_without_body_declares_none() {
    let server = Server::start(vec![Play::RawResponse("HTTP/1.1 200 OK\r\nContent-Length: 0\r\n\r\n")]);
    let client = client(&server.url);
    let mut request = Request::new(&OperationInfo { method: Method::Put, security: &[], ..ADD_THING });
    request.path("/things/7");
    Call::<_, AddThing>::new(&client, request).await.unwrap();
    let sent = server.request();
    assert!(sent.starts_with("PUT /v1/things/7 HTTP/1.1\n") && sent.ends_with("\n\n"), "{sent}");
    assert!(sent.contains("\ncontent-length: 0\n"), "{sent}");
    assert!(!sent.contains("transfer-encoding") && !sent.contains("content-type"), "{sent}");
}

#[tokio::test]
async fn every_method_can_have_a_body() {
    for (method, name) in [(Method::Delete, "DELETE"), (Method::Patch, "PATCH"), (Method::Get, "GET")] {
        let server = Server::start(vec![Play::RawResponse("HTTP/1.1 204 No Content\r\n\r\n")]);
        let client = client(&server.url);
        let info = Box::leak(Box::new(OperationInfo { method, ..ADD_THING }));
        let mut request = Request::new(info);
        request.path("/x").json(&5);
        Call::<_, AddThing>::new(&client, request).await.unwrap();
        let sent = server.request();
        assert!(sent.starts_with(name) && sent.ends_with("\n\n5"), "{sent}");
    }
}

#[tokio::test]
async fn a_head_response_may_declare_more_than_allowed() {
    let server = Server::start(vec![Play::RawResponse("HTTP/1.1 200 OK\r\nContent-Length: 99999999999\r\n\r\n")]);
    let client = client(&server.url);
    let mut request = Request::new(&OperationInfo { method: Method::Head, ..ADD_THING });
    request.path("/x");
    Call::<_, AddThing>::new(&client, request).await.unwrap();
}

#[tokio::test]
async fn no_redirect_is_followed() {
    let elsewhere = Server::start(vec![Play::RawResponse("HTTP/1.1 200 OK\r\nContent-Length: 2\r\n\r\n{}")]);
    for status in ["301 Moved", "302 Found", "303 See Other", "307 Temporary", "308 Permanent"] {
        let response = format!("HTTP/1.1 {status}\r\nContent-Length: 0\r\nLocation: {}\r\n\r\n", elsewhere.url);
        let server = Server::start(vec![Play::Bytes(response.into_bytes())]);
        let client = client(&server.url);
        let error = call(&client).await.unwrap_err();
        assert_eq!(error.kind(), ErrorKind::Api);
        assert!(error.status().unwrap().is_redirection());
        assert!(error.headers().unwrap().contains_key("location"));
    }
}

#[tokio::test]
async fn an_error_response_is_told_whole() {
    let server = Server::start(vec![Play::RawResponse(
        "HTTP/1.1 404 Not Found\r\nContent-Length: 24\r\nX-A: b\r\n\r\n{\"error\":\"no such\\nbic\"}",
    )]);
    let client = client(&server.url);
    let error = call(&client).await.unwrap_err();
    assert_eq!(error.to_string(), "getThing: 404 Not Found: no such\\nbic");
    assert_eq!(error.message(), Some("no such\nbic"));
    assert_eq!(error.headers().unwrap()["x-a"], "b");
    assert_eq!(error.body().unwrap().len(), 24);
    assert_eq!(error.api().unwrap().parsed().unwrap()["error"], "no such\nbic");
    assert_eq!(error.into_api().unwrap().message(), Some("no such\nbic"));
}

#[tokio::test]
async fn a_success_that_is_not_as_described_is_told_whole() {
    let server = Server::start(vec![Play::RawResponse("HTTP/1.1 200 OK\r\nContent-Length: 5\r\nX-A: b\r\n\r\nhello")]);
    let client = client(&server.url);
    let error = call(&client).await.unwrap_err();
    assert_eq!(error.kind(), ErrorKind::Decode);
    assert_eq!(error.to_string(), "getThing: 200 OK: the body does not match the API's description");
    assert_eq!(error.source().unwrap().to_string(), "not JSON: expected value (line 1, column 1)");
    assert_eq!(&error.body().unwrap()[..], b"hello");
    assert_eq!(error.headers().unwrap()["x-a"], "b");
    assert!(error.api().is_none());
}

#[tokio::test]
async fn a_large_success_is_given_up_and_a_large_error_is_cut() {
    let big = |status: &str| {
        let mut bytes = format!("HTTP/1.1 {status}\r\nConnection: close\r\n\r\n").into_bytes();
        bytes.resize(bytes.len() + 200_000, b'x');
        bytes
    };
    let server = Server::start(vec![Play::Bytes(big("200 OK")), Play::Bytes(big("500 Oh"))]);
    let client = client(&server.url);
    let error = call(&client).max_body(100_000).await.unwrap_err();
    assert_eq!((error.kind(), error.status().unwrap().as_u16()), (ErrorKind::TooLarge, 200));
    assert_eq!(error.to_string(), "getThing: 200 OK: the body is larger than allowed");
    let error = call(&client).await.unwrap_err();
    assert_eq!((error.kind(), error.status().unwrap().as_u16()), (ErrorKind::Api, 500));
    assert_eq!(error.body().unwrap().len(), 64 * 1024);
    assert!(error.response().unwrap().is_truncated());
}

#[tokio::test]
async fn a_length_over_the_limit_is_not_waited_for() {
    let server = Server::start(vec![Play::Hang("HTTP/1.1 200 OK\r\nContent-Length: 99999999\r\n\r\nabc")]);
    let client = client(&server.url);
    let error = call(&client).await.unwrap_err();
    assert_eq!(error.kind(), ErrorKind::TooLarge);
}

#[tokio::test]
async fn a_safe_call_is_sent_again_and_a_payment_is_not() {
    let ok = "HTTP/1.1 200 OK\r\nContent-Length: 2\r\n\r\n{}";
    let server = Server::start(vec![
        Play::Close,
        Play::RawResponse("HTTP/1.1 503 Busy\r\nContent-Length: 0\r\n\r\n"),
        Play::RawResponse(ok),
    ]);
    let one = client(&server.url);
    call(&one).await.unwrap();
    let sent = [server.request(), server.request(), server.request()];
    assert!(sent.iter().all(|request| *request == sent[0]));

    let server = Server::start(vec![Play::Close, Play::RawResponse(ok)]);
    let one = client(&server.url);
    let error = Call::<_, AddThing>::new(&one, add_thing()).await.unwrap_err();
    assert_eq!(error.kind(), ErrorKind::Transport);
}

#[tokio::test]
async fn a_refused_payment_is_sent_again_after_429() {
    let server = Server::start(vec![
        Play::RawResponse("HTTP/1.1 429 Slow Down\r\nContent-Length: 0\r\nRetry-After: 0\r\n\r\n"),
        Play::RawResponse("HTTP/1.1 201 Created\r\nContent-Length: 0\r\n\r\n"),
    ]);
    let client = client(&server.url);
    Call::<_, AddThing>::new(&client, add_thing()).await.unwrap();
    assert_eq!(server.request(), server.request());
}

#[tokio::test]
async fn no_connection_is_told() {
    let client = client(&nowhere());
    let error = call(&client).retries(0).await.unwrap_err();
    assert!(error.is_connect() && !error.is_timeout(), "{error:?}");
    assert_eq!(error.to_string(), "getThing: no connection to the server");
}

#[tokio::test]
async fn a_response_that_does_not_come_is_a_timeout() {
    for head in ["", "HTTP/1.1 200 OK\r\nContent-Length: 5\r\n\r\nab"] {
        let server = Server::start(vec![Play::Hang(head)]);
        let client = client(&server.url);
        let error = call(&client).timeout(Duration::from_millis(50)).retries(0).await.unwrap_err();
        assert_eq!(error.kind(), ErrorKind::Timeout, "{error:?}");
        assert!(error.is_timeout() && !error.is_connect());
    }
}

#[tokio::test]
async fn an_error_whose_body_does_not_come_keeps_its_status() {
    let server = Server::start(vec![Play::Hang("HTTP/1.1 403 Forbidden\r\nContent-Length: 5\r\n\r\nab")]);
    let client = client(&server.url);
    let error = call(&client).timeout(Duration::from_secs(1)).await.unwrap_err();
    assert_eq!((error.kind(), error.status().unwrap().as_u16()), (ErrorKind::Api, 403));
    assert_eq!(&error.body().unwrap()[..], b"ab");
    assert!(error.response().unwrap().is_truncated());
}

#[tokio::test]
async fn a_success_that_breaks_off_is_a_failure() {
    let server = Server::start(vec![Play::RawResponse("HTTP/1.1 200 OK\r\nContent-Length: 5\r\n\r\n[]")]);
    let client = client(&server.url);
    let error = call(&client).retries(0).await.unwrap_err();
    assert_eq!(error.kind(), ErrorKind::Transport, "{error:?}");
}

#[tokio::test]
async fn a_mistake_is_told_and_nothing_is_sent() {
    let client = client(&nowhere());
    let error = call(&client).header("X-A", "a\r\nX-B: c").await.unwrap_err();
    assert_eq!(error.kind(), ErrorKind::Request);
    let mut request = Request::new(&GET_THING);
    request.path("/x/").path_argument("id", &"..");
    let error = Call::<_, GetThing>::new(&client, request).await.unwrap_err();
    assert_eq!(error.source().unwrap().to_string(), "the argument `id` is refused: `.` and `..` would change the path");
}

#[tokio::test]
async fn missing_credentials_are_told_and_nothing_is_sent() {
    let builder = || ClientBuilder::<Client>::new(&API).base_url(nowhere());
    let error = call(&builder().build().unwrap()).await.unwrap_err();
    assert_eq!(error.kind(), ErrorKind::Credentials);
    let error = call(&builder().allow_missing_credentials().retries(0).build().unwrap()).await.unwrap_err();
    assert_eq!(error.kind(), ErrorKind::Connect);
}

#[tokio::test]
async fn a_builder_sets_what_every_call_has() {
    let server = Server::start(vec![Play::Hang("HTTP/1.1 200 OK\r\nContent-Length: 3\r\n\r\n[1]")]);
    let client = ClientBuilder::<Client>::new(&API)
        .base_url(&server.url)
        .credential("OAuth2", Credential::Token(TOKEN.into()))
        .default_header("X-Tenant", "t1")
        .user_agent("mine/2")
        .max_body(2)
        .retries(0)
        .build()
        .unwrap();
    assert_eq!(call(&client).await.unwrap_err().kind(), ErrorKind::TooLarge);
    let sent = server.request();
    assert!(sent.contains("\nuser-agent: mine/2\n") && sent.contains("\nx-tenant: t1\n"), "{sent}");
}

#[test]
fn a_builder_refuses_what_cannot_be() {
    let build = |url: &str| ClientBuilder::<Client>::new(&API).base_url(url).build().unwrap_err().to_string();
    assert_eq!(
        build("http://api.example.com"),
        "the base URL is refused: plain http is allowed only to loopback; use https"
    );
    let error = ClientBuilder::<Client>::new(&API).default_header("X-A", "a\nb").build().unwrap_err();
    assert_eq!(error.to_string(), "the header `X-A` is refused");
    assert!(ClientBuilder::<Client>::new(&API).user_agent("a\nb").build().is_err());
    assert!(ClientBuilder::<Client>::new(&API).default_header("Host", "x").build().is_err());
}

#[test]
fn a_client_of_the_encrypted_api_can_be_built_and_cloned() {
    let client = ClientBuilder::<Client>::new(&API).build().unwrap();
    assert_eq!(format!("{:?}", client.clone()), "Client { base_url: \"https://api.example.com/v1\", .. }");
}

#[test]
fn a_browser_url_carries_the_credential_and_does_not_show_it() {
    let client = client("https://api.example.com/v1");
    let mut request = Request::new(&PUBLIC);
    request.path("/me/banks/").path_argument("bic", &"SWED/SESS").path("/auth").query("lang", &"sv");
    request.query_credential("access_token", "OAuth2");
    let url = client.browser_url(request).unwrap();
    let plain = "https://api.example.com/v1/me/banks/SWED%2FSESS/auth?lang=sv";
    assert_eq!(url.expose(), format!("{plain}&access_token={TOKEN}"));
    assert_eq!(format!("{url:?}"), format!("BrowserUrl({plain:?})"));

    let mut request = Request::new(&PUBLIC);
    request.path("/x/").path_argument("bic", &"");
    assert!(client.browser_url(request).is_err());
    let mut request = Request::new(&PUBLIC);
    request.path("/x").query_credential("access_token", "Login");
    assert!(client.browser_url(request).unwrap_err().is_credentials());
}

#[tokio::test]
async fn the_whole_response_can_be_had() {
    let server = Server::start(vec![Play::RawResponse("HTTP/1.1 200 OK\r\nContent-Length: 3\r\nX-A: b\r\n\r\n[5]")]);
    let client = client(&server.url);
    let response = call(&client).with_response().await.unwrap();
    assert_eq!(response.status().as_u16(), 200);
    assert_eq!(response.headers()["x-a"], "b");
    assert_eq!(response.raw().header("X-A"), Some("b"));
    assert_eq!((response.body()[0].as_i64(), &response.bytes()[..]), (Some(5), &b"[5]"[..]));
    assert_eq!(response.url(), format!("{}/things/a%2Fb?limit=5", server.url));
    assert_eq!(response.clone().into_body(), response.into_body());
}

#[tokio::test]
async fn a_call_can_be_spawned() {
    let server = Server::start(vec![Play::RawResponse("HTTP/1.1 200 OK\r\nContent-Length: 2\r\n\r\n{}")]);
    let future = call(&client(&server.url)).into_future();
    tokio::spawn(future).await.unwrap().unwrap();
}

#[tokio::test]
async fn another_transport_takes_the_place() {
    struct Canned;
    impl Transport for Canned {
        fn send(
            &self,
            request: http::Request<Body>,
            timeout: Duration,
        ) -> BoxFuture<'_, Result<http::Response<Body>, TransportError>> {
            assert_eq!(timeout, Duration::from_secs(7));
            assert_eq!(request.uri(), "https://api.example.com/v1/things/a%2Fb?limit=5");
            Box::pin(async { Ok(http::Response::new(Body::from_chunks(Chunked(vec!["2]", "1,", "["])))) })
        }
    }
    struct Chunked(Vec<&'static str>);
    impl Chunks for Chunked {
        fn next(&mut self) -> BoxFuture<'_, Result<Option<bytes::Bytes>, TransportError>> {
            Box::pin(async { Ok(self.0.pop().map(bytes::Bytes::from)) })
        }
    }
    let builder = ClientBuilder::<Client>::new(&API).credential("OAuth2", Credential::Token(TOKEN.into()));
    let client = builder.transport(Canned).build().unwrap();
    let value = call(&client).timeout(Duration::from_secs(7)).await.unwrap();
    assert_eq!(value, serde_json::json!([1, 2]));
}

#[tokio::test]
async fn a_transport_that_never_responds_is_given_up() {
    struct Never;
    impl Transport for Never {
        fn send(
            &self,
            _: http::Request<Body>,
            _: Duration,
        ) -> BoxFuture<'_, Result<http::Response<Body>, TransportError>> {
            Box::pin(std::future::pending())
        }
    }
    let builder = ClientBuilder::<Client>::new(&API).allow_missing_credentials();
    let client = builder.transport(Never).build().unwrap();
    let error = call(&client).timeout(Duration::from_millis(10)).retries(0).await.unwrap_err();
    assert_eq!(error.kind(), ErrorKind::Timeout);
}

#[tokio::test]
async fn an_encrypted_call_is_never_sent_in_the_clear() {
    let (url, heard) = plain_server();
    let error = call(&client(&url)).retries(0).await.unwrap_err();
    assert!(error.is_connect(), "{error:?}");
    let heard = heard.recv().unwrap();
    assert_eq!(heard[0], 0x16, "a TLS handshake");
    let text = String::from_utf8_lossy(&heard);
    assert!(!text.contains(TOKEN) && !text.contains("things"), "{text}");
}

#[tokio::test]
async fn no_error_of_the_transport_shows_the_credentials() {
    let broken = Play::RawResponse("HTTP/1.1 200 OK\r\nContent-Length: 9\r\n\r\n[]");
    let server = Server::start(vec![Play::Close, broken, Play::RawResponse("nonsense\r\n\r\n"), Play::Hang("")]);
    for url in [&server.url, &server.url, &server.url, &server.url, &nowhere()] {
        let client = client(url);
        let mut call = call(&client).retries(0).timeout(Duration::from_millis(200));
        call.request_mut().query_credential("t", "OAuth2");
        let error = call.await.unwrap_err();
        let mut shown = format!("{error} {error:?} {error:#?}");
        let mut source = error.source();
        assert!(source.is_some());
        while let Some(error) = source {
            shown += &format!("{error} {error:?}");
            source = error.source();
        }
        assert!(!shown.contains(TOKEN) && !shown.contains("limit"), "{shown}");
    }
}
