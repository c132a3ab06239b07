//! Telling the alternatives of a union apart.

use openapi_crate_runtime::listed::Listed;
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
        ("-1.0", &[5, 6, 10]),
        ("1e3", &[5, 6, 10]),
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
fn lists_formats_and_unions_have_ranks_of_their_own() {
    const FORMS: &[Form] = &[
        Form::Format(|text| text.starts_with('#')),
        Form::Listed(&[Listed::Integer(1), Listed::Text("a")]),
        Form::Union(&[Form::Boolean, Form::Texts(&["b"])]),
        Form::Text,
        Form::Object { required: &[], known: &["state"], constants: &[("state", &["on", "off"])] },
        Form::Object { required: &[], known: &[], constants: &[] },
    ];
    let table: &[(&str, &[usize])] = &[
        ("\"#1\"", &[0, 3, 2, 1]),
        ("\"a\"", &[1, 3, 2, 0]),
        ("\"b\"", &[2, 3, 0, 1]),
        ("1.0", &[1]),
        ("2", &[1]),
        ("false", &[2]),
        ("[]", &[]),
        (r#"{"state": "on"}"#, &[4, 5]),
        // A list is open, but an alternative that says nothing of the member is likelier.
        (r#"{"state": "new"}"#, &[5, 4]),
    ];
    for (json, expected) in table {
        assert_eq!(undecided(json).candidates(FORMS), *expected, "{json}");
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
