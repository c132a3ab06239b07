//! The time that a part of a run may take.

use std::thread;
use std::time::Duration;

/// The exit code of a process that took too long.
pub(crate) const OUT_OF_TIME: u8 = 124;

/// Ends this process when the time is over, whatever it is doing.
pub(crate) fn start(seconds: u64) {
    thread::spawn(move || {
        thread::sleep(Duration::from_secs(seconds));
        std::process::exit(OUT_OF_TIME.into());
    });
}
