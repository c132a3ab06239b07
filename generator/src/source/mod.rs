//! Texts, their values, and the positions of nodes in them.

mod json;
mod places;
mod value;
mod yaml;

use std::collections::{BTreeMap, BTreeSet};
use std::path::{Path, PathBuf};

use serde_json::Value;

use crate::diagnostic::{Diagnostics, FileFault, Problem, Related};
use crate::place::{At, Pointer, Position, SourceId};

/// The language of a source.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) enum Format {
    /// YAML 1.2.
    Yaml,
    /// JSON.
    Json,
}

/// A file's text.
#[derive(Debug, Clone)]
pub(crate) struct Source {
    /// The file's name, as the user gave it.
    pub name: String,
    /// The text without its byte order mark.
    pub text: String,
    /// The language of the text.
    pub format: Format,
    /// The file that was read; `None` for a text that is not from a file.
    pub path: Option<PathBuf>,
}

impl Source {
    /// Creates a source. The extension of `name` tells the language, or else the text does.
    #[must_use]
    pub(crate) fn new(name: impl Into<String>, text: impl Into<String>) -> Self {
        let (name, mut text) = (name.into(), text.into());
        if text.starts_with('\u{feff}') {
            text.remove(0);
        }
        let named = |endings: &[&str]| {
            let ending = Path::new(&name).extension();
            ending.is_some_and(|ending| endings.iter().any(|known| ending.eq_ignore_ascii_case(known)))
        };
        let braced = text.trim_start().starts_with('{');
        // YAML may also begin with a brace. JSON in a YAML file is read as JSON, because YAML has
        // other escapes.
        let json = named(&["json"])
            || braced && (!named(&["yaml", "yml"]) || serde_json::from_str::<serde::de::IgnoredAny>(&text).is_ok());
        Self { name, text, format: if json { Format::Json } else { Format::Yaml }, path: None }
    }
}

/// All sources of a run.
#[derive(Debug, Clone, Default)]
pub struct Sources(Vec<Source>);

impl Sources {
    pub(crate) fn new() -> Self {
        Self::default()
    }

    pub(crate) fn add(&mut self, source: Source) -> SourceId {
        self.0.push(source);
        SourceId(self.0.len() - 1)
    }

    /// Reads a file; `None` if it cannot be read, which is reported.
    pub(crate) fn open(&mut self, path: &Path, diagnostics: &mut Diagnostics) -> Option<SourceId> {
        let name = path.display().to_string();
        let bytes = match std::fs::read(path) {
            Ok(bytes) => bytes,
            Err(error) => {
                let id = self.add(Source::new(name, ""));
                diagnostics.push(At::root(id), Problem::UnreadableFile { because: file_fault(&error) });
                return None;
            }
        };
        match String::from_utf8(bytes) {
            Ok(text) => Some(self.add(Source { path: Some(path.to_owned()), ..Source::new(name, text) })),
            Err(error) => {
                let offset = error.utf8_error().valid_up_to();
                let lossy = String::from_utf8_lossy(error.as_bytes()).into_owned();
                let position = Position::of_offset(&lossy, offset);
                let id = self.add(Source::new(name, lossy));
                diagnostics.push_exact(At::root(id), Some(position), Problem::NotUtf8 { offset });
                None
            }
        }
    }

    /// Returns the source with this id; `None` for an id of another run.
    pub(crate) fn get(&self, id: SourceId) -> Option<&Source> {
        self.0.get(id.0)
    }

    /// Returns the name of a source, as the user gave it.
    #[must_use]
    pub fn name(&self, id: SourceId) -> &str {
        self.get(id).map_or("", |source| &source.name)
    }

    /// Returns a short name for a source: its file's name up to the first dot.
    #[must_use]
    pub(crate) fn stem(&self, id: SourceId) -> &str {
        let name = self.name(id);
        let file = name.rsplit(['/', '\\']).next().unwrap_or(name);
        file.split('.').find(|part| !part.is_empty()).unwrap_or("other")
    }

    /// Returns a line of a source, counted from 1.
    pub(crate) fn line(&self, id: SourceId, line: usize) -> Option<&str> {
        self.get(id)?.text.lines().nth(line.checked_sub(1)?)
    }

