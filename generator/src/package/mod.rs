//! What the manifest of the emitted crate says of it.

mod check;
mod licence;

use serde::Deserialize;

pub(crate) use self::check::{check_name, check_version};
pub(crate) use self::licence::{Licences, check_license};

/// What the manifest says of the crate. A name and a version that are left out are chosen.
#[derive(Debug, Clone, Default, PartialEq, Eq, Deserialize)]
#[serde(default)]
pub struct Package {
    /// The package's name; by default, it is made from the title of the first document.
    pub name: Option<String>,
    /// Its version (SemVer); by default, 0.1.0.
    pub version: Option<String>,
    /// One line on what it is; by default, it names the titles of the documents.
    pub description: Option<String>,
    /// An SPDX expression. The crate holds the texts of MIT and Apache-2.0 where this names them.
    pub license: Option<String>,
    /// At most five words to find it by.
    pub keywords: Vec<String>,
    /// Slugs of crates.io's categories.
    pub categories: Vec<String>,
    /// Where its source is kept.
    pub repository: Option<String>,
    /// Its home page.
    pub homepage: Option<String>,
    /// Who made it, as `Name <name@example.com>`.
    pub authors: Vec<String>,
}

impl Package {
    /// The package with a name and a version, for documents of these titles.
    pub(crate) fn completed(mut self, titles: &[String]) -> Self {
        self.name.get_or_insert_with(|| name_of(titles));
        self.version.get_or_insert_with(|| "0.1.0".to_owned());
        self
    }

    /// The package's name; a completed package has one.
    pub(crate) fn name(&self) -> &str {
        self.name.as_deref().unwrap_or_default()
    }

    /// The package's version; a completed package has one.
    pub(crate) fn version(&self) -> &str {
        self.version.as_deref().unwrap_or_default()
    }

    /// The library's name in Rust code.
    pub(crate) fn library(&self) -> String {
        self.name().replace('-', "_")
    }
}

/// A name from the first title, where that can be one.
fn name_of(titles: &[String]) -> String {
    let title = titles.first().map(String::as_str).unwrap_or_default();
    let plain = |character: &char| character.is_ascii_alphanumeric() || *character == '-';
    let derived: String = heck::AsKebabCase(title).to_string().chars().filter(plain).collect();
    let derived = derived.trim_matches('-');
    if check_name(derived).is_ok() { derived.to_owned() } else { "api-client".to_owned() }
}
