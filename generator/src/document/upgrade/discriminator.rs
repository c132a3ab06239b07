//! Discriminators. A mapping holds references, and also bare names that stand for references.

use serde_json::{Map, Value};

use super::Upgrade;
use super::name;
use super::place::Place;
use super::reference::{Target, text, to_component};
use super::section::Section;
use crate::place::{At, Reference};

/// Returns the references among the alternatives of a schema with a discriminator, as they are
/// written.
pub(super) fn variants(schema: &Map<String, Value>) -> Vec<(&'static str, usize, String)> {
    let mut found = Vec::new();
    for key in ["oneOf", "anyOf"].into_iter().filter(|_| schema.contains_key("discriminator")) {
        for (index, variant) in schema.get(key).and_then(Value::as_array).into_iter().flatten().enumerate() {
            found.extend(text(variant).map(|text| (key, index, text.to_owned())));
        }
    }
    found
}

impl Upgrade<'_, '_, '_> {
    /// Follows the references in a discriminator's mapping, and keeps the tags of schemas that were
    /// renamed.
    pub(super) fn mapping(
        &mut self,
        schema: &mut Map<String, Value>,
        before: &[(&'static str, usize, String)],
        place: &Place,
    ) {
        let after: Vec<Option<String>> =
            before.iter().map(|(key, index, _)| text(schema.get(*key)?.get(index)?).map(str::to_owned)).collect();
        let Some(Value::Object(discriminator)) = schema.get_mut("discriminator") else { return };
        let mut mapping = match discriminator.get("mapping") {
            Some(Value::Object(mapping)) => mapping.clone(),
            Some(_) => return,
            None => Map::new(),
        };
        for target in mapping.values_mut() {
            if let Some(found) = target.as_str().and_then(|target| self.mapped(target, &place.from)) {
                *target = Value::String(found);
            }
        }
        for ((_, _, before), after) in before.iter().zip(after) {
            let Some(after) = after else { continue };
            let tag = name::own(&Reference::new(before).node().unwrap_or_default(), before).unwrap_or_default();
            let is_tag = Reference::new(&after).tail() == tag;
            if !is_tag && !tag.is_empty() && !mapping.values().any(|target| *target == after) {
                mapping.insert(tag, Value::String(after));
            }
        }
        if !mapping.is_empty() {
            discriminator.insert("mapping".to_owned(), Value::Object(mapping));
        }
    }

    /// Returns the component that a mapping's target becomes; `None` if the target can stay.
    fn mapped(&mut self, target: &str, from: &At) -> Option<String> {
        let reference = match Reference::is_meant(target) {
            true => target.to_owned(),
            // A bare name means a schema of the same file.
            false if from.source == self.document => return None,
            false => format!("#/components/schemas/{target}"),
        };
        match self.resolve(&reference, from, Section::Schemas) {
            Target::Component(name) => Some(to_component(Section::Schemas, &name)),
            Target::Node(at) => Some(to_component(Section::Schemas, &self.component(&at, Section::Schemas))),
            Target::Missing | Target::Refused(_) => None,
        }
    }
}
