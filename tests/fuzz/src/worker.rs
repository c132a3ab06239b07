//! The process that checks inputs. It prints one line for each step.
//!
//! `> N` an input begins; `+ N` a crate was emitted; `- N` the document was rejected;
//! `! N [KIND, DETAIL]` a promise was broken.

use std::io::{self, Write};
use std::path::{Path, PathBuf};
use std::thread;

use crate::check::{Depth, check, remember_panics};
use crate::compile;
use crate::input::Input;
use crate::seeds::Seeds;

/// The settings of a worker.
#[derive(Debug, Clone)]
pub struct Work {
    /// The documents to mutate.
    pub seeds: Seeds,
    /// The campaign's seed.
    pub seed: u64,
    /// The first input.
    pub from: u64,
    /// The number of inputs.
    pub count: u64,
    /// Every n-th input's crate is left in this folder.
    pub crates: Option<(u64, PathBuf)>,
}

/// The size of a main thread's stack on some systems, or less.
const STACK: usize = 1 << 20;

/// Checks inputs.
///
/// # Errors
/// If a temporary folder or the pipe cannot be written.
pub fn work(work: &Work) -> io::Result<()> {
    remember_panics();
    let desk = tempfile::tempdir()?;
    for number in work.from..work.from + work.count {
        let every = work.crates.as_ref().filter(|(every, _)| number.is_multiple_of(*every));
        // Creating an input takes more stack than checking it may.
        let Some(input) = with_stack(STACK << 6, || Input::make(&work.seeds, work.seed, number, every.is_some()))?
        else {
            continue;
        };
        let depth = Depth { twice: number.is_multiple_of(13), written: number.is_multiple_of(7) };
        let name = format!("fuzz-{number}");
        let files = one(&input, desk.path(), number, &name, depth)?;
        if let (Some((_, folder)), Some(files)) = (every, files) {
            compile::leave(&folder.join(&name), &files)?;
            say(&format!("c {number}"))?;
        }
    }
    Ok(())
}

/// Checks one saved input.
///
/// # Errors
/// If it cannot be read.
pub fn work_on(path: &Path) -> io::Result<()> {
    remember_panics();
    let desk = tempfile::tempdir()?;
    one(&Input::read(path)?, desk.path(), 0, "fuzz-0", Depth { twice: true, written: true })?;
    Ok(())
}

fn one(input: &Input, desk: &Path, number: u64, name: &str, depth: Depth) -> io::Result<Option<Vec<(String, String)>>> {
    say(&format!("> {number}"))?;
    let checked = with_stack(STACK, || check(input, desk, name, depth))??;
    if let Some(finding) = checked.finding {
        say(&format!("! {number} {}", finding.line()))?;
        return Ok(None);
    }
    let mark = if checked.files.is_some() { '+' } else { '-' };
    say(&format!("{mark} {number}"))?;
    Ok(checked.files)
}

/// Runs it on a thread with this stack size.
fn with_stack<T: Send>(size: usize, run: impl FnOnce() -> T + Send) -> io::Result<T> {
    thread::scope(|scope| {
        let thread = thread::Builder::new().stack_size(size).spawn_scoped(scope, run)?;
        thread.join().map_err(|_| io::Error::other("the fuzzer itself panicked"))
    })
}

fn say(line: &str) -> io::Result<()> {
    let mut out = io::stdout().lock();
    writeln!(out, "{line}")?;
    out.flush()
}
