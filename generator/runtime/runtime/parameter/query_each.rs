//! A list in the query, each item under the name (`name=a&name=b`).

use crate::runtime::codec::percent;
use crate::runtime::parameter::list::texts;
use crate::runtime::request::draft::Request;
use crate::runtime::value::argument::Argument;

/// Adds lists to a query as repeated names.
pub trait QueryEach {
    /// Adds each item to the query under that name; an empty list adds nothing.
    fn query_each<'a, A: Argument + 'a>(&mut self, name: &str, items: impl IntoIterator<Item = &'a A>) -> &mut Self;
}

impl QueryEach for Request {
    fn query_each<'a, A: Argument + 'a>(&mut self, name: &str, items: impl IntoIterator<Item = &'a A>) -> &mut Self {
        for text in self.accept(name, texts(items)).unwrap_or_default() {
            self.push_query(name, &percent::value(&text).to_string());
        }
        self
    }
}
