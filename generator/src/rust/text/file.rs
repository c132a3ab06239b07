//! Prints the files, on as many threads as there are processors. Each thread makes the tokens of a
//! file, prints them and drops them before it begins the next file.

use std::sync::atomic::{AtomicUsize, Ordering};
use std::thread;

use proc_macro2::TokenStream;

use super::print;
use crate::stack;

/// A source file whose tokens are yet to be made: they take much more memory than text, and cannot
/// leave their thread.
pub(crate) struct File<'a> {
    path: String,
    tokens: Box<dyn Fn() -> TokenStream + Send + Sync + 'a>,
}

impl<'a> File<'a> {
    /// Declares the file at `path`; `tokens` makes its content.
    pub(crate) fn new(path: impl Into<String>, tokens: impl Fn() -> TokenStream + Send + Sync + 'a) -> Self {
        Self { path: path.into(), tokens: Box::new(tokens) }
    }
}

/// More threads hardly save time, but each holds a printed file in memory.
const THREADS: usize = 8;
/// The number of files that justifies starting another thread.
const WORTH: usize = 64;

/// A file's index with its path and text.
type Printed = (usize, (String, Result<String, syn::Error>));

/// Returns paths and texts of all `files`, in their order.
///
/// # Errors
///
/// If the tokens of a file are not a valid Rust file.
pub(crate) fn print(files: &[File<'_>]) -> Result<Vec<(String, String)>, syn::Error> {
    let processors = thread::available_parallelism().map_or(1, usize::from);
    print_on(processors.min(THREADS).min(1 + files.len() / WORTH), files)
}

/// Like [`print`], on this many threads. The result does not depend on their number.
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

/// Prints files that no other thread has taken, until there are none left.
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
                    // Makes some files take longer than others.
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
