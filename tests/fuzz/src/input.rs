//! One input: a mutated document, and the file that it may refer to.

use std::fs;
use std::io;
use std::path::{Path, PathBuf};

use fastrand::Rng;

use crate::mutate;
use crate::seeds::Seeds;

/// A file beside each document, so that references to another file can resolve.
pub const NEIGHBOUR: &str = "other.json";

/// One input.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Input {
    /// The document's file name.
    pub name: String,
    /// The document.
    pub bytes: Vec<u8>,
    /// The file [`NEIGHBOUR`] beside it, if a reference needs it.
    pub neighbour: Option<Vec<u8>>,
}

impl Input {
    /// Makes the input with this number; `None` if the seed document cannot be read. `small`
    /// selects a document with few operations.
    #[must_use]
    pub fn make(seeds: &Seeds, seed: u64, number: u64, small: bool) -> Option<Self> {
        let mut rng = Rng::with_seed(seed.rotate_left(32) ^ number.wrapping_mul(0x9e37_79b9_7f4a_7c15));
        let mut document = seeds.pick(&mut rng)?;
        let donor = seeds.pick(&mut rng)?;
        if small || rng.u8(..4) != 0 {
            mutate::thin::thin(&mut document, &mut rng);
        }
        // Few changes for most inputs: documents with many changes are mostly rejected early.
        let changes = 1 << rng.u8(..4);
        for _ in 0..changes {
            mutate::node::mutate(&mut document, &donor, &mut rng);
        }
        let yaml = rng.u8(..3) == 0;
        let mut bytes = if yaml {
            mutate::yaml::text(&document, &mut rng).into_bytes()
        } else if rng.bool() {
            serde_json::to_vec(&document).ok()?
        } else {
            serde_json::to_vec_pretty(&document).ok()?
        };
        if rng.u8(..12) == 0 {
            mutate::text::mutate(&mut bytes, &mut rng);
        }
        let refers = bytes.windows(NEIGHBOUR.len()).any(|window| window == NEIGHBOUR.as_bytes());
        let neighbour = if refers { serde_json::to_vec(&donor).ok() } else { None };
        Some(Self { name: if yaml { "api.yaml" } else { "api.json" }.to_owned(), bytes, neighbour })
    }

    /// Reads an input that was saved as this file.
    ///
    /// # Errors
    /// If it cannot be read.
    pub fn read(path: &Path) -> io::Result<Self> {
        let name = if path.extension().is_some_and(|ending| ending == "json") { "api.json" } else { "api.yaml" };
        let neighbour = path.with_file_name(NEIGHBOUR);
        let neighbour = if neighbour.is_file() { Some(fs::read(neighbour)?) } else { None };
        Ok(Self { name: name.to_owned(), bytes: fs::read(path)?, neighbour })
    }

    /// Writes the input's files into a folder; returns the document's path.
    ///
    /// # Errors
    /// If they cannot be written.
    pub fn write(&self, folder: &Path) -> io::Result<PathBuf> {
        fs::create_dir_all(folder)?;
        let path = folder.join(&self.name);
        fs::write(&path, &self.bytes)?;
        if let Some(neighbour) = &self.neighbour {
            fs::write(folder.join(NEIGHBOUR), neighbour)?;
        }
        Ok(path)
    }
}
