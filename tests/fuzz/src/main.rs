//! The program: a campaign, or a single step of it.

use std::io;
use std::path::PathBuf;
use std::process::ExitCode;
use std::time::Duration;

use clap::{Args, Parser};
use openapi_crate_fuzz::campaign::{self, Campaign};
use openapi_crate_fuzz::compile::workspace;
use openapi_crate_fuzz::input::Input;
use openapi_crate_fuzz::minimise::{Judge, look_at, minimise};
use openapi_crate_fuzz::seeds::Seeds;
use openapi_crate_fuzz::watch::Limits;
use openapi_crate_fuzz::worker::{self, Work};

/// Mutates real documents and checks that the generator keeps its promises.
#[derive(Debug, Parser)]
#[command(name = "openapi-crate-fuzz", bin_name = "cargo xtask fuzz")]
enum Command {
    /// Check inputs until the time is up. Findings are saved and minimised.
    Run(Run),
    /// Check one saved document.
    One {
        /// The document; it may refer to `other.json` beside it.
        path: PathBuf,
    },
    /// Minimise a saved document while it still shows the same finding.
    Minimise {
        /// The document.
        path: PathBuf,
        /// Where to write the minimised one.
        folder: PathBuf,
    },
    /// Write the input with this number into a folder.
    Show {
        #[command(flatten)]
        from: From,
        /// Its number.
        number: u64,
        /// The folder.
        folder: PathBuf,
        /// The input is one whose crate is compiled.
        #[arg(long)]
        small: bool,
    },
    /// Check a few inputs and print each step: the process that a campaign starts.
    #[command(hide = true)]
    Work(Batch),
}

#[derive(Debug, Args)]
struct From {
    /// A folder of documents to mutate instead of the workspace's own. Can be repeated.
    #[arg(long, value_name = "DIR")]
    documents: Vec<PathBuf>,
    /// Skip documents with more bytes.
    #[arg(long, value_name = "BYTES", default_value_t = 300_000)]
    largest: u64,
    /// The same seed and the same documents give the same inputs.
    #[arg(long, default_value_t = 1)]
    seed: u64,
    /// Compile the emitted crate of every n-th input; 0 for none.
    #[arg(long, value_name = "N", default_value_t = 0)]
    compile_every: u64,
    /// The first input.
    #[arg(long, value_name = "NUMBER", default_value_t = 0)]
    from: u64,
    /// The most inputs.
    #[arg(long, value_name = "N", default_value_t = u64::MAX)]
    count: u64,
}

#[derive(Debug, Args)]
struct Run {
    #[command(flatten)]
    from: From,
    /// How long to run.
    #[arg(long, default_value_t = 1.0)]
    minutes: f64,
    /// Where to save findings.
    #[arg(long, value_name = "DIR")]
    findings: Option<PathBuf>,
}

#[derive(Debug, Args)]
struct Batch {
    #[command(flatten)]
    from: From,
    /// Where to leave crates to be compiled.
    #[arg(long, value_name = "DIR")]
    crates: Option<PathBuf>,
}

impl From {
    fn folders(&self) -> Vec<PathBuf> {
        if self.documents.is_empty() { campaign::own_documents(&workspace()) } else { self.documents.clone() }
    }

    fn seeds(&self) -> io::Result<Seeds> {
        Seeds::find(&self.folders(), self.largest)
    }
}

fn main() -> ExitCode {
    match run(Command::parse()) {
        Ok(true) => ExitCode::SUCCESS,
        Ok(false) => ExitCode::FAILURE,
        Err(error) => {
            eprintln!("error: {error}");
            ExitCode::from(2)
        }
    }
}

/// Whether all promises were kept.
fn run(command: Command) -> io::Result<bool> {
    match command {
        Command::Run(Run { from, minutes, findings }) => {
            let campaign = Campaign {
                program: std::env::current_exe()?,
                documents: from.folders(),
                largest: from.largest,
                seed: from.seed,
                from: from.from,
                time: Duration::try_from_secs_f64(minutes * 60.0).unwrap_or(Duration::MAX),
                count: from.count,
                compile_every: from.compile_every,
                limits: Limits::default(),
                folder: findings.unwrap_or_else(|| workspace().join("target/findings")),
            };
            let tally = campaign::run(&campaign, &mut |line| println!("{line}"))?;
            for (signature, times) in &tally.findings {
                println!("{times} x {signature}");
            }
            Ok(tally.findings.is_empty())
        }
        Command::One { path } => worker::work_on(&path).map(|()| true),
        Command::Minimise { path, folder } => {
            let (program, input) = (std::env::current_exe()?, Input::read(&path)?);
            let Some(finding) = look_at(&program, &input, Limits::default())? else {
                println!("all promises were kept");
                return Ok(true);
            };
            println!("{}: {}", finding.kind, finding.detail);
            let judge = Judge { program: &program, signature: &finding.signature() };
            println!("{}", minimise(&input, &judge, Duration::from_secs(600))?.write(&folder)?.display());
            Ok(false)
        }
        Command::Show { from, number, folder, small } => {
            let Some(input) = Input::make(&from.seeds()?, from.seed, number, small) else {
                return Err(io::Error::other("the document of this input cannot be read"));
            };
            println!("{}", input.write(&folder)?.display());
            Ok(true)
        }
        Command::Work(Batch { from, crates }) => {
            let crates = crates.filter(|_| from.compile_every > 0).map(|folder| (from.compile_every, folder));
            let seeds = from.seeds()?;
            worker::work(&Work { seeds, seed: from.seed, from: from.from, count: from.count, crates }).map(|()| true)
        }
    }
}
