//! Checks of what Cargo and crates.io accept in a manifest.

/// Checks the name of a package.
///
/// # Errors
/// If Cargo does not accept the name for a library that others depend on.
pub(crate) fn check_name(name: &str) -> Result<(), &'static str> {
    let plain = |character: char| character.is_ascii_alphanumeric() || character == '-' || character == '_';
    if !name.starts_with(|first: char| first.is_ascii_alphabetic()) || !name.chars().all(plain) {
        return Err("use ASCII letters, digits, `-` and `_`, beginning with a letter");
    }
    // The lint `non_snake_case` applies to the names of crates as well.
    if name.split(['-', '_']).any(str::is_empty) {
        return Err("use a single `-` or `_` between words");
    }
    if name.len() > 64 {
        return Err("it is longer than 64 characters");
    }
    let taken = ["alloc", "build", "core", "crate", "deps", "examples", "incremental", "proc-macro", "std", "test"];
    let library = name.to_ascii_lowercase().replace('-', "_");
    if taken.contains(&name.to_ascii_lowercase().as_str()) || syn::parse_str::<syn::Ident>(&library).is_err() {
        return Err("Rust or Cargo reserves this name");
    }
    Ok(())
}

/// Checks the version of a package.
///
/// # Errors
/// If the version is not of the form that Semantic Versioning 2.0 defines.
pub(crate) fn check_version(version: &str) -> Result<(), &'static str> {
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
    if sound { Ok(()) } else { Err("expected MAJOR.MINOR.PATCH, such as 1.4.0 or 2.0.0-beta.1") }
}

fn split(text: &str, at: char) -> (&str, Option<&str>) {
    text.split_once(at).map_or((text, None), |(before, after)| (before, Some(after)))
}

#[cfg(test)]
mod tests {
    use super::*;

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
