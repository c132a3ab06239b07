//! A URL for the user's browser.

use std::fmt;

use crate::runtime::codec::redact;
use crate::runtime::value::secret::Secret;

/// A URL that the user opens in a browser; the client never sends it.
///
/// It may carry a credential: `Debug` masks it, and only [`BrowserUrl::expose`] returns the whole
/// URL.
#[derive(Clone, PartialEq, Eq)]
pub struct BrowserUrl {
    url: Secret,
    shown: String,
}

impl BrowserUrl {
    /// A URL, and the same without its credentials.
    pub(crate) fn new(url: String, plain: &str) -> Self {
        Self { url: Secret::from(url), shown: redact::url(plain) }
    }

    /// The whole URL. The caller is responsible for where it goes.
    pub fn expose(&self) -> &str {
        self.url.expose()
    }
}

impl fmt::Debug for BrowserUrl {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.debug_tuple("BrowserUrl").field(&self.shown).finish()
    }
}
