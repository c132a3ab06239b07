//! Bodies that are forms (WHATWG URL, "application/x-www-form-urlencoded").

use serde_core::ser::Serialize;

use crate::runtime::codec::style::{QueryStyle, query_pairs};
use crate::runtime::codec::tree::{Members, Tree};
use crate::runtime::error::request_error::RequestError;
use crate::runtime::request::draft::Request;

/// How one member of a form is written, where that differs from `name=a&name=b`: in a style, or as
/// JSON.
pub type Rule = (&'static str, Option<QueryStyle>);

/// Requests whose body is a form.
pub trait FormBody {
    /// Sets the body: an object as a form. A list repeats its name, a nested object is JSON, unless
    /// a rule says otherwise.
    fn form_body<T: Serialize + ?Sized>(&mut self, body: &T, rules: &[Rule]) -> &mut Self;
}

impl FormBody for Request {
    fn form_body<T: Serialize + ?Sized>(&mut self, body: &T, rules: &[Rule]) -> &mut Self {
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
                (Some((_, Some(style))), _) => query_pairs(name, value, *style, escaped),
                (Some((_, None)), Tree::Null) => Vec::new(),
                (Some((_, None)), _) => match member(&object, name) {
                    Ok(json) => vec![(name.clone(), escaped(&json))],
                    Err(error) => {
                        self.refuse(RequestError::Body(error));
                        return self;
                    }
                },
                (None, Tree::Object(_, json)) => vec![(name.clone(), escaped(json))],
                (None, _) => query_pairs(name, value, EXPLODED, escaped),
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

/// How a list stands in a form: `name=a&name=b`.
const EXPLODED: QueryStyle = QueryStyle { separator: ',', explode: true, deep: false };

/// The JSON of the member of that name, in an object's JSON.
fn member(object: &str, name: &str) -> Result<String, serde_json::Error> {
    let Members(members) = serde_json::from_str(object)?;
    let found = members.into_iter().find(|(known, _)| known == name);
    Ok(found.map(|(_, value)| value.get().to_owned()).unwrap_or_default())
}

/// Escapes as a form does: a space is `+`.
fn escaped(text: &str) -> String {
    crate::runtime::codec::percent::value(text).to_string().replace("%20", "+")
}
