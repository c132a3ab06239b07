//! Unions inside a union.

use std::collections::BTreeMap;

use serde_json::value::RawValue;

use crate::runtime::union::candidates::{Form, Rank};

/// One of several.
pub struct UnionForm<'f>(pub &'f [&'f dyn Form]);

impl UnionForm<'_> {
    fn best(&self, rank: impl Fn(&dyn Form) -> Option<Rank>) -> Option<Rank> {
        self.0.iter().filter_map(|form| rank(*form)).min()
    }
}

impl Form for UnionForm<'_> {
    fn object(&self, members: &BTreeMap<String, &RawValue>) -> Option<Rank> {
        self.best(|form| form.object(members))
    }

    fn list(&self, items: &[&RawValue]) -> Option<Rank> {
        self.best(|form| form.list(items))
    }

    fn text(&self, text: &str) -> Option<Rank> {
        self.best(|form| form.text(text))
    }

    fn number(&self, whole: bool, value: &serde_json::Value) -> Option<Rank> {
        self.best(|form| form.number(whole, value))
    }

    fn boolean(&self, value: bool) -> Option<Rank> {
        self.best(|form| form.boolean(value))
    }

    fn null(&self) -> Option<Rank> {
        self.best(|form| form.null())
    }
}
