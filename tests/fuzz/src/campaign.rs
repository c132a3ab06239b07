//! A campaign: one input after another, in processes of their own, until the time is up.

use std::collections::BTreeMap;
use std::fs;
use std::io;
use std::path::{Path, PathBuf};
use std::process::Command;
use std::time::{Duration, Instant};

use crate::compile;
use crate::finding::Finding;
use crate::input::Input;
use crate::minimise::{Judge, minimise};
use crate::seeds::Seeds;
use crate::watch::{End, Limits, watch};

/// The settings of a campaign.
#[derive(Debug, Clone)]
pub struct Campaign {
    /// This program, which is also the worker.
    pub program: PathBuf,
    /// The folders of documents.
    pub documents: Vec<PathBuf>,
    /// Documents with more bytes are skipped.
    pub largest: u64,
    /// Makes the inputs differ from those of other campaigns.
    pub seed: u64,
    /// The first input.
    pub from: u64,
    /// How long it runs.
    pub time: Duration,
    /// The most inputs.
    pub count: u64,
    /// Every n-th input's crate is compiled; 0 for none.
    pub compile_every: u64,
    /// Where findings are saved.
    pub folder: PathBuf,
    /// The limits of one input.
    pub limits: Limits,
}

/// The result of a campaign.
#[derive(Debug, Clone, Default)]
pub struct Tally {
    /// Number of inputs that were checked.
    pub looked_at: u64,
    /// Number of inputs for which a crate was emitted.
    pub emitted: u64,
    /// Number of crates that were compiled.
    pub compiled: u64,
    /// How often each promise was broken, keyed by the signature that findings with the same cause
    /// share.
    pub findings: BTreeMap<String, u64>,
}

/// Inputs per process, so that memory kept by the allocator does not add up.
const BATCH: u64 = 200;
/// Crates per run of cargo.
const CRATES: usize = 24;
/// How many inputs with the same cause are saved.
const SAVED: u64 = 3;

/// Runs the campaign; calls `progress` with messages.
///
/// # Errors
/// If a process cannot be started, or a finding cannot be saved.
pub fn run(campaign: &Campaign, progress: &mut dyn FnMut(&str)) -> io::Result<Tally> {
    let seeds = Seeds::find(&campaign.documents, campaign.largest)?;
    progress(&format!("{} documents, seed {}", seeds.len(), campaign.seed));
    fs::create_dir_all(&campaign.folder)?;
    let crates = campaign.folder.join("crates");
    compile::clear(&crates)?;
    let mut state = State { campaign, seeds, tally: Tally::default(), crates, left: Vec::new() };
    let start = Instant::now();
    let end = campaign.from.saturating_add(campaign.count);
    let mut next = campaign.from;
    while next < end && start.elapsed() < campaign.time {
        let count = BATCH.min(end - next);
        next = state.batch(next, count, progress)?;
        if state.left.len() >= CRATES || (next >= end || start.elapsed() >= campaign.time) {
            state.compile(progress)?;
        }
        let Tally { looked_at, emitted, compiled, findings } = &state.tally;
        let found = findings.len();
        let seconds = start.elapsed().as_secs();
        progress(&format!(
            "{seconds} s, to {next}: {looked_at} inputs, {emitted} emitted, {compiled} compiled, {found} findings"
        ));
    }
    Ok(state.tally)
}

struct State<'c> {
    campaign: &'c Campaign,
    seeds: Seeds,
    tally: Tally,
    crates: PathBuf,
    /// The inputs whose crates are waiting to be compiled.
    left: Vec<u64>,
}

impl State<'_> {
    /// Checks inputs; returns the first one that is left to do.
    fn batch(&mut self, from: u64, count: u64, progress: &mut dyn FnMut(&str)) -> io::Result<u64> {
        let campaign = self.campaign;
        let mut command = Command::new(&campaign.program);
        command.arg("work").arg("--seed").arg(campaign.seed.to_string());
        command.arg("--from").arg(from.to_string()).arg("--count").arg(count.to_string());
        command.arg("--largest").arg(campaign.largest.to_string());
        for folder in &campaign.documents {
            command.arg("--documents").arg(folder);
        }
        if campaign.compile_every > 0 {
            command.arg("--compile-every").arg(campaign.compile_every.to_string()).arg("--crates").arg(&self.crates);
        }
        let mut current = None;
        let mut found = Vec::new();
        let (tally, left) = (&mut self.tally, &mut self.left);
        let end = watch(&mut command, campaign.limits, |line| {
            let (mark, rest) = line.split_at_checked(2).unwrap_or((line, ""));
            let (number, rest) = rest.split_once(' ').unwrap_or((rest, ""));
            let Ok(number) = number.parse::<u64>() else { return };
            match mark {
                "> " => {
                    current = Some(number);
                    tally.looked_at += 1;
                }
                "+ " => tally.emitted += 1,
                "c " => left.push(number),
                "! " => found.extend(Finding::of_line(rest).map(|finding| (number, finding))),
                _ => {}
            }
        })?;
        let fatal = match end {
            End::Done => None,
            End::Aborted(detail) => Some(Finding::new("abort", detail)),
            End::Hang => Some(Finding::new("hang", "did not end in time")),
            End::Memory => Some(Finding::new("memory", "used more memory than allowed")),
        };
        let next = match (&fatal, current) {
            (Some(_), Some(current)) => current + 1,
            (Some(finding), None) => return Err(io::Error::other(finding.detail.clone())),
            (None, _) => from + count,
        };
        found.extend(fatal.into_iter().filter_map(|finding| Some((current?, finding))));
        for (number, finding) in found {
            self.found(number, &finding, progress)?;
        }
        Ok(next)
    }

    fn found(&mut self, number: u64, finding: &Finding, progress: &mut dyn FnMut(&str)) -> io::Result<()> {
        let signature = finding.signature();
        let times = self.tally.findings.entry(signature.clone()).or_default();
        *times += 1;
        if *times > SAVED {
            return Ok(());
        }
        let first = *times == 1;
        progress(&format!("FOUND by input {number}: {}: {}", finding.kind, finding.detail));
        let small = self.campaign.compile_every > 0 && number.is_multiple_of(self.campaign.compile_every);
        let Some(input) = Input::make(&self.seeds, self.campaign.seed, number, small) else { return Ok(()) };
        let folder = self.campaign.folder.join(format!("{}-{}-{number}", finding.kind, self.campaign.seed));
        let path = input.write(&folder)?;
        fs::write(folder.join("finding.txt"), format!("{}\n{}\n", finding.kind, finding.detail))?;
        if first && finding.kind != "compile" {
            let judge = Judge { program: &self.campaign.program, signature: &signature };
            let small = minimise(&input, &judge, Duration::from_secs(60))?;
            let to = folder.join("small");
            let small = small.write(&to)?;
            progress(&format!("saved as {}, minimised as {}", path.display(), small.display()));
        }
        Ok(())
    }

    fn compile(&mut self, progress: &mut dyn FnMut(&str)) -> io::Result<()> {
        if self.left.is_empty() {
            return Ok(());
        }
        progress(&format!("compiling {} crates", self.left.len()));
        let numbers = std::mem::take(&mut self.left);
        self.tally.compiled += numbers.len() as u64;
        for (number, detail) in compile::compile(&self.crates, &numbers)? {
            self.found(number, &Finding::new("compile", detail), progress)?;
        }
        compile::clear(&self.crates)
    }
}

/// Returns the documents of a workspace: the cases and `specs/`.
#[must_use]
pub fn own_documents(workspace: &Path) -> Vec<PathBuf> {
    vec![workspace.join("tests/cases"), workspace.join("specs")]
}
