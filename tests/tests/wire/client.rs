//! Behaviour that all operations share.

use std::error::Error as StdError;

use northbricks::model::AddBank;
use northbricks::{Client, DecodeError, Error, ErrorKind, RequestError, blocking};
use openapi_crate_tests::server::{Response, Server};

use crate::fixture::{TOKEN, blocking_client, both, client, wait};

#[test]
fn missing_credentials_are_told_before_anything_is_sent() {
    let server = Server::start([]);
    let asynchronous = Client::builder().base_url(server.url()).build().unwrap();
    let blocking = blocking::Client::builder().base_url(server.url()).build().unwrap();
    let errors: [Error; 4] = [
        wait(async { asynchronous.users().current().await }).unwrap_err().into(),
        wait(async { asynchronous.banks().add(&AddBank::new("SEB")).await }).unwrap_err().into(),
        blocking.accounts().get("SEB", "a1").send().unwrap_err().into(),
        blocking.payments().confirm("SEB", "p1").send().unwrap_err().into(),
    ];
    for error in errors {
        assert_eq!(error.kind(), ErrorKind::Credentials);
        let source = error.source().unwrap().downcast_ref::<RequestError>();
        assert!(
            matches!(source, Some(RequestError::MissingCredentials { schemes }) if schemes == &[["OAuth2"]]),
            "{error:?}"
        );
    }
    assert_eq!(server.requests(), Vec::<String>::new());
}

#[test]
fn an_argument_that_would_change_the_path_is_refused_before_anything_is_sent() {
    for odd in ["", ".", ".."] {
        let both: [_; 2] = both!([], |nb| nb.transactions().get("SEB", odd, "t1"));
        for (result, requests) in both {
            let error = result.unwrap_err();
            assert_eq!(error.kind(), ErrorKind::Request);
            let source = error.source().unwrap().downcast_ref::<RequestError>();
            assert!(matches!(source, Some(RequestError::Argument { name, .. }) if name == "accountId"), "{error:?}");
            assert_eq!(requests, Vec::<String>::new());
        }
    }
}

