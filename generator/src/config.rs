//! The configuration file: what a run generates, and from which documents.

use std::fmt;
use std::path::{Path, PathBuf};

use serde::Deserialize;

/// A configuration file, as `openapi-crate.toml`. Its paths are relative to the folder that holds it.
#[derive(Debug, Clone, Default, PartialEq, Eq, Deserialize)]
#[serde(deny_unknown_fields, default)]
pub struct Config {
    /// The package name of the emitted crate.
    pub name: Option<String>,
    /// The version of the emitted crate.
    pub version: Option<String>,
    /// One sentence on the emitted crate.
    pub description: Option<String>,
    /// The emitted crate's licence, an SPDX expression.
    pub license: Option<String>,
    /// The emitted crate's keywords.
    pub keywords: Vec<String>,
    /// The emitted crate's categories.
    pub categories: Vec<String>,
    /// Where the emitted crate's sources are found.
    pub repository: Option<String>,
    /// Where the emitted crate's site is found.
    pub homepage: Option<String>,
    /// The emitted crate's authors.
    pub authors: Vec<String>,
    /// The documents, in the order in which their groups appear.
    pub documents: Vec<PathBuf>,
    /// The overlays, in the order in which they are applied.
    pub overlays: Vec<PathBuf>,
    /// Folders that references may lead to, beside the document's own.
    pub references: Vec<PathBuf>,
}

impl Config {
    /// Reads the file at `path`, and makes its paths relative to the current folder.
    ///
    /// # Errors
    /// When the file cannot be read, is not TOML, or holds a key that does not belong there.
    pub fn read(path: &Path) -> Result<Self, ConfigError> {
        let fail = |place, message| ConfigError { path: path.to_owned(), place, message };
        let text = std::fs::read_to_string(path).map_err(|error| fail(None, format!("cannot be read: {error}")))?;
        let mut config: Self = toml::from_str(&text).map_err(|error| {
            let place = error.span().map(|span| place(&text, span.start));
            fail(place, error.message().trim().to_owned())
        })?;
        let folder = path.parent().unwrap_or(Path::new(""));
        for file in config.documents.iter_mut().chain(&mut config.overlays).chain(&mut config.references) {
            *file = folder.join(&*file);
        }
        Ok(config)
    }
}

/// Why a configuration file was not read.
#[derive(Debug)]
pub struct ConfigError {
    path: PathBuf,
    /// Line and column, from 1.
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

/// Says why `name` cannot be the name of a package.
///
/// # Errors
/// The name is not what Cargo accepts for a library that others depend on.
pub fn check_name(name: &str) -> Result<(), &'static str> {
    let plain = |character: char| character.is_ascii_alphanumeric() || character == '-' || character == '_';
    if !name.starts_with(|first: char| first.is_ascii_alphabetic()) || !name.chars().all(plain) {
        return Err("it takes ASCII letters, digits, `-` and `_`, a letter first");
    }
    // The compiler's lint `non_snake_case` looks at the name of a crate as well.
    if name.split(['-', '_']).any(str::is_empty) {
        return Err("its words are joined by one `-` or `_`");
    }
    if name.len() > 64 {
        return Err("it is longer than 64 characters");
    }
    let taken = ["alloc", "build", "core", "crate", "deps", "examples", "incremental", "proc-macro", "std", "test"];
    let library = name.to_ascii_lowercase().replace('-', "_");
    if taken.contains(&name.to_ascii_lowercase().as_str()) || syn::parse_str::<syn::Ident>(&library).is_err() {
        return Err("Rust or Cargo keeps this name for itself");
    }
    Ok(())
}

