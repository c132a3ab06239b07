//! The process that looks at inputs, one line for each step on its standard output.
//!
//! `> N` an input begins; `+ N` it was emitted; `- N` it was refused; `! N [KIND, DETAIL]` a promise was not kept.

use std::io::{self, Write};
use std::path::{Path, PathBuf};
use std::thread;

use crate::check::{Depth, check, remember_panics};
use crate::compile;
use crate::input::Input;
use crate::seeds::Seeds;

/// What a worker is to do.
#[derive(Debug, Clone)]
pub struct Work {
    /// The documents that are bent.
    pub seeds: Seeds,
    /// The campaign's seed.
    pub seed: u64,
    /// The first input.
    pub from: u64,
    /// How many inputs.
    pub count: u64,
    /// Every so many inputs, the emitted crate is left in this folder.
    pub crates: Option<(u64, PathBuf)>,
}

/// A real user's stack, or less: on some systems a program starts with one of this size.
const STACK: usize = 1 << 20;

/// Looks at inputs.
///
/// # Errors
/// When a temporary folder or the pipe cannot be written.
pub fn work(work: &Work) -> io::Result<()> {
    remember_panics();
    let desk = tempfile::tempdir()?;
    for number in work.from..work.from + work.count {
        let every = work.crates.as_ref().filter(|(every, _)| number.is_multiple_of(*every));
        // Making it needs more of a stack than looking at it may.
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

/// Looks at one saved input.
///
/// # Errors
/// When it cannot be read.
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

/// Runs it on a thread of its own with a stack of this size.
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
