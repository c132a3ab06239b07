//! Lists in paths, queries and headers.

use crate::runtime::codec::percent;
use crate::runtime::error::mistake::RequestError;
use crate::runtime::request::draft::Request;
use crate::runtime::value::argument::{Argument, Refusal};

/// How a list stands in a query.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum ListStyle {
    /// `name=a&name=b`
    FormExploded,
    /// `name=a,b`
    Form,
    /// `name=a%20b`
    Space,
    /// `name=a%7Cb`
    Pipe,
}

impl Request {
    /// Adds a list to the query; an empty list adds nothing.
    pub fn query_list<'a, A: Argument + 'a>(
        &mut self,
        name: &str,
        items: impl IntoIterator<Item = &'a A>,
        style: ListStyle,
    ) -> &mut Self {
        self.query_texts(name, texts(items), style);
        self
    }

    /// Adds a list to the path, as `a,b` in (a part of) one segment.
    pub fn path_list<'a, A: Argument + 'a>(&mut self, name: &str, items: impl IntoIterator<Item = &'a A>) -> &mut Self {
        self.path_texts(name, texts(items));
        self
    }

    /// Sets a header to a list, as `a,b`; an empty list sets nothing.
    pub fn header_list<'a, A: Argument + 'a>(
        &mut self,
        name: &str,
        items: impl IntoIterator<Item = &'a A>,
    ) -> &mut Self {
        self.header_texts(name, texts(items));
        self
    }

    fn query_texts(&mut self, name: &str, texts: Result<Vec<String>, Refusal>, style: ListStyle) {
        let Some(texts) = self.accept(name, texts) else { return };
        let items = texts.iter().map(|text| percent::value(text).to_string());
        let separator = match style {
            ListStyle::FormExploded => {
                items.for_each(|item| self.push_query(name, &item));
                return;
            }
            ListStyle::Form => ",",
            ListStyle::Space => "%20",
            ListStyle::Pipe => "%7C",
        };
        let items: Vec<String> = items.collect();
        if !items.is_empty() {
            self.push_query(name, &items.join(separator));
        }
    }

    fn path_texts(&mut self, name: &str, texts: Result<Vec<String>, Refusal>) {
        let Some(texts) = self.accept(name, texts) else { return };
        match texts.as_slice() {
            [] => self.refuse(RequestError::argument(name, "a path segment cannot be empty")),
            [only] => {
                self.path_argument(name, only);
            }
            several if several.iter().any(String::is_empty) => {
                self.refuse(RequestError::argument(name, "an empty item cannot be told from none"));
            }
            several => {
                let items: Vec<String> = several.iter().map(|text| percent::value(text).to_string()).collect();
                self.path.push_str(&items.join(","));
            }
        }
    }

    fn header_texts(&mut self, name: &str, texts: Result<Vec<String>, Refusal>) {
        let Some(texts) = self.accept(name, texts) else { return };
        if texts.iter().any(|text| text.contains(',')) {
            self.refuse(RequestError::argument(name, "an item with a comma cannot be told from two"));
        } else if !texts.is_empty() {
            self.set_header(name, &texts.join(","));
        }
    }
}

fn texts<'a, A: Argument + 'a>(items: impl IntoIterator<Item = &'a A>) -> Result<Vec<String>, Refusal> {
    items.into_iter().map(|item| item.encode().map(|text| text.into_owned())).collect()
}
