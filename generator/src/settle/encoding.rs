//! Encodings of the properties of multipart bodies (OpenAPI 3.0, "Encoding Object").

use std::collections::BTreeMap;

use crate::api::{Api, MediaKind, Origin, PropertyEncoding, Schema, SchemaId, Shape};

/// Splits schemas that several multipart bodies encode differently, because a Rust type has only
/// one encoding. The schema of the first body keeps the name.
pub(super) fn split(api: &mut Api) {
    let mut known: BTreeMap<SchemaId, Vec<(Vec<PropertyEncoding>, SchemaId)>> = BTreeMap::new();
    for index in 0..api.operations.len() {
        let parts = api.operations[index].body.iter().flat_map(|body| body.content.iter().enumerate());
        let parts = parts.filter(|(_, media)| media.kind == MediaKind::Multipart);
        let parts: Vec<_> = parts.filter_map(|(at, media)| Some((at, media.schema?, media.encoding.clone()))).collect();
        for (at, schema, encoding) in parts {
            let (record, nullable) = api.resolve(schema);
            if !matches!(api.schema(record).shape, Shape::Record(_)) {
                continue;
            }
            let forms = known.entry(record).or_default();
            let id = match forms.iter().find(|(form, _)| *form == encoding) {
                Some((_, id)) => *id,
                None => {
                    let id = if forms.is_empty() { record } else { SchemaId(api.schemas.len()) };
                    forms.push((encoding, id));
                    id
                }
            };
            if id == record {
                continue;
            }
            if id.0 == api.schemas.len() {
                let origin = Origin::Body(api.operations[index].id.clone());
                let copy = Schema { origin, nullable, ..api.schema(record).clone() };
                api.schemas.push(copy);
            }
            if let Some(body) = &mut api.operations[index].body {
                body.content[at].schema = Some(id);
            }
        }
    }
}
