//! Structured values in paths, queries, headers and cookies (OpenAPI 3.0, "Style Values"; RFC 6570).

use serde_core::ser::Serialize;

use crate::runtime::codec::percent;
use crate::runtime::codec::tree::Tree;
use crate::runtime::error::mistake::RequestError;
use crate::runtime::request::draft::Request;
use crate::runtime::value::argument::Refusal;

/// How a value stands in a query.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum QueryStyle {
    /// `name=a,b`, or each on its own.
    Form,
    /// `name=a%20b`.
    Space,
    /// `name=a%7Cb`.
    Pipe,
    /// `name[key]=value`.
    DeepObject,
}

/// How a value stands in a path.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum PathStyle {
    /// `a,b`.
    Simple,
    /// `.a,b`.
    Label,
    /// `;name=a,b`.
    Matrix,
}

/// How a value is escaped.
type Escape = fn(&str) -> String;

fn strict(text: &str) -> String {
    percent::value(text).to_string()
}

fn reserved(text: &str) -> String {
    percent::reserved(text).to_string()
}

fn as_it_is(text: &str) -> String {
    text.to_owned()
}

impl Request {
    /// Adds a structured value to the query; an empty one adds nothing. `allow_reserved` leaves RFC 3986's reserved characters as they are.
    pub fn query_value<T: Serialize + ?Sized>(
        &mut self,
        name: &str,
        value: &T,
        style: QueryStyle,
        explode: bool,
        allow_reserved: bool,
    ) -> &mut Self {
        if let Some(tree) = self.tree(name, value) {
            let escape = if allow_reserved { reserved } else { strict };
            for (name, value) in query_pairs(name, &tree, style, explode, escape) {
                self.push_query(&name, &value);
            }
        }
        self
    }

    /// Adds a structured value to the path.
    pub fn path_value<T: Serialize + ?Sized>(
        &mut self,
        name: &str,
        value: &T,
        style: PathStyle,
        explode: bool,
    ) -> &mut Self {
        let Some(tree) = self.tree(name, value) else { return self };
        match path_text(name, &tree, style, explode) {
            Ok(text) => self.path.push_str(&text),
            Err(Refusal(because)) => self.refuse(RequestError::argument(name, because)),
        }
        self
    }

    /// Sets a header to a structured value; an empty one sets nothing.
    pub fn header_value<T: Serialize + ?Sized>(&mut self, name: &str, value: &T, explode: bool) -> &mut Self {
        if let Some(tree) = self.tree(name, value) {
            let text = joined(&tree, ",", explode, as_it_is);
            if tree.parts().any(|part| part.contains(',')) {
                self.refuse(RequestError::argument(name, "an item with a comma cannot be told from two"));
            } else if !text.is_empty() {
                self.set_header(name, &text);
            }
        }
        self
    }

    /// Adds a cookie with a structured value; an empty one adds nothing.
    pub fn cookie_value<T: Serialize + ?Sized>(&mut self, name: &str, value: &T, explode: bool) -> &mut Self {
        if let Some(tree) = self.tree(name, value) {
            for (name, value) in query_pairs(name, &tree, QueryStyle::Form, explode, strict) {
                self.push_cookie(&name, &value);
            }
        }
        self
    }

    /// Adds a value to the query as JSON.
    pub fn query_json<T: Serialize + ?Sized>(&mut self, name: &str, value: &T) -> &mut Self {
        if let Some(json) = self.json_text(name, value) {
            self.push_query(name, &strict(&json));
        }
        self
    }

    /// Sets a header to a value as JSON.
    pub fn header_json<T: Serialize + ?Sized>(&mut self, name: &str, value: &T) -> &mut Self {
        if let Some(json) = self.json_text(name, value) {
            self.set_header(name, &json);
        }
        self
    }

    /// Adds a value to the path as JSON.
    pub fn path_json<T: Serialize + ?Sized>(&mut self, name: &str, value: &T) -> &mut Self {
        if let Some(json) = self.json_text(name, value) {
            self.path.push_str(&strict(&json));
        }
        self
    }

    /// Adds a cookie with a value as JSON.
    pub fn cookie_json<T: Serialize + ?Sized>(&mut self, name: &str, value: &T) -> &mut Self {
        if let Some(json) = self.json_text(name, value) {
            self.push_cookie(name, &strict(&json));
        }
        self
    }

