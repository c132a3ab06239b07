//! Applications, which ask users for access.

/// An application that asks users for access: an OAuth client.
#[derive(Debug, Default)]
pub(crate) struct Application {
    pub(crate) name: String,
    pub(crate) redirect_uri: Option<String>,
    pub(super) secret: [u8; 32],
}

impl Application {
    pub(crate) fn new(name: impl Into<String>, redirect_uri: Option<String>) -> Self {
        Self { name: name.into(), redirect_uri, secret: [0; 32] }
    }
}
