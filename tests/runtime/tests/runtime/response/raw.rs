//! Reading responses.

use serde_core::de::{Deserialize, Deserializer, Error};
use serde_json::Value;

use crate::fixture::response;
use openapi_crate_runtime::runtime::codec::decode_error::DecodeError;
use openapi_crate_runtime::runtime::codec::json_path;
use openapi_crate_runtime::runtime::response::json_header::JsonHeader;
use openapi_crate_runtime::runtime::response::list_header::ListHeader;
use openapi_crate_runtime::runtime::response::loose_text::LooseText;
use openapi_crate_runtime::runtime::response::offered::Offered;
use openapi_crate_runtime::runtime::response::raw::RawResponse;
use openapi_crate_runtime::runtime::response::typed_header::TypedHeader;

fn json<T: serde_core::de::DeserializeOwned + std::fmt::Debug>(body: &'static str) -> DecodeError {
    response(200, &[("content-type", "application/json")], body).json::<T>().unwrap_err()
}

#[test]
fn bodies_are_read_whatever_they_declare() {
    let plain = response(200, &[("content-type", "text/html")], "\u{feff}{\"a\": 1}");
    assert_eq!(plain.json::<Value>().unwrap(), serde_json::json!({"a": 1}));
    let text = response(200, &[], "Ä");
    assert_eq!(text.text().unwrap(), "Ä");
    assert_eq!(&text.bytes().unwrap()[..], "Ä".as_bytes());
    text.nothing().unwrap();
}

#[test]
fn an_error_says_what_was_expected_and_where() {
    let error = json::<Vec<Vec<u8>>>("[[1],\n[2, \"Doris 20348\"]]");
    assert_eq!(error.expectation(), "expected u8");
    assert_eq!((error.path(), error.line(), error.column()), (Some("[1][1]"), Some(2), Some(17)));
    assert_eq!(error.to_string(), "expected u8 at `[1][1]` (line 2, column 17) in a body of type application/json");
}

#[test]
fn an_error_quotes_nothing_of_the_body() {
    #[derive(Debug)]
    struct Picky;
    impl<'de> Deserialize<'de> for Picky {
        fn deserialize<D: Deserializer<'de>>(deserializer: D) -> Result<Self, D::Error> {
            let text = String::deserialize(deserializer)?;
            Err(D::Error::custom(format!("bad text {text}, expected {text}")))
        }
    }
    for error in [
        json::<Vec<u8>>("[\"secret\"]"),
        json::<Vec<u8>>("[\"x, expected secret\"]"),
        json::<Vec<bool>>("[\"secret at line 5\"]"),
        json::<Picky>("\"secret\""),
        json::<Vec<u8>>("[secret]"),
        json::<Vec<u8>>("secret"),
        json::<Vec<()>>("{\"secret\": 1}"),
        json::<std::collections::BTreeMap<String, u8>>("{\"secret1234\": null}"),
    ] {
        assert!(!format!("{error} {error:?}").contains("secret"), "{error:?}");
    }
}

#[test]
fn what_is_no_json_is_said_so() {
    assert_eq!(json::<Value>("").expectation(), "expected JSON, and there is no body");
    assert_eq!(json::<Value>("{\"a\": ").expectation(), "not JSON: it ends too early");
    assert_eq!(json::<Value>("<html>").expectation(), "not JSON: expected value");
    let latin: RawResponse = response(200, &[], "");
    assert!(latin.json::<Value>().is_err());
}

#[test]
fn a_missing_field_is_named() {
    let missing: Result<u8, serde_json::Error> = openapi_crate_runtime::runtime::codec::required::required(None, "bic");
    assert_eq!(missing.unwrap_err().to_string(), "missing field `bic`");
}

