//! The path to a node of a document: a JSON Pointer (RFC 6901).

use std::fmt;

/// A JSON Pointer (RFC 6901), such as `/paths/~1banks/get`. The empty pointer is the whole
/// document.
#[derive(Debug, Clone, Default, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub struct Pointer(String);

impl Pointer {
    /// Returns the pointer to the whole document.
    #[must_use]
    pub fn root() -> Self {
        Self::default()
    }

    /// Creates a pointer from its text, in which `~0` and `~1` are still escaped.
    #[must_use]
    pub fn from_text(text: impl Into<String>) -> Self {
        Self(text.into())
    }

    /// Returns the pointer to the member `key` of this object.
    #[must_use]
    pub fn child(&self, key: &str) -> Self {
        let mut text = String::with_capacity(self.0.len() + key.len() + 1);
        text.push_str(&self.0);
        text.push('/');
        for character in key.chars() {
            match character {
                '~' => text.push_str("~0"),
                '/' => text.push_str("~1"),
                other => text.push(other),
            }
        }
        Self(text)
    }

    /// Returns the pointer to the element `index` of this array.
    #[must_use]
    pub fn index(&self, index: usize) -> Self {
        Self(format!("{}/{index}", self.0))
    }

    /// Returns the pointer to the node that holds this one; `None` for the whole document.
    #[must_use]
    pub fn parent(&self) -> Option<Self> {
        self.0.rfind('/').map(|at| Self(self.0[..at].to_owned()))
    }

    /// Returns the keys from the document down to the node, unescaped.
    pub fn keys(&self) -> impl Iterator<Item = String> + '_ {
        self.0.split('/').skip(1).map(Self::unescaped)
    }

    /// Removes the escapes from a key.
    pub(crate) fn unescaped(key: &str) -> String {
        key.replace("~1", "/").replace("~0", "~")
    }

    /// Returns the pointer's text.
    #[must_use]
    pub fn as_str(&self) -> &str {
        &self.0
    }
}

impl fmt::Display for Pointer {
    fn fmt(&self, out: &mut fmt::Formatter<'_>) -> fmt::Result {
        out.write_str(&self.0)
    }
}
