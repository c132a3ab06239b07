//! Streamed responses with both clients, against a server on loopback.

use std::io::Read;
use std::time::Duration;

use openapi_crate_runtime::runtime::api::operation_info::OperationInfo;
use openapi_crate_runtime::runtime::client::async_client::Client;
use openapi_crate_runtime::runtime::client::blocking;
use openapi_crate_runtime::runtime::client::builder::ClientBuilder;
use openapi_crate_runtime::runtime::client::call::Call;
use openapi_crate_runtime::runtime::codec::decode_error::DecodeError;
use openapi_crate_runtime::runtime::credential::credentials::Credential;
use openapi_crate_runtime::runtime::error::call_error::ErrorKind;
use openapi_crate_runtime::runtime::error::transport_error;
use openapi_crate_runtime::runtime::request::draft::Request;
use openapi_crate_runtime::runtime::response::error_body::ErrorBody;
use openapi_crate_runtime::runtime::response::operation::Operation;
use openapi_crate_runtime::runtime::response::raw::RawResponse;
use openapi_crate_runtime::runtime::response::typed::Response;
use openapi_crate_runtime::runtime::stream::event::SendsEvents;
use openapi_crate_runtime::runtime::stream::json_values::{Lines, SendsValues};
use openapi_crate_runtime::runtime::stream::stream_call::Streamed;
use openapi_crate_runtime::runtime::transport::body;
use serde_json::{Value, json};

use crate::fixture::*;
use crate::server::{Play, Server};

/// Returns bytes, events or values.
#[derive(Debug)]
struct Download;

impl Operation for Download {
    const INFO: &'static OperationInfo = &OperationInfo { accept: Some("*/*"), ..GET_THING };
    type Body = bytes::Bytes;
    type Output = bytes::Bytes;
    type Error = ErrorBody<Value>;

    fn decode(response: &RawResponse) -> Result<bytes::Bytes, DecodeError> {
        response.bytes()
    }

    fn output(response: Response<Self>) -> bytes::Bytes {
        response.into_body()
    }

    fn error(response: &RawResponse) -> Self::Error {
        response.error_body()
    }
}

impl Streamed for Download {}

impl SendsEvents for Download {
    type Data = Vec<i32>;
}

impl SendsValues for Download {
    type Value = i32;
    type Framing = Lines;
    const ACCEPT: &'static str = "application/x-ndjson";
}

fn request() -> Request {
    let mut request = Request::new(Download::INFO);
    request.path("/files/7");
    request
}

fn client(url: &str) -> Client {
    let builder = ClientBuilder::<Client>::new(&API).base_url(url);
    builder.credential("OAuth2", Credential::Token(TOKEN.into())).build().unwrap()
}

fn blocking_client(url: &str) -> blocking::Client {
    let builder = ClientBuilder::<blocking::Client>::new(&API).base_url(url);
    builder.credential("OAuth2", Credential::Token(TOKEN.into())).build().unwrap()
}

fn call<C>(client: &C) -> Call<'_, C, Download> {
    Call::new(client, request())
}

/// Larger than any limit.
const LARGE: usize = 12 * 1024 * 1024;

fn large() -> Play {
    let mut bytes = format!("HTTP/1.1 200 OK\r\nContent-Length: {LARGE}\r\nX-A: b\r\n\r\n").into_bytes();
    bytes.resize(bytes.len() + LARGE, b'x');
    Play::Bytes(bytes)
}

fn chunked(head: &str, chunks: &[&str]) -> Play {
    let mut text = format!("HTTP/1.1 200 OK\r\n{head}Transfer-Encoding: chunked\r\n\r\n");
    chunks.iter().for_each(|chunk| text += &format!("{:x}\r\n{chunk}\r\n", chunk.len()));
    Play::Bytes(text.into_bytes())
}

#[tokio::test]
async fn a_response_of_any_size_is_read() {
    let server = Server::start(vec![large(), large(), large()]);
    let one = client(&server.url);
    assert_eq!(call(&one).await.unwrap_err().kind(), ErrorKind::TooLarge);
    let response = call(&one).stream().await.unwrap();
    assert_eq!(
        (response.status().as_u16(), &response.headers()["x-a"]),
        (200, &"b".parse::<http::HeaderValue>().unwrap())
    );
    let (mut body, mut length) = (response.into_body(), 0);
    while let Some(chunk) = body.chunk().await.unwrap() {
        assert!(chunk.len() < 1024 * 1024, "read in pieces");
        length += chunk.len();
    }
    assert_eq!(length, LARGE);
    assert!(body.chunk().await.unwrap().is_none());
    let (server_request, second) = (server.request(), server.request());
    assert_eq!(server_request, second);

    let mut stream = call(&one).stream().await.unwrap().into_body();
    let mut length = 0;
    while let Some(chunk) =
        std::future::poll_fn(|context| futures_core::Stream::poll_next(std::pin::Pin::new(&mut stream), context)).await
    {
        length += chunk.unwrap().len();
    }
    assert_eq!(length, LARGE);
}

