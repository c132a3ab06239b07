//! Bodies that are forms.

use openapi_crate_runtime::runtime::codec::style::QueryStyle;
use openapi_crate_runtime::runtime::request::form::{FormBody, Rule};
use serde_json::value::RawValue;

use crate::request::draft::{body, refusal};

fn form(value: &RawValue, rules: &[Rule]) -> String {
    body(|request| request.path("/x").form_body(value, rules))
}

/// JSON text whose members keep their order.
fn raw(json: &str) -> Box<RawValue> {
    serde_json::from_str(json).unwrap()
}

#[test]
fn members_become_pairs() {
    let value = raw(r#"{"a b": "c&d e", "n": 1.50, "t": true, "nothing": null, "list": ["x", "y"], "o": {"k":[1]}}"#);
    assert_eq!(form(&value, &[]), "a+b=c%26d+e&n=1.50&t=true&list=x&list=y&o=%7B%22k%22%3A%5B1%5D%7D");
}

#[test]
fn rules_say_how() {
    let value = raw(r#"{"list": ["x", "y"], "o": {"k": [1], "l": 2}, "json": ["x"], "none": null}"#);
    let rules = [
        ("list", Some(QueryStyle { separator: ',', explode: false, deep: false })),
        ("o", Some(QueryStyle { separator: ',', explode: true, deep: true })),
        ("json", None),
        ("none", None),
    ];
    assert_eq!(form(&value, &rules), "list=x,y&o%5Bk%5D=1&o%5Bl%5D=2&json=%5B%22x%22%5D");
}

#[test]
fn only_objects() {
    refusal(|request| request.path("/x").form_body(&raw("[1]"), &[]));
}
