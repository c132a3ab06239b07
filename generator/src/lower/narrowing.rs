//! Combines the keywords of schemas that all hold.

use serde_json::Value;

use super::keywords::{Bound, Keywords};

/// The formats that have Rust types. Each row is one kind, from the narrowest to the widest. All
/// other formats are only documented.
const TYPED: [&[&str]; 11] = [
    &["int8", "int16", "int32", "int64"],
    &["uint8", "uint16", "uint32", "uint64", "uint"],
    &["float", "double"],
    &["decimal"],
    &["date"],
    &["date-time"],
    &["time"],
    &["duration"],
    &["uuid"],
    &["byte", "base64"],
    &["binary"],
];

/// The keywords exclude each other: no value has them all.
#[derive(Debug)]
pub(super) struct Impossible;

impl<'d> Keywords<'d> {
    /// Adds the keywords of a schema that also holds.
    pub(super) fn narrow(&mut self, other: &Self) -> Result<(), Impossible> {
        self.narrow_format(other);
        self.kind = match (self.kind, other.kind) {
            (one, other) if one == other => one,
            (Some(kind), None) | (None, Some(kind)) => Some(kind),
            (Some("integer" | "number"), Some("integer" | "number")) => Some("integer"),
            _ => return Err(Impossible),
        };
        if self.values.is_empty() {
            self.values.clone_from(&other.values);
        } else if !other.values.is_empty() {
            self.values.retain(|value| other.values.iter().any(|one| same(one, value)));
            if self.values.is_empty() {
                return Err(Impossible);
            }
        }
        extend(&mut self.patterns, &other.patterns);
        extend(&mut self.steps, &other.steps);
        extend(&mut self.items, &other.items);
        self.unique |= other.unique;
        self.not |= other.not;
        tighten(&mut self.length, other.length);
        tighten(&mut self.item_count, other.item_count);
        tighten(&mut self.property_count, other.property_count);
        let [least, most] = &other.range;
        narrower(&mut self.range[0], least.as_ref(), |other, own| other > own);
        narrower(&mut self.range[1], most.as_ref(), |other, own| other < own);
        Ok(())
    }

    /// Combines the formats into one that both allow. If there is none, both are kept for the
    /// documentation.
    fn narrow_format(&mut self, other: &Self) {
        // If one part says "integer" and the other "number", the integer's format applies.
        match (self.kind, other.kind) {
            (Some("integer"), Some("number")) => return,
            (Some("number"), Some("integer")) => {
                self.format = other.format;
                return;
            }
            _ => {}
        }
        let differs = !self.other_formats.is_empty();
        extend(&mut self.other_formats, &other.other_formats);
        match (self.format, other.format) {
            (_, None) => {}
            (None, Some(format)) if differs => extend(&mut self.other_formats, &[format]),
            (None, format) => self.format = format,
            (Some(one), Some(other)) if one == other => {}
            (Some(one), Some(other)) => match (rank(one), rank(other)) {
                (Some((kind, own)), Some((other_kind, rank))) if kind == other_kind => {
                    self.format = Some(if rank < own { other } else { one });
                }
                (Some(_), Some(_)) => {
                    self.format = None;
                    extend(&mut self.other_formats, &[one, other]);
                }
                (None, Some(_)) => {
                    self.format = Some(other);
                    extend(&mut self.other_formats, &[one]);
                }
                (_, None) => extend(&mut self.other_formats, &[other]),
            },
        }
    }

    /// Returns two formats that exclude each other.
    pub(super) fn differing_formats(&self) -> Option<(&'d str, &'d str)> {
        let mut typed = self.other_formats.iter().copied().filter(|format| rank(format).is_some());
        typed.next().zip(typed.next())
    }
}

/// Returns the row and the column of a format in `TYPED`.
fn rank(format: &str) -> Option<(usize, usize)> {
    TYPED.iter().enumerate().find_map(|(kind, row)| Some((kind, row.iter().position(|one| *one == format)?)))
}

/// Whether two values are equal; numbers may be written differently.
fn same(one: &Value, other: &Value) -> bool {
    one == other || (one.is_number() && one.as_f64() == other.as_f64() && !(one.is_i64() && other.is_i64()))
}

fn extend<T: Clone + PartialEq>(own: &mut Vec<T>, others: &[T]) {
    for other in others {
        if !own.contains(other) {
            own.push(other.clone());
        }
    }
}

/// Narrows a range of counts by another one.
fn tighten(own: &mut [Option<usize>; 2], other: [Option<usize>; 2]) {
    own[0] = own[0].max(other[0]);
    own[1] = match (own[1], other[1]) {
        (Some(one), Some(other)) => Some(one.min(other)),
        (one, other) => one.or(other),
    };
}

/// Narrows one end of a range; of two equal ends, the exclusive one is narrower.
fn narrower(own: &mut Option<Bound>, other: Option<&Bound>, is_narrower: fn(f64, f64) -> bool) {
    let Some(other) = other else { return };
    let replace = own.as_ref().is_none_or(|own| {
        let equal = !is_narrower(other.value, own.value) && !is_narrower(own.value, other.value);
        is_narrower(other.value, own.value) || (equal && other.exclusive)
    });
    if replace {
        *own = Some(other.clone());
    }
}
