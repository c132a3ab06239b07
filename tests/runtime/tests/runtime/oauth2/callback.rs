//! Obtaining a code: the URL for the browser, and the parameters of the redirect.

use std::collections::BTreeMap;

use openapi_crate_runtime::runtime::codec::percent;
use openapi_crate_runtime::runtime::oauth2::authorization::Authorization;
use openapi_crate_runtime::runtime::oauth2::callback::{CallbackError, Pending};

use crate::oauth2::fixture::*;

fn query(url: &str) -> BTreeMap<String, String> {
    let (_, query) = url.split_once('?').unwrap();
    let decode = |text: &str| percent::decode(&text.replace('+', " ")).unwrap();
    let pair = |pair: &str| pair.split_once('=').map(|(name, value)| (decode(name), decode(value)));
    query.split('&').map(|text| pair(text).unwrap()).collect()
}

fn pending() -> Pending {
    authorization().scopes(["read", "account:read"]).parameter("prompt", "a b").begin().unwrap()
}

#[test]
fn the_url_for_the_browser_is_whole() {
    let pending = pending();
    let url = pending.url().expose().to_owned();
    assert!(url.starts_with("https://login.example.com/authorize?"), "{url}");
    let mut pairs = query(&url);
    assert_eq!(pairs.remove("state").as_deref(), Some(pending.state().expose()));
    assert!(pending.state().expose().len() >= 22, "128 bits and more");
    assert_eq!(pairs.remove("code_challenge").unwrap().len(), 43, "SHA-256 in base64url");
    let rest: Vec<(&str, &str)> = pairs.iter().map(|(name, value)| (name.as_str(), value.as_str())).collect();
    let expected = [
        ("client_id", "client-1"),
        ("code_challenge_method", "S256"),
        ("prompt", "a b"),
        ("redirect_uri", "http://127.0.0.1:8090/callback"),
        ("response_type", "code"),
        ("scope", "read account:read"),
    ];
    assert_eq!(rest, expected);
}

#[test]
fn each_beginning_is_its_own() {
    let (one, other) = (pending(), pending());
    assert_ne!(one.state(), other.state());
    let challenge = |pending: &Pending| query(pending.url().expose())["code_challenge"].clone();
    assert_ne!(challenge(&one), challenge(&other));
}

#[test]
fn an_authorize_url_keeps_its_query() {
    let pending = authorization().authorize_url("https://a.example/authorize?tenant=5").begin().unwrap();
    assert!(pending.url().expose().starts_with("https://a.example/authorize?tenant=5&response_type=code&"));
}

#[test]
fn a_code_with_the_right_state_is_a_grant() {
    for form in ["http://127.0.0.1:8090/callback?code=x&state=STATE", "/callback?a=b&state=STATE&code=%78#_=_"] {
        let pending = pending();
        let callback = form.replace("STATE", pending.state().expose());
        let _grant = pending.finish(&callback).unwrap();
    }
}

#[test]
fn the_state_must_be_that_of_this_authorization() {
    let other = pending().state().clone();
    let state = pending().state().expose().to_owned();
    for callback in [
        "/callback?code=x".to_owned(),
        "/callback?code=x&state=".to_owned(),
        format!("/callback?code=x&state={}", other.expose()),
        format!("/callback?code=x&state={}x", state),
        format!("/callback?code=x#state={state}"),
    ] {
        assert_eq!(pending().finish(&callback).unwrap_err(), CallbackError::State, "{callback}");
    }
    let pending = pending();
    let cut = &pending.state().expose()[1..].to_owned();
    assert_eq!(pending.finish(&format!("/?code=x&state={cut}")).unwrap_err(), CallbackError::State);
}

#[test]
fn an_error_comes_first() {
    let pending = pending();
    let state = pending.state().expose().to_owned();
    let callback = format!(
        "/callback?code=x&error=access_denied&error_description=The+user+said%20no&error_uri=https://e.example/1&state={state}"
    );
    let CallbackError::Denied(denial) = pending.finish(&callback).unwrap_err() else { panic!("it was denied") };
    assert_eq!(denial.error(), "access_denied");
    assert_eq!(denial.error_description(), Some("The user said no"));
    assert_eq!(denial.error_uri(), Some("https://e.example/1"));
    assert!(denial.is_verified());
    let error = CallbackError::Denied(denial);
    assert_eq!(error.to_string(), "the authorization was refused: access_denied: The user said no");
}

#[test]
fn an_error_without_the_state_may_be_anybodys() {
    let CallbackError::Denied(denial) = pending().finish("/?error=access_denied").unwrap_err() else { panic!() };
    assert!(!denial.is_verified());
    let CallbackError::Denied(denial) = pending().finish("/?error=e&state=x").unwrap_err() else { panic!() };
    assert!(!denial.is_verified());
}

#[test]
fn what_is_no_redirect_is_refused() {
    let table = [
        ("/callback?state=STATE", CallbackError::NoCode),
        ("/callback?state=STATE&code=", CallbackError::NoCode),
        ("/callback?state=STATE&code=a&code=b", CallbackError::Malformed),
        ("/callback?state=STATE&code=%ff", CallbackError::Malformed),
        ("/callback?state=STATE&state=STATE&code=a", CallbackError::Malformed),
        ("/callback", CallbackError::State),
        ("", CallbackError::State),
    ];
    for (callback, expected) in table {
        let pending = pending();
        let callback = callback.replace("STATE", pending.state().expose());
        assert_eq!(pending.finish(&callback).unwrap_err(), expected, "{callback}");
    }
}

#[test]
fn what_is_set_up_wrong_is_refused() {
    type Change = fn(Authorization) -> Authorization;
    let table: [(Change, &str); 12] = [
        (
            |it| it.authorize_url("http://login.example.com/"),
            "the authorize URL is refused: plain http is allowed only to loopback; use https",
        ),
        (|it| it.authorize_url("https://a/b#c"), "the authorize URL is refused: it has a fragment"),
        (|it| it.authorize_url(""), "the authorize URL is refused: there is none"),
        (|it| it.token_url("/token"), "the token URL is refused: it is not an absolute URL"),
        (
            |it| it.token_url("http://example.com/token?a=b"),
            "the token URL is refused: plain http is allowed only to loopback; use https",
        ),
        (|it| it.token_url("https://u:p@example.com/token"), "the token URL is refused: it holds user information"),
        (|it| it.refresh_url("ftp://example.com/token"), "the refresh URL is refused: its scheme is not https"),
        (
            |it| it.redirect_url("http://example.com/callback"),
            "the redirect URL is refused: plain http is allowed only to loopback; use https",
        ),
        (|it| it.redirect_url("http://127.0.0.1/callback#x"), "the redirect URL is refused: it has a fragment"),
        (|it| it.redirect_url("callback"), "the redirect URL is refused: it is not a URL"),
        (|it| it.scopes(["a b"]), "the scope is refused: it holds a character that no scope can have"),
        (|it| it.parameter("state", "x"), "the parameter is refused: it is set by the client itself"),
    ];
    for (change, expected) in table {
        assert_eq!(change(authorization()).begin().unwrap_err().to_string(), expected);
    }
    for url in ["http://localhost:1/token", "http://[::1]/token?a=b", "https://example.com/a/token"] {
        let _pending = authorization().token_url(url).begin().unwrap();
    }
    for url in ["com.example.app:/callback", "urn:ietf:wg:oauth:2.0:oob", "https://example.com/callback?a=b"] {
        let _pending = authorization().redirect_url(url).begin().unwrap();
    }
}
