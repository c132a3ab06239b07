//! A text that is never shown.

use std::fmt;
use std::hint::black_box;

use zeroize::Zeroize;

/// A token, key or password. `Debug` never shows it, comparison takes constant time, and its memory
/// is wiped when it is dropped.
///
/// It has neither `Display` nor `Serialize`; only [`Secret::expose`] returns its text.
#[derive(Clone)]
pub struct Secret(String);

impl Secret {
    /// Wraps a text.
    pub fn new(text: impl Into<String>) -> Self {
        Self(text.into())
    }

    /// The text itself. The caller is responsible for where it goes.
    pub fn expose(&self) -> &str {
        &self.0
    }
}

impl fmt::Debug for Secret {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str("Secret(…)")
    }
}

impl PartialEq for Secret {
    /// Takes the same time wherever the texts differ, so that timing reveals only their lengths.
    fn eq(&self, other: &Self) -> bool {
        if self.0.len() != other.0.len() {
            return false;
        }
        let mut difference = 0;
        for (left, right) in self.0.bytes().zip(other.0.bytes()) {
            difference = black_box(difference | (left ^ right));
        }
        difference == 0
    }
}

impl Eq for Secret {}

impl Drop for Secret {
    fn drop(&mut self) {
        self.0.zeroize();
    }
}

impl From<String> for Secret {
    fn from(text: String) -> Self {
        Self(text)
    }
}

impl From<&str> for Secret {
    fn from(text: &str) -> Self {
        Self(text.to_owned())
    }
}
