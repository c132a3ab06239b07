//! The results so far, one line per document, so that an interrupted run can continue.

use std::collections::BTreeMap;
use std::fs::{self, File, OpenOptions};
use std::io::Write;
use std::path::Path;

use serde::{Deserialize, Serialize};
use sha2::{Digest, Sha256};

use crate::compile::Compiled;
use crate::generate::Generated;
use crate::judge::Judged;

/// The journal of one build of this program. The results of another build do not count.
pub(crate) struct Journal {
    file: File,
    known: BTreeMap<String, Entry>,
}

/// The results of a document.
#[derive(Debug, Clone, Serialize, Deserialize)]
pub(crate) struct Entry {
    pub(crate) document: String,
    /// Whether the crate was written.
    pub(crate) written: bool,
    pub(crate) generated: Generated,
    /// The compiler's verdict. It is not reused: cargo knows what is up to date.
    #[serde(skip_deserializing)]
    pub(crate) compiled: Option<Compiled>,
    /// The results of the examples.
    #[serde(skip_deserializing)]
    pub(crate) examples: Option<Judged>,
}

#[derive(Debug, PartialEq, Serialize, Deserialize)]
struct Head {
    program: String,
}

impl Journal {
    /// Opens the journal in `folder`; empty if it belongs to another build, or on request.
    pub(crate) fn open(folder: &Path, fresh: bool) -> Result<Self, String> {
        let path = folder.join("journal.jsonl");
        let say = |error: std::io::Error| format!("cannot use {}: {error}", path.display());
        let program =
            std::env::current_exe().and_then(fs::read).map_err(|error| format!("cannot read this program: {error}"))?;
        let program = Sha256::digest(program).iter().map(|byte| format!("{byte:02x}")).collect();
        let head = Head { program };
        let text = if fresh { String::new() } else { fs::read_to_string(&path).unwrap_or_default() };
        let mut lines = text.lines();
        let same =
            lines.next().and_then(|line| serde_json::from_str::<Head>(line).ok()).is_some_and(|found| found == head);
        if !same {
            let head = serde_json::to_string(&head).map_err(|error| error.to_string())?;
            fs::write(&path, format!("{head}\n")).map_err(say)?;
        }
        // A line cut off by an interruption is not an entry.
        let entries = lines.filter(|_| same).filter_map(|line| serde_json::from_str::<Entry>(line).ok());
        let known = entries.map(|entry| (entry.document.clone(), entry)).collect();
        let mut file = OpenOptions::new().append(true).open(&path).map_err(say)?;
        if same && !text.ends_with('\n') {
            file.write_all(b"\n").map_err(say)?;
        }
        Ok(Self { file, known })
    }

    /// Returns the entry of a document.
    pub(crate) fn get(&self, document: &str) -> Option<&Entry> {
        self.known.get(document)
    }

    /// Adds an entry.
    pub(crate) fn add(&mut self, entry: &Entry) -> Result<(), String> {
        let line = serde_json::to_string(entry).map_err(|error| error.to_string())?;
        writeln!(self.file, "{line}").map_err(|error| format!("cannot write the journal: {error}"))
    }
}