#[test]
fn paths_lead_to_the_place() {
    let text = r#"{"accounts": [{"id": "a\"{["}, {"id": 1, "balance": "x"}], "SE1234567": 5}"#;
    let path = |needle: &str| {
        let column = text.find(needle).unwrap() + needle.len();
        json_path::at(text.as_bytes(), 1, column)
    };
    assert_eq!(path("\"a\\\"{[\"").as_deref(), Some("accounts[0].id"));
    assert_eq!(path("1").as_deref(), Some("accounts[1].id"));
    assert_eq!(path("\"x\"").as_deref(), Some("accounts[1].balance"));
    assert_eq!(path("\"x\"}").as_deref(), Some("accounts[1].balance"), "the end of a value still belongs to it");
    assert_eq!(path(": 5").as_deref(), Some("*"), "keys that may be personal data are masked");
    assert_eq!(path("{"), None);
    assert_eq!(json_path::at(b"", 1, 5), None);
    assert_eq!(json_path::at(b"]]]]}}}", 1, 5), None);
}

#[test]
fn text_may_come_as_json() {
    let text = |content_type, body| response(200, &[("content-type", content_type)], body).loose_text();
    assert_eq!(text("text/plain", "\"a\"").unwrap(), "\"a\"");
    for json in ["application/json", "Application/JSON; charset=utf-8", "text/json", "application/problem+json"] {
        assert_eq!(text(json, "\"a\"").unwrap(), "a", "{json}");
        assert!(text(json, "a").is_err(), "{json}");
    }
    assert_eq!(response(200, &[], "\"a\"").loose_text().unwrap(), "\"a\"");
}

#[test]
fn the_media_type_that_came() {
    let offered = ["application/json", "application/json; version=2", "image/*", "text/csv", "*/*"];
    let find = |declared: &str, offered: &[&str]| response(200, &[("content-type", declared)], "").offered(offered);
    assert_eq!(find("application/json", &offered), Some(0));
    assert_eq!(find("Application/JSON; charset=utf-8", &offered), Some(0));
    assert_eq!(find("application/json;version=2", &offered), Some(1));
    assert_eq!(find("image/png", &offered), Some(2));
    assert_eq!(find("text/csv; header=present", &offered), Some(3));
    assert_eq!(find("application/problem+json", &offered), Some(0));
    assert_eq!(find("video/mp4", &offered), Some(4));
    assert_eq!(find("video/mp4", &["application/json", "text/plain"]), None);
    assert_eq!(find("nonsense", &["application/json"]), None);
    assert_eq!(find("text/csv", &offered[2..4]), Some(1));
    assert_eq!(response(200, &[], "").offered(&offered[2..4]), Some(0), "none is declared");
}

#[test]
fn no_body_is_expected() {
    let nothing = |content_type, body| response(200, &[("content-type", content_type)], body).nothing();
    for page in ["text/html", "TEXT/HTML; charset=utf-8", "application/xhtml+xml"] {
        let error = nothing(page, "<p>Sign in").unwrap_err();
        assert_eq!(error.expectation(), "expected no body", "{page}");
        nothing(page, "").unwrap();
    }
    nothing("application/json", "{}").unwrap();
    nothing("text/plain", "done").unwrap();
    response(200, &[], "<p>").nothing().unwrap();
}

#[test]
fn headers_of_several_kinds() {
    let pairs = [("x-n", " 7 "), ("x-l", "1, 2"), ("x-l", ",3"), ("x-j", "{\"a\":1}"), ("x-bad", "no")];
    let response = response(200, &pairs, "");
    let number = |text: &str| text.parse::<i64>().ok();
    assert_eq!(response.typed_header("X-N", number), Some(Ok(7)));
    assert_eq!(response.typed_header("x-none", number), None);
    assert!(response.typed_header("x-bad", number).unwrap().is_err());
    assert_eq!(response.list_header("x-l", number), Some(Ok(vec![1, 2, 3])));
    assert_eq!(response.list_header("x-none", number), None);
    assert!(response.list_header("x-bad", number).unwrap().is_err());
    assert_eq!(response.json_header::<serde_json::Value>("x-j"), Some(Ok(serde_json::json!({"a": 1}))));
    assert!(response.json_header::<serde_json::Value>("x-bad").unwrap().is_err());
}
