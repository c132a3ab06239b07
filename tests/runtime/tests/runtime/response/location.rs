//! References to resources.

use crate::fixture::response;
use openapi_crate_runtime::runtime::response::location::Location;
use openapi_crate_runtime::runtime::response::raw::RawResponse;

fn location(text: &str) -> Location {
    // A request to `https://api.example.com/v1/things/7`.
    response(201, &[("location", text)], "").location_header("Location").unwrap()
}

#[test]
fn references_resolve_against_the_request() {
    // RFC 3986 §5.4, moved to the base `https://api.example.com/v1/things/7`.
    let table = [
        ("https://other.example/x", "https://other.example/x"),
        ("https://other.example", "https://other.example"),
        ("HTTPS://other.example/a/../b", "HTTPS://other.example/b"),
        ("//other.example/x", "https://other.example/x"),
        ("/v1/things/8", "https://api.example.com/v1/things/8"),
        ("/", "https://api.example.com/"),
        ("8", "https://api.example.com/v1/things/8"),
        ("./8", "https://api.example.com/v1/things/8"),
        ("8/", "https://api.example.com/v1/things/8/"),
        ("8/x", "https://api.example.com/v1/things/8/x"),
        (".", "https://api.example.com/v1/things/"),
        ("./", "https://api.example.com/v1/things/"),
        ("..", "https://api.example.com/v1/"),
        ("../", "https://api.example.com/v1/"),
        ("../8", "https://api.example.com/v1/8"),
        ("../..", "https://api.example.com/"),
        ("../../8", "https://api.example.com/8"),
        ("../../../../8", "https://api.example.com/8"),
        ("/./8", "https://api.example.com/8"),
        ("/../8", "https://api.example.com/8"),
        ("8.", "https://api.example.com/v1/things/8."),
        (".8", "https://api.example.com/v1/things/.8"),
        ("8..", "https://api.example.com/v1/things/8.."),
        ("..8", "https://api.example.com/v1/things/..8"),
        ("./8/.", "https://api.example.com/v1/things/8/"),
        ("8/./9", "https://api.example.com/v1/things/8/9"),
        ("8/../9", "https://api.example.com/v1/things/9"),
        ("8?a=b/../c", "https://api.example.com/v1/things/8?a=b/../c"),
        ("8#s/../x", "https://api.example.com/v1/things/8#s/../x"),
        ("?a=b", "https://api.example.com/v1/things/7?a=b"),
        ("#s", "https://api.example.com/v1/things/7#s"),
        ("", "https://api.example.com/v1/things/7"),
        ("a:b", "a:b"),
        ("./a:b", "https://api.example.com/v1/things/a:b"),
        ("  /x  ", "https://api.example.com/x"),
    ];
    for (text, expected) in table {
        assert_eq!(location(text).resolve(), expected, "{text}");
        assert_eq!(location(text).as_str(), text.trim());
    }
}

#[test]
fn the_last_segment_is_the_id() {
    let table = [
        ("/v1/things/8", Some("8")),
        ("/v1/things/8/", Some("8")),
        ("8?a=b#c", Some("8")),
        ("/things/a%2Fb%20c%C3%A4", Some("a/b cä")),
        ("/things/%FF", None),
        ("https://other.example", None),
        ("/", None),
    ];
    for (text, expected) in table {
        assert_eq!(location(text).last_segment().as_deref(), expected, "{text}");
    }
}

#[test]
fn debug_masks_credentials() {
    let shown = format!("{:?}", location("https://u:p@x.example/a?id=5&access_token=abc&code=def#id_token=ghi"));
    assert_eq!(shown, r#"Location("https://…@x.example/a?id=5&access_token=…&code=…#id_token=…")"#);
}

#[test]
fn a_header_that_is_missing_or_no_text_is_none() {
    let without: RawResponse = response(201, &[], "");
    assert!(without.location_header("Location").is_none());
}
