//! Why an OAuth 2 flow cannot be used as it is set up.
#![cfg(feature = "oauth2")]

use std::fmt;

/// Why an OAuth 2 flow cannot be used as it is set up.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct EndpointError {
    pub(crate) name: &'static str,
    pub(crate) reason: &'static str,
}

impl EndpointError {
    /// The setting that is refused, such as `token URL`.
    #[must_use]
    pub fn name(&self) -> &'static str {
        self.name
    }

    /// Why it is refused.
    #[must_use]
    pub fn reason(&self) -> &'static str {
        self.reason
    }
}

impl fmt::Display for EndpointError {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "the {} is refused: {}", self.name, self.reason)
    }
}

impl std::error::Error for EndpointError {}
