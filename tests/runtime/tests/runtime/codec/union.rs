//! Telling the alternatives of a union apart.

use openapi_crate_runtime::runtime::union::any_form::AnyForm;
use openapi_crate_runtime::runtime::union::any_list_form::AnyListForm;
use openapi_crate_runtime::runtime::union::any_map_form::AnyMapForm;
use openapi_crate_runtime::runtime::union::attempt::Attempt;
use openapi_crate_runtime::runtime::union::boolean_form::BooleanForm;
use openapi_crate_runtime::runtime::union::candidates::{Candidates, Form};
use openapi_crate_runtime::runtime::union::format_form::FormatForm;
use openapi_crate_runtime::runtime::union::integer_form::IntegerForm;
use openapi_crate_runtime::runtime::union::list_form::ListForm;
use openapi_crate_runtime::runtime::union::listed_form::ListedForm;
use openapi_crate_runtime::runtime::union::map_form::MapForm;
use openapi_crate_runtime::runtime::union::number_form::NumberForm;
use openapi_crate_runtime::runtime::union::object_form::ObjectForm;
use openapi_crate_runtime::runtime::union::tag::Tag;
use openapi_crate_runtime::runtime::union::text_form::TextForm;
use openapi_crate_runtime::runtime::union::texts_form::TextsForm;
use openapi_crate_runtime::runtime::union::undecided::Undecided;
use openapi_crate_runtime::runtime::union::union_form::UnionForm;

const FORMS: &[&dyn Form] = &[
    &ObjectForm { required: &["id"], known: &["id", "name"], constants: &[], open: false },
    &ObjectForm { required: &["id"], known: &["id", "name", "age"], constants: &[], open: false },
    &ObjectForm { required: &[], known: &["kind", "x"], constants: &[("kind", &["a"])], open: false },
    &TextForm,
    &TextsForm(&["on", "off"]),
    &NumberForm,
    &IntegerForm,
    &BooleanForm,
    &AnyListForm,
    &AnyMapForm,
    &AnyForm,
];

fn undecided(json: &str) -> Undecided {
    Undecided::read(&mut serde_json::Deserializer::from_str(json)).unwrap()
}

#[test]
fn the_likeliest_comes_first() {
    let table: &[(&str, &[usize])] = &[
        // Both alternatives have all required properties and know all members, so the first in the
        // document wins.
        (r#"{"id": 1}"#, &[0, 1, 9, 10]),
        // The second knows one member more.
        (r#"{"id": 1, "age": 2}"#, &[1, 0, 9, 10]),
        (r#"{"kind": "a", "x": 1}"#, &[2, 9, 10]),
        (r#"{"kind": "b", "x": 1}"#, &[9, 10]),
        // Neither knows a member.
        (r#"{"y": 1}"#, &[9, 10]),
        ("null", &[10]),
        (r#""on""#, &[4, 3, 10]),
        (r#""of""#, &[3, 4, 10]),
        ("1", &[6, 5, 10]),
        ("-1.0", &[5, 6, 10]),
        ("1e3", &[5, 6, 10]),
        ("true", &[7, 10]),
        ("[1]", &[8, 10]),
    ];
    for (json, expected) in table {
        assert_eq!(undecided(json).candidates(FORMS), *expected, "{json}");
    }
}

#[test]
fn of_two_that_know_all_the_one_that_asks_for_more_comes_first() {
    const FORMS: &[&dyn Form] = &[
        &ObjectForm { required: &["id"], known: &["id", "name"], constants: &[], open: false },
        &ObjectForm { required: &["id", "name"], known: &["id", "name"], constants: &[], open: true },
    ];
    assert_eq!(undecided(r#"{"id": 1, "name": 2}"#).candidates(FORMS), [1, 0]);
    assert_eq!(undecided(r#"{"id": 1}"#).candidates(FORMS), [0]);
}

#[test]
fn lists_and_maps_are_told_apart_by_what_they_hold() {
    const A: ObjectForm = ObjectForm { required: &[], known: &["a"], constants: &[], open: false };
    const B: ObjectForm = ObjectForm { required: &[], known: &["a", "b"], constants: &[], open: false };
    const FORMS: &[&dyn Form] = &[
        &ListForm(&A),
        &ListForm(&B),
        &ListForm(&IntegerForm),
        &MapForm(&TextForm),
        &MapForm(&NumberForm),
        &ListForm(&UnionForm(&[&IntegerForm, &ListForm(&TextForm)])),
    ];
    let table: &[(&str, &[usize])] = &[
        ("[]", &[0, 1, 2, 5]),
        (r#"[{"a": 1}]"#, &[0, 1]),
        (r#"[{"a": 1}, null, {"a": 1, "b": 2}]"#, &[1, 0]),
        (r#"[{"c": 1}]"#, &[]),
        ("[1, 2]", &[2, 5]),
        (r#"[1, ["a"]]"#, &[5]),
        (r#"{"x": "y"}"#, &[3]),
        (r#"{"x": 1}"#, &[4]),
    ];
    for (json, expected) in table {
        assert_eq!(undecided(json).candidates(FORMS), *expected, "{json}");
    }
}

#[test]
fn lists_formats_and_unions_have_ranks_of_their_own() {
    const FORMS: &[&dyn Form] = &[
        &FormatForm(|text| text.starts_with('#')),
        &ListedForm(&[&1_i64, &"a"]),
        &UnionForm(&[&BooleanForm, &TextsForm(&["b"])]),
        &TextForm,
        &ObjectForm { required: &[], known: &["state"], constants: &[("state", &["on", "off"])], open: false },
        &ObjectForm { required: &[], known: &[], constants: &[], open: false },
    ];
    let table: &[(&str, &[usize])] = &[
        ("\"#1\"", &[0, 3, 2, 1]),
        ("\"a\"", &[1, 3, 2, 0]),
        ("\"b\"", &[2, 3, 0, 1]),
        ("1.0", &[1]),
        ("2", &[1]),
        ("false", &[2]),
        ("[]", &[]),
        (r#"{"state": "on"}"#, &[4]),
        // An enumeration is open, while an alternative that knows no member would lose everything.
        (r#"{"state": "new"}"#, &[4]),
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
