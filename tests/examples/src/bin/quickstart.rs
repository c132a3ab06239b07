//! The quick start as a program: what it does is in `src/quickstart.rs`.

use std::process::ExitCode;

use clap::Parser;
use northbricks_examples::program::{Arguments, end};
use northbricks_examples::{Result, quickstart};

/// Signs up, lists banks, accounts and transactions, and pays.
#[derive(Debug, Parser)]
#[command(name = "quickstart")]
struct Program {
    #[command(flatten)]
    arguments: Arguments,
}

#[tokio::main]
async fn main() -> ExitCode {
    end(run(Program::parse().arguments).await)
}

async fn run(arguments: Arguments) -> Result<()> {
    let mut out = std::io::stdout();
    let place = arguments.place(&mut out).await?;
    quickstart::run(&place, arguments.headless, &mut out).await
}
