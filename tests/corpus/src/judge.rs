//! Judges the examples of one document, in a process of its own.

use std::collections::BTreeMap;
use std::fs;
use std::path::{Path, PathBuf};
use std::process::{Command, ExitCode, Output};

use clap::Args;
use serde::{Deserialize, Serialize};
use serde_json::Value;

use crate::counts::Counts;
use crate::difference::{self, Difference, short};
use crate::examples::{EXAMPLES, Example, Examples, VALUES};
use crate::part::{self, Lost};
use crate::schema::{Member, Schemas, address};
use crate::watchdog;

/// The arguments of the process.
#[derive(Debug, Args)]
pub(crate) struct Judge {
    /// The folder of the program.
    pub(crate) folder: PathBuf,
    /// The program itself.
    pub(crate) program: PathBuf,
    /// The time limit, in seconds.
    #[arg(long)]
    pub(crate) limit: u64,
}

/// The results of the examples.
#[derive(Debug, Clone, Default, PartialEq, Serialize, Deserialize)]
pub(crate) struct Judged {
    #[serde(flatten)]
    pub(crate) counts: Counts,
    /// The examples that match their schema, but are not read or not written back equal.
    pub(crate) wrong: Vec<Wrong>,
    /// Why nothing could be judged.
    pub(crate) failure: Option<String>,
}

/// A value with a wrong result.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize)]
pub(crate) struct Wrong {
    pub(crate) pointer: String,
    pub(crate) schema: String,
    pub(crate) typ: String,
    pub(crate) value: String,
    pub(crate) because: String,
}

/// Judges the examples, and prints the result.
pub(crate) fn run(one: &Judge) -> ExitCode {
    watchdog::start(one.limit);
    let judged = judge(one).unwrap_or_else(|failure| Judged { failure: Some(failure), ..Judged::default() });
    part::print(&judged)
}

/// Reads the result of a process that has ended.
pub(crate) fn read(output: &Output) -> Judged {
    part::read(output).unwrap_or_else(|lost| {
        let failure = match lost {
            Lost::OutOfTime => "the judgement took too long".to_owned(),
            Lost::Crashed(because) => because,
        };
        Judged { failure: Some(failure), ..Judged::default() }
    })
}

fn judge(one: &Judge) -> Result<Judged, String> {
    let path = one.folder.join(EXAMPLES);
    let text = fs::read_to_string(&path).map_err(|error| format!("cannot read {}: {error}", path.display()))?;
    let examples: Examples = serde_json::from_str(&text).map_err(|error| format!("{}: {error}", path.display()))?;
    let output = Command::new(&one.program).arg(one.folder.join(VALUES)).output();
    let output = output.map_err(|error| format!("cannot run {}: {error}", one.program.display()))?;
    let results = String::from_utf8_lossy(&output.stdout);
    let mut results = results.lines();
    let found = examples.examples.len();
    let without_type = found - examples.readable().count();
    let mut judged = Judged { counts: Counts { found, without_type, ..Counts::default() }, ..Judged::default() };
    let (mut schemas, files) = documents(&examples)?;
    for (example, typ) in examples.readable() {
        let result = results.next();
        let file = files.get(example.schema_file.as_str()).copied().unwrap_or_default();
        let validator = schemas.as_mut().and_then(|schemas| schemas.at(&address(file), &example.schema));
        let fits = validator.as_ref().map(|validator| validator.is_valid(&example.value));
        let because = match what_became(&example.value, result) {
            Ok(differences) if differences.is_empty() => {
                judged.counts.equal += 1;
                judged.counts.equal_unfit += usize::from(fits == Some(false));
                continue;
            }
            Ok(differences) => {
                let is_unnamed = |one: &Difference| match (one, &schemas, &validator) {
                    (Difference::Lost { object, key }, Some(schemas), Some(validator)) => {
                        schemas.member(validator, &example.value, object, key) != Member::Named
                    }
                    _ => false,
                };
                if fits == Some(true) && differences.iter().all(is_unnamed) {
                    judged.counts.equal_named += 1;
                    continue;
                }
                differences.iter().filter(|one| !is_unnamed(one)).take(3).map(shown).collect::<Vec<_>>().join("; ")
            }
            Err(because) => because,
        };
        match fits {
            Some(true) => judged.wrong.push(wrong(example, &examples.types, typ, because)),
            Some(false) => judged.counts.unfit += 1,
            None => judged.counts.unjudged += 1,
        }
        if result.is_none() {
            // The program ended at this value and never read the following ones.
            judged.failure = Some(format!("the program ended ({}) at {}", output.status, example.pointer));
            break;
        }
    }
    Ok(judged)
}

/// Returns how the value differs from the one that was written back.
fn what_became(value: &Value, result: Option<&str>) -> Result<Vec<Difference>, String> {
    let result = result.ok_or("the program ended")?;
    match result.strip_prefix('=') {
        Some(json) => {
            let written: Value = serde_json::from_str(json).map_err(|error| format!("no JSON was written: {error}"))?;
            Ok(difference::between(value, &written))
        }
        None => Err(result.trim_start_matches('!').to_owned()),
    }
}

/// Returns the documents that contain the schemas, each with its number.
fn documents(examples: &Examples) -> Result<(Option<Schemas>, BTreeMap<&str, usize>), String> {
    let mut files: BTreeMap<&str, usize> = BTreeMap::new();
    let mut documents = Vec::new();
    for example in &examples.examples {
        let next = files.len();
        if *files.entry(&example.schema_file).or_insert(next) == next {
            documents.push((address(next), open(Path::new(&example.schema_file))?));
        }
    }
    Ok((Schemas::new(documents), files))
}

fn open(path: &Path) -> Result<Value, String> {
    let text = fs::read_to_string(path).map_err(|error| format!("cannot read {}: {error}", path.display()))?;
    openapi_crate::parse(&path.display().to_string(), &text).ok_or_else(|| format!("{} has no value", path.display()))
}

fn wrong(example: &Example, types: &[String], typ: usize, because: String) -> Wrong {
    Wrong {
        pointer: example.pointer.clone(),
        schema: example.schema.clone(),
        typ: types.get(typ).cloned().unwrap_or_default(),
        value: short(&example.value),
        because,
    }
}

fn shown(one: &Difference) -> String {
    match one {
        Difference::Lost { object, key } => format!("{} was not written back", object.child(key)),
        Difference::Other { at, before, after } => format!("at \"{at}\": {before} became {after}"),
    }
}
