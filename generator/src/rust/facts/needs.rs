//! The kinds of values in the crate. They decide which parts of the runtime its users name and its
//! code needs.

use super::is_octets;
use crate::api::{Api, EnumValue, Media, MediaKind, Number, Shape, Text};

/// The kinds of values in the crate.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) struct Needs {
    /// Exact decimals.
    pub(crate) decimal: bool,
    /// Dates, times or durations.
    pub(crate) date_time: bool,
    pub(crate) time: bool,
    pub(crate) duration: bool,
    /// Bytes as base64.
    pub(crate) base64: bool,
    pub(crate) uuid: bool,
    /// Whole numbers.
    pub(crate) integer: bool,
    /// Files as properties of objects.
    pub(crate) part: bool,
    /// Bytes in request bodies.
    pub(crate) upload: bool,
}

impl Needs {
    pub(super) fn of(api: &Api) -> Self {
        let any = |is: fn(&Shape) -> bool| api.schemas.iter().any(|schema| is(&schema.shape));
        let has = |text: Text| api.schemas.iter().any(|schema| schema.shape == Shape::Text(text));
        let (time, duration, part) = (has(Text::Time), has(Text::Duration), has(Text::Binary));
        let mut bodies = api.operations.iter().filter_map(|operation| operation.body.as_ref());
        Self {
            decimal: any(|shape| matches!(shape, Shape::Number(Number::Decimal) | Shape::Text(Text::Decimal))),
            date_time: has(Text::Date) || has(Text::DateTime) || time || duration,
            time,
            duration,
            base64: has(Text::Byte),
            uuid: has(Text::Uuid),
            integer: any(is_integer),
            part,
            upload: part || bodies.any(|body| body.content.iter().any(|media| is_upload(api, media))),
        }
    }
}

fn is_integer(shape: &Shape) -> bool {
    let is_integer = |value: &EnumValue| matches!(value, EnumValue::Integer(_));
    match shape {
        Shape::Integer(_) => true,
        Shape::Enumeration(list) => list.values.iter().all(is_integer),
        _ => false,
    }
}

/// Whether a body in this media type is bytes.
fn is_upload(api: &Api, media: &Media) -> bool {
    !matches!(media.kind, MediaKind::Json | MediaKind::Text) || media.name.contains('*') || is_octets(api, media)
}
