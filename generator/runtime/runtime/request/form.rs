//! Bodies that are forms (WHATWG URL, "application/x-www-form-urlencoded"; RFC 7578, "multipart/form-data").

use serde_core::ser::Serialize;

use crate::runtime::codec::tree::{Tree, member};
use crate::runtime::error::mistake::RequestError;
use crate::runtime::request::draft::Request;
use crate::runtime::request::structured::{QueryStyle, query_pairs};

/// How one member of a form is written, where that differs from `name=a&name=b`: in a style and exploded or not, or as JSON.
pub type Rule = (&'static str, Option<(QueryStyle, bool)>);

impl Request {
    /// Sets the body: an object as a form. A list repeats its name, a nested object is JSON, unless a rule says otherwise.
    pub fn form<T: Serialize + ?Sized>(&mut self, body: &T, rules: &[Rule]) -> &mut Self {
        let (members, object) = match Tree::of(body) {
            Ok(Tree::Object(members, object)) => (members, object),
            Ok(_) => {
                self.refuse(RequestError::argument("body", "a form is made of an object"));
                return self;
            }
            Err(error) => {
                self.refuse(RequestError::Body(error));
                return self;
            }
        };
        let mut text = String::new();
        for (name, value) in &members {
            let rule = rules.iter().find(|(member, ..)| member == name);
            let pairs = match (rule, value) {
                (Some((_, Some((style, explode)))), _) => query_pairs(name, value, *style, *explode, escaped),
                (Some((_, None)), Tree::Null) => Vec::new(),
                (Some((_, None)), _) => match member(&object, name) {
                    Ok(json) => vec![(name.clone(), escaped(&json))],
                    Err(error) => {
                        self.refuse(RequestError::Body(error));
                        return self;
                    }
                },
                (None, Tree::Object(_, json)) => vec![(name.clone(), escaped(json))],
                (None, _) => query_pairs(name, value, QueryStyle::Form, true, escaped),
            };
            for (name, value) in pairs {
                if !text.is_empty() {
                    text.push('&');
                }
                text.push_str(&escaped(&name));
                text.push('=');
                text.push_str(&value);
            }
        }
        self.body("application/x-www-form-urlencoded", text.into())
    }
}

/// Escapes as a form does: a space is `+`.
fn escaped(text: &str) -> String {
    crate::runtime::codec::percent::value(text).to_string().replace("%20", "+")
}
