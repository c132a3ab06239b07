//! Checks single values. A value with a clear meaning is read as such, and reported.

use serde_json::Value;

use super::{Blame, Verdict};
use crate::diagnostic::{Expected, Problem};
use crate::place::At;

impl Blame<'_> {
    pub(super) fn text(&mut self, value: &Value, keyword: &str, at: &At) -> Verdict {
        if value.is_string() { Verdict::Fine } else { Verdict::mismatch(at, keyword, value, Expected::Text) }
    }

    pub(super) fn prose(&mut self, value: &mut Value, keyword: &str, at: &At) -> Verdict {
        if let Value::Number(_) | Value::Bool(_) = value {
            let found = value.to_string();
            self.diagnostics
                .push(at.clone(), Problem::NumberForText { keyword: keyword.to_owned(), found: found.clone() });
            *value = Value::String(found);
        }
        self.text(value, keyword, at)
    }

    pub(super) fn flag(&mut self, value: &mut Value, keyword: &str, at: &At) -> Verdict {
        const EXPECTED: Expected = Expected::Boolean;
        if let Some(text @ ("true" | "false")) = value.as_str() {
            let meant = text == "true";
            self.coerced(keyword, text, EXPECTED, at);
            *value = Value::Bool(meant);
        }
        if value.is_boolean() { Verdict::Fine } else { Verdict::mismatch(at, keyword, value, EXPECTED) }
    }

    pub(super) fn number(&mut self, value: &mut Value, keyword: &str, at: &At) -> Verdict {
        const EXPECTED: Expected = Expected::Number;
        if let Some(number) = value.as_str().and_then(|text| text.parse::<serde_json::Number>().ok()) {
            self.coerced(keyword, &number.to_string(), EXPECTED, at);
            *value = Value::Number(number);
        }
        if value.is_number() { Verdict::Fine } else { Verdict::mismatch(at, keyword, value, EXPECTED) }
    }

    pub(super) fn count(&mut self, value: &mut Value, keyword: &str, at: &At) -> Verdict {
        const EXPECTED: Expected = Expected::Count;
        if let Some(number) = value.as_str().and_then(|text| text.parse::<u32>().ok()) {
            self.coerced(keyword, &number.to_string(), EXPECTED, at);
            *value = number.into();
        }
        // JSON does not distinguish 10.0 from 10.
        if let Some(whole) = value.as_f64().filter(|number| !value.is_u64() && number.fract() == 0.0) {
            #[allow(clippy::cast_possible_truncation, clippy::cast_sign_loss, reason = "whole and in range")]
            if (0.0..9e15).contains(&whole) {
                *value = (whole as u64).into();
            }
        }
        if value.is_u64() { Verdict::Fine } else { Verdict::mismatch(at, keyword, value, EXPECTED) }
    }

    fn coerced(&mut self, keyword: &str, found: &str, expected: Expected, at: &At) {
        let (keyword, found) = (keyword.to_owned(), found.to_owned());
        self.diagnostics.push(at.clone(), Problem::TextForScalar { keyword, found, expected });
    }
}
