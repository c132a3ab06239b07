//! A list in the query, under one name (`name=a,b`).

use crate::runtime::codec::percent;
use crate::runtime::parameter::list::texts;
use crate::runtime::request::draft::Request;
use crate::runtime::value::argument::Argument;

/// Adds lists to a query as one pair.
pub trait QueryList {
    /// Adds a list to the query, its items separated by `separator`, which is escaped; an empty
    /// list adds nothing.
    fn query_list<'a, A: Argument + 'a>(
        &mut self,
        name: &str,
        items: impl IntoIterator<Item = &'a A>,
        separator: &str,
    ) -> &mut Self;
}

impl QueryList for Request {
    fn query_list<'a, A: Argument + 'a>(
        &mut self,
        name: &str,
        items: impl IntoIterator<Item = &'a A>,
        separator: &str,
    ) -> &mut Self {
        let texts = self.accept(name, texts(items)).unwrap_or_default();
        if !texts.is_empty() {
            let items: Vec<String> = texts.iter().map(|text| percent::value(text).to_string()).collect();
            self.push_query(name, &items.join(separator));
        }
        self
    }
}