#[test]
fn a_success_that_cannot_be_read_keeps_all_of_the_response() {
    let bodies = [
        (r#"{"accounts":[{"id":"a1"}"#, "not JSON: it ends too early"),
        (r#"{"accounts":[{"id":7}]}"#, "expected a string"),
        (r#"{"accounts":[{"iban":"FI"}]}"#, "missing field `id`"),
        (r#"{"konton":[]}"#, "missing field `accounts`"),
        (r#"{"accounts":null}"#, "expected a sequence"),
        ("[]", "expected an object"),
        ("<html></html>", "not JSON: expected value"),
        ("", "expected JSON, and there is no body"),
    ];
    for (body, expectation) in bodies {
        let response = || [Response::json(200, body).header("X-Request-Id", "r1")];
        for (result, _) in both!(response(), |nb| nb.accounts().list("SEB")) {
            let error = result.unwrap_err();
            assert_eq!(error.kind(), ErrorKind::Decode);
            assert_eq!(error.status().unwrap().as_u16(), 200);
            assert_eq!(error.headers().unwrap()["x-request-id"], "r1");
            assert_eq!(&error.body().unwrap()[..], body.as_bytes());
            assert!(error.api().is_none());
            let source = error.source().unwrap().downcast_ref::<DecodeError>().unwrap();
            assert!(source.expectation().starts_with(expectation), "{body}: {source}");
        }
    }
}

#[test]
fn where_a_success_cannot_be_read_is_told() {
    let body = r#"{"accounts":[{"id":"a1"},{"id":"a2","owner":{"name":5}}]}"#;
    for (result, _) in both!([Response::json(200, body)], |nb| nb.accounts().list("SEB")) {
        let error = Error::from(result.unwrap_err());
        let source = error.source().unwrap().downcast_ref::<DecodeError>().unwrap();
        assert_eq!(source.path(), Some("accounts[1].owner.name"));
        assert_eq!(error.body().unwrap().len(), body.len());
    }
}

#[test]
fn a_body_that_is_too_large_is_given_up() {
    let response = || [Response::json(200, r#"{"accounts":[]}"#)];
    for (result, _) in both!(response(), |nb| nb.accounts().list("SEB").max_body(14)) {
        let error = result.unwrap_err();
        assert_eq!(error.kind(), ErrorKind::TooLarge);
        assert_eq!(error.status().unwrap().as_u16(), 200);
    }
    for (result, _) in both!(response(), |nb| nb.accounts().list("SEB").max_body(15)) {
        assert_eq!(result.unwrap().accounts, []);
    }
}

#[test]
fn a_call_can_have_a_header_of_its_own() {
    for (result, requests) in
        both!([Response::json(200, r#"{"id":"7"}"#)], |nb| nb.users().current().header("X-Trace", "1"))
    {
        assert_eq!(result.unwrap().id, "7");
        assert!(requests[0].contains("\nx-trace: 1\n"), "{requests:?}");
    }
    for value in ["a\r\nX-Evil: 1", "a\nb", "a\0b", "é"] {
        for (result, requests) in both!([], |nb| nb.users().current().header("X-Trace", value)) {
            let error = result.unwrap_err();
            assert_eq!(error.kind(), ErrorKind::Request);
            let source = error.source().unwrap().downcast_ref::<RequestError>();
            assert!(matches!(source, Some(RequestError::Header { name, .. }) if name == "X-Trace"), "{error:?}");
            assert_eq!(requests, Vec::<String>::new());
        }
    }
}

#[test]
fn the_token_is_never_shown() {
    let body = format!(r#"{{"error":"no such token: {TOKEN}"}}"#);
    let server = Server::start([]);
    let (asynchronous, blocking) = (client(&server), blocking_client(&server));
    let mut shown = vec![
        format!("{:?}", Client::builder().access_token(TOKEN)),
        format!("{asynchronous:?} {:?} {:?}", asynchronous.users(), asynchronous.users().current()),
        format!("{blocking:?} {:?} {:?}", blocking.users(), blocking.users().current().with_response()),
    ];
    for (result, requests) in both!([Response::json(401, body.clone())], |nb| nb.users().current()) {
        assert!(requests[0].contains(TOKEN));
        let error = result.unwrap_err();
        let api = error.api().unwrap();
        shown.push(format!("{error} {error:?} {api:?} {:?}", error.message()));
        let error = Error::from(error);
        shown.push(format!("{error} {error:?} {:?}", error.response()));
    }
    for (result, _) in both!([Response::json(200, r#"{"id":"7"}"#)], |nb| nb.users().current().with_response()) {
        shown.push(format!("{:?}", result.unwrap()));
    }
    for text in shown {
        assert!(!text.is_empty() && !text.contains(TOKEN), "{text}");
    }
}

#[test]
fn only_this_machine_is_reached_without_encryption() {
    for url in
        ["http://api.northbricks.io/api/v1", "http://127.0.0.1.example.com", "ftp://127.0.0.1", "//127.0.0.1", ""]
    {
        assert!(Client::builder().base_url(url).build().is_err(), "{url}");
        assert!(blocking::Client::builder().base_url(url).build().is_err(), "{url}");
    }
    assert!(Client::builder().build().is_ok());
    assert!(blocking::Client::builder().build().is_ok());
}

/// A call owns what it sends: it can be spawned, and outlives the client.
#[test]
fn a_call_can_be_sent_from_a_task_of_its_own() {
    let server = Server::start([Response::json(200, r#"{"id":"7"}"#)]);
    let call = client(&server).users().current().send();
    let user = wait(async { tokio::spawn(call).await.unwrap() }).unwrap();
    assert_eq!(user.id, "7");
    assert_eq!(server.requests().len(), 1);
}
