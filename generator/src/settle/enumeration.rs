//! Unions in which all alternatives are enumerations.

use crate::api::{Api, EnumValue, Enumeration, Origin, SchemaId, Shape, Text};

/// Turns unions that consist of enumerations into a single enumeration. Plain strings may be among
/// the alternatives: an enumeration is open, so they add nothing.
pub(super) fn join(api: &mut Api) {
    for index in 0..api.schemas.len() {
        let Shape::Union(union) = &api.schemas[index].shape else { continue };
        if union.discriminator.is_some() {
            continue;
        }
        let mut lists: Vec<(SchemaId, &Enumeration)> = Vec::new();
        let (mut texts, mut others, mut nullable) = (0, 0, false);
        for variant in &union.variants {
            let target = api.resolve(variant.schema).0;
            nullable |= api.schema(target).nullable;
            match &api.schema(target).shape {
                Shape::Enumeration(list) => lists.push((target, list)),
                Shape::Text(Text::Plain) => texts += 1,
                _ => others += 1,
            }
        }
        let all_text = lists.iter().flat_map(|(_, list)| &list.values).all(|value| matches!(value, EnumValue::Text(_)));
        if others > 0 || lists.is_empty() || (texts > 0 && !all_text) {
            continue;
        }
        let is_component = |list: SchemaId| matches!(api.schema(list).origin, Origin::Component(_));
        let shape = match lists.as_slice() {
            [(list, _)] if is_component(*list) => Shape::Alias(*list),
            lists if lists.iter().any(|(list, _)| is_component(*list)) => continue,
            lists => {
                let mut values: Vec<EnumValue> = Vec::new();
                for value in lists.iter().flat_map(|(_, list)| &list.values) {
                    if !values.contains(value) {
                        values.push(value.clone());
                    }
                }
                Shape::Enumeration(Enumeration { values })
            }
        };
        api.schemas[index].shape = shape;
        api.schemas[index].nullable |= nullable;
    }
}