/// Says why `version` cannot be the version of a package.
///
/// # Errors
/// The version is not of the form that Semantic Versioning 2.0 gives.
pub fn check_version(version: &str) -> Result<(), &'static str> {
    let (rest, build) = split(version, '+');
    let (core, pre) = split(rest, '-');
    let number = |part: &str| {
        !part.is_empty()
            && part.bytes().all(|byte| byte.is_ascii_digit())
            && (part == "0" || !part.starts_with('0'))
            && part.parse::<u64>().is_ok()
    };
    let word = |part: &str| !part.is_empty() && part.bytes().all(|byte| byte.is_ascii_alphanumeric() || byte == b'-');
    let numeric = |part: &str| part.bytes().all(|byte| byte.is_ascii_digit());
    let sound = core.split('.').count() == 3
        && core.split('.').all(number)
        && pre.is_none_or(|pre| pre.split('.').all(|part| if numeric(part) { number(part) } else { word(part) }))
        && build.is_none_or(|build| build.split('.').all(word));
    if sound { Ok(()) } else { Err("it has the form MAJOR.MINOR.PATCH, as 1.4.0 or 2.0.0-beta.1") }
}

fn split(text: &str, at: char) -> (&str, Option<&str>) {
    text.split_once(at).map_or((text, None), |(before, after)| (before, Some(after)))
}

#[cfg(test)]
mod tests {
    use super::*;

    fn read(text: &str) -> Result<Config, String> {
        let folder = tempfile::tempdir().unwrap();
        let path = folder.path().join("c.toml");
        std::fs::write(&path, text).unwrap();
        let prefix = format!("{}/", folder.path().display());
        Config::read(&path).map_err(|error| error.to_string().replace(&prefix, ""))
    }

    #[test]
    fn paths_are_relative_to_the_file() {
        let folder = tempfile::tempdir().unwrap();
        let path = folder.path().join("c.toml");
        std::fs::write(&path, "documents = ['a.yaml']\noverlays = ['/b.yaml']").unwrap();
        let config = Config::read(&path).unwrap();
        assert_eq!(config.documents, [folder.path().join("a.yaml")]);
        assert_eq!(config.overlays, [Path::new("/b.yaml")]);
    }

    #[test]
    fn mistakes_are_placed() {
        insta::assert_snapshot!(read("name = 'x'\nnames = 'y'").unwrap_err(), @"c.toml:2:1: unknown field `names`, expected one of `name`, `version`, `description`, `license`, `keywords`, `categories`, `repository`, `homepage`, `authors`, `documents`, `overlays`, `references`");
        insta::assert_snapshot!(read("name = 5").unwrap_err(), @"c.toml:1:8: invalid type: integer `5`, expected a string");
        insta::assert_snapshot!(read("name 'x'").unwrap_err(), @"c.toml:1:6: key with no value, expected `=`");
        insta::assert_snapshot!(Config::read(Path::new("no/such.toml")).unwrap_err(), @"no/such.toml: cannot be read: No such file or directory (os error 2)");
    }

    #[test]
    fn package_names() {
        for name in ["petstore", "a", "open-api_2", "x1"] {
            assert_eq!(check_name(name), Ok(()), "{name}");
        }
        for name in [
            "",
            "1a",
            "a--b",
            "a-_b",
            "a_",
            "-a",
            "a b",
            "ä",
            "a/b",
            "../a",
            "test",
            "std",
            "Core",
            "match",
            "self",
            "type",
            &"a".repeat(65),
        ] {
            assert!(check_name(name).is_err(), "{name}");
        }
    }

    #[test]
    fn versions() {
        for version in ["0.1.0", "1.22.333", "1.0.0-beta.1", "1.0.0-0a", "1.0.0+build.01", "1.0.0-x-y+z-1"] {
            assert_eq!(check_version(version), Ok(()), "{version}");
        }
        for version in
            ["", "1", "1.0", "1.0.0.0", "01.0.0", "v1.0.0", "1.0.0-", "1.0.0-01", "1.0.0+", "1.0.x", "1. 0.0"]
        {
            assert!(check_version(version).is_err(), "{version}");
        }
    }
}
