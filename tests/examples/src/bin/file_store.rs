//! The example of the file store as a program: what it does is in `src/file_store.rs`.

use std::path::PathBuf;
use std::process::ExitCode;

use clap::Parser;
use northbricks_examples::program::{Arguments, end};
use northbricks_examples::{Result, file_store};

/// Signs in once, and stays signed in by the tokens in a file.
#[derive(Debug, Parser)]
#[command(name = "file_store")]
struct Program {
    #[command(flatten)]
    arguments: Arguments,
    /// The file for the tokens, such as tokens.json.
    file: PathBuf,
}

#[tokio::main]
async fn main() -> ExitCode {
    end(run(Program::parse()).await)
}

async fn run(program: Program) -> Result<()> {
    let mut out = std::io::stdout();
    let place = program.arguments.place(&mut out).await?;
    file_store::run(&place, &program.file, program.arguments.headless, &mut out).await?;
    if place.is_own() {
        println!("\nOnce more, as if the program were started again:");
        file_store::run(&place, &program.file, program.arguments.headless, &mut out).await?;
    }
    Ok(())
}
