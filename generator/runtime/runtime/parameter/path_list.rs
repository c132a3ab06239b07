//! A list in the path, as `a,b` in (a part of) one segment.

use crate::runtime::codec::percent;
use crate::runtime::error::request_error::RequestError;
use crate::runtime::parameter::list::texts;
use crate::runtime::request::draft::Request;
use crate::runtime::value::argument::Argument;

/// Adds lists to a path.
pub trait PathList {
    /// Adds a list to the path, as `a,b` in (a part of) one segment.
    fn path_list<'a, A: Argument + 'a>(&mut self, name: &str, items: impl IntoIterator<Item = &'a A>) -> &mut Self;
}

impl PathList for Request {
    fn path_list<'a, A: Argument + 'a>(&mut self, name: &str, items: impl IntoIterator<Item = &'a A>) -> &mut Self {
        let Some(texts) = self.accept(name, texts(items)) else { return self };
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
        self
    }
}
