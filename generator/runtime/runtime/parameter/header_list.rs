//! A list in a header, as `a,b`.

use crate::runtime::error::request_error::RequestError;
use crate::runtime::parameter::list::texts;
use crate::runtime::request::draft::Request;
use crate::runtime::value::argument::Argument;

/// Sets headers to lists.
pub trait HeaderList {
    /// Sets a header to a list, as `a,b`; an empty list sets nothing.
    fn header_list<'a, A: Argument + 'a>(&mut self, name: &str, items: impl IntoIterator<Item = &'a A>) -> &mut Self;
}

impl HeaderList for Request {
    fn header_list<'a, A: Argument + 'a>(&mut self, name: &str, items: impl IntoIterator<Item = &'a A>) -> &mut Self {
        let Some(texts) = self.accept(name, texts(items)) else { return self };
        if texts.iter().any(|text| text.contains(',')) {
            self.refuse(RequestError::argument(name, "an item with a comma cannot be told from two"));
        } else if !texts.is_empty() {
            self.set_header(name, &texts.join(","));
        }
        self
    }
}
