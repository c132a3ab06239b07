//! The tag of a value.

use std::collections::BTreeMap;

use serde_json::value::RawValue;

use crate::runtime::union::undecided::Undecided;

/// Values that have a tag.
pub trait Tag {
    /// The text of the member `name`, when the value is an object that has it: its tag.
    fn tag(&self, name: &str) -> Option<String>;
}

impl Tag for Undecided {
    fn tag(&self, name: &str) -> Option<String> {
        let members: BTreeMap<String, &RawValue> = serde_json::from_str(self.0.get()).ok()?;
        let value = members.get(name)?;
        match serde_json::from_str::<serde_json::Value>(value.get()).ok()? {
            serde_json::Value::String(text) => Some(text),
            other => Some(other.to_string()),
        }
    }
}
