//! Differences between two JSON values. Numbers are compared by value, so 1 and 1.0 are equal; the
//! order of members does not count.

use openapi_crate::Pointer;
use serde_json::{Number, Value};

/// One difference.
#[derive(Debug, Clone, PartialEq)]
pub(crate) enum Difference {
    /// The object at this place has lost a member.
    Lost { object: Pointer, key: String },
    /// Anything else.
    Other { at: Pointer, before: String, after: String },
}

/// Returns every difference between a value and the one that was written back.
pub(crate) fn between(before: &Value, after: &Value) -> Vec<Difference> {
    let mut found = Vec::new();
    compare(&Pointer::root(), before, after, &mut found);
    found
}

fn compare(at: &Pointer, before: &Value, after: &Value, found: &mut Vec<Difference>) {
    match (before, after) {
        (Value::Object(before), Value::Object(after)) => {
            for (key, value) in before {
                match after.get(key) {
                    Some(other) => compare(&at.child(key), value, other, found),
                    None => found.push(Difference::Lost { object: at.clone(), key: key.clone() }),
                }
            }
            for (key, value) in after.iter().filter(|(key, _)| !before.contains_key(*key)) {
                found.push(Difference::Other { at: at.child(key), before: "nothing".to_owned(), after: short(value) });
            }
        }
        (Value::Array(before), Value::Array(after)) if before.len() == after.len() => {
            for (index, (one, other)) in before.iter().zip(after).enumerate() {
                compare(&at.index(index), one, other, found);
            }
        }
        (Value::Number(one), Value::Number(other)) if is_same(one, other) => {}
        (one, other) if one == other => {}
        (one, other) => found.push(Difference::Other { at: at.clone(), before: short(one), after: short(other) }),
    }
}

fn is_same(one: &Number, other: &Number) -> bool {
    let whole = |number: &Number| number.as_i64().map(i128::from).or(number.as_u64().map(i128::from));
    match (whole(one), whole(other)) {
        (Some(one), Some(other)) => one == other,
        _ => one.as_f64() == other.as_f64(),
    }
}

/// Shortens a value to one line of a report.
pub(crate) fn short(value: &Value) -> String {
    const MOST: usize = 120;
    let text = value.to_string();
    if text.chars().count() > MOST { text.chars().take(MOST).chain("…".chars()).collect() } else { text }
}

#[cfg(test)]
mod tests {
    use super::*;
    use serde_json::json;

    #[test]
    fn numbers_count_by_value_and_objects_without_order() {
        assert!(between(&json!({"a": 1, "b": [1.0]}), &json!({"b": [1], "a": 1.0})).is_empty());
        assert_eq!(between(&json!(u64::MAX), &json!(u64::MAX - 1)).len(), 1);
    }

    #[test]
    fn a_lost_member_is_told_from_other_differences() {
        let lost = Difference::Lost { object: Pointer::from_text("/0"), key: "a".to_owned() };
        assert_eq!(between(&json!([{"a": null}]), &json!([{}])), [lost]);
        assert!(matches!(between(&json!([1]), &json!([]))[..], [Difference::Other { .. }]));
        assert!(matches!(between(&json!({}), &json!({"a": null}))[..], [Difference::Other { .. }]));
        assert!(matches!(between(&json!("1"), &json!(1))[..], [Difference::Other { .. }]));
    }
}
