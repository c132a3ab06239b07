//! The licences that the SPDX expression of the emitted crate names, and their texts.

use super::Package;

/// The licence texts that we have. They belong to the generator's own package as well.
const MIT: &str = include_str!("../../LICENSE-MIT");
const APACHE: &str = include_str!("../../LICENSE-APACHE");

/// Checks the licence of a package. Does not check whether its names are on SPDX's list.
///
/// # Errors
/// If it is not an SPDX licence expression (SPDX 2.3, annex D).
pub(crate) fn check_license(license: &str) -> Result<(), &'static str> {
    names(license).map(|_| ())
}

/// The licences of a crate, with the texts that we have.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub(crate) struct Licences {
    /// Path and text of each licence file.
    pub(crate) files: Vec<(String, String)>,
    /// The licences and exceptions without a text, in the order of the expression.
    pub(crate) without_text: Vec<String>,
}

impl Licences {
    /// Returns the licences of a completed package.
    pub(crate) fn of(package: &Package) -> Self {
        let mut licences = Self::default();
        let Some(license) = &package.license else { return licences };
        // An invalid expression has no text either.
        for name in names(license).unwrap_or_else(|_| vec![license.as_str()]) {
            // `+` means later versions of the same licence.
            let (file, text) = match name.trim_end_matches('+').to_ascii_lowercase().as_str() {
                "mit" => ("LICENSE-MIT", mit(package)),
                "apache-2.0" => ("LICENSE-APACHE", APACHE.to_owned()),
                _ => {
                    if !licences.without_text.iter().any(|other| other == name) {
                        licences.without_text.push(name.to_owned());
                    }
                    continue;
                }
            };
            if !licences.files.iter().any(|(path, _)| path == file) {
                licences.files.push((file.to_owned(), text));
            }
        }
        licences
    }
}

/// The text of the MIT licence, with the authors as copyright holders. It has no year, so that the
/// output does not depend on the clock.
fn mit(package: &Package) -> String {
    let without_mail = |author: &String| author.split('<').next().unwrap_or_default().trim().to_owned();
    let authors: Vec<String> = package.authors.iter().map(without_mail).filter(|author| !author.is_empty()).collect();
    let holders = if authors.is_empty() { format!("the {} contributors", package.name()) } else { authors.join(", ") };
    // A line break would end the notice.
    let holders = holders.split_whitespace().collect::<Vec<_>>().join(" ");
    let line = |line: &str| match line.starts_with("Copyright (c) ") {
        true => format!("Copyright (c) {holders}\n"),
        false => format!("{line}\n"),
    };
    MIT.lines().map(line).collect()
}

/// Returns the licences and exceptions in an SPDX expression.
fn names(expression: &str) -> Result<Vec<&str>, &'static str> {
    const FORM: &str = "expected an SPDX expression, such as MIT or (MIT OR Apache-2.0) AND BSD-3-Clause";
    let (mut names, mut depth) = (Vec::new(), 0_usize);
    // Whether a licence must come next, whether it is an exception, and whether an exception may
    // follow.
    let (mut wanted, mut exception, mut excepted) = (true, false, true);
    for token in tokens(expression) {
        match token {
            "(" if wanted && !exception => depth += 1,
            ")" if !wanted => {
                depth = depth.checked_sub(1).ok_or(FORM)?;
                // An exception belongs to a licence, not to an expression.
                excepted = true;
            }
            "AND" | "OR" if !wanted => wanted = true,
            "WITH" if !wanted && !excepted => (wanted, exception) = (true, true),
            "(" | ")" | "AND" | "OR" | "WITH" => return Err(FORM),
            name if wanted && is_name(name, exception) => {
                names.push(name);
                (wanted, excepted, exception) = (false, exception, false);
            }
            _ => return Err(FORM),
        }
    }
    if wanted || depth > 0 { Err(FORM) } else { Ok(names) }
}

/// Returns the parentheses and the words between them.
fn tokens(expression: &str) -> impl Iterator<Item = &str> {
    let words = expression.split_inclusive(['(', ')', ' ']).flat_map(|part| {
        let word = part.trim_end_matches(['(', ')', ' ']);
        [word, part.get(word.len()..).unwrap_or_default()]
    });
    words.filter(|word| !word.trim_matches(' ').is_empty())
}

