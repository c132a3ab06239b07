//! The sandbox as a program.

use std::io::Write as _;
use std::net::IpAddr;
use std::process::ExitCode;
use std::time::Duration;

use clap::Parser;
use northbricks_sandbox::{Options, Sandbox, serve};

/// Plays the Northbricks open banking API on this machine.
#[derive(Debug, Parser)]
#[command(name = "northbricks-sandbox", version)]
struct Arguments {
    /// The port to listen on; 0 takes a free one.
    #[arg(long, default_value_t = 8089)]
    port: u16,
    /// The address to listen on.
    #[arg(long, default_value = "127.0.0.1")]
    host: IpAddr,
    /// Let other machines reach the sandbox.
    #[arg(long)]
    public: bool,
    /// Start without personas and their application.
    #[arg(long)]
    empty: bool,
    /// The seed of the generated data.
    #[arg(long, default_value_t = 1)]
    seed: u64,
    /// The lifetime of an access token, in seconds.
    #[arg(long, value_name = "SECONDS", default_value_t = 3600)]
    token_lifetime: u64,
    /// How long a payment stays CONFIRMED before it is PAID, in milliseconds.
    #[arg(long, value_name = "MS", default_value_t = 500)]
    settlement: u64,
}

fn main() -> ExitCode {
    let arguments = Arguments::parse();
    let runtime = match tokio::runtime::Builder::new_multi_thread().enable_all().build() {
        Ok(runtime) => runtime,
        Err(error) => return fail(&error),
    };
    runtime.block_on(run(arguments))
}

async fn run(arguments: Arguments) -> ExitCode {
    let options = Options {
        host: arguments.host,
        port: arguments.port,
        public: arguments.public,
        empty: arguments.empty,
        seed: arguments.seed,
        token_lifetime: Duration::from_secs(arguments.token_lifetime),
        settlement: Duration::from_millis(arguments.settlement),
        ..Options::default()
    };
    let sandbox = match serve(options).await {
        Ok(sandbox) => sandbox,
        Err(error) => return fail(&error),
    };
    // If the output is closed, the sandbox still serves.
    let _ = greet(&sandbox);
    if tokio::signal::ctrl_c().await.is_err() {
        std::future::pending::<()>().await;
    }
    sandbox.shutdown().await;
    ExitCode::SUCCESS
}

fn greet(sandbox: &Sandbox) -> std::io::Result<()> {
    let mut out = std::io::stdout().lock();
    let origin = sandbox.origin();
    writeln!(out, "The Northbricks sandbox is ready. Ctrl+C stops it.\n")?;
    writeln!(out, "API            {}", sandbox.base_url())?;
    writeln!(out, "Start page     {origin}/")?;
    writeln!(out, "Sign up        {origin}/signup")?;
    if let Some(url) = sandbox.authorize_url() {
        writeln!(out, "Authorize      {url}")?;
    }
    if let Some((id, secret)) = sandbox.application() {
        writeln!(out, "Client ID      {id}")?;
        writeln!(out, "Client secret  {secret}")?;
    }
    if let Some(token) = sandbox.access_token() {
        writeln!(out, "Access token   {token}")?;
        writeln!(out, "               (of the persona `connected`, with every scope)\n")?;
        writeln!(out, "Personas, all with the password `{}`:", Sandbox::PASSWORD)?;
    }
    for (username, about) in sandbox.personas() {
        writeln!(out, "  {username:<20} {about}")?;
    }
    out.flush()
}

fn fail(error: &dyn std::error::Error) -> ExitCode {
    let _ = writeln!(std::io::stderr(), "northbricks-sandbox: {error}");
    ExitCode::FAILURE
}
