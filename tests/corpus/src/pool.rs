//! Runs work on several threads.

use std::sync::atomic::{AtomicUsize, Ordering};
use std::sync::mpsc;
use std::thread;

/// Calls `work` for each of the `items` on `jobs` threads, roughly in order, and `done` with each
/// result as it comes.
pub(crate) fn each<I: Sync, T: Send>(
    jobs: usize,
    items: &[I],
    work: impl Fn(&I) -> T + Sync,
    mut done: impl FnMut(&I, T),
) {
    let next = AtomicUsize::new(0);
    let (send, receive) = mpsc::channel();
    thread::scope(|scope| {
        for _ in 0..jobs.max(1).min(items.len()) {
            let (send, next, work) = (send.clone(), &next, &work);
            scope.spawn(move || {
                while let Some(item) = items.get(next.fetch_add(1, Ordering::Relaxed)) {
                    if send.send((item, work(item))).is_err() {
                        break;
                    }
                }
            });
        }
        drop(send);
        for (item, result) in receive {
            done(item, result);
        }
    });
}

#[cfg(test)]
mod tests {
    use super::each;

    #[test]
    fn each_item_is_done_once() {
        let items: Vec<usize> = (0..100).collect();
        let mut seen = Vec::new();
        each(3, &items, |item| item * 2, |item, result| seen.push((*item, result)));
        seen.sort_unstable();
        assert_eq!(seen, items.iter().map(|item| (*item, item * 2)).collect::<Vec<_>>());
    }

    #[test]
    fn nothing_to_do_is_done() {
        each(3, &[] as &[u8], |_| (), |_, ()| ());
    }
}
