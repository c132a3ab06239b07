//! The values of a discriminator that select each alternative of a union.

use crate::api::{Api, EnumValue, Origin, SchemaId, Shape, SpecName, Union};

/// Replaces the default tag of an alternative, its schema's name, if the alternative lists other
/// values for the discriminator: then the listed values are written. The name still selects the
/// alternative. Values that several alternatives list cannot select any of them.
pub(super) fn settle(api: &mut Api) {
    for index in 0..api.schemas.len() {
        let Shape::Union(Union { discriminator: Some(discriminator), variants, .. }) = &api.schemas[index].shape else {
            continue;
        };
        let lists: Vec<Vec<String>> =
            variants.iter().map(|variant| listed_texts(api, variant.schema, &discriminator.property)).collect();
        let mut settled: Vec<(usize, Vec<String>)> = Vec::new();
        for (part, (variant, list)) in variants.iter().zip(&lists).enumerate() {
            let [tag] = variant.tags.as_slice() else { continue };
            let is_name = matches!(&api.schemas[variant.schema.0].origin, Origin::Component(name) if name.0 == *tag);
            let mut others = (0..variants.len()).filter(|other| *other != part);
            let shared = others.any(|other| {
                list.iter().any(|value| lists[other].contains(value) || variants[other].tags.contains(value))
            });
            if is_name && !list.is_empty() && !list.contains(tag) && !shared {
                settled.push((part, list.iter().chain([tag]).cloned().collect()));
            }
        }
        if let Shape::Union(union) = &mut api.schemas[index].shape {
            for (part, tags) in settled {
                union.variants[part].tags = tags;
            }
        }
    }
}

/// Returns the texts that a record lists for a property; empty if it lists other values or none.
fn listed_texts(api: &Api, record: SchemaId, property: &SpecName) -> Vec<String> {
    let Shape::Record(record) = api.shape(record) else { return Vec::new() };
    let Some(field) = record.fields.iter().find(|field| field.name == *property) else { return Vec::new() };
    let Shape::Enumeration(list) = api.shape(field.schema) else {
        return Vec::new();
    };
    let texts = list.values.iter().map(|value| match value {
        EnumValue::Text(text) => Some(text.clone()),
        EnumValue::Integer(_) | EnumValue::Number(_) | EnumValue::Boolean(_) => None,
    });
    texts.collect::<Option<_>>().unwrap_or_default()
}
