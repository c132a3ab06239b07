//! A worker under watch: its lines, its time, its memory, its end.

use std::fs::{self, File};
use std::io::{self, BufRead, BufReader};
use std::process::{Child, Command, ExitStatus, Stdio};
use std::sync::mpsc::{RecvTimeoutError, channel};
use std::thread;
use std::time::{Duration, Instant};

/// How much one input may take.
#[derive(Debug, Clone, Copy)]
pub struct Limits {
    /// Time of a processor without a line: a busy machine makes nobody hang. Where the system does not tell it in `/proc`, the time on the
    /// wall counts.
    pub time: Duration,
    /// Memory of the process, in bytes; it is looked at where the system tells it in `/proc`.
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
    /// By itself, and well.
    Done,
    /// It aborted: the last lines that it complained with.
    Aborted(String),
    /// No line came in time.
    Hang,
    /// It wanted more memory than it may have.
    Memory,
}

/// Runs the command to its end and hands its lines on.
///
/// # Errors
/// When it cannot be started.
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

/// The memory that a process holds, where the system tells it.
fn memory(child: &Child) -> Option<u64> {
    let status = fs::read_to_string(format!("/proc/{}/status", child.id())).ok()?;
    let line = status.lines().find_map(|line| line.strip_prefix("VmRSS:"))?;
    line.trim().strip_suffix(" kB")?.parse::<u64>().ok().map(|kibibytes| kibibytes << 10)
}

/// A moment in the life of a process.
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
            // Whoever waits for ever uses no processor.
            (Some(before), Some(now)) => now.saturating_sub(before).max(self.wall.elapsed() / 20),
            _ => self.wall.elapsed(),
        }
    }
}

/// The processor's time that a process used, where the system tells it.
fn processor_time(child: &Child) -> Option<Duration> {
    let text = fs::read_to_string(format!("/proc/{}/stat", child.id())).ok()?;
    // After the name, which may hold anything, in hundredths of a second: proc_pid_stat(5).
    let mut fields = text.rsplit_once(')')?.1.split_whitespace().skip(11);
    let (user, system): (u64, u64) = (fields.next()?.parse().ok()?, fields.next()?.parse().ok()?);
    Some(Duration::from_millis((user + system) * 10))
}