    /// Returns the positions of nodes, in one pass over each source. A member's position is that of
    /// its key, an element's that of its first character. For a node that is not in the text, it is
    /// that of the nearest node around it.
    pub(crate) fn positions(&self, asked: &[At]) -> Vec<Option<Position>> {
        let mut wanted: BTreeMap<SourceId, BTreeSet<Pointer>> = BTreeMap::new();
        for at in asked {
            wanted.entry(at.source).or_default().insert(at.pointer.clone());
        }
        let found: BTreeMap<SourceId, BTreeMap<Pointer, Vec<Position>>> =
            wanted.iter().filter_map(|(id, wanted)| Some((*id, locate(self.get(*id)?, wanted)))).collect();
        asked
            .iter()
            .map(|at| {
                let source = self.get(at.source).filter(|source| !source.text.is_empty())?;
                let found = found.get(&at.source)?;
                let mut next = Some(at.pointer.clone());
                while let Some(pointer) = next {
                    if let Some(first) = found.get(&pointer).and_then(|all| all.first()) {
                        return Some(*first);
                    }
                    next = pointer.parent();
                }
                Some(Position::start(&source.text))
            })
            .collect()
    }
}

/// Parses a source and reports its problems; `None` if it cannot be parsed.
pub(crate) fn parse(source: &Source, id: SourceId, diagnostics: &mut Diagnostics) -> Option<Value> {
    if says_nothing(source) {
        diagnostics.push(At::root(id), Problem::EmptyFile);
        return None;
    }
    let mut found = Vec::new();
    let value = match source.format {
        Format::Yaml => yaml::parse(&source.text, &mut found),
        Format::Json => json::parse(&source.text, &mut found),
    };
    for value::Found { pointer, problem } in found {
        let mut position = None;
        let mut first = None;
        if let Problem::DuplicateKey { .. } = problem {
            let all = locate(source, &BTreeSet::from([pointer.clone()])).remove(&pointer).unwrap_or_default();
            position = all.get(1).copied();
            first = position.map(|_| At { source: id, pointer: pointer.clone() });
        }
        let at = At { source: id, pointer };
        diagnostics.push_found(at, position, problem, first.map(|at| (at, Related::Defined)));
    }
    match value {
        Ok(value) => Some(value),
        Err(failure) => {
            diagnostics.push_exact(At::root(id), failure.position, *failure.problem);
            None
        }
    }
}

/// Whether a source contains nothing except blank lines and YAML comments.
fn says_nothing(source: &Source) -> bool {
    let comment = |line: &str| source.format == Format::Yaml && line.starts_with('#');
    source.text.lines().map(str::trim).all(|line| line.is_empty() || comment(line))
}

/// Why and where a text cannot be parsed.
struct Failure {
    position: Option<Position>,
    problem: Box<Problem>,
}

impl Failure {
    fn new(position: Option<Position>, problem: Problem) -> Self {
        Self { position, problem: Box::new(problem) }
    }
}

/// Returns all positions of the wanted nodes: several if a key occurs twice.
fn locate(source: &Source, wanted: &BTreeSet<Pointer>) -> BTreeMap<Pointer, Vec<Position>> {
    let mut with_holders = BTreeSet::new();
    for pointer in wanted {
        let mut next = Some(pointer.clone());
        while let Some(pointer) = next {
            next = pointer.parent();
            if !with_holders.insert(pointer) {
                break;
            }
        }
    }
    match source.format {
        Format::Yaml => yaml::locate(&source.text, &with_holders),
        Format::Json => json::locate(&source.text, &with_holders),
    }
}

/// Returns why a file cannot be read, without the system's error number.
pub(crate) fn file_fault(error: &std::io::Error) -> FileFault {
    match error.kind() {
        std::io::ErrorKind::NotFound => FileFault::Missing,
        std::io::ErrorKind::PermissionDenied => FileFault::NotPermitted,
        std::io::ErrorKind::IsADirectory => FileFault::Folder,
        _ => FileFault::Other(error.to_string()),
    }
}