#[test]
fn a_blocking_response_of_any_size_is_read() {
    let server = Server::start(vec![large(), large()]);
    let client = blocking_client(&server.url);
    let mut body = call(&client).stream().send().unwrap().into_body();
    let (mut buffer, mut length) = ([0; 1000], 0);
    loop {
        match body.read(&mut buffer).unwrap() {
            0 => break,
            read => length += read,
        }
    }
    assert_eq!(length, LARGE);
    let mut body = call(&client).stream().send().unwrap().into_body();
    let (mut first, mut length) = ([0; 3], 3);
    body.read_exact(&mut first).unwrap();
    while let Some(chunk) = body.chunk().unwrap() {
        length += chunk.len();
    }
    assert_eq!((length, &first), (LARGE, b"xxx"));
}

const BROKEN: [&str; 2] = [
    "HTTP/1.1 200 OK\r\nContent-Length: 5\r\n\r\nabc",
    "HTTP/1.1 200 OK\r\nTransfer-Encoding: chunked\r\n\r\n3\r\nabc\r\n",
];

#[tokio::test]
async fn a_stream_that_breaks_off_is_an_error() {
    for broken in BROKEN {
        let server = Server::start(vec![Play::RawResponse(broken)]);
        let one = client(&server.url);
        let mut body = call(&one).stream().await.unwrap().into_body();
        assert_eq!(body.chunk().await.unwrap().unwrap(), "abc");
        let error = body.chunk().await.unwrap_err();
        assert_eq!(error.kind(), ErrorKind::Transport);
        assert_eq!(error.to_string(), "getThing: the connection failed before the response was complete");
        assert!(body.chunk().await.is_err(), "not a clean end");
    }
}

#[test]
fn a_blocking_stream_that_breaks_off_is_an_error() {
    for broken in BROKEN {
        let server = Server::start(vec![Play::RawResponse(broken), Play::RawResponse(broken)]);
        let client = blocking_client(&server.url);
        let mut body = call(&client).stream().send().unwrap().into_body();
        assert_eq!(body.chunk().unwrap().unwrap(), "abc");
        assert_eq!(body.chunk().unwrap_err().kind(), ErrorKind::Transport);
        assert!(body.chunk().is_err(), "not a clean end");
        let mut body = call(&client).stream().send().unwrap().into_body();
        assert!(body.read_to_end(&mut Vec::new()).is_err());
        assert!(body.read(&mut [0]).is_err());
    }
}

/// Enough for a response head on loopback.
const TIME: Duration = Duration::from_secs(1);

const STALLED: &str = "HTTP/1.1 200 OK\r\nContent-Length: 5\r\n\r\nabc";

#[tokio::test]
async fn a_stalled_stream_is_given_up_and_a_slow_one_is_not() {
    let server = Server::start(vec![Play::Hang(STALLED), Play::Slow(STALLED, "de")]);
    let one = client(&server.url);
    let call = || call(&one).timeout(TIME).deadline(TIME).stream();
    let mut stalled = call().idle_timeout(TIME).await.unwrap().into_body();
    let mut slow = call().await.unwrap().into_body();
    slow.chunk().await.unwrap();
    stalled.chunk().await.unwrap();
    let error = stalled.chunk().await.unwrap_err();
    assert!(error.is_timeout() && error.kind() == ErrorKind::Timeout, "{error:?}");
    // By now the time of the attempt and of the call has passed, but neither applies to a stream
    // after its head.
    server.go_on();
    assert_eq!(slow.chunk().await.unwrap().unwrap(), "de");
}

