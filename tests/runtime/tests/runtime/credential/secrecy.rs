//! No printable type reveals a credential.

use openapi_crate_runtime::runtime::api::operation_info::OperationInfo;
use openapi_crate_runtime::runtime::codec::redact;
use openapi_crate_runtime::runtime::credential::credentials::{Credential, Credentials};
use openapi_crate_runtime::runtime::engine::machine::Event;
use openapi_crate_runtime::runtime::error::call_error::{CallError, Error};
use openapi_crate_runtime::runtime::request::draft::Request;
use openapi_crate_runtime::runtime::value::secret::Secret;

use crate::fixture::*;

#[test]
fn a_secret_shows_nothing() {
    let secret = Secret::from(TOKEN);
    assert_eq!(format!("{secret:?} {secret:#?}"), "Secret(…) Secret(…)");
    assert_eq!(secret.expose(), TOKEN);
}

#[test]
fn secrets_are_compared_whole() {
    let secret = Secret::new("abc");
    assert_eq!(secret, Secret::from(String::from("abc")));
    for other in ["", "ab", "abd", "bbc", "abcd", "ABC"] {
        assert_ne!(secret, Secret::from(other));
    }
    assert_eq!(Secret::from(""), Secret::from(""));
}

#[test]
fn nothing_on_the_way_shows_the_credentials() {
    let mut credentials = credentials();
    for (scheme, credential) in [
        ("Key", Credential::Key(TOKEN.into())),
        ("QueryKey", Credential::Key(TOKEN.into())),
        ("CookieKey", Credential::Key(TOKEN.into())),
        ("Login", Credential::Basic { username: "u".into(), password: TOKEN.into() }),
    ] {
        credentials.set(scheme, credential);
    }
    let config = Config { credentials, ..config() };
    let mut shown = format!("{config:?}");
    let security: &[&[&str]] = &[&["OAuth2", "Key", "QueryKey", "CookieKey"]];
    let info: &'static OperationInfo = Box::leak(Box::new(OperationInfo { security, ..GET_THING }));
    for status in [200, 400, 401, 503] {
        let mut request = Request::new(info);
        request.path("/x").query_credential("t", "OAuth2");
        let mut machine = Machine::new(config.clone(), request);
        let (request, _) = machine.sends(Event::Start);
        shown += &format!("{:?}{:?}", request.headers(), request.body());
        shown += &match machine.finishes_or_waits(answered(status, &[("set-cookie", TOKEN)], LEAKY)) {
            Some(Ok(response)) => format!("{response:?} {:?}", response.error_body::<serde_json::Value>()),
            Some(Err(failure)) => format!("{failure:?} {failure}"),
            None => String::new(),
        };
    }
    assert!(!shown.contains(TOKEN), "{shown}");
    assert!(shown.contains("400") && shown.contains("token … is not valid"), "{shown}");
}

const LEAKY: &str = r#"{"message": "the token 0a1b2c3d-very-secret-token is not valid"}"#;

#[test]
fn errors_mask_what_the_server_quotes() {
    assert!(LEAKY.contains(TOKEN));
    let response = response(401, &[], LEAKY);
    let message = "the token … is not valid";
    assert_eq!(response.message(), Some(message));
    assert_eq!(response.error_body::<()>().message(), Some(message));
    let failure = openapi_crate_runtime::runtime::error::failure::Failure::api(&GET_THING, response);
    let error = CallError::<()>::from(failure);
    let shown = format!("{error} {error:?} {error:#?}");
    assert!(!shown.contains(TOKEN) && shown.contains(message), "{shown}");
    let error = Error::from(error);
    let shown = format!("{error} {error:?}");
    assert!(!shown.contains(TOKEN) && shown.contains("getThing: 401 Unauthorized: the token …"), "{shown}");
}

#[test]
fn foreign_texts_stay_on_one_line_and_short() {
    let body = Box::leak(format!(r#"{{"message": "a\nb\u001b[31m\u202ec{}"}}"#, "x".repeat(500)).into_boxed_str());
    let failure = openapi_crate_runtime::runtime::error::failure::Failure::api(&GET_THING, response(400, &[], body));
    let text = failure.to_string();
    assert!(text.starts_with("getThing: 400 Bad Request: a\\nb\\u{1b}[31m\\u{202e}cxxx"), "{text}");
    assert!(text.ends_with("x…") && text.chars().count() < 300, "{text}");
}

#[test]
fn urls_are_masked_where_they_name_credentials() {
    let table = [
        ("https://a/b?x=1&access_token=abc&y=2", "https://a/b?x=1&access_token=…&y=2"),
        ("https://a/b?code=abc&state=def", "https://a/b?code=…&state=…"),
        ("https://a/b#id_token=abc;x=1", "https://a/b#id_token=…;x=1"),
        ("https://a/b?api%5Fkey=abc", "https://a/b?api%5Fkey=…"),
        ("https://a/b?API-KEY=abc", "https://a/b?API-KEY=…"),
        ("https://u:p@a/b", "https://…@a/b"),
        ("https://a/b@c", "https://a/b@c"),
        ("/b?q=token", "/b?q=token"),
        ("?a", "?a"),
        ("", ""),
    ];
    for (url, shown) in table {
        assert_eq!(redact::url(url), shown);
    }
}

#[test]
fn masking_leaves_other_texts_alone() {
    assert_eq!(Credentials::default().mask("abc"), "abc");
    let mut credentials = credentials();
    credentials.set("Key", Credential::Key("".into()));
    assert_eq!(credentials.mask("abc"), "abc");
    credentials.set("QueryKey", Credential::Key("ab".into()));
    credentials.set("CookieKey", Credential::Key("abcd".into()));
    assert_eq!(credentials.mask("xabcdx abx"), "x…x …x", "one that begins another leaves nothing of it");
}

#[test]
fn builders_clients_and_calls_show_nothing() {
    use openapi_crate_runtime::runtime::client::blocking::Client;
    use openapi_crate_runtime::runtime::client::builder::ClientBuilder;
    use openapi_crate_runtime::runtime::client::call::Call;

    let builder = ClientBuilder::<Client>::new(&API)
        .credential("OAuth2", Credential::Token(TOKEN.into()))
        .default_header("Authorization", TOKEN)
        .base_url("http://127.0.0.1:1");
    let mut shown = format!("{builder:?}");
    let client = builder.build().unwrap();
    let call = Call::<_, GetThing>::new(&client, get_thing()).header("X-Api-Key", TOKEN).header("Cookie", TOKEN);
    shown += &format!("{client:?} {call:?} {:?}", Call::<_, GetThing>::new(&client, get_thing()).with_response());
    let mut request = get_thing();
    request.header("X-Api-Key", &TOKEN).header("Cookie", &TOKEN);
    shown += &format!("{request:?}");
    assert!(!shown.contains(TOKEN), "{shown}");
}
