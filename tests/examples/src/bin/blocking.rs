//! The blocking example as a program: what it does is in `src/blocking.rs`.

use std::process::ExitCode;

use clap::Parser;
use northbricks_examples::program::{Arguments, end};
use northbricks_examples::user::User;
use northbricks_examples::{Result, blocking};

/// The quick start with the blocking client.
#[derive(Debug, Parser)]
#[command(name = "blocking")]
struct Program {
    #[command(flatten)]
    arguments: Arguments,
}

fn main() -> ExitCode {
    end(run(&Program::parse().arguments))
}

fn run(arguments: &Arguments) -> Result<()> {
    let mut out = std::io::stdout();
    // The sandbox and the sign-up need a runtime; the client does not.
    let runtime = tokio::runtime::Runtime::new()?;
    let place = runtime.block_on(arguments.place(&mut out))?;
    let (user, application) = runtime.block_on(User::sign_up(&place, arguments.headless))?;
    blocking::run(&place, &user, &application, &mut out)
}
