//! The time limit of a part of a run.

use std::thread;
use std::time::Duration;

/// The exit code of a process that exceeded its time limit.
pub(crate) const OUT_OF_TIME: u8 = 124;

/// Ends this process after `limit`, whatever it is doing.
pub(crate) fn start(seconds: u64) {
    thread::spawn(move || {
        thread::sleep(Duration::from_secs(seconds));
        std::process::exit(OUT_OF_TIME.into());
    });
}
