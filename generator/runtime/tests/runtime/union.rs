//! Telling the alternatives of a union apart.

use openapi_crate_runtime::union::{Form, Undecided};

const FORMS: &[Form] = &[
    Form::Object { required: &["id"], known: &["id", "name"], constants: &[] },
    Form::Object { required: &["id"], known: &["id", "name", "age"], constants: &[] },
    Form::Object { required: &[], known: &["kind", "x"], constants: &[("kind", &["a"])] },
    Form::Text,
    Form::Texts(&["on", "off"]),
    Form::Number,
    Form::Integer,
    Form::Boolean,
    Form::List,
    Form::Map,
    Form::Any,
];

fn undecided(json: &str) -> Undecided {
    Undecided::read(&mut serde_json::Deserializer::from_str(json)).unwrap()
}

#[test]
fn the_likeliest_comes_first() {
    let table: &[(&str, &[usize])] = &[
        // Both objects have all that is required and know all members: the document's order.
        (r#"{"id": 1}"#, &[0, 1, 2, 9, 10]),
        // The second knows one more.
        (r#"{"id": 1, "age": 2}"#, &[1, 0, 2, 9, 10]),
        (r#"{"kind": "a", "x": 1}"#, &[2, 9, 10]),
        (r#"{"kind": "b", "x": 1}"#, &[9, 10]),
        (r#""on""#, &[4, 3, 10]),
        (r#""of""#, &[3, 4, 10]),
        ("1", &[6, 5, 10]),
        ("-1.0", &[5, 10]),
        ("1e3", &[5, 10]),
        ("true", &[7, 10]),
        ("[1]", &[8, 10]),
    ];
    for (json, expected) in table {
        let mut found = undecided(json).candidates(FORMS);
        // Unknown members of the third count against it, not the order among the rest.
        found.dedup();
        assert_eq!(found, *expected, "{json}");
    }
}

#[test]
fn tags() {
    assert_eq!(undecided(r#"{"a": 1, "kind": "cat"}"#).tag("kind").as_deref(), Some("cat"));
    assert_eq!(undecided(r#"{"kind": 7}"#).tag("kind").as_deref(), Some("7"));
    assert_eq!(undecided(r#"{"a": 1}"#).tag("kind"), None);
    assert_eq!(undecided("[1]").tag("kind"), None);
    assert_eq!(undecided(r#""kind""#).tag("kind"), None);
}

#[test]
fn a_decision_is_an_attempt_that_may_fail() {
    assert_eq!(undecided("1").attempt::<i64>(), Some(1));
    assert_eq!(undecided(r#""1""#).attempt::<i64>(), None);
    assert!(undecided(r#""1""#).decide::<i64, serde_json::Error>().is_err());
}
