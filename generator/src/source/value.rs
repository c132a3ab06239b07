//! Reads any self-describing text as a JSON value, and reports everything that JSON cannot express.

use std::fmt;

use serde::de::{self, DeserializeSeed, Deserializer, EnumAccess, MapAccess, SeqAccess, VariantAccess, Visitor};
use serde_json::{Map, Number, Value};

use crate::diagnostic::{KeyKind, Problem};
use crate::place::Pointer;

/// Bytes of memory that even a small file may use through aliases.
const SMALL: usize = 4 << 20;
/// Bytes of memory that a file without aliases can need, for each byte of text.
const FACTOR: usize = 16;
/// Bytes of memory that a value needs besides its text.
const NODE: usize = 16;

/// A problem of a node.
pub(super) struct Found {
    pub(super) pointer: Pointer,
    pub(super) problem: Problem,
}

/// The state while a text is read.
pub(super) struct Reading<'a> {
    /// The keys and indices from the document down to the current node.
    path: Vec<String>,
    found: &'a mut Vec<Found>,
    /// Bytes of memory that may still be used. A few aliases can expand to more than any machine
    /// has.
    budget: usize,
}

impl<'a> Reading<'a> {
    pub(super) fn new(text: &str, found: &'a mut Vec<Found>) -> Self {
        Self { path: Vec::new(), found, budget: SMALL + text.len().saturating_mul(FACTOR) }
    }

    /// Whether the text needed more memory than it may.
    pub(super) fn is_exhausted(&self) -> bool {
        self.budget == 0
    }

    fn spend<E: de::Error>(&mut self, bytes: usize) -> Result<(), E> {
        self.budget = self.budget.saturating_sub(NODE + bytes);
        if self.budget == 0 { Err(E::custom("the document expands to too much")) } else { Ok(()) }
    }

    fn say(&mut self, problem: Problem) {
        let pointer = self.path.iter().fold(Pointer::root(), |pointer, key| pointer.child(key));
        self.found.push(Found { pointer, problem });
    }

    fn text<E: de::Error>(&mut self, text: String) -> Result<Value, E> {
        self.spend(text.len())?;
        Ok(Value::String(text))
    }

    fn float(&mut self, number: f64) -> Value {
        match Number::from_f64(number) {
            Some(exact) => {
                // A whole number in this range was written without a fraction, and 53 bits cannot
                // hold it.
                let magnitude = number.abs();
                if (18_446_744_073_709_551_615.0..1e39).contains(&magnitude) {
                    self.say(Problem::HugeNumber { number: exact.to_string() });
                }
                Value::Number(exact)
            }
            None => {
                self.say(Problem::NotFinite { number: number.to_string() });
                Value::Null
            }
        }
    }
}

/// Reads one node.
pub(super) struct Node<'r, 'a>(pub(super) &'r mut Reading<'a>);

impl<'de> DeserializeSeed<'de> for Node<'_, '_> {
    type Value = Value;

    fn deserialize<D: Deserializer<'de>>(self, deserializer: D) -> Result<Value, D::Error> {
        deserializer.deserialize_any(self)
    }
}

#[allow(clippy::cast_precision_loss, reason = "the loss is reported")]
impl<'de> Visitor<'de> for Node<'_, '_> {
    type Value = Value;

    fn expecting(&self, out: &mut fmt::Formatter<'_>) -> fmt::Result {
        out.write_str("a JSON value")
    }

    fn visit_bool<E: de::Error>(self, value: bool) -> Result<Value, E> {
        self.0.spend(0)?;
        Ok(Value::Bool(value))
    }

    fn visit_i64<E: de::Error>(self, value: i64) -> Result<Value, E> {
        self.0.spend(0)?;
        Ok(value.into())
    }

    fn visit_u64<E: de::Error>(self, value: u64) -> Result<Value, E> {
        self.0.spend(0)?;
        Ok(value.into())
    }

    fn visit_i128<E: de::Error>(self, value: i128) -> Result<Value, E> {
        self.visit_f64(value as f64)
    }

    fn visit_u128<E: de::Error>(self, value: u128) -> Result<Value, E> {
        self.visit_f64(value as f64)
    }

    fn visit_f64<E: de::Error>(self, value: f64) -> Result<Value, E> {
        self.0.spend(0)?;
        Ok(self.0.float(value))
    }

    fn visit_str<E: de::Error>(self, value: &str) -> Result<Value, E> {
        self.0.text(value.to_owned())
    }

    fn visit_string<E: de::Error>(self, value: String) -> Result<Value, E> {
        self.0.text(value)
    }

    fn visit_unit<E: de::Error>(self) -> Result<Value, E> {
        self.0.spend(0)?;
        Ok(Value::Null)
    }

    fn visit_none<E: de::Error>(self) -> Result<Value, E> {
        self.visit_unit()
    }

