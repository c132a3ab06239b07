//! Names as plain values, because tokens cannot leave their thread.

use std::fmt;

use proc_macro2::{Ident, Span, TokenStream};
use quote::{ToTokens, TokenStreamExt};

/// A legal Rust identifier. Only a scope creates one.
#[derive(Debug, Clone, PartialEq, Eq, PartialOrd, Ord)]
pub(crate) struct Name(String);

impl Name {
    /// Wraps a legal identifier.
    pub(super) fn legal(name: String) -> Self {
        Self(name)
    }

    /// Returns the name as text.
    pub(crate) fn as_str(&self) -> &str {
        &self.0
    }
}

impl fmt::Display for Name {
    fn fmt(&self, out: &mut fmt::Formatter<'_>) -> fmt::Result {
        out.write_str(&self.0)
    }
}

impl ToTokens for Name {
    fn to_tokens(&self, tokens: &mut TokenStream) {
        tokens.append(Ident::new(&self.0, Span::call_site()));
    }
}

#[cfg(test)]
mod tests {
    use super::super::Names;

    #[test]
    fn names_can_be_shared_between_threads() {
        fn shared<T: Send + Sync>() {}
        shared::<Names>();
    }
}
