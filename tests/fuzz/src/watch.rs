//! Watches a worker: its output, its time, its memory and its end.

use std::fs::{self, File};
use std::io::{self, BufRead, BufReader};
use std::process::{Child, Command, ExitStatus, Stdio};
use std::sync::mpsc::{RecvTimeoutError, channel};
use std::thread;
use std::time::{Duration, Instant};

/// The limits of one input.
#[derive(Debug, Clone, Copy)]
pub struct Limits {
    /// Processor time without a line, so that a busy machine does not look like a hang. Elapsed
    /// time on systems without `/proc`.
    pub time: Duration,
    /// Memory of the process, in bytes; checked only on systems with `/proc`.
    pub memory: u64,
}

impl Default for Limits {
    fn default() -> Self {
        Self { time: Duration::from_secs(15), memory: 1 << 30 }
    }
}

/// How a worker ended.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum End {
    /// Successfully.
    Done,
    /// It aborted; its last lines of errors.
    Aborted(String),
    /// No line came in time.
    Hang,
    /// It exceeded its memory.
    Memory,
}

/// Runs the command to its end and passes its lines on.
///
/// # Errors
/// If it cannot be started.
pub fn watch(command: &mut Command, limits: Limits, mut line: impl FnMut(&str)) -> io::Result<End> {
    let complaints = tempfile::NamedTempFile::new()?;
    command.stdin(Stdio::null()).stdout(Stdio::piped()).stderr(File::create(complaints.path())?);
    let mut child = command.spawn()?;
    let (send, receive) = channel();
    if let Some(out) = child.stdout.take() {
        thread::spawn(move || {
            for line in BufReader::new(out).lines().map_while(Result::ok) {
                if send.send(line).is_err() {
                    break;
                }
            }
        });
    }
    let mut last = Since::now(&child);
    loop {
        match receive.recv_timeout(Duration::from_millis(100)) {
            Ok(text) => {
                last = Since::now(&child);
                line(&text);
            }
            Err(RecvTimeoutError::Disconnected) => {
                let status = child.wait()?;
                return Ok(ended(status, &fs::read(complaints.path())?));
            }
            Err(RecvTimeoutError::Timeout) => {
                let end = if last.spent(&child) > limits.time {
                    End::Hang
                } else if memory(&child).is_some_and(|used| used > limits.memory) {
                    End::Memory
                } else {
                    continue;
                };
                child.kill()?;
                child.wait()?;
                return Ok(end);
            }
        }
    }
}

fn ended(status: ExitStatus, complaints: &[u8]) -> End {
    if status.success() {
        return End::Done;
    }
    let complaints = String::from_utf8_lossy(complaints);
    let words = complaints.split_whitespace().collect::<Vec<_>>().join(" ");
    End::Aborted(format!("{status}: {}", words.chars().take(400).collect::<String>()))
}

/// Returns the memory of a process, if the system reports it.
fn memory(child: &Child) -> Option<u64> {
    let status = fs::read_to_string(format!("/proc/{}/status", child.id())).ok()?;
    let line = status.lines().find_map(|line| line.strip_prefix("VmRSS:"))?;
    line.trim().strip_suffix(" kB")?.parse::<u64>().ok().map(|kibibytes| kibibytes << 10)
}

/// A snapshot of a process.
struct Since {
    wall: Instant,
    used: Option<Duration>,
}

impl Since {
    fn now(child: &Child) -> Self {
        Self { wall: Instant::now(), used: processor_time(child) }
    }

    fn spent(&self, child: &Child) -> Duration {
        match (self.used, processor_time(child)) {
            // A process that waits forever uses no processor time.
            (Some(before), Some(now)) => now.saturating_sub(before).max(self.wall.elapsed() / 20),
            _ => self.wall.elapsed(),
        }
    }
}

/// Returns the processor time of a process, if the system reports it.
fn processor_time(child: &Child) -> Option<Duration> {
    let text = fs::read_to_string(format!("/proc/{}/stat", child.id())).ok()?;
    // Fields after the name, which may contain any character; in hundredths of a second:
    // proc_pid_stat(5).
    let mut fields = text.rsplit_once(')')?.1.split_whitespace().skip(11);
    let (user, system): (u64, u64) = (fields.next()?.parse().ok()?, fields.next()?.parse().ok()?);
    Some(Duration::from_millis((user + system) * 10))
}
