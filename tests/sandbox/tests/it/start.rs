//! The program: its start-up time, its output, and how it stops.

use std::process::{Command, Stdio};
use std::time::{Duration, Instant};

use crate::load::Program;

#[test]
fn it_is_ready_at_once_and_prints_where_to_click() {
    let start = Instant::now();
    let program = Program::start(&["--port", "0"]);
    assert!(start.elapsed() < Duration::from_secs(1), "{:?}", start.elapsed());
    for name in ["API", "Start page", "Sign up", "Authorize", "Client ID", "Client secret", "Access token"] {
        assert!(program.fact(name).is_some(), "{name}");
    }
    assert!(std::net::TcpStream::connect(program.address()).is_ok());
}

#[test]
fn it_refuses_to_be_public_unasked() {
    let program = env!("CARGO_BIN_EXE_northbricks-sandbox");
    let output =
        Command::new(program).args(["--host", "0.0.0.0", "--port", "0"]).stdin(Stdio::null()).output().unwrap();
    assert_eq!(output.status.code(), Some(1));
    assert!(String::from_utf8_lossy(&output.stderr).contains("--public"));
}
