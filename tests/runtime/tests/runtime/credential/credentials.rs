//! Which credentials are sent, and where.

use openapi_crate_runtime::runtime::api::operation_info::OperationInfo;
use openapi_crate_runtime::runtime::credential::credentials::{Credential, Credentials};
use openapi_crate_runtime::runtime::engine::machine::Event;
use openapi_crate_runtime::runtime::error::request_error::RequestError;
use openapi_crate_runtime::runtime::request::draft::Request;

use crate::fixture::*;

type Alternatives = &'static [&'static [&'static str]];

/// The headers and the URI that are sent with these credentials.
fn sent(security: Alternatives, credentials: Credentials) -> (http::HeaderMap, String) {
    let info: &'static OperationInfo = Box::leak(Box::new(OperationInfo { security, accept: None, ..PUBLIC }));
    let mut request = Request::new(info);
    request.path("/x").cookie("a", &1).query("b", &2);
    let (request, _) = Machine::new(Config { credentials, ..config() }, request).sends(Event::Start);
    (request.headers().clone(), request.uri().path_and_query().unwrap().to_string())
}

fn attach(security: Alternatives, credentials: &Credentials) -> Result<(), RequestError> {
    credentials.attach(&API, &OperationInfo { security, ..PUBLIC }, std::time::SystemTime::now()).map(drop)
}

fn set(entries: &[(&'static str, Credential)]) -> Credentials {
    let mut credentials = Credentials::default();
    for (scheme, credential) in entries {
        credentials.set(scheme, credential.clone());
    }
    credentials
}

fn token() -> Credential {
    Credential::Token("t".into())
}

fn key() -> Credential {
    Credential::Key("k /".into())
}

/// A cookie as servers set it, with escapes of their own.
fn session() -> Credential {
    Credential::Key("s%3Ak/+==".into())
}

fn login(username: &str, password: &str) -> Credential {
    Credential::Basic { username: username.into(), password: password.into() }
}

#[test]
fn each_kind_goes_where_it_belongs() {
    let (headers, uri) = sent(&[&["OAuth2"]], set(&[("OAuth2", token())]));
    assert_eq!(headers["authorization"], "Bearer t");
    assert_eq!((headers["cookie"].to_str().unwrap(), uri.as_str()), ("a=1", "/v1/x?b=2"));

    let (headers, _) = sent(&[&["Key"]], set(&[("Key", key())]));
    assert_eq!(headers["x-key"], "k /");
    assert!(headers["x-key"].is_sensitive());

    let (headers, uri) = sent(&[&["QueryKey"]], set(&[("QueryKey", key())]));
    assert_eq!(uri, "/v1/x?b=2&api%20key=k%20%2F");
    assert_eq!(headers.len(), 1);

    let (headers, _) = sent(&[&["CookieKey"]], set(&[("CookieKey", session())]));
    assert_eq!(headers["cookie"], "a=1; sid=s%3Ak/+==");
    assert!(headers["cookie"].is_sensitive());
}

#[test]
fn basic_is_base64_of_any_length() {
    for (username, password, expected) in [
        ("", "", "Og=="),
        ("a", "", "YTo="),
        ("a", "b", "YTpi"),
        ("Aladdin", "open sesame", "QWxhZGRpbjpvcGVuIHNlc2FtZQ=="),
        ("ä", "ÿ>?:", "w6Q6w78+Pzo="),
    ] {
        let (headers, _) = sent(&[&["Login"]], set(&[("Login", login(username, password))]));
        assert_eq!(headers["authorization"], format!("Basic {expected}"));
        assert!(headers["authorization"].is_sensitive());
    }
}

#[test]
fn the_first_complete_alternative_is_taken() {
    let alternatives: Alternatives = &[&["Key", "CookieKey"], &["OAuth2"], &["QueryKey"]];
    let (headers, uri) = sent(alternatives, set(&[("Key", key()), ("OAuth2", token()), ("QueryKey", key())]));
    assert!(headers.contains_key("authorization") && !headers.contains_key("x-key"));
    assert!(!uri.contains("api"));
    let (headers, _) = sent(alternatives, set(&[("Key", key()), ("CookieKey", session()), ("OAuth2", token())]));
    assert!(headers.contains_key("x-key") && !headers.contains_key("authorization"));
    assert_eq!(headers["cookie"], "a=1; sid=s%3Ak/+==");
}

#[test]
fn an_operation_may_be_anonymous() {
    let (headers, _) = sent(&[&["OAuth2"], &[]], Credentials::default());
    assert!(!headers.contains_key("authorization"));
    for alternatives in [&[&["OAuth2"] as &[_], &[]], &[&[] as &[_], &["OAuth2"]]] as [Alternatives; 2] {
        let (headers, _) = sent(alternatives, set(&[("OAuth2", token())]));
        assert!(headers.contains_key("authorization"));
        let (headers, _) = sent(alternatives, Credentials::default());
        assert!(!headers.contains_key("authorization"));
    }
}

#[test]
fn one_header_carries_one_credential() {
    let both = set(&[("OAuth2", token()), ("Login", login("u", "p"))]);
    let error = attach(&[&["OAuth2", "Login"]], &both).unwrap_err();
    assert!(error.is_credentials() && error.to_string().contains("another credential"), "{error}");
}

#[test]
fn missing_credentials_are_named() {
    let error = attach(&[&["OAuth2"], &["Key", "CookieKey"]], &set(&[("Key", key())])).unwrap_err();
    assert!(error.is_credentials());
    let text = error.to_string();
    assert_eq!(
        text,
        "credentials are missing: the operation needs OAuth2 or Key with CookieKey; give them to the client's builder"
    );
    let mut lenient = Credentials::default();
    lenient.allow_missing = true;
    attach(&[&["OAuth2"]], &lenient).unwrap();
}

#[test]
fn credentials_that_cannot_be_sent_are_refused_without_being_shown() {
    for (scheme, credential) in [
        ("OAuth2", Credential::Token("se\r\ncret".into())),
        ("OAuth2", Credential::Token("secrét".into())),
        ("OAuth2", Credential::Token("".into())),
        ("Key", Credential::Key("se\ncret".into())),
        ("CookieKey", Credential::Key("secr; admin=1".into())),
        ("Login", login("se:cret", "p")),
        ("Login", token()),
    ] {
        let alternatives: Alternatives = Box::leak(Box::new([Box::leak(Box::new([scheme])) as &[_]]));
        let error = attach(alternatives, &set(&[(scheme, credential)])).unwrap_err();
        assert!(error.is_credentials() && error.to_string().contains(scheme));
        let shown = format!("{error} {error:?}");
        assert!(!shown.contains("se:cret") && !shown.contains("cret\"") && !shown.contains("secr"), "{shown}");
    }
}

#[test]
fn a_credential_that_is_set_again_replaces_the_first() {
    let (headers, _) = sent(&[&["OAuth2"]], set(&[("OAuth2", token()), ("OAuth2", Credential::Token("u".into()))]));
    assert_eq!(headers["authorization"], "Bearer u");
}

#[test]
fn a_query_can_carry_the_credential_of_a_scheme() {
    let mut request = Request::new(&PUBLIC);
    request.path("/x").query("b", &2).query_credential("access_token", "OAuth2");
    let (request, _) = Machine::new(config(), request).sends(Event::Start);
    assert_eq!(request.uri().query(), Some(format!("b=2&access_token={TOKEN}").as_str()));

    let mut request = Request::new(&PUBLIC);
    request.path("/x").query_credential("access_token", "Login");
    assert!(Machine::new(config(), request).finishes(Event::Start).is_err());
}

#[test]
fn credentials_come_last_and_cannot_be_overridden() {
    let mut request = get_thing();
    request.header("Authorization", &"Bearer other");
    let (request, _) = Machine::new(config(), request).sends(Event::Start);
    assert_eq!(request.headers()["authorization"], format!("Bearer {TOKEN}"));
    assert_eq!(request.headers().get_all("authorization").iter().count(), 1);
}
