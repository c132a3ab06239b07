//! One run, from the arguments to the exit code.

use std::fs;
use std::path::Path;
use std::process::{Command, ExitCode};
use std::thread::available_parallelism;
use std::time::Instant;

use sha2::{Digest, Sha256};

use crate::Run;
use crate::compile::Workspace;
use crate::corpus::{Corpus, Document};
use crate::generate::{self, End, Generated};
use crate::journal::{Entry, Journal};
use crate::judge::{self, Judged};
use crate::pool::each;
use crate::progress::Progress;
use crate::report::Report;
use crate::skips::Skips;
use crate::table;

/// Carries out a run, and prints its result.
pub(crate) fn run(run: &Run) -> ExitCode {
    match report(run) {
        Ok(true) => ExitCode::SUCCESS,
        Ok(false) => ExitCode::FAILURE,
        Err(message) => {
            eprintln!("error: {message}");
            ExitCode::from(2)
        }
    }
}

/// Runs, reports, and returns whether all is well.
fn report(run: &Run) -> Result<bool, String> {
    let skips = Skips::read()?;
    let corpus = Corpus::open(&run.folder)?;
    let documents = corpus.documents(run.documents.as_deref())?;
    let mut journal = Journal::open(&run.folder, run.fresh)?;
    let workspace = Workspace::new(&run.folder)?;
    let mut entries = generate_all(run, &workspace, &documents, &mut journal)?;
    if run.compile {
        compile_all(run, &workspace, &mut entries)?;
        judge_all(run, &workspace, &mut entries)?;
    }
    let mut report = Report::new(entries);
    report.apply(&skips);
    let path = run.report.clone().unwrap_or_else(|| run.folder.join("report.json"));
    let text = serde_json::to_string_pretty(&report).map_err(|error| error.to_string())?;
    fs::write(&path, text + "\n").map_err(|error| format!("cannot write {}: {error}", path.display()))?;
    print!("{}", table::of(&report));
    println!("report: {}", path.display());
    Ok(report.is_well())
}

/// Runs the generator on every document.
fn generate_all(
    run: &Run,
    workspace: &Workspace,
    documents: &[Document],
    journal: &mut Journal,
) -> Result<Vec<Entry>, String> {
    let is_done = |entry: &&Entry| entry.written || !run.compile || entry.generated.end != End::Done;
    let mut entries = Vec::with_capacity(documents.len());
    let mut waiting = Vec::new();
    for document in documents {
        match journal.get(&document.name).filter(is_done) {
            Some(known) => entries.push(known.clone()),
            None => waiting.push(document),
        }
    }
    if !entries.is_empty() {
        eprintln!("generated before: {}", entries.len());
    }
    // The longest first, so that the last ones to finish are short.
    waiting.sort_by_key(|document| std::cmp::Reverse(document.bytes));
    let program = std::env::current_exe().map_err(|error| format!("cannot find this program: {error}"))?;
    let mut progress = Progress::new("generating", waiting.len());
    let mut failure = None;
    each(
        jobs(run),
        &waiting,
        |document| generate_one(run, workspace, &program, document),
        |document, generated| {
            progress.step(&document.name);
            if let End::Crashed(because) = &generated.end {
                progress.say(&format!("{}: {because}", document.name));
            }
            let written = run.compile && generated.end == End::Done;
            let entry = Entry { document: document.name.clone(), written, generated, compiled: None, examples: None };
            failure = failure.take().or(journal.add(&entry).err());
            entries.push(entry);
        },
    );
    drop(progress);
    entries.sort_by(|one, other| one.document.cmp(&other.document));
    failure.map_or(Ok(entries), Err)
}

/// Compiles every emitted crate.
fn compile_all(run: &Run, workspace: &Workspace, entries: &mut [Entry]) -> Result<(), String> {
    let made = entries.iter().filter(|entry| entry.generated.end == End::Done);
    let names: Vec<_> = made.map(|entry| package_name(&entry.document)).collect();
    let mut compiled = workspace.compile(&names, jobs(run))?;
    for entry in entries {
        entry.compiled = compiled.remove(&package_name(&entry.document));
    }
    Ok(())
}

/// Sends the examples of every document whose program compiles through that program.
fn judge_all(run: &Run, workspace: &Workspace, entries: &mut [Entry]) -> Result<(), String> {
    let program = std::env::current_exe().map_err(|error| format!("cannot find this program: {error}"))?;
    let executable = |entry: &Entry| entry.compiled.as_ref().and_then(|compiled| compiled.executable.clone());
    let work = entries.iter().enumerate().filter_map(|(index, entry)| {
        Some((index, workspace.program(&package_name(&entry.document)), executable(entry)?))
    });
    let work: Vec<_> = work.collect();
    let mut progress = Progress::new("examples", work.len());
    each(
        jobs(run),
        &work,
        |(_, folder, executable)| {
            let mut command = Command::new(&program);
            command.arg("judge").arg(folder).arg(executable).args(["--limit", &run.limit.to_string()]);
            match command.output() {
                Ok(output) => judge::read(&output),
                Err(error) => {
                    Judged { failure: Some(format!("cannot run this program: {error}")), ..Judged::default() }
                }
            }
        },
        |(index, ..), judged| {
            if let Some(entry) = entries.get_mut(*index) {
                progress.step(&entry.document);
                entry.examples = Some(judged);
            }
        },
    );
    Ok(())
}

fn generate_one(run: &Run, workspace: &Workspace, program: &Path, document: &Document) -> Generated {
    let mut command = Command::new(program);
    command.arg("generate").arg(&document.path).args(["--limit", &run.limit.to_string()]);
    let name = package_name(&document.name);
    if run.compile {
        command.arg("--output").arg(workspace.library(&name)).arg("--program").arg(workspace.program(&name));
    }
    command.args(["--name", &name]);
    let started = Instant::now();
    match command.output() {
        Ok(output) => generate::read(&output, started.elapsed().as_secs_f64()),
        Err(error) => {
            let because = format!("the process cannot be started: {error}");
            Generated { end: End::Crashed(because), seconds: 0.0, peak_kib: None, findings: None }
        }
    }
}

/// Returns the name of a document's package: readable words, and a part of the document's hash to
/// make it unique.
pub(crate) fn package_name(document: &str) -> String {
    let stem = document.strip_suffix(".json").unwrap_or(document).to_ascii_lowercase();
    let words = stem.split(|character: char| !character.is_ascii_alphanumeric()).filter(|word| !word.is_empty());
    let hash: String = Sha256::digest(document).iter().take(4).map(|byte| format!("{byte:02x}")).collect();
    words.fold("of".to_owned(), |name, word| name + "-" + word) + "-" + &hash
}

pub(crate) fn jobs(run: &Run) -> usize {
    run.jobs.unwrap_or_else(|| available_parallelism().map_or(1, usize::from))
}

#[cfg(test)]
mod tests {
    use super::package_name;

    #[test]
    fn packages_are_named_in_snake_case_and_told_apart() {
        let name = package_name("azure.com/commerce-Usage--v1.json");
        assert!(name.starts_with("of-azure-com-commerce-usage-v1-"), "{name}");
        assert_ne!(package_name("a-b.json"), package_name("a.b.json"));
    }
}
