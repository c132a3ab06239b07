//! Schemas of strings, numbers and booleans, and facts about values that no type shows.

use super::Reader;
use super::docs::shown_text;
use super::keywords::{Bound, Keywords};
use super::schema::Draft;
use crate::api::{Integer, Number, Shape, Text};
use crate::diagnostic::{Problem, Untyped};
use crate::place::At;

/// 2^63, 2^64 and 2^127: the first whole numbers that are too large for a type. As floats, the
/// numbers just below are equal to them.
const PAST_I64: f64 = 9_223_372_036_854_775_808.0;
const PAST_U64: f64 = 18_446_744_073_709_551_616.0;
const PAST_I128: f64 = 170_141_183_460_469_231_731_687_303_715_884_105_728.0;

impl Reader<'_, '_> {
    /// Returns the shape of a string, number or boolean; `None` for any other `type`.
    pub(super) fn scalar(&mut self, at: &At, keywords: &Keywords<'_>, draft: &mut Draft) -> Option<Shape> {
        Some(match keywords.kind? {
            "boolean" => Shape::Boolean,
            "integer" => self.integer(at, keywords, draft),
            "number" => Shape::Number(match keywords.format {
                Some("decimal") => Number::Decimal,
                None | Some("double") => Number::F64,
                // Includes `float`: JSON has decimal digits, and single precision would lose some
                // of them.
                Some(other) => {
                    format_fact(other, draft);
                    Number::F64
                }
            }),
            "string" => Shape::Text(match keywords.format {
                None | Some("password") => Text::Plain,
                Some("date") => Text::Date,
                Some("date-time") => Text::DateTime,
                Some("time") => Text::Time,
                Some("duration") => Text::Duration,
                Some("uuid") => Text::Uuid,
                Some("byte" | "base64") => Text::Byte,
                Some("binary") => Text::Binary,
                Some("decimal") => Text::Decimal,
                Some(other) => {
                    format_fact(other, draft);
                    Text::Plain
                }
            }),
            _ => return None,
        })
    }

    /// Returns the range that `format` names, or else the smallest one that holds the bounds, at
    /// least `int64`.
    fn integer(&mut self, at: &At, keywords: &Keywords<'_>, draft: &mut Draft) -> Shape {
        let named = match keywords.format {
            Some("int8") => Some(Integer::I8),
            Some("int16") => Some(Integer::I16),
            Some("int32") => Some(Integer::I32),
            Some("int64") => Some(Integer::I64),
            Some("uint8") => Some(Integer::U8),
            Some("uint16") => Some(Integer::U16),
            Some("uint32") => Some(Integer::U32),
            Some("uint64" | "uint") => Some(Integer::U64),
            Some(other) => {
                format_fact(other, draft);
                None
            }
            None => None,
        };
        let end = |bound: &Option<Bound>| bound.as_ref().map_or(0.0, |bound| bound.value);
        let (least, most) = (end(&keywords.range[0]), end(&keywords.range[1]));
        if let Some(named) = named {
            // Bounds outside the format's range show that the format is wrong.
            let (smallest, largest) = ends(named);
            if least >= smallest && most <= largest {
                return Shape::Integer(named);
            }
        }
        if least >= -PAST_I64 && most <= PAST_I64 {
            return Shape::Integer(Integer::I64);
        }
        if least >= 0.0 && most <= PAST_U64 {
            return Shape::Integer(Integer::U64);
        }
        if least < -PAST_I128 || most > PAST_I128 {
            let keyword = if most > PAST_I128 { "maximum" } else { "minimum" };
            let because = Untyped::HugeIntegers;
            self.say(&at.child(keyword), Problem::UnsupportedSchema { keyword: keyword.to_owned(), because });
            return Shape::Any;
        }
        Shape::Integer(Integer::I128)
    }
}

/// Returns about the least and the greatest number of a range.
fn ends(range: Integer) -> (f64, f64) {
    match range {
        Integer::I8 => (i8::MIN.into(), i8::MAX.into()),
        Integer::I16 => (i16::MIN.into(), i16::MAX.into()),
        Integer::I32 => (i32::MIN.into(), i32::MAX.into()),
        Integer::I64 => (-PAST_I64, PAST_I64),
        Integer::I128 => (-PAST_I128, PAST_I128),
        Integer::U8 => (0.0, u8::MAX.into()),
        Integer::U16 => (0.0, u16::MAX.into()),
        Integer::U32 => (0.0, u32::MAX.into()),
        Integer::U64 => (0.0, PAST_U64),
    }
}

fn format_fact(format: &str, draft: &mut Draft) {
    draft.fact(format!("Format: `{}`.", shown_text(format)));
}

/// Adds restrictions that no type shows to the documentation.
pub(super) fn facts(keywords: &Keywords<'_>, draft: &mut Draft) {
    let count = |range: [Option<usize>; 2]| range.map(|end| end.map(|count| count.to_string()));
    draft.bounds("Length", count(keywords.length), [false; 2]);
    for format in &keywords.other_formats {
        format_fact(format, draft);
    }
    for pattern in &keywords.patterns {
        draft.fact(format!("Pattern: `{}`.", shown_text(pattern)));
    }
    draft.bounds("Items", count(keywords.item_count), [false; 2]);
    if keywords.unique {
        draft.fact("The items are unique.".to_owned());
    }
    draft.bounds("Properties", count(keywords.property_count), [false; 2]);
    let exclusive = |end: &Option<Bound>| end.as_ref().is_some_and(|bound| bound.exclusive);
    let [least, most] = &keywords.range;
    let text = |end: &Option<Bound>| end.as_ref().map(|bound| bound.text.clone());
    draft.bounds("Range", [text(least), text(most)], [exclusive(least), exclusive(most)]);
    for step in &keywords.steps {
        draft.fact(format!("A multiple of {step}."));
    }
}
