//! What the crate is called.

/// What the crate is to be called, and what its manifest says of it.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct Package {
    /// The package's name.
    pub name: String,
    /// Its version (SemVer).
    pub version: String,
    /// One line on what it is.
    pub description: Option<String>,
    /// An SPDX expression.
    pub license: Option<String>,
    /// At most five words to find it by.
    pub keywords: Vec<String>,
    /// Slugs of crates.io's categories.
    pub categories: Vec<String>,
    /// Where its source is kept.
    pub repository: Option<String>,
    /// Its home page.
    pub homepage: Option<String>,
    /// Who made it.
    pub authors: Vec<String>,
}

impl Package {
    /// The library's name in Rust code.
    #[must_use]
    pub fn library(&self) -> String {
        self.name.replace('-', "_")
    }
}
