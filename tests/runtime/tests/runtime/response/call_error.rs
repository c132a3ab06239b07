//! What errors report.

use std::error::Error as _;

use openapi_crate_runtime::runtime::engine::machine::Event;
use openapi_crate_runtime::runtime::error::call_error::{CallError, Error, ErrorKind};
use openapi_crate_runtime::runtime::error::request_error::RequestError;
use openapi_crate_runtime::runtime::error::transport_error::TransportError;

use crate::fixture::*;

/// The error that a blocking or an asynchronous call would return.
fn failed(event: Event) -> CallError<()> {
    let mut request = get_thing();
    request.options.retries = Some(0);
    Machine::after(config(), request).finishes(event).unwrap_err().into()
}

#[test]
fn errors_are_one_pointer_wide_and_go_anywhere() {
    fn anywhere<T: std::error::Error + Send + Sync + 'static>() {}
    anywhere::<CallError<Vec<u8>>>();
    anywhere::<Error>();
    struct NotDebug;
    let _: Option<&dyn std::error::Error> = None::<&CallError<NotDebug>>.map(|error| error as _);
    assert_eq!(size_of::<CallError<[u8; 999]>>(), size_of::<usize>());
    assert_eq!(size_of::<Error>(), size_of::<usize>());
}

#[test]
fn a_transport_error_names_the_operation_and_keeps_its_source() {
    let error = failed(Event::Failed(TransportError::connect_timeout("deep down")));
    assert_eq!(error.to_string(), "getThing: no connection to the server");
    assert_eq!(error.operation(), "getThing");
    assert_eq!(error.kind(), ErrorKind::Connect);
    assert!(error.is_connect() && error.is_timeout());
    assert!(error.api().is_none() && error.status().is_none() && error.headers().is_none() && error.body().is_none());
    let source = error.source().unwrap();
    assert!(source.downcast_ref::<TransportError>().is_some());
    assert_eq!(source.source().unwrap().to_string(), "deep down");

    let erased = Error::from(error);
    assert_eq!(erased.to_string(), "getThing: no connection to the server");
    assert!(erased.source().is_some() && erased.is_connect());
    let erased = failed(Event::Failed(TransportError::other("x"))).into_api().unwrap_err();
    assert_eq!(erased.kind(), ErrorKind::Transport);
}

#[test]
fn a_mistake_keeps_its_source() {
    let mut request = get_thing();
    request.header("X-A", &"\n");
    let failure = Machine::new(config(), request).finishes(Event::Start).unwrap_err();
    let error = CallError::<()>::from(failure);
    assert_eq!(error.to_string(), "getThing: the request cannot be made");
    assert!(error.source().unwrap().downcast_ref::<RequestError>().is_some());
}

#[test]
fn the_servers_message_is_found() {
    let table = [
        (r#"{"error": "invalid_token", "error_description": "expired"}"#, Some("expired")),
        (r#"{"error": "invalid_token", "message": "expired"}"#, Some("expired")),
        (r#"{"title": "No", "detail": "expired"}"#, Some("expired")),
        (r#"{"title": "No"}"#, Some("No")),
        (r#"{"error": "invalid_token"}"#, Some("invalid_token")),
        (r#"{"error": {"code": 5, "message": "expired"}}"#, Some("expired")),
        (r#"{"error": {"code": 5}, "message": 7}"#, None),
        (r#"{"message": "  "}"#, None),
        (r#"{}"#, None),
        (r#"["x"]"#, None),
        ("<html>message</html>", None),
        ("", None),
    ];
    for (body, expected) in table {
        assert_eq!(response(400, &[], body).message(), expected, "{body}");
    }
    assert_eq!(response(200, &[], r#"{"message": "fine"}"#).message(), None, "only errors have one");
}

#[test]
fn an_error_body_keeps_everything() {
    let read = response(400, &[], r#"{"message": "no", "n": 5}"#).error_body::<serde_json::Value>();
    assert_eq!(read.parsed().unwrap()["n"], 5);
    assert_eq!(read.message(), Some("no"));
    assert!(read.decode_error().is_none() && !read.is_truncated());
    assert_eq!(read.into_parsed().unwrap()["n"], 5);

    let unread = response(400, &[("content-type", "text/plain")], "oh no").error_body::<Vec<u8>>();
    assert!(unread.parsed().is_none());
    assert_eq!((unread.text().as_ref(), &unread.bytes()[..]), ("oh no", &b"oh no"[..]));
    assert_eq!(unread.decode_error().unwrap().line(), Some(1));
    assert!(unread.into_parsed().is_err());
}
