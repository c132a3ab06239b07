//! How structured values are written (OpenAPI 3.0, "Style Values"; RFC 6570).

use crate::runtime::codec::tree::Tree;

/// How a structured value stands in a query or a form.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct QueryStyle {
    /// What stands between two parts that share one pair; a comma is not escaped.
    pub separator: char,
    /// Whether each item or member has a pair of its own.
    pub explode: bool,
    /// Whether a member of an object is named `name[key]`, regardless of the other two.
    pub deep: bool,
}

/// How a text is escaped.
pub type Escape = fn(&str) -> String;

/// The pairs that a value becomes, names and values escaped for a query except the brackets of deep
/// objects.
pub fn query_pairs(name: &str, tree: &Tree, style: QueryStyle, escape: Escape) -> Vec<(String, String)> {
    let QueryStyle { separator, explode, deep: is_deep } = style;
    let one = |value: String| vec![(name.to_owned(), value)];
    match (tree, is_deep, explode) {
        (Tree::Null, ..) => Vec::new(),
        (Tree::Scalar(text), ..) => one(escape(text)),
        (Tree::Object(members, _), true, _) => {
            let mut pairs = Vec::new();
            for (key, value) in members {
                deep(&format!("{name}[{key}]"), value, escape, &mut pairs);
            }
            pairs
        }
        (Tree::List(items, _), _, true) | (Tree::List(items, _), true, false) => {
            items.iter().filter_map(Tree::text).map(|text| (name.to_owned(), escape(&text))).collect()
        }
        (Tree::Object(members, _), _, true) => {
            members.iter().filter_map(|(key, value)| Some((key.clone(), escape(&value.text()?)))).collect()
        }
        (_, _, false) => {
            let separator = if separator == ',' { ",".to_owned() } else { escape(&separator.to_string()) };
            let text = joined(tree, &separator, false, escape);
            if text.is_empty() { Vec::new() } else { one(text) }
        }
    }
}

/// `name[a][b]=value`, to any depth; elements of a list repeat its name.
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

/// The parts of the value, joined; a member of an object is `key,value`, or `key=value` where it is
/// exploded.
pub fn joined(tree: &Tree, separator: &str, explode: bool, escape: Escape) -> String {
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
