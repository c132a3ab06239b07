//! The manifest of the emitted crate.

mod check;
mod licence;

use serde::Deserialize;

pub(crate) use self::check::{check_name, check_version};
pub(crate) use self::licence::{Licences, check_license};

/// The manifest's fields. Name and version have defaults.
#[derive(Debug, Clone, Default, PartialEq, Eq, Deserialize)]
#[serde(default)]
pub struct Package {
    /// Name of the package. By default made from the title of the first document.
    pub name: Option<String>,
    /// Version of the package (SemVer). By default 0.1.0.
    pub version: Option<String>,
    /// One line that describes the crate. By default it lists the titles of the documents.
    pub description: Option<String>,
    /// An SPDX licence expression. If it names MIT or Apache-2.0, the crate contains their texts.
    pub license: Option<String>,
    /// Search terms; crates.io accepts at most five.
    pub keywords: Vec<String>,
    /// Slugs of crates.io's categories.
    pub categories: Vec<String>,
    /// URL of the source code.
    pub repository: Option<String>,
    /// URL of the home page.
    pub homepage: Option<String>,
    /// Authors, each as `Name <name@example.com>`.
    pub authors: Vec<String>,
}

impl Package {
    /// Completes the name and version, for documents with these titles.
    pub(crate) fn completed(mut self, titles: &[String]) -> Self {
        self.name.get_or_insert_with(|| name_of(titles));
        self.version.get_or_insert_with(|| "0.1.0".to_owned());
        self
    }

    /// Returns the package's name; a completed package has one.
    pub(crate) fn name(&self) -> &str {
        self.name.as_deref().unwrap_or_default()
    }

    /// Returns the package's version; a completed package has one.
    pub(crate) fn version(&self) -> &str {
        self.version.as_deref().unwrap_or_default()
    }

    /// Returns the library's name in Rust code.
    pub(crate) fn library(&self) -> String {
        self.name().replace('-', "_")
    }
}

/// Returns a name made from the first title, or a default if the title is not suitable.
fn name_of(titles: &[String]) -> String {
    let title = titles.first().map(String::as_str).unwrap_or_default();
    let plain = |character: &char| character.is_ascii_alphanumeric() || *character == '-';
    let derived: String = heck::AsKebabCase(title).to_string().chars().filter(plain).collect();
    let derived = derived.trim_matches('-');
    if check_name(derived).is_ok() { derived.to_owned() } else { "api-client".to_owned() }
}
