//! Five hundred clients at once.

use std::io::{BufRead as _, BufReader};
use std::process::{Child, Command, Stdio};
use std::sync::Arc;
use std::sync::atomic::{AtomicUsize, Ordering};
use std::time::{Duration, Instant};

use northbricks::Client;
use northbricks::model::InitiatePayment;

use crate::order;

const CLIENTS: usize = 500;
const BIC: &str = "NDEAFIHH";

/// The sandbox in a process of its own: clients and server in one process would exceed its limit of
/// open files.
pub(crate) struct Program {
    child: Child,
    lines: Vec<String>,
}

impl Program {
    pub(crate) fn start(arguments: &[&str]) -> Self {
        let mut command = Command::new(env!("CARGO_BIN_EXE_northbricks-sandbox"));
        let mut child = command.args(arguments).stdout(Stdio::piped()).spawn().unwrap();
        let mut lines = Vec::new();
        for line in BufReader::new(child.stdout.take().unwrap()).lines() {
            let line = line.unwrap();
            if line.contains("not-provided") {
                break;
            }
            lines.push(line);
        }
        Self { child, lines }
    }

    /// The value that it printed under a name.
    pub(crate) fn fact(&self, name: &str) -> Option<&str> {
        let rest = self.lines.iter().find_map(|line| line.strip_prefix(name))?;
        Some(rest.trim())
    }

    pub(crate) fn address(&self) -> &str {
        self.fact("Start page").unwrap().trim_start_matches("http://").trim_end_matches('/')
    }

    /// Its memory in KiB, if the system reports it.
    fn memory(&self) -> Option<u64> {
        let status = std::fs::read_to_string(format!("/proc/{}/status", self.child.id())).ok()?;
        status.lines().find_map(|line| line.strip_prefix("VmRSS:"))?.trim().split(' ').next()?.parse().ok()
    }
}

impl Drop for Program {
    fn drop(&mut self) {
        let _ = self.child.kill();
        let _ = self.child.wait();
    }
}

/// One round of a client: every kind of read, and a payment.
async fn round(client: &Client, order: &InitiatePayment) -> Result<usize, northbricks::Error> {
    client.users().current().await?;
    client.banks().list().await?;
    let account = client.accounts().list(BIC).await?.accounts.remove(0).id;
    client.transactions().list(BIC, &account).await?;
    let made = client.payments().initiate(BIC, order).with_response().await?;
    let id = made.location().and_then(|location| location.last_segment()).unwrap_or_default();
    client.payments().confirm(BIC, &id).await?;
    client.payments().get(BIC, &id).await?;
    Ok(7)
}

/// `SANDBOX_LOAD_SECONDS=60` makes it last a minute.
#[tokio::test(flavor = "multi_thread", worker_threads = 2)]
async fn five_hundred_clients_at_once() {
    let seconds = std::env::var("SANDBOX_LOAD_SECONDS").ok().and_then(|text| text.parse().ok()).unwrap_or(3);
    let program = Program::start(&["--port", "0"]);
    let client = {
        let url = program.fact("API").unwrap();
        let token = program.fact("Access token").unwrap();
        Client::builder().base_url(url).access_token(token).retries(0).timeout(Duration::from_secs(30)).build().unwrap()
    };
    let order = Arc::new(order(&client, BIC, 1, "Rent").await);
    let answered = Arc::new(AtomicUsize::new(0));
    let start = Instant::now();
    let end = start + Duration::from_secs(seconds);
    let mut tasks = Vec::new();
    for _ in 0..CLIENTS {
        let (client, order, answered) = (client.clone(), Arc::clone(&order), Arc::clone(&answered));
        tasks.push(tokio::spawn(async move {
            loop {
                let count = round(&client, &order).await.map_err(|error| format!("{error:?}"))?;
                answered.fetch_add(count, Ordering::Relaxed);
                if Instant::now() >= end {
                    return Ok::<(), String>(());
                }
            }
        }));
    }
    tokio::time::sleep(Duration::from_secs(seconds) / 2).await;
    let halfway = program.memory();
    for task in tasks {
        task.await.unwrap().unwrap();
    }
    let answered = answered.load(Ordering::Relaxed);
    let memory = program.memory();
    println!(
        "{CLIENTS} clients, {answered} responses in {:?}, memory {halfway:?} then {memory:?} KiB",
        start.elapsed()
    );
    assert!(answered >= CLIENTS * 7);
    if let (Some(halfway), Some(memory)) = (halfway, memory) {
        assert!(memory < halfway * 2 && memory < 200_000, "{halfway} KiB, then {memory} KiB");
    }
}
