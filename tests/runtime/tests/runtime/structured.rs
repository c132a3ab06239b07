//! Structured values: the table "Style Values" of OpenAPI 3.0, with its example values.

use openapi_crate_runtime::runtime::request::structured::{PathStyle, QueryStyle};
use serde_json::value::RawValue;

use super::request::{header, refusal, uri};

fn query(value: &RawValue, style: QueryStyle, explode: bool) -> String {
    uri(|request| request.path("/x").query_value("color", value, style, explode, false))
}

fn path(value: &RawValue, style: PathStyle, explode: bool) -> String {
    uri(|request| request.path("/x/").path_value("color", value, style, explode))
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
        (&*text, QueryStyle::Form, false, "/x?color=blue"),
        (&*list, QueryStyle::Form, false, "/x?color=blue,black,brown"),
        (&*object, QueryStyle::Form, false, "/x?color=R,100,G,200,B,150"),
        (&*text, QueryStyle::Form, true, "/x?color=blue"),
        (&*list, QueryStyle::Form, true, "/x?color=blue&color=black&color=brown"),
        (&*object, QueryStyle::Form, true, "/x?R=100&G=200&B=150"),
        (&*list, QueryStyle::Space, false, "/x?color=blue%20black%20brown"),
        (&*object, QueryStyle::Space, false, "/x?color=R%20100%20G%20200%20B%20150"),
        (&*list, QueryStyle::Pipe, false, "/x?color=blue%7Cblack%7Cbrown"),
        (&*object, QueryStyle::Pipe, false, "/x?color=R%7C100%7CG%7C200%7CB%7C150"),
        (&*object, QueryStyle::DeepObject, true, "/x?color%5BR%5D=100&color%5BG%5D=200&color%5BB%5D=150"),
    ];
    for (value, style, explode, expected) in table {
        assert_eq!(query(value, style, explode), expected, "{style:?} {explode}");
    }
}

#[test]
fn values_are_escaped_and_separators_are_not() {
    assert_eq!(query(&raw(r#"["a,b", "c&d", "é"]"#), QueryStyle::Form, false), "/x?color=a%2Cb,c%26d,%C3%A9");
    assert_eq!(query(&raw(r#"{"a b": "=&"}"#), QueryStyle::Form, true), "/x?a%20b=%3D%26");
    let reserved =
        |value: &RawValue| uri(|request| request.path("/x").query_value("u", value, QueryStyle::Form, true, true));
    assert_eq!(reserved(&raw(r#""http://a/b?c=d&e#f+g h""#)), "/x?u=http://a/b?c=d%26e%23f%2Bg%20h");
}

#[test]
fn what_is_nested_deeper() {
    let deep = raw(r#"{"a": {"b": [1, 2]}, "c": null, "d": "x"}"#);
    assert_eq!(
        query(&deep, QueryStyle::DeepObject, true),
        "/x?color%5Ba%5D%5Bb%5D=1&color%5Ba%5D%5Bb%5D=2&color%5Bd%5D=x"
    );
    assert_eq!(query(&raw(r#"{"a": {"b":1}}"#), QueryStyle::Form, true), "/x?a=%7B%22b%22%3A1%7D", "JSON has to do");
}

#[test]
fn nothing_adds_nothing() {
    for value in [raw("null"), raw("[]"), raw("{}"), raw("[null]")] {
        for style in [QueryStyle::Form, QueryStyle::Space, QueryStyle::Pipe, QueryStyle::DeepObject] {
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
        (&*list, PathStyle::Simple, false, "/x/blue,black,brown"),
        (&*object, PathStyle::Simple, false, "/x/R,100,G,200,B,150"),
        (&*object, PathStyle::Simple, true, "/x/R=100,G=200,B=150"),
        (&*text, PathStyle::Label, false, "/x/.blue"),
        (&*list, PathStyle::Label, false, "/x/.blue,black,brown"),
        (&*list, PathStyle::Label, true, "/x/.blue.black.brown"),
        (&*object, PathStyle::Label, false, "/x/.R,100,G,200,B,150"),
        (&*object, PathStyle::Label, true, "/x/.R=100.G=200.B=150"),
        (&*text, PathStyle::Matrix, false, "/x/;color=blue"),
        (&*list, PathStyle::Matrix, false, "/x/;color=blue,black,brown"),
        (&*list, PathStyle::Matrix, true, "/x/;color=blue;color=black;color=brown"),
        (&*object, PathStyle::Matrix, false, "/x/;color=R,100,G,200,B,150"),
        (&*object, PathStyle::Matrix, true, "/x/;R=100;G=200;B=150"),
    ];
    for (value, style, explode, expected) in table {
        assert_eq!(path(value, style, explode), expected, "{style:?} {explode}");
    }
}

#[test]
fn a_path_never_changes_its_shape() {
    for value in [raw(r#""""#), raw("null"), raw("[]"), raw(r#"".""#), raw(r#""..""#)] {
        refusal(|request| request.path("/x/").path_value("color", &value, PathStyle::Simple, false));
    }
    refusal(|request| request.path("/x/").path_value("color", &raw(r#"".""#), PathStyle::Label, false));
    assert_eq!(path(&raw(r#"["a/b", "?"]"#), PathStyle::Simple, false), "/x/a%2Fb,%3F");
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
}
