//! Enumerations: the keyword `enum`.

use serde_json::Value;

use super::Reader;
use super::keywords::{Keywords, whole};
use super::schema::Draft;
use crate::api::{EnumValue, Enumeration, Shape};
use crate::diagnostic::{Expected, Problem, Untyped};
use crate::place::At;

/// The reason why an `enum` has no type: one of its values is not of the schema's `type`, and the
/// document does not tell which of the two the server follows.
const NOT_OF_TYPE: Untyped = Untyped::ValueOfOtherType;

impl Reader<'_, '_> {
    /// Returns the shape of a schema with `enum`: an enumeration of its values without repetitions,
    /// if all are strings, numbers or booleans.
    pub(super) fn enumeration(&mut self, at: &At, keywords: &Keywords<'_>, draft: &mut Draft) -> Shape {
        draft.nullable |= keywords.values.contains(&Value::Null);
        let mut unique: Vec<EnumValue> = Vec::with_capacity(keywords.values.len());
        for (index, value) in keywords.values.iter().enumerate().filter(|(_, value)| !value.is_null()) {
            let at = at.child("enum").index(index);
            let value = match self.enum_value(&at, keywords.kind, value) {
                Ok(value) => value,
                Err(because) => {
                    let keyword = "enum".to_owned();
                    self.say(&at, Problem::UnsupportedSchema { keyword, because });
                    return Shape::Any;
                }
            };
            if !unique.contains(&value) {
                unique.push(value);
            }
        }
        if unique.is_empty() {
            draft.fact("Always `null`.".to_owned());
            return Shape::Any;
        }
        if unique.iter().all(|value| matches!(value, EnumValue::Boolean(_))) {
            let values: Vec<_> = unique.iter().map(ToString::to_string).collect();
            draft.fact(format!("One of: {}.", values.join(", ")));
            return Shape::Boolean;
        }
        Shape::Enumeration(Enumeration { values: unique })
    }

    /// Returns one value as the schema's `type` requires it, because YAML reads `1` as a number
    /// where a string is meant. The error is the reason why there is no such value.
    fn enum_value(&mut self, at: &At, kind: Option<&str>, value: &Value) -> Result<EnumValue, Untyped> {
        let keyword = || "enum".to_owned();
        Ok(match (kind, value) {
            (Some("string"), Value::Number(_) | Value::Bool(_)) => {
                self.say(at, Problem::NumberForText { keyword: keyword(), found: value.to_string() });
                EnumValue::Text(value.to_string())
            }
            (Some("integer" | "number"), Value::String(text)) => match serde_json::from_str::<serde_json::Number>(text)
            {
                Ok(number) => {
                    let expected = if kind == Some("integer") { Expected::Integer } else { Expected::Number };
                    self.say(at, Problem::TextForScalar { keyword: keyword(), found: text.clone(), expected });
                    enum_number(kind, &number)?
                }
                Err(_) => return Err(NOT_OF_TYPE),
            },
            (Some("boolean"), Value::String(text)) => {
                let value = text.parse().map_err(|_| NOT_OF_TYPE)?;
                let (found, expected) = (text.clone(), Expected::Boolean);
                self.say(at, Problem::TextForScalar { keyword: keyword(), found, expected });
                EnumValue::Boolean(value)
            }
            (Some("boolean"), Value::Number(_)) | (Some("integer" | "number"), Value::Bool(_)) => {
                return Err(NOT_OF_TYPE);
            }
            (_, Value::String(text)) => EnumValue::Text(text.clone()),
            (_, Value::Number(number)) => enum_number(kind, number)?,
            (_, Value::Bool(value)) => EnumValue::Boolean(*value),
            (_, Value::Null | Value::Array(_) | Value::Object(_)) => {
                return Err(Untyped::StructuredValue);
            }
        })
    }
}

/// Reads a number: as an integer if `type` requires that, or if it has no `type` and is whole.
fn enum_number(kind: Option<&str>, number: &serde_json::Number) -> Result<EnumValue, Untyped> {
    match number.as_i64().or_else(|| number.as_f64().and_then(whole)) {
        Some(whole) if kind != Some("number") => Ok(EnumValue::Integer(whole)),
        // It fits `u64` only, and is kept exactly.
        None if number.is_u64() => Ok(EnumValue::Number(number.clone())),
        _ if is_rounded(number) => Err(Untyped::RoundedValue),
        _ => Ok(EnumValue::Number(number.clone())),
    }
}

/// Whether a whole number changes as a float, which is how it would be sent.
#[allow(clippy::cast_possible_truncation, reason = "no float of a number of 64 bits is beyond 128")]
fn is_rounded(number: &serde_json::Number) -> bool {
    number.as_i128().zip(number.as_f64()).is_some_and(|(exact, float)| float as i128 != exact)
}
