//! How far the run is: a bar where a person watches, a line now and then elsewhere.

use std::io::{self, IsTerminal, Write};

/// The progress of one step.
pub(crate) struct Progress {
    step: &'static str,
    total: usize,
    done: usize,
    /// The tenth that was said last, where nobody watches.
    tenth: usize,
    watched: bool,
}

/// How many characters the bar has.
const WIDTH: usize = 30;

impl Progress {
    /// `step` has `total` parts.
    pub(crate) fn new(step: &'static str, total: usize) -> Self {
        let progress = Self { step, total, done: 0, tenth: 0, watched: io::stderr().is_terminal() };
        if progress.watched {
            progress.draw("");
        } else {
            eprintln!("{step}: {total}");
        }
        progress
    }

    /// One more part is done; `name` is what it was.
    pub(crate) fn step(&mut self, name: &str) {
        self.done += 1;
        if self.watched {
            return self.draw(name);
        }
        let tenth = self.done * 10 / self.total.max(1);
        if tenth > self.tenth && self.total >= 20 {
            self.tenth = tenth;
            eprintln!("{}: {} of {}", self.step, self.done, self.total);
        }
    }

    /// What is to be said at once, whatever the bar shows.
    pub(crate) fn say(&self, text: &str) {
        if self.watched {
            eprintln!("\r\x1b[K{text}");
            self.draw("");
        } else {
            eprintln!("{text}");
        }
    }

    fn draw(&self, name: &str) {
        let filled = self.done * WIDTH / self.total.max(1);
        let bar: String = (0..WIDTH).map(|at| if at < filled { '#' } else { '.' }).collect();
        let name: String = name.chars().take(40).collect();
        eprint!("\r\x1b[K{} [{bar}] {}/{} {name}", self.step, self.done, self.total);
        // That nobody listens is no reason to stop.
        let _ = io::stderr().flush();
    }
}

impl Drop for Progress {
    fn drop(&mut self) {
        if self.watched {
            eprint!("\r\x1b[K");
            let _ = io::stderr().flush();
        }
    }
}
