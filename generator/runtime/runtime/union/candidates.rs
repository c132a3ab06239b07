//! The alternatives that a value may be, by its shape.

use std::collections::BTreeMap;

use serde_json::value::RawValue;

use crate::runtime::union::undecided::Undecided;

/// The form of one alternative, known before a value is read: the rank that it gives to a value of
/// each kind, or `None` if such a value cannot be this alternative.
pub trait Form {
    /// The rank for an object with these members.
    fn object(&self, _: &BTreeMap<String, &RawValue>) -> Option<Rank> {
        None
    }

    /// The rank for an array of these items.
    fn list(&self, _: &[&RawValue]) -> Option<Rank> {
        None
    }

    /// The rank for a string.
    fn text(&self, _: &str) -> Option<Rank> {
        None
    }

    /// The rank for a number; `whole` if it is written without a fraction and an exponent.
    fn number(&self, _whole: bool, _: &serde_json::Value) -> Option<Rank> {
        None
    }

    /// The rank for `true` or `false`.
    fn boolean(&self, _: bool) -> Option<Rank> {
        None
    }

    /// The rank for `null`.
    fn null(&self) -> Option<Rank> {
        None
    }
}

/// How well an alternative fits: the lower, the better. The second number decides if the first is
/// equal.
pub type Rank = (u32, u32);

/// Values whose alternative is chosen by their shape.
pub trait Candidates {
    /// The alternatives that the value may be, the most likely first: those of its kind that have
    /// all that is required, the one that knows most of its members before the others, then the one
    /// that asks for most of them, and in the document's order among equals.
    fn candidates(&self, forms: &[&dyn Form]) -> Vec<usize>;
}

impl Candidates for Undecided {
    fn candidates(&self, forms: &[&dyn Form]) -> Vec<usize> {
        let seen = Seen::of(self.0.get());
        let ranks = forms.iter().enumerate().filter_map(|(index, form)| Some((seen.rank(*form)?, index)));
        let mut ranked: Vec<(Rank, usize)> = ranks.collect();
        ranked.sort_by_key(|(rank, _)| *rank);
        ranked.into_iter().map(|(_, index)| index).collect()
    }
}

/// What a value is, as far as one level deep.
pub(crate) enum Seen<'v> {
    Object(BTreeMap<String, &'v RawValue>),
    List(Vec<&'v RawValue>),
    Text(String),
    Boolean(bool),
    Null,
    Number { whole: bool, value: serde_json::Value },
}

impl<'v> Seen<'v> {
    pub(crate) fn of(text: &'v str) -> Self {
        let text = text.trim();
        match text.as_bytes().first() {
            Some(b'{') => Self::Object(serde_json::from_str(text).unwrap_or_default()),
            Some(b'[') => Self::List(serde_json::from_str(text).unwrap_or_default()),
            Some(b'"') => Self::Text(serde_json::from_str(text).unwrap_or_default()),
            Some(b't' | b'f') => Self::Boolean(text == "true"),
            Some(b'n') | None => Self::Null,
            Some(_) => Self::Number {
                whole: !text.contains(['.', 'e', 'E']),
                value: serde_json::from_str(text).unwrap_or_default(),
            },
        }
    }

    /// The rank of an alternative; `None` when the value cannot be it.
    pub(crate) fn rank(&self, form: &dyn Form) -> Option<Rank> {
        match self {
            Self::Object(members) => form.object(members),
            Self::List(items) => form.list(items),
            Self::Text(text) => form.text(text),
            Self::Boolean(value) => form.boolean(*value),
            Self::Null => form.null(),
            Self::Number { whole, value } => form.number(*whole, value),
        }
    }
}
