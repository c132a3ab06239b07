//! Shows progress: a bar on a terminal, otherwise a line now and then.

use std::io::{self, IsTerminal, Write};

/// The progress of one step.
pub(crate) struct Progress {
    step: &'static str,
    total: usize,
    done: usize,
    /// The last tenth that was printed, without a terminal.
    tenth: usize,
    watched: bool,
}

/// The width of the bar, in characters.
const WIDTH: usize = 30;

impl Progress {
    /// Starts a step with `total` parts.
    pub(crate) fn new(step: &'static str, total: usize) -> Self {
        let progress = Self { step, total, done: 0, tenth: 0, watched: io::stderr().is_terminal() };
        if progress.watched {
            progress.draw("");
        } else {
            eprintln!("{step}: {total}");
        }
        progress
    }

    /// Counts one more part as done; `name` tells which.
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

    /// Prints a message at once, above the bar.
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
        // A closed output is no reason to stop.
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