#[test]
fn a_stalled_blocking_stream_is_given_up_and_a_slow_one_is_not() {
    let server = Server::start(vec![Play::Hang(STALLED), Play::Slow(STALLED, "de")]);
    let client = blocking_client(&server.url);
    let call = || call(&client).timeout(TIME).deadline(TIME).stream();
    let mut stalled = call().idle_timeout(TIME).send().unwrap().into_body();
    let mut slow = call().send().unwrap().into_body();
    slow.chunk().unwrap();
    stalled.chunk().unwrap();
    let error = stalled.chunk().unwrap_err();
    assert!(error.is_timeout() && error.kind() == ErrorKind::Timeout, "{error:?}");
    server.go_on();
    assert_eq!(slow.chunk().unwrap().unwrap(), "de");
}

#[tokio::test]
async fn a_head_that_does_not_come_is_a_timeout() {
    let server = Server::start(vec![Play::Hang(""), Play::Hang("")]);
    let error = call(&client(&server.url)).timeout(Duration::from_millis(50)).retries(0).stream().await.unwrap_err();
    assert_eq!(error.kind(), ErrorKind::Timeout, "{error:?}");
    let url = server.url.clone();
    let blocking = tokio::task::spawn_blocking(move || {
        call(&blocking_client(&url)).timeout(Duration::from_millis(50)).retries(0).stream().send().unwrap_err()
    });
    let error = blocking.await.unwrap();
    assert_eq!(error.kind(), ErrorKind::Timeout, "{error:?}");
}

#[tokio::test]
async fn an_error_is_read_whole_and_busy_servers_are_asked_again() {
    let busy = "HTTP/1.1 503 Busy\r\nContent-Length: 0\r\nRetry-After: 0\r\n\r\n";
    let wrong = "HTTP/1.1 404 Not Found\r\nContent-Length: 13\r\n\r\n{\"error\":\"x\"}";
    let server = Server::start(vec![
        Play::RawResponse(busy),
        Play::RawResponse(wrong),
        Play::RawResponse(busy),
        Play::RawResponse(wrong),
    ]);
    let error = call(&client(&server.url)).stream().await.unwrap_err();
    assert_eq!((error.status().unwrap().as_u16(), error.message()), (404, Some("x")));
    assert_eq!(error.api().unwrap().parsed().unwrap()["error"], "x");
    let url = server.url.clone();
    let call = move || call(&blocking_client(&url)).stream().send().unwrap_err();
    let error = tokio::task::spawn_blocking(call).await.unwrap();
    assert_eq!(error.api().unwrap().parsed().unwrap()["error"], "x");
}

#[tokio::test]
async fn events_come_as_they_are_sent() {
    let head = "Content-Type: Text/Event-Stream; charset=utf-8\r\n";
    let play = || chunked(head, &["id: 1\nretry: 10\ndata: [1,", "2]\n", "\ndata: no\r", "\n\r\nid: 3\n\ndata: x", ""]);
    let server = Server::start(vec![play(), play()]);
    let one = client(&server.url);
    let response = call(&one).events().await.unwrap();
    assert_eq!(response.status().as_u16(), 200);
    let mut events = response.into_body();
    let event = events.next().await.unwrap().unwrap();
    assert_eq!((event.json().unwrap(), events.last_event_id()), (vec![1, 2], "1"));
    assert_eq!(events.retry(), Some(Duration::from_millis(10)));
    let event = events.next().await.unwrap().unwrap();
    assert!(event.json().is_err());
    assert!(events.next().await.unwrap().is_none());
    assert_eq!(events.last_event_id(), "3");
    assert!(server.request().contains("\naccept: text/event-stream\n"));

    let url = server.url.clone();
    let data = move || {
        let client = blocking_client(&url);
        let events = call(&client).events().send().unwrap().into_body();
        events.map(|event| event.unwrap().data().to_owned()).collect::<Vec<_>>()
    };
    assert_eq!(tokio::task::spawn_blocking(data).await.unwrap(), ["[1,2]", "no"]);
    assert!(server.request().contains("\naccept: text/event-stream\n"));
}

#[tokio::test]
async fn what_is_no_event_stream_is_refused() {
    let json = || Play::RawResponse("HTTP/1.1 200 OK\r\nContent-Type: application/json\r\nContent-Length: 2\r\n\r\n{}");
    let server = Server::start(vec![json(), json()]);
    let error = call(&client(&server.url)).events().await.unwrap_err();
    assert_eq!((error.kind(), error.status().unwrap().as_u16()), (ErrorKind::Decode, 200));
    let source = std::error::Error::source(&error).unwrap().to_string();
    assert_eq!(source, "expected an event stream in a body of type application/json");
    let url = server.url.clone();
    let call = move || call(&blocking_client(&url)).events().send().unwrap_err();
    assert_eq!(tokio::task::spawn_blocking(call).await.unwrap().kind(), ErrorKind::Decode);
}