    fn visit_some<D: Deserializer<'de>>(self, deserializer: D) -> Result<Value, D::Error> {
        deserializer.deserialize_any(self)
    }

    fn visit_seq<A: SeqAccess<'de>>(self, mut list: A) -> Result<Value, A::Error> {
        let reading = self.0;
        reading.spend(0)?;
        let mut values = Vec::new();
        loop {
            reading.path.push(values.len().to_string());
            let next = list.next_element_seed(Node(reading))?;
            reading.path.pop();
            match next {
                Some(value) => values.push(value),
                None => return Ok(Value::Array(values)),
            }
        }
    }

    fn visit_map<A: MapAccess<'de>>(self, mut object: A) -> Result<Value, A::Error> {
        let reading = self.0;
        reading.spend(0)?;
        let mut values = Map::new();
        let mut merges = Vec::new();
        while let Some(key) = object.next_key_seed(Key)? {
            reading.spend(key.text.len())?;
            let holder = reading.path.last().cloned();
            reading.path.push(key.text.clone());
            if let Some(kind) = key.kind {
                let text = key.text.clone();
                let status =
                    kind == KeyKind::Integer && holder.as_deref() == Some("responses") && reading.path.len() > 3;
                reading.say(if status {
                    Problem::IntegerResponseKey { key: text }
                } else {
                    Problem::NonStringKey { key: text, kind }
                });
            }
            if values.contains_key(&key.text) {
                reading.say(Problem::DuplicateKey { key: key.text.clone() });
            }
            let value = object.next_value_seed(Node(reading))?;
            if key.text == "<<" {
                merge(reading, value, &mut merges);
            } else {
                values.insert(key.text, value);
            }
            reading.path.pop();
        }
        // The object's own members win over merged ones, and earlier merged objects over later
        // ones.
        for merged in merges {
            for (key, value) in merged {
                values.entry(key).or_insert(value);
            }
        }
        Ok(Value::Object(values))
    }

    fn visit_enum<A: EnumAccess<'de>>(self, tagged: A) -> Result<Value, A::Error> {
        let (tag, value) = tagged.variant::<String>()?;
        self.0.say(Problem::YamlTag { tag: format!("!{}", tag.trim_start_matches('!')) });
        value.newtype_variant_seed(self)
    }
}

/// Collects the objects that a merge key `<<` brings in.
fn merge(reading: &mut Reading<'_>, value: Value, merges: &mut Vec<Map<String, Value>>) {
    match value {
        Value::Object(merged) => merges.push(merged),
        Value::Array(list) if list.iter().all(Value::is_object) => {
            for merged in list {
                if let Value::Object(merged) = merged {
                    merges.push(merged);
                }
            }
        }
        Value::Null | Value::Bool(_) | Value::Number(_) | Value::String(_) | Value::Array(_) => {
            reading.say(Problem::InvalidMerge);
        }
    }
}

/// A key as text, and its original kind if it is not a string.
struct KeyText {
    text: String,
    kind: Option<KeyKind>,
}

/// Reads one key.
struct Key;

impl<'de> DeserializeSeed<'de> for Key {
    type Value = KeyText;

    fn deserialize<D: Deserializer<'de>>(self, deserializer: D) -> Result<KeyText, D::Error> {
        deserializer.deserialize_any(self)
    }
}

impl<'de> Visitor<'de> for Key {
    type Value = KeyText;

    fn expecting(&self, out: &mut fmt::Formatter<'_>) -> fmt::Result {
        out.write_str("a string as key")
    }

    fn visit_str<E: de::Error>(self, value: &str) -> Result<KeyText, E> {
        Ok(KeyText { text: value.to_owned(), kind: None })
    }

    fn visit_string<E: de::Error>(self, value: String) -> Result<KeyText, E> {
        Ok(KeyText { text: value, kind: None })
    }

    fn visit_i64<E: de::Error>(self, value: i64) -> Result<KeyText, E> {
        Ok(KeyText { text: value.to_string(), kind: Some(KeyKind::Integer) })
    }

    fn visit_u64<E: de::Error>(self, value: u64) -> Result<KeyText, E> {
        Ok(KeyText { text: value.to_string(), kind: Some(KeyKind::Integer) })
    }

    fn visit_i128<E: de::Error>(self, value: i128) -> Result<KeyText, E> {
        Ok(KeyText { text: value.to_string(), kind: Some(KeyKind::Integer) })
    }

    fn visit_u128<E: de::Error>(self, value: u128) -> Result<KeyText, E> {
        Ok(KeyText { text: value.to_string(), kind: Some(KeyKind::Integer) })
    }

    fn visit_f64<E: de::Error>(self, value: f64) -> Result<KeyText, E> {
        // With its fraction: `1.0` and `1` are different keys.
        Ok(KeyText { text: format!("{value:?}"), kind: Some(KeyKind::Number) })
    }

    fn visit_bool<E: de::Error>(self, value: bool) -> Result<KeyText, E> {
        Ok(KeyText { text: value.to_string(), kind: Some(KeyKind::Boolean) })
    }

    fn visit_unit<E: de::Error>(self) -> Result<KeyText, E> {
        Ok(KeyText { text: "null".to_owned(), kind: Some(KeyKind::Null) })
    }

    fn visit_enum<A: EnumAccess<'de>>(self, tagged: A) -> Result<KeyText, A::Error> {
        let (tag, value) = tagged.variant::<String>()?;
        let key = value.newtype_variant_seed(self)?;
        Err(de::Error::custom(format!("the key {} has the tag {tag}", key.text)))
    }
}
