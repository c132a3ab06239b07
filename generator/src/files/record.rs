//! The record of the last run in a folder: paths and hashes. It reveals edits by hand, and only
//! files that it lists are ever removed.

use std::collections::BTreeMap;

use serde::{Deserialize, Serialize};
use sha2::{Digest, Sha256};

use super::{Files, path};

#[derive(Debug, Default, Serialize, Deserialize)]
pub(super) struct Record {
    generator: String,
    pub(super) files: BTreeMap<String, String>,
}

impl Record {
    /// Creates the record of a run that writes `files`.
    pub(super) fn of(files: &Files) -> Self {
        Self {
            generator: concat!(env!("CARGO_PKG_NAME"), " ", env!("CARGO_PKG_VERSION")).to_owned(),
            files: files.iter().map(|(path, text)| (path.to_owned(), hash(text.as_bytes()))).collect(),
        }
    }

    /// Parses a record; `None` if it is damaged: it has another form, or a path that is never
    /// emitted. The files in it may be removed, so it is trusted no more than our own output.
    pub(super) fn parse(bytes: &[u8]) -> Option<Self> {
        let record: Self = serde_json::from_slice(bytes).ok()?;
        record.files.keys().all(|path| path::check(path).is_ok()).then_some(record)
    }

    /// Returns the record's text, sorted by path.
    pub(super) fn text(&self) -> String {
        // Serializing a map of strings cannot fail; an empty text would be read as damaged.
        let mut text = serde_json::to_string_pretty(self).unwrap_or_default();
        text.push('\n');
        text
    }
}

/// Returns the hash of a file for the record.
pub(super) fn hash(bytes: &[u8]) -> String {
    let mut text = "sha256:".to_owned();
    for byte in Sha256::digest(bytes) {
        for digit in [byte >> 4, byte & 15] {
            text.push(char::from_digit(u32::from(digit), 16).unwrap_or('0'));
        }
    }
    text
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_record_reads_as_it_was_written() {
        let mut files = Files::new();
        files.insert("src/lib.rs", "abc").unwrap();
        let text = Record::of(&files).text();
        let version = env!("CARGO_PKG_VERSION");
        let hash = "sha256:ba7816bf8f01cfea414140de5dae2223b00361a396177a9cb410ff61f20015ad";
        assert_eq!(
            text,
            format!(
                "{{\n  \"generator\": \"openapi-crate {version}\",\n  \"files\": {{\n    \"src/lib.rs\": \"{hash}\"\n  }}\n}}\n"
            )
        );
        assert_eq!(Record::parse(text.as_bytes()).unwrap().files["src/lib.rs"], hash);
    }

    #[test]
    fn a_record_that_points_outside_is_damaged() {
        for path in ["../notes.txt", "/etc/passwd", "a/../../b", ".git/config"] {
            let text = format!("{{\"generator\":\"x\",\"files\":{{\"{path}\":\"sha256:00\"}}}}");
            assert!(Record::parse(text.as_bytes()).is_none(), "{path}");
        }
        assert!(Record::parse(b"<<<<<<< HEAD").is_none());
    }
}
