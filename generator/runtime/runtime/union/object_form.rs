//! Objects with named members.

use std::collections::BTreeMap;

use serde_json::value::RawValue;

use crate::runtime::union::candidates::{Form, Rank};
use crate::runtime::union::map_rank::MAP;

/// An object: the members that are always there, all that are named, and those whose values are
/// listed.
pub struct ObjectForm {
    /// Members that are always there.
    pub required: &'static [&'static str],
    /// All members that have a name.
    pub known: &'static [&'static str],
    /// Members that have one of these values; of several, others may be added.
    pub constants: &'static [(&'static str, &'static [&'static str])],
    /// Whether members without a name are kept.
    pub open: bool,
}

/// The weight of a value that is not on its list: more than any number of unknown members.
const ODD: u32 = 1 << 16;

impl Form for ObjectForm {
    /// Ranks by the number of members that the alternative does not know.
    fn object(&self, members: &BTreeMap<String, &RawValue>) -> Option<Rank> {
        let Self { required, known, constants, open } = *self;
        if !required.iter().all(|name| members.contains_key(*name)) {
            return None;
        }
        let mut odd = 0_u32;
        for (name, values) in constants {
            let Some(value) = members.get(*name) else { continue };
            let same = match serde_json::from_str(value.get()).unwrap_or_default() {
                serde_json::Value::String(text) => values.contains(&text.as_str()),
                serde_json::Value::Null => true,
                other => values.contains(&other.to_string().as_str()),
            };
            match values.len() {
                1 if !same => return None,
                // A list is open: the value may be a new one.
                _ if !same => odd += ODD,
                _ => {}
            }
        }
        let unknown = members.keys().filter(|name| !known.contains(&name.as_str())).count();
        // All members would be lost.
        if unknown > 0 && unknown == members.len() && !open {
            return None;
        }
        let unknown = u32::try_from(unknown).unwrap_or(ODD).min(ODD);
        let first = unknown.saturating_add(odd).min(MAP - 1);
        Some((first, u32::MAX - u32::try_from(required.len()).unwrap_or(u32::MAX)))
    }
}
