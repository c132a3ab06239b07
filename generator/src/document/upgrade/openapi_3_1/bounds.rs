//! Bounds of numbers.

use serde_json::{Map, Value};

use super::super::Upgrade;
use super::super::place::Place;

/// Turns `exclusiveMinimum: 5` into `minimum: 5, exclusiveMinimum: true`. Of two bounds, the
/// narrower one stays.
pub(super) fn exclusive_bounds(upgrade: &mut Upgrade<'_, '_, '_>, schema: &mut Map<String, Value>, place: &Place) {
    for (exclusive, inclusive) in [("exclusiveMinimum", "minimum"), ("exclusiveMaximum", "maximum")] {
        let Some(Value::Number(bound)) = schema.get(exclusive).cloned() else { continue };
        let other = schema.get(inclusive).and_then(Value::as_f64);
        let narrower = match (bound.as_f64(), other) {
            (Some(bound), Some(other)) if inclusive == "minimum" => bound >= other,
            (Some(bound), Some(other)) => bound <= other,
            _ => true,
        };
        if narrower {
            upgrade.moved(place, inclusive, exclusive);
            schema.insert(inclusive.to_owned(), Value::Number(bound));
            schema.insert(exclusive.to_owned(), Value::Bool(true));
        } else {
            schema.shift_remove(exclusive);
        }
    }
}
