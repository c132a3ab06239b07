//! How a sandbox is set up.

use std::net::{IpAddr, Ipv4Addr};
use std::time::Duration;

/// How a sandbox is set up.
#[derive(Debug, Clone)]
pub struct Options {
    /// The address to listen on. One that is not of this machine alone needs [`public`](Self::public).
    pub host: IpAddr,
    /// The port to listen on; 0 takes a free one.
    pub port: u16,
    /// Whether other machines may reach the sandbox.
    pub public: bool,
    /// Whether to begin without the personas and their application.
    pub empty: bool,
    /// What the made-up accounts, transactions and keys are derived from.
    pub seed: u64,
    /// How long an authorization code lives.
    pub code_lifetime: Duration,
    /// How long an access token lives.
    pub token_lifetime: Duration,
    /// How long a confirmed payment waits for the user's approval.
    pub approval_lifetime: Duration,
    /// How long a payment stays in a state that it leaves by itself.
    pub settlement: Duration,
    /// How much the sandbox remembers.
    pub limits: Limits,
}

/// How much the sandbox remembers. Whatever is over a limit drives the oldest of its kind out.
#[derive(Debug, Clone)]
pub struct Limits {
    /// Users, and the applications that sign-ups register.
    pub users: usize,
    /// Tokens of each kind, and authorization codes.
    pub tokens: usize,
    /// Payments.
    pub payments: usize,
    /// Consent pages that are open.
    pub consents: usize,
}

impl Default for Options {
    /// A sandbox with its personas, for this machine alone, on a free port.
    fn default() -> Self {
        Self {
            host: IpAddr::V4(Ipv4Addr::LOCALHOST),
            port: 0,
            public: false,
            empty: false,
            seed: 1,
            code_lifetime: Duration::from_secs(600),
            token_lifetime: Duration::from_secs(3600),
            approval_lifetime: Duration::from_secs(300),
            settlement: Duration::from_millis(500),
            limits: Limits::default(),
        }
    }
}

impl Default for Limits {
    fn default() -> Self {
        Self { users: 1_000, tokens: 20_000, payments: 10_000, consents: 10_000 }
    }
}
