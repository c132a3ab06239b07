//! Threads whose stacks are deep enough for every document that is read: what nests 128 levels deep
//! is walked by calls within calls, and a program may have been started with a stack of 1 MiB.

use std::panic::resume_unwind;
use std::thread::{Builder, Scope, ScopedJoinHandle};

/// Of this, only what is used takes memory. The deepest document needs a fiftieth of it, without
/// optimisation.
const SIZE: usize = 64 << 20;

/// Runs `work` on a thread of its own; `None` where the system gives none.
pub(crate) fn try_spawn<'scope, T: Send + 'scope>(
    scope: &'scope Scope<'scope, '_>,
    work: impl FnOnce() -> T + Send + 'scope,
) -> Option<ScopedJoinHandle<'scope, T>> {
    Builder::new().stack_size(SIZE).spawn_scoped(scope, work).ok()
}

/// What a thread gave. It panics as the thread did.
pub(crate) fn join<T>(thread: ScopedJoinHandle<'_, T>) -> T {
    thread.join().unwrap_or_else(|panic| resume_unwind(panic))
}