/// Whether a word has the form of a licence's name, or of an exception's.
fn is_name(word: &str, exception: bool) -> bool {
    let id =
        |part: &str| !part.is_empty() && part.bytes().all(|byte| byte.is_ascii_alphanumeric() || b"-.".contains(&byte));
    match word.split_once(':') {
        Some((document, licence)) => {
            !exception
                && document.strip_prefix("DocumentRef-").is_some_and(id)
                && licence.strip_prefix("LicenseRef-").is_some_and(id)
        }
        None => id(if exception { word } else { word.strip_suffix('+').unwrap_or(word) }),
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn of(license: &str) -> (Vec<String>, Vec<String>) {
        let package =
            Package { name: Some("shelf".to_owned()), license: Some(license.to_owned()), ..Package::default() };
        let Licences { files, without_text } = Licences::of(&package);
        (files.into_iter().map(|(path, _)| path).collect(), without_text)
    }

    #[test]
    fn expressions() {
        for license in [
            "MIT",
            "MIT OR Apache-2.0",
            "(MIT)",
            "((MIT OR Apache-2.0)AND(ISC))",
            "GPL-2.0-only WITH Classpath-exception-2.0 OR MIT",
            "EPL-1.0+",
            "LicenseRef-1 AND DocumentRef-a:LicenseRef-b",
        ] {
            assert_eq!(check_license(license), Ok(()), "{license}");
        }
        for license in [
            "",
            " ",
            "MIT/Apache-2.0",
            "MIT, ISC",
            "MIT ISC",
            "MIT or ISC",
            "OR",
            "MIT OR",
            "OR MIT",
            "MIT OR AND ISC",
            "(MIT",
            "MIT)",
            "()",
            "(MIT) WITH x",
            "MIT WITH",
            "MIT WITH a WITH b",
            "MIT WITH (a)",
            "MIT WITH a+",
            "WITH a",
            "MIT(ISC)",
            "M\u{e4}T",
            "a:b",
            "+",
            "MIT\n",
        ] {
            assert!(check_license(license).is_err(), "{license:?}");
        }
    }

    #[test]
    fn texts_are_carried_or_named() {
        let texts = |paths: &[&str], names: &[&str]| {
            let owned = |all: &[&str]| all.iter().map(|one| (*one).to_owned()).collect::<Vec<_>>();
            (owned(paths), owned(names))
        };
        assert_eq!(of("MIT OR Apache-2.0"), texts(&["LICENSE-MIT", "LICENSE-APACHE"], &[]));
        assert_eq!(of("mit AND MIT"), texts(&["LICENSE-MIT"], &[]));
        assert_eq!(of("Apache-2.0 WITH LLVM-exception"), texts(&["LICENSE-APACHE"], &["LLVM-exception"]));
        assert_eq!(of("(ISC OR MIT) AND ISC"), texts(&["LICENSE-MIT"], &["ISC"]));
        assert_eq!(of("MIT/ISC"), texts(&[], &["MIT/ISC"]));
    }

    #[test]
    fn the_authors_hold_the_copyright() {
        let line = |authors: &[&str]| {
            let authors = authors.iter().map(|author| (*author).to_owned()).collect();
            let text = mit(&Package { name: Some("shelf".to_owned()), authors, ..Package::default() });
            assert_eq!(text.lines().count(), MIT.lines().count());
            text.lines().nth(2).unwrap_or_default().to_owned()
        };
        assert_eq!(line(&[]), "Copyright (c) the shelf contributors");
        assert_eq!(line(&["<a@b.example>"]), "Copyright (c) the shelf contributors");
        assert_eq!(line(&["Ada\nB <a@b.example>", "Grace"]), "Copyright (c) Ada B, Grace");
    }

    #[test]
    fn the_texts_are_those_of_the_workspace() {
        // The published package has no workspace around it.
        let root = std::path::Path::new(env!("CARGO_MANIFEST_DIR")).join("..");
        for (name, text) in [("LICENSE-MIT", MIT), ("LICENSE-APACHE", APACHE)] {
            assert_eq!(std::fs::read_to_string(root.join(name)).unwrap(), text, "{name}");
        }
    }
}
