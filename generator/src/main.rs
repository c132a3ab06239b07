//! The `openapi-crate` binary.

use std::io::{self, IsTerminal};
use std::process::ExitCode;

use openapi_crate::cli;
use openapi_crate::run::Streams;

fn main() -> ExitCode {
    let (mut out, mut err) = (io::stdout(), io::stderr());
    let colour = std::env::var_os("NO_COLOR").is_none_or(|value| value.is_empty());
    let terminal = err.is_terminal();
    let mut streams = Streams::new(&mut out, &mut err).watched(terminal, colour);
    cli::main(std::env::args_os(), &mut streams).into()
}
