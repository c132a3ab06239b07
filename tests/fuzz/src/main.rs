//! The program: a campaign, or one step of it.

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

/// Bends real documents and holds the generator to its promises.
#[derive(Debug, Parser)]
#[command(name = "openapi-crate-fuzz", bin_name = "cargo xtask fuzz")]
enum Command {
    /// Look at inputs until the time is over. Findings are saved, and made small.
    Run(Run),
    /// Look at one saved document.
    One {
        /// The document; `other.json` beside it is what it may refer to.
        path: PathBuf,
    },
    /// Make a saved document small, while what is found of it stays the same.
    Minimise {
        /// The document.
        path: PathBuf,
        /// Where the small one goes.
        folder: PathBuf,
    },
    /// Write the input of a number into a folder.
    Show {
        #[command(flatten)]
        from: From,
        /// Its number.
        number: u64,
        /// Where it goes.
        folder: PathBuf,
        /// It is one whose crate is compiled.
        #[arg(long)]
        small: bool,
    },
    /// Look at a few inputs and say each step on the standard output: what a campaign starts.
    #[command(hide = true)]
    Work(Batch),
}

#[derive(Debug, Args)]
struct From {
    /// A folder of documents to bend, in place of the workspace's own; may be given several times.
    #[arg(long, value_name = "DIR")]
    documents: Vec<PathBuf>,
    /// Documents of more bytes are passed over.
    #[arg(long, value_name = "BYTES", default_value_t = 300_000)]
    largest: u64,
    /// The same seed and the same documents give the same inputs.
    #[arg(long, default_value_t = 1)]
    seed: u64,
    /// Compile the emitted crate of every so manieth input; 0 for none.
    #[arg(long, value_name = "N", default_value_t = 0)]
    compile_every: u64,
    /// The first input.
    #[arg(long, value_name = "NUMBER", default_value_t = 0)]
    from: u64,
    /// How many inputs at most.
    #[arg(long, value_name = "N", default_value_t = u64::MAX)]
    count: u64,
}

#[derive(Debug, Args)]
struct Run {
    #[command(flatten)]
    from: From,
    /// How long it goes on.
    #[arg(long, default_value_t = 1.0)]
    minutes: f64,
    /// Where findings go.
    #[arg(long, value_name = "DIR")]
    findings: Option<PathBuf>,
}

#[derive(Debug, Args)]
struct Batch {
    #[command(flatten)]
    from: From,
    /// Where crates are left to be compiled.
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
                println!("all promises are kept");
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
