//! The paths that may be written.

/// The folder inside the output folder that stages a write.
pub(super) const STAGING: &str = ".openapi-crate.staging";
/// The file in the output folder that records what the last run wrote.
pub(super) const RECORD: &str = ".openapi-crate.json";

/// Longest name of a file on common file systems.
const LONGEST: usize = 255;

/// Checks a path relative to the output folder. Returns why it is not allowed.
pub(super) fn check(path: &str) -> Result<(), &'static str> {
    if path.chars().any(char::is_control) {
        return Err("it contains a control character");
    }
    if path.contains(['\\', ':', '<', '>', '"', '|', '?', '*']) {
        return Err("it contains a character that Windows reserves");
    }
    path.split('/').try_for_each(check_name)
}

fn check_name(name: &str) -> Result<(), &'static str> {
    if name.is_empty() {
        return Err("it is absolute, or one of its names is empty");
    }
    if name == "." || name == ".." {
        return Err("it could leave the output folder");
    }
    if name.ends_with(['.', ' ']) {
        return Err("one of its names ends in a full stop or a space");
    }
    if name.len() > LONGEST {
        return Err("one of its names is too long");
    }
    if is_device(name) {
        return Err("Windows reserves one of its names for a device");
    }
    if [".git", STAGING, RECORD].iter().any(|own| name.eq_ignore_ascii_case(own)) {
        return Err("one of its names is reserved for git or the generator");
    }
    Ok(())
}

/// Whether Windows reserves the name for a device, in every folder: `CON`, `con.rs`, `COM1 .txt`.
fn is_device(name: &str) -> bool {
    let stem = name.split('.').next().unwrap_or(name).trim_end().to_ascii_uppercase();
    let port = |rest: &str| {
        let mut digits = rest.chars();
        matches!((digits.next(), digits.next()), (Some('0'..='9' | '¹' | '²' | '³'), None))
    };
    matches!(stem.as_str(), "CON" | "PRN" | "AUX" | "NUL" | "CONIN$" | "CONOUT$")
        || stem.strip_prefix("COM").is_some_and(port)
        || stem.strip_prefix("LPT").is_some_and(port)
}

#[cfg(test)]
mod tests {
    use super::check;

    #[test]
    fn ordinary_paths_pass() {
        for path in ["Cargo.toml", "src/lib.rs", ".gitignore", "src/api/nul_value.rs", "src/com10.rs", "a b/ü.rs"] {
            assert_eq!(check(path), Ok(()), "{path}");
        }
    }

    #[test]
    fn other_paths_do_not() {
        let long = "x".repeat(256);
        let paths = [
            "",
            "/",
            "/a",
            "a/",
            "a//b",
            ".",
            "..",
            "../a",
            "a/..",
            "a/./b",
            "a\\b",
            "\\\\host\\a",
            "C:/a",
            "C:",
            "a:b",
            "a\0",
            "a\nb",
            "a.",
            "a ",
            "con",
            "src/NUL.rs",
            "com1",
            "LPT9.txt",
            "aux .rs",
            "COM¹",
            ".git/hooks/x",
            "a/.GIT",
            ".openapi-crate.json",
            ".openapi-crate.staging/x",
            &long,
        ];
        for path in paths {
            assert!(check(path).is_err(), "{path:?}");
        }
    }
}
