//! The printed files: each is made, printed and forgotten before the next one is begun, on as many threads as there are processors.

use std::sync::atomic::{AtomicUsize, Ordering};
use std::thread;

use proc_macro2::TokenStream;

use super::print;
use crate::diagnostic::Diagnostics;
use crate::rust::Emission;
use crate::rust::names;
use crate::rust::plan::operation;
use crate::rust::plan::operation::Plan;
use crate::rust::sources;
use crate::stack;

/// A source file that is yet to be made: tokens take much more memory than text, and cannot leave their thread.
pub(crate) struct File<'a> {
    path: String,
    tokens: Box<dyn FnOnce() -> TokenStream + 'a>,
}

impl<'a> File<'a> {
    /// The file at `path`, which `tokens` makes.
    pub(crate) fn new(path: String, tokens: impl FnOnce() -> TokenStream + 'a) -> Self {
        Self { path, tokens: Box::new(tokens) }
    }

    /// The file at `path`, which is made.
    pub(crate) fn of(path: &str, tokens: TokenStream) -> Self {
        Self::new(path.to_owned(), || tokens)
    }
}

/// More threads than this would each hold the names of the whole API for little.
const THREADS: usize = 8;
/// The files for which another thread is worth its start.
const WORTH: usize = 64;

/// A file's index with its path and text.
type Printed = (usize, (String, Result<String, syn::Error>));

/// Paths and texts of all sources. Which thread made which of them shows nowhere.
///
/// # Errors
///
/// Where the tokens of a file are no Rust file.
pub(crate) fn print(emission: &Emission<'_>, plans: &[Plan<'_>]) -> Result<Vec<(String, String)>, syn::Error> {
    let Emission { api, derives, package, .. } = *emission;
    let next = AtomicUsize::new(0);
    let files = sources(emission, plans);
    let threads = thread::available_parallelism().map_or(1, usize::from).min(THREADS).min(1 + files.len() / WORTH);
    let mut printed = thread::scope(|scope| {
        let others: Vec<_> = (1..threads)
            .filter_map(|_| {
                stack::try_spawn(scope, || {
                    // Names are tokens as well: this thread claims them anew, and they are the same.
                    let names = names::assign(api);
                    let emission = Emission { api, names: &names, derives, package };
                    let plans = operation::plan(&emission, &mut Diagnostics::new());
                    print_some(sources(&emission, &plans), &next)
                })
            })
            .collect();
        let mut printed = print_some(files, &next);
        printed.extend(others.into_iter().flat_map(stack::join));
        printed
    });
    printed.sort_by_key(|(index, _)| *index);
    printed.into_iter().map(|(_, (path, text))| Ok((path, text?))).collect()
}

/// Prints those files that no other thread has taken.
fn print_some(files: Vec<File<'_>>, next: &AtomicUsize) -> Vec<Printed> {
    let mut printed = Vec::new();
    let mut mine = next.fetch_add(1, Ordering::Relaxed);
    for (index, file) in files.into_iter().enumerate() {
        if index == mine {
            printed.push((index, (file.path, print::print((file.tokens)()))));
            mine = next.fetch_add(1, Ordering::Relaxed);
        }
    }
    printed
}