    fn tree<T: Serialize + ?Sized>(&mut self, name: &str, value: &T) -> Option<Tree> {
        let tree = Tree::of(value).map_err(|_| Refusal("the value has no JSON form"));
        self.accept(name, tree)
    }

    fn json_text<T: Serialize + ?Sized>(&mut self, name: &str, value: &T) -> Option<String> {
        let json = serde_json::to_string(value).map_err(|_| Refusal("the value has no JSON form"));
        self.accept(name, json)
    }
}

/// The pairs that a value becomes, names and values escaped for a query but for the brackets of `deepObject`.
pub fn query_pairs(name: &str, tree: &Tree, style: QueryStyle, explode: bool, escape: Escape) -> Vec<(String, String)> {
    let one = |value: String| vec![(name.to_owned(), value)];
    match (tree, style, explode) {
        (Tree::Null, ..) => Vec::new(),
        (Tree::Scalar(text), ..) => one(escape(text)),
        (Tree::Object(members, _), QueryStyle::DeepObject, _) => {
            let mut pairs = Vec::new();
            for (key, value) in members {
                deep(&format!("{name}[{key}]"), value, escape, &mut pairs);
            }
            pairs
        }
        (Tree::List(items, _), _, true) | (Tree::List(items, _), QueryStyle::DeepObject, false) => {
            items.iter().filter_map(Tree::text).map(|text| (name.to_owned(), escape(&text))).collect()
        }
        (Tree::Object(members, _), _, true) => {
            members.iter().filter_map(|(key, value)| Some((key.clone(), escape(&value.text()?)))).collect()
        }
        (_, style, false) => {
            let separator = match style {
                QueryStyle::Form | QueryStyle::DeepObject => ",".to_owned(),
                QueryStyle::Space => escape(" "),
                QueryStyle::Pipe => escape("|"),
            };
            let text = joined(tree, &separator, false, escape);
            if text.is_empty() { Vec::new() } else { one(text) }
        }
    }
}

/// `name[a][b]=value`, without end; elements of a list repeat its name.
fn deep(name: &str, tree: &Tree, escape: Escape, pairs: &mut Vec<(String, String)>) {
    match tree {
        Tree::Null => {}
        Tree::Scalar(text) => pairs.push((name.to_owned(), escape(text))),
        Tree::List(items, _) => items.iter().for_each(|item| deep(name, item, escape, pairs)),
        Tree::Object(members, _) => {
            for (key, value) in members {
                deep(&format!("{name}[{key}]"), value, escape, pairs);
            }
        }
    }
}

/// The value's parts in a row; each member of an object as `key,value`, or exploded as `key=value`.
fn joined(tree: &Tree, separator: &str, explode: bool, escape: Escape) -> String {
    let parts: Vec<String> = match tree {
        Tree::Null => Vec::new(),
        Tree::Scalar(text) => vec![escape(text)],
        Tree::List(items, _) => items.iter().filter_map(Tree::text).map(|text| escape(&text)).collect(),
        Tree::Object(members, _) => {
            let members = members.iter().filter_map(|(key, value)| Some((escape(key), escape(&value.text()?))));
            let between = if explode { "=" } else { separator };
            members.map(|(key, value)| format!("{key}{between}{value}")).collect()
        }
    };
    parts.join(separator)
}

fn path_text(name: &str, tree: &Tree, style: PathStyle, explode: bool) -> Result<String, Refusal> {
    let text = match style {
        PathStyle::Simple => joined(tree, ",", explode, strict),
        PathStyle::Label => {
            let separator = if explode { "." } else { "," };
            format!(".{}", joined(tree, separator, explode, strict))
        }
        PathStyle::Matrix => {
            let pairs = query_pairs(name, tree, QueryStyle::Form, explode, strict);
            let pairs = pairs.iter().map(|(name, value)| {
                // RFC 6570 §3.2.7: an empty value has no `=`.
                let equals = if value.is_empty() { "" } else { "=" };
                format!(";{}{equals}{value}", percent::value(name))
            });
            pairs.collect()
        }
    };
    match text.as_str() {
        "" | "." => Err(Refusal("a path segment cannot be empty")),
        ".." => Err(Refusal("`.` and `..` would change the path")),
        _ => Ok(text),
    }
}
