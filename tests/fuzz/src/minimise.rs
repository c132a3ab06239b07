//! Makes an input smaller while it still breaks its promise.

use std::io;
use std::path::Path;
use std::process::Command;
use std::time::{Duration, Instant};

use serde_json::{Map, Value, json};

use crate::finding::Finding;
use crate::input::Input;
use crate::watch::{End, Limits, watch};

/// Decides whether an input still breaks the promise.
#[derive(Debug, Clone, Copy)]
pub struct Judge<'a> {
    /// The program that checks it.
    pub program: &'a Path,
    /// What the finding must share with the original one.
    pub signature: &'a str,
}

impl Judge<'_> {
    fn fails(&self, input: &Input) -> io::Result<bool> {
        let finding = look_at(self.program, input, Limits { time: Duration::from_secs(15), ..Limits::default() })?;
        Ok(finding.is_some_and(|finding| finding.signature() == self.signature))
    }
}

/// Checks one input in a process of its own.
///
/// # Errors
/// If the process cannot be started.
pub fn look_at(program: &Path, input: &Input, limits: Limits) -> io::Result<Option<Finding>> {
    let desk = tempfile::tempdir()?;
    let path = input.write(desk.path())?;
    let mut found = None;
    let end = watch(Command::new(program).arg("one").arg(path), limits, |line| {
        if let Some((_, finding)) = line.strip_prefix("! ").and_then(|rest| rest.split_once(' ')) {
            found = Finding::of_line(finding);
        }
    })?;
    Ok(match end {
        End::Done => found,
        End::Aborted(detail) => Some(Finding::new("abort", detail)),
        End::Hang => Some(Finding::new("hang", "did not end in time")),
        End::Memory => Some(Finding::new("memory", "used more memory than allowed")),
    })
}

/// Makes the input as small as the time allows.
///
/// # Errors
/// If a process cannot be started.
pub fn minimise(input: &Input, judge: &Judge<'_>, time: Duration) -> io::Result<Input> {
    let deadline = Instant::now() + time;
    let mut best = input.clone();
    if best.neighbour.is_some() {
        let alone = Input { neighbour: None, ..best.clone() };
        if judge.fails(&alone)? {
            best = alone;
        }
    }
    if let Ok(value) = serde_json::from_slice::<Value>(&best.bytes) {
        let bytes = |value: &Value| serde_json::to_vec_pretty(value).unwrap_or_default();
        let mut fails = |value: &Value| judge.fails(&Input { bytes: bytes(value), ..best.clone() });
        let value = shrink(value, deadline, &mut fails)?;
        return Ok(Input { bytes: bytes(&value), ..best });
    }
    // By lines, or by bytes if there are few lines.
    let lines: Vec<Vec<u8>> = best.bytes.split_inclusive(|byte| *byte == b'\n').map(<[u8]>::to_vec).collect();
    let parts = if lines.len() > 4 { lines } else { best.bytes.iter().map(|byte| vec![*byte]).collect() };
    let parts = remove(parts, deadline, &mut |parts| judge.fails(&Input { bytes: parts.concat(), ..best.clone() }))?;
    Ok(Input { bytes: parts.concat(), ..best })
}

/// Removes parts in groups of decreasing size.
fn remove(
    mut parts: Vec<Vec<u8>>,
    deadline: Instant,
    fails: &mut dyn FnMut(&[Vec<u8>]) -> io::Result<bool>,
) -> io::Result<Vec<Vec<u8>>> {
    let mut group = parts.len().div_ceil(2);
    while group > 0 {
        let mut at = 0;
        while at < parts.len() && Instant::now() < deadline {
            let mut fewer = parts.clone();
            fewer.drain(at..(at + group).min(parts.len()));
            if fails(&fewer)? {
                parts = fewer;
            } else {
                at += group;
            }
        }
        group /= 2;
    }
    Ok(parts)
}

/// Empties and removes nodes, the outermost first.
fn shrink(mut whole: Value, deadline: Instant, fails: &mut dyn FnMut(&Value) -> io::Result<bool>) -> io::Result<Value> {
    loop {
        let before = whole.to_string().len();
        let mut queue = vec![String::new()];
        while let Some(pointer) = queue.pop() {
            if Instant::now() > deadline {
                return Ok(whole);
            }
            let Some(node) = whole.pointer(&pointer).cloned() else { continue };
            for simpler in simpler(&node) {
                if simpler.to_string().len() >= node.to_string().len() {
                    continue;
                }
                let mut candidate = whole.clone();
                if let Some(place) = candidate.pointer_mut(&pointer) {
                    *place = simpler;
                }
                if fails(&candidate)? {
                    whole = candidate;
                    queue.push(pointer.clone());
                    break;
                }
            }
            if whole.pointer(&pointer) != Some(&node) {
                continue;
            }
            let children: Vec<String> = match &node {
                Value::Object(members) => members.keys().map(|key| key.replace('~', "~0").replace('/', "~1")).collect(),
                Value::Array(elements) => (0..elements.len()).map(|index| index.to_string()).collect(),
                _ => Vec::new(),
            };
            queue.extend(children.into_iter().rev().map(|key| format!("{pointer}/{key}")));
        }
        if whole.to_string().len() == before {
            return Ok(whole);
        }
    }
}

/// Returns replacements for a node, the smallest first: nothing, some of its children, one child.
fn simpler(node: &Value) -> Vec<Value> {
    match node {
        Value::Object(members) => {
            let mut all = vec![json!({})];
            let list: Vec<_> = members.iter().collect();
            let part = |keep: &dyn Fn(usize) -> bool| {
                let kept = list.iter().enumerate().filter(|(index, _)| keep(*index));
                Value::Object(kept.map(|(_, (key, value))| ((*key).clone(), (*value).clone())).collect::<Map<_, _>>())
            };
            let mut group = list.len().div_ceil(2);
            while group > 0 {
                for start in (0..list.len()).step_by(group) {
                    all.push(part(&|index| index < start || index >= start + group));
                }
                group /= 2;
            }
            all.extend(members.values().filter(|member| member.is_object() || member.is_array()).cloned());
            all
        }
        Value::Array(elements) => {
            let mut all = vec![json!([])];
            for index in 0..elements.len() {
                let mut fewer = elements.clone();
                fewer.remove(index);
                all.push(Value::Array(fewer));
            }
            all.extend(elements.iter().cloned());
            all
        }
        Value::String(text) if text.len() > 1 => {
            let half = text.chars().count() / 2;
            let (front, back): (String, String) =
                (text.chars().take(half).collect(), text.chars().skip(half).collect());
            vec![json!(""), json!("a"), json!(front), json!(back)]
        }
        _ => Vec::new(),
    }
}
