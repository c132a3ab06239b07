//! Calls every operation with the generated client, in front of a tool that checks it: Prism as a
//! proxy before the sandbox, or Prism as a mock server. `tests/sandbox/verify/prism.py` starts it;
//! it prints one line per call.

mod clients;
mod mock;
mod operations;
mod proxy;
mod report;

use std::process::ExitCode;

use clap::{Parser, Subcommand};
use northbricks_examples::Result;
use northbricks_examples::program::end;

use clients::Groups;

/// Calls every operation of the API.
#[derive(Debug, Parser)]
#[command(name = "verify_walk")]
struct Program {
    #[command(subcommand)]
    mode: Mode,
}

#[derive(Debug, Subcommand)]
enum Mode {
    /// Through one proxy per document in front of a sandbox: every response as expected, and no
    /// violation.
    Proxy {
        /// The sandbox behind the proxies, for the pages that a user sees.
        #[arg(long, value_name = "URL")]
        sandbox: String,
        #[command(flatten)]
        groups: Groups,
    },
    /// Against one mock server per document: every call ends in time, with a correct value or a
    /// typed error.
    Mock {
        /// How many times each operation is called for values made up at random.
        #[arg(long, default_value_t = 20)]
        rounds: u32,
        #[command(flatten)]
        groups: Groups,
    },
}

#[tokio::main]
async fn main() -> ExitCode {
    end(run(Program::parse().mode).await)
}

async fn run(mode: Mode) -> Result<()> {
    match mode {
        Mode::Proxy { sandbox, groups } => proxy::run(&sandbox, &groups).await,
        Mode::Mock { rounds, groups } => mock::run(rounds, &groups).await,
    }
}
