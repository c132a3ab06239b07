//! Structured values: the table "Style Values" of OpenAPI 3.0, with its example values.

use openapi_crate_runtime::runtime::codec::style::QueryStyle;
use openapi_crate_runtime::runtime::parameter::cookie_json::CookieJson;
use openapi_crate_runtime::runtime::parameter::cookie_value::CookieValue;
use openapi_crate_runtime::runtime::parameter::header_json::HeaderJson;
use openapi_crate_runtime::runtime::parameter::header_value::HeaderValue;
use openapi_crate_runtime::runtime::parameter::path_json::PathJson;
use openapi_crate_runtime::runtime::parameter::path_matrix::PathMatrix;
use openapi_crate_runtime::runtime::parameter::path_value::{PathStyle, PathValue};
use openapi_crate_runtime::runtime::parameter::query_json::QueryJson;
use openapi_crate_runtime::runtime::parameter::query_value::QueryValue;
use serde_json::value::RawValue;

use crate::request::draft::{header, refusal, uri};

const COMMA: QueryStyle = QueryStyle { separator: ',', explode: false, deep: false };
const EXPLODED: QueryStyle = QueryStyle { explode: true, ..COMMA };
const SPACE: QueryStyle = QueryStyle { separator: ' ', ..COMMA };
const PIPE: QueryStyle = QueryStyle { separator: '|', ..COMMA };
const DEEP: QueryStyle = QueryStyle { deep: true, ..COMMA };

const SIMPLE: PathStyle = PathStyle { prefix: "", separator: ",", explode: false };
const LABEL: PathStyle = PathStyle { prefix: ".", separator: ",", explode: false };
const LABEL_EXPLODED: PathStyle = PathStyle { prefix: ".", separator: ".", explode: true };

fn query(value: &RawValue, style: QueryStyle, explode: bool) -> String {
    uri(|request| request.path("/x").query_value("color", value, QueryStyle { explode, ..style }, false))
}

fn path(value: &RawValue, style: PathStyle) -> String {
    uri(|request| request.path("/x/").path_value("color", value, style))
}

fn matrix(value: &RawValue, explode: bool) -> String {
    uri(|request| request.path("/x/").path_matrix("color", value, explode))
}

/// JSON text whose members keep their order.
fn raw(json: &str) -> Box<RawValue> {
    serde_json::from_str(json).unwrap()
}

