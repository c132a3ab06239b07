//! Threads with stacks for the deepest document: a document nests up to 128 levels, the stages
//! recurse, and a main thread may have only 1 MiB.

use std::panic::resume_unwind;
use std::thread::{Builder, Scope, ScopedJoinHandle};

/// Bytes of each stack; only used pages take memory. The deepest document needs a fiftieth of this
/// in an unoptimised build.
const SIZE: usize = 64 << 20;

/// Runs `work` on its own thread; `None` if the system provides none.
pub(crate) fn try_spawn<'scope, T: Send + 'scope>(
    scope: &'scope Scope<'scope, '_>,
    work: impl FnOnce() -> T + Send + 'scope,
) -> Option<ScopedJoinHandle<'scope, T>> {
    Builder::new().stack_size(SIZE).spawn_scoped(scope, work).ok()
}

/// Waits for the thread and returns its result. If the thread panicked, this panics too.
pub(crate) fn join<T>(thread: ScopedJoinHandle<'_, T>) -> T {
    thread.join().unwrap_or_else(|panic| resume_unwind(panic))
}
