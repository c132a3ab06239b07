//! A reference to a resource, as a `Location` header gives it.

use std::fmt;

use crate::runtime::codec::percent;
use crate::runtime::codec::redact;

/// A reference to a resource, as a `Location` header gives it: absolute or relative.
#[derive(Clone, PartialEq, Eq)]
pub struct Location {
    text: String,
    base: String,
}

impl Location {
    /// A reference that came in the response to a request to `base`.
    pub(crate) fn new(text: &str, base: &str) -> Self {
        Self { text: text.trim().to_owned(), base: base.to_owned() }
    }

    /// The reference as it came.
    pub fn as_str(&self) -> &str {
        &self.text
    }

    /// The absolute URL that it refers to (RFC 3986 §5).
    pub fn resolve(&self) -> String {
        resolve(&self.base, &self.text)
    }

    /// The last segment of its path, decoded: usually the id of the created resource. `None` if the
    /// path is empty, or the segment is not UTF-8.
    pub fn last_segment(&self) -> Option<String> {
        let absolute = self.resolve();
        let path = Parts::of(&absolute).path;
        let segment = path.trim_end_matches('/').rsplit('/').next()?;
        if segment.is_empty() { None } else { percent::decode(segment) }
    }
}

impl fmt::Debug for Location {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.debug_tuple("Location").field(&redact::url(&self.text)).finish()
    }
}

/// The five components of a reference.
struct Parts<'a> {
    scheme: Option<&'a str>,
    authority: Option<&'a str>,
    path: &'a str,
    query: Option<&'a str>,
    fragment: Option<&'a str>,
}

impl<'a> Parts<'a> {
    /// Splits a reference as RFC 3986 appendix B does.
    fn of(text: &'a str) -> Self {
        let (text, fragment) = split_at_first(text, '#');
        let (text, query) = split_at_first(text, '?');
        let (scheme, text) = match text.split_once(':') {
            Some((scheme, rest)) if is_scheme(scheme) => (Some(scheme), rest),
            _ => (None, text),
        };
        let (authority, path) = match text.strip_prefix("//") {
            Some(rest) => {
                let (authority, path) = rest.split_at(rest.find('/').unwrap_or(rest.len()));
                (Some(authority), path)
            }
            None => (None, text),
        };
        Self { scheme, authority, path, query, fragment }
    }
}

/// Resolves a reference against an absolute URL (RFC 3986 §5.2.2 and §5.3).
fn resolve(base: &str, reference: &str) -> String {
    let base = Parts::of(base);
    let given = Parts::of(reference);
    let own_authority = given.scheme.is_some() || given.authority.is_some();
    let scheme = given.scheme.or(base.scheme);
    let authority = if own_authority { given.authority } else { base.authority };
    let path = if own_authority || given.path.starts_with('/') {
        remove_dot_segments(given.path)
    } else if given.path.is_empty() {
        base.path.to_owned()
    } else {
        remove_dot_segments(&merge(&base, given.path))
    };
    let same_document = !own_authority && given.path.is_empty();
    let query = given.query.or(if same_document { base.query } else { None });

    let mut absolute = String::new();
    for (prefix, part, suffix) in [("", scheme, ":"), ("//", authority, ""), ("", Some(path.as_str()), "")] {
        if let Some(part) = part {
            absolute.extend([prefix, part, suffix]);
        }
    }
    for (prefix, part) in [("?", query), ("#", given.fragment)] {
        if let Some(part) = part {
            absolute.extend([prefix, part]);
        }
    }
    absolute
}

/// RFC 3986 §5.2.3.
fn merge(base: &Parts<'_>, path: &str) -> String {
    if base.authority.is_some() && base.path.is_empty() {
        return format!("/{path}");
    }
    let directory = base.path.rfind('/').map_or("", |slash| &base.path[..=slash]);
    format!("{directory}{path}")
}

/// RFC 3986 §5.2.4.
fn remove_dot_segments(path: &str) -> String {
    let (rooted, relative) = match path.strip_prefix('/') {
        Some(relative) => (true, relative),
        None => (false, path),
    };
    let mut kept: Vec<&str> = Vec::new();
    let mut segments = relative.split('/').peekable();
    while let Some(segment) = segments.next() {
        let last = segments.peek().is_none();
        match segment {
            "." => {}
            ".." => {
                kept.pop();
            }
            segment => {
                kept.push(segment);
                continue;
            }
        }
        if last {
            kept.push("");
        }
    }
    let root = if rooted { "/" } else { "" };
    format!("{root}{}", kept.join("/"))
}

fn split_at_first(text: &str, mark: char) -> (&str, Option<&str>) {
    match text.split_once(mark) {
        Some((before, after)) => (before, Some(after)),
        None => (text, None),
    }
}

fn is_scheme(text: &str) -> bool {
    let rest = |byte: u8| byte.is_ascii_alphanumeric() || matches!(byte, b'+' | b'-' | b'.');
    text.starts_with(|first: char| first.is_ascii_alphabetic()) && text.bytes().all(rest)
}