#[test]
fn queries() {
    let text = raw(r#""blue""#);
    let list = raw(r#"["blue", "black", "brown"]"#);
    let object = raw(r#"{"R": 100, "G": 200, "B": 150}"#);
    let table = [
        (&*text, COMMA, false, "/x?color=blue"),
        (&*list, COMMA, false, "/x?color=blue,black,brown"),
        (&*object, COMMA, false, "/x?color=R,100,G,200,B,150"),
        (&*text, COMMA, true, "/x?color=blue"),
        (&*list, COMMA, true, "/x?color=blue&color=black&color=brown"),
        (&*object, COMMA, true, "/x?R=100&G=200&B=150"),
        (&*list, SPACE, false, "/x?color=blue%20black%20brown"),
        (&*object, SPACE, false, "/x?color=R%20100%20G%20200%20B%20150"),
        (&*list, PIPE, false, "/x?color=blue%7Cblack%7Cbrown"),
        (&*object, PIPE, false, "/x?color=R%7C100%7CG%7C200%7CB%7C150"),
        (&*object, DEEP, true, "/x?color%5BR%5D=100&color%5BG%5D=200&color%5BB%5D=150"),
    ];
    for (value, style, explode, expected) in table {
        assert_eq!(query(value, style, explode), expected, "{style:?} {explode}");
    }
}

#[test]
fn values_are_escaped_and_separators_are_not() {
    assert_eq!(query(&raw(r#"["a,b", "c&d", "é"]"#), COMMA, false), "/x?color=a%2Cb,c%26d,%C3%A9");
    assert_eq!(query(&raw(r#"{"a b": "=&"}"#), COMMA, true), "/x?a%20b=%3D%26");
    let reserved = |value: &RawValue| uri(|request| request.path("/x").query_value("u", value, EXPLODED, true));
    assert_eq!(reserved(&raw(r#""http://a/b?c=d&e#f+g h""#)), "/x?u=http://a/b?c=d%26e%23f%2Bg%20h");
}

#[test]
fn what_is_nested_deeper() {
    let deep = raw(r#"{"a": {"b": [1, 2]}, "c": null, "d": "x"}"#);
    assert_eq!(query(&deep, DEEP, true), "/x?color%5Ba%5D%5Bb%5D=1&color%5Ba%5D%5Bb%5D=2&color%5Bd%5D=x");
    assert_eq!(query(&raw(r#"{"a": {"b":1}}"#), COMMA, true), "/x?a=%7B%22b%22%3A1%7D", "JSON has to do");
}

#[test]
fn nothing_adds_nothing() {
    for value in [raw("null"), raw("[]"), raw("{}"), raw("[null]")] {
        for style in [COMMA, SPACE, PIPE, DEEP] {
            for explode in [true, false] {
                assert_eq!(query(&value, style, explode), "/x", "{value} {style:?} {explode}");
            }
        }
    }
    assert_eq!(header("x-a", |request| request.header_value("X-A", &raw("[]"), false)), None);
}

#[test]
fn paths() {
    let text = raw(r#""blue""#);
    let list = raw(r#"["blue", "black", "brown"]"#);
    let object = raw(r#"{"R": 100, "G": 200, "B": 150}"#);
    let table = [
        (&*list, SIMPLE, "/x/blue,black,brown"),
        (&*object, SIMPLE, "/x/R,100,G,200,B,150"),
        (&*object, PathStyle { explode: true, ..SIMPLE }, "/x/R=100,G=200,B=150"),
        (&*text, LABEL, "/x/.blue"),
        (&*list, LABEL, "/x/.blue,black,brown"),
        (&*list, LABEL_EXPLODED, "/x/.blue.black.brown"),
        (&*object, LABEL, "/x/.R,100,G,200,B,150"),
        (&*object, LABEL_EXPLODED, "/x/.R=100.G=200.B=150"),
    ];
    for (value, style, expected) in table {
        assert_eq!(path(value, style), expected, "{style:?}");
    }
    let table = [
        (&*text, false, "/x/;color=blue"),
        (&*list, false, "/x/;color=blue,black,brown"),
        (&*list, true, "/x/;color=blue;color=black;color=brown"),
        (&*object, false, "/x/;color=R,100,G,200,B,150"),
        (&*object, true, "/x/;R=100;G=200;B=150"),
    ];
    for (value, explode, expected) in table {
        assert_eq!(matrix(value, explode), expected, "{explode}");
    }
}

#[test]
fn a_path_never_changes_its_shape() {
    for value in [raw(r#""""#), raw("null"), raw("[]"), raw(r#"".""#), raw(r#""..""#)] {
        refusal(|request| request.path("/x/").path_value("color", &value, SIMPLE));
    }
    refusal(|request| request.path("/x/").path_value("color", &raw(r#"".""#), LABEL));
    for value in [raw("null"), raw("[]"), raw("{}")] {
        refusal(|request| request.path("/x/").path_matrix("color", &value, true));
        refusal(|request| request.path("/x/").path_matrix("color", &value, false));
    }
    assert_eq!(path(&raw(r#"["a/b", "?"]"#), SIMPLE), "/x/a%2Fb,%3F");
}

#[test]
fn headers() {
    let of = |value: &RawValue, explode| header("x-a", |request| request.header_value("X-A", &value, explode));
    assert_eq!(of(&raw(r#"{"R": 100, "G": 200}"#), false).as_deref(), Some("R,100,G,200"));
    assert_eq!(of(&raw(r#"{"R": 100, "G": 200}"#), true).as_deref(), Some("R=100,G=200"));
    refusal(|request| request.header_value("X-A", &raw(r#""a\r\nb""#), false));
}

#[test]
fn json_as_it_is() {
    assert_eq!(
        uri(|request| request.path("/x").query_json("q", &raw(r#"{"a":[1,"b"]}"#))),
        "/x?q=%7B%22a%22%3A%5B1%2C%22b%22%5D%7D"
    );
    let value = raw(r#"{"a":1}"#);
    assert_eq!(uri(|request| request.path("/x/").path_json("q", &value)), "/x/%7B%22a%22%3A1%7D");
    assert_eq!(header("x-a", |request| request.header_json("X-A", &value)).as_deref(), Some("{\"a\":1}"));
    assert_eq!(header("cookie", |request| request.cookie_json("a", &value)).as_deref(), Some("a=%7B%22a%22%3A1%7D"));
}

#[test]
fn cookies() {
    let of = |value: &RawValue, explode| header("cookie", |request| request.cookie_value("a", value, explode));
    assert_eq!(of(&raw(r#"["p q", 2]"#), false).as_deref(), Some("a=p%20q,2"));
    assert_eq!(of(&raw(r#"["p q", 2]"#), true).as_deref(), Some("a=p%20q; a=2"));
}