#[tokio::test]
async fn events_that_break_off_or_are_too_large_end_in_an_error() {
    let head = "Content-Type: text/event-stream\r\n";
    let play = || chunked(head, &["data: 1\n\n", "data: 2"]);
    let server = Server::start(vec![play(), play(), play(), play()]);
    let one = client(&server.url);
    let mut events = call(&one).events().await.unwrap().into_body();
    assert_eq!(events.next().await.unwrap().unwrap().data(), "1");
    assert_eq!(events.next().await.unwrap_err().kind(), ErrorKind::Transport);
    let mut events = call(&one).max_body(7).events().await.unwrap().into_body();
    assert_eq!(events.next().await.unwrap().unwrap().data(), "1");
    assert_eq!(events.next().await.unwrap_err().kind(), ErrorKind::Transport);
    let mut events = call(&one).max_body(6).events().await.unwrap().into_body();
    let error = events.next().await.unwrap_err();
    assert_eq!(error.to_string(), "getThing: an item of the stream is larger than allowed");
    assert_eq!(events.next().await.unwrap_err().kind(), ErrorKind::TooLarge);
    let url = server.url.clone();
    let kinds = move || {
        let client = blocking_client(&url);
        let events = call(&client).events().send().unwrap().into_body();
        events.map(|event| event.map_err(|error| error.kind()).map(|event| event.data().to_owned())).collect::<Vec<_>>()
    };
    let kinds = tokio::task::spawn_blocking(kinds).await.unwrap();
    assert_eq!(kinds, [Ok("1".to_owned()), Err(ErrorKind::Transport)]);
}

#[tokio::test]
async fn values_come_as_they_are_sent() {
    let play = || chunked("", &["1\n\n2", "3\n\"x\"\n4", ""]);
    let server = Server::start(vec![play(), play()]);
    let one = client(&server.url);
    let mut values = call(&one).values().await.unwrap().into_body();
    assert_eq!(values.next().await.unwrap(), Some(1));
    assert_eq!(values.next().await.unwrap(), Some(23));
    let error = values.next().await.unwrap_err();
    assert_eq!(error.to_string(), "getThing: an item of the stream does not match the API's description");
    assert_eq!(values.next().await.unwrap(), Some(4));
    assert_eq!(values.next().await.unwrap(), None);
    assert!(server.request().contains("\naccept: application/x-ndjson\n"));
    let url = server.url.clone();
    let values = move || {
        let client = blocking_client(&url);
        call(&client).values().send().unwrap().into_body().map(Result::ok).collect::<Vec<_>>()
    };
    assert_eq!(tokio::task::spawn_blocking(values).await.unwrap(), [Some(1), Some(23), None, Some(4)]);
}

#[tokio::test]
async fn a_dropped_future_loses_nothing() {
    let server = Server::start(vec![Play::Slow("HTTP/1.1 200 OK\r\nContent-Length: 5\r\n\r\n", "abcde")]);
    let one = client(&server.url);
    let mut body = call(&one).stream().await.unwrap().into_body();
    assert!(tokio::time::timeout(Duration::from_millis(20), body.chunk()).await.is_err());
    server.go_on();
    assert_eq!(body.chunk().await.unwrap().unwrap(), "abcde");
}

/// A custom transport is told that the response will be streamed, and may return it in any form.
#[test]
fn another_transport_gives_a_stream() {
    struct Canned;
    impl openapi_crate_runtime::runtime::transport::blocking::Transport for Canned {
        fn send(
            &self,
            request: http::Request<body::Body>,
            _: Duration,
        ) -> Result<http::Response<body::Body>, transport_error::TransportError> {
            let asked = request.extensions().get::<body::StreamedResponse>().unwrap();
            assert_eq!(asked.idle, Duration::from_secs(9));
            Ok(http::Response::new(body::Body::from_reader(&b"[1]\n"[..])))
        }
    }
    let builder = ClientBuilder::<blocking::Client>::new(&API).idle_timeout(Duration::from_secs(9));
    let client = builder.credential("OAuth2", Credential::Token(TOKEN.into())).transport(Canned).build().unwrap();
    let mut text = String::new();
    call(&client).stream().send().unwrap().into_body().read_to_string(&mut text).unwrap();
    assert_eq!(serde_json::from_str::<Value>(&text).unwrap(), json!([1]));
}
