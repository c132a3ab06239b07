//! The configuration file: the documents of a run, and the manifest of its crate.

use std::fmt;
use std::path::{Path, PathBuf};

use serde::Deserialize;
use toml::de::DeTable;

use crate::package::Package;

/// The inputs of a run.
#[derive(Debug, Clone, Default, PartialEq, Eq, Deserialize)]
#[serde(default)]
pub struct Options {
    /// The OpenAPI documents. Several documents are one API.
    pub documents: Vec<PathBuf>,
    /// OpenAPI Overlays, applied in this order to every document.
    pub overlays: Vec<PathBuf>,
    /// Folders that references may lead to, in addition to the folders of the documents.
    pub references: Vec<PathBuf>,
    /// The manifest of the crate.
    #[serde(skip)]
    pub package: Package,
}

/// The keys of a configuration file. Others are errors, so that a misspelt key does not go
/// unnoticed.
const KEYS: [&str; 12] = [
    "name",
    "version",
    "description",
    "license",
    "keywords",
    "categories",
    "repository",
    "homepage",
    "authors",
    "documents",
    "overlays",
    "references",
];

impl Options {
    /// Reads a configuration file, such as `openapi-crate.toml`. Paths in it are relative to its
    /// folder; the result is relative to the current folder.
    ///
    /// # Errors
    /// If the file cannot be read, is not TOML, or contains an unknown key.
    pub fn read(path: &Path) -> Result<Self, ConfigError> {
        let fail = |place, message| ConfigError { path: path.to_owned(), place, message };
        let text = std::fs::read_to_string(path).map_err(|error| fail(None, format!("cannot be read: {error}")))?;
        let wrong = |error: toml::de::Error| {
            let place = error.span().map(|span| place(&text, span.start));
            fail(place, error.message().trim().to_owned())
        };
        let table = DeTable::parse(&text).map_err(wrong)?;
        if let Some(key) = table.get_ref().keys().find(|key| !KEYS.contains(&key.get_ref().as_ref())) {
            let known = KEYS.map(|key| format!("`{key}`")).join(", ");
            let message = format!("unknown field `{}`, expected one of {known}", key.get_ref());
            return Err(fail(Some(place(&text, key.span().start)), message));
        }
        // The file has one table for both the inputs and the manifest.
        let mut options: Self = toml::from_str(&text).map_err(wrong)?;
        options.package = toml::from_str(&text).map_err(wrong)?;
        let folder = path.parent().unwrap_or(Path::new(""));
        for file in options.documents.iter_mut().chain(&mut options.overlays).chain(&mut options.references) {
            *file = folder.join(&*file);
        }
        Ok(options)
    }
}

/// Why a configuration file could not be read.
#[derive(Debug)]
pub struct ConfigError {
    path: PathBuf,
    /// Line and column, counted from 1.
    place: Option<(usize, usize)>,
    message: String,
}

impl fmt::Display for ConfigError {
    fn fmt(&self, out: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(out, "{}", self.path.display())?;
        if let Some((line, column)) = self.place {
            write!(out, ":{line}:{column}")?;
        }
        write!(out, ": {}", self.message)
    }
}

impl std::error::Error for ConfigError {}

fn place(text: &str, offset: usize) -> (usize, usize) {
    let before = text.get(..offset).unwrap_or(text);
    let line = before.rsplit('\n').next().unwrap_or(before);
    (before.matches('\n').count() + 1, line.chars().count() + 1)
}

#[cfg(test)]
mod tests {
    use super::*;

    fn read(text: &str) -> Result<Options, String> {
        let folder = tempfile::tempdir().unwrap();
        let path = folder.path().join("c.toml");
        std::fs::write(&path, text).unwrap();
        let prefix = format!("{}/", folder.path().display());
        Options::read(&path).map_err(|error| error.to_string().replace(&prefix, ""))
    }

    #[test]
    fn paths_are_relative_to_the_file() {
        let folder = tempfile::tempdir().unwrap();
        let path = folder.path().join("c.toml");
        std::fs::write(&path, "documents = ['a.yaml']\noverlays = ['/b.yaml']").unwrap();
        let options = Options::read(&path).unwrap();
        assert_eq!(options.documents, [folder.path().join("a.yaml")]);
        assert_eq!(options.overlays, [Path::new("/b.yaml")]);
    }

    #[test]
    fn mistakes_are_placed() {
        insta::assert_snapshot!(read("name = 'x'\nnames = 'y'").unwrap_err(), @"c.toml:2:1: unknown field `names`, expected one of `name`, `version`, `description`, `license`, `keywords`, `categories`, `repository`, `homepage`, `authors`, `documents`, `overlays`, `references`");
        insta::assert_snapshot!(read("name = 5").unwrap_err(), @"c.toml:1:8: invalid type: integer `5`, expected a string");
        insta::assert_snapshot!(read("name 'x'").unwrap_err(), @"c.toml:1:6: key with no value, expected `=`");
        insta::assert_snapshot!(Options::read(Path::new("no/such.toml")).unwrap_err(), @"no/such.toml: cannot be read: No such file or directory (os error 2)");
    }

    #[test]
    fn every_key_is_read() {
        let text = |key: &&str| match *key {
            "keywords" | "categories" | "authors" | "documents" | "overlays" | "references" => {
                format!("{key} = ['x']\n")
            }
            _ => format!("{key} = 'x'\n"),
        };
        let options = read(&KEYS.iter().map(text).collect::<String>()).unwrap();
        let Options { documents, overlays, references, package } = options;
        let x = || Some("x".to_owned());
        let list = || vec!["x".to_owned()];
        assert_eq!((documents.len(), overlays.len(), references.len()), (1, 1, 1));
        let whole = Package {
            name: x(),
            version: x(),
            description: x(),
            license: x(),
            keywords: list(),
            categories: list(),
            repository: x(),
            homepage: x(),
            authors: list(),
        };
        assert_eq!(package, whole);
    }
}
