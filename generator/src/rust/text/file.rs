//! The printed files: each is made, printed and forgotten before the next is begun, on as many
//! threads as there are processors.

use std::sync::atomic::{AtomicUsize, Ordering};
use std::thread;

use proc_macro2::TokenStream;

use super::print;
use crate::stack;

/// A source file that is yet to be made: tokens take much more memory than text, and cannot leave
/// their thread.
pub(crate) struct File<'a> {
    path: String,
    tokens: Box<dyn Fn() -> TokenStream + Send + Sync + 'a>,
}

impl<'a> File<'a> {
    /// The file at `path`, which `tokens` makes.
    pub(crate) fn new(path: impl Into<String>, tokens: impl Fn() -> TokenStream + Send + Sync + 'a) -> Self {
        Self { path: path.into(), tokens: Box::new(tokens) }
    }
}

/// More threads than this would each hold a printed file for little.
const THREADS: usize = 8;
/// The files for which another thread is worth its start.
const WORTH: usize = 64;

/// A file's index with its path and text.
type Printed = (usize, (String, Result<String, syn::Error>));

/// Paths and texts of all `files`, in their order.
///
/// # Errors
///
/// Where the tokens of a file are no Rust file.
pub(crate) fn print(files: &[File<'_>]) -> Result<Vec<(String, String)>, syn::Error> {
    let processors = thread::available_parallelism().map_or(1, usize::from);
    print_on(processors.min(THREADS).min(1 + files.len() / WORTH), files)
}

/// The same on this many threads. Which of them prints a file does not show in the result.
pub(crate) fn print_on(threads: usize, files: &[File<'_>]) -> Result<Vec<(String, String)>, syn::Error> {
    let next = AtomicUsize::new(0);
    let mut printed = thread::scope(|scope| {
        let others: Vec<_> =
            (1..threads).filter_map(|_| stack::try_spawn(scope, || print_some(files, &next))).collect();
        let mut printed = print_some(files, &next);
        printed.extend(others.into_iter().flat_map(stack::join));
        printed
    });
    printed.sort_by_key(|(index, _)| *index);
    printed.into_iter().map(|(_, (path, text))| Ok((path, text?))).collect()
}

/// Prints those files that no other thread has taken.
fn print_some(files: &[File<'_>], next: &AtomicUsize) -> Vec<Printed> {
    let mut printed = Vec::new();
    loop {
        let index = next.fetch_add(1, Ordering::Relaxed);
        let Some(file) = files.get(index) else { return printed };
        printed.push((index, (file.path.clone(), print::print((file.tokens)()))));
    }
}

#[cfg(test)]
mod tests {
    use std::sync::Mutex;
    use std::thread::{self, ThreadId};

    use quote::{format_ident, quote};

    use super::*;

    #[test]
    fn the_number_of_threads_does_not_show() {
        let makers = Mutex::new(Vec::<ThreadId>::new());
        let files: Vec<_> = (0..200_usize)
            .map(|index| {
                let makers = &makers;
                File::new(format!("src/file_{index}.rs"), move || {
                    makers.lock().unwrap().push(thread::current().id());
                    // Some take longer than others.
                    thread::yield_now();
                    let names = (0..=index % 7).map(|part| format_ident!("Part{part}"));
                    quote!(#(pub struct #names;)*)
                })
            })
            .collect();
        let alone = print_on(1, &files).unwrap();
        assert_eq!(alone.len(), files.len());
        assert!(alone.iter().zip(&files).all(|((path, _), file)| *path == file.path), "in the order of the list");
        for threads in [2, 8] {
            makers.lock().unwrap().clear();
            assert_eq!(print_on(threads, &files).unwrap(), alone, "{threads} threads");
            assert_eq!(makers.lock().unwrap().len(), files.len(), "each file is made once");
        }
    }
}
