//! The options of a sandbox.

use std::net::{IpAddr, Ipv4Addr};
use std::time::Duration;

/// The options of a sandbox.
#[derive(Debug, Clone)]
pub struct Options {
    /// The address to listen on. Any other than loopback requires [`public`](Self::public).
    pub host: IpAddr,
    /// The port to listen on; 0 takes a free one.
    pub port: u16,
    /// Whether other machines may reach the sandbox.
    pub public: bool,
    /// Whether to start without the personas and their application.
    pub empty: bool,
    /// The seed of the generated accounts, transactions and keys.
    pub seed: u64,
    /// The lifetime of an authorization code.
    pub code_lifetime: Duration,
    /// The lifetime of an access token.
    pub token_lifetime: Duration,
    /// How long a confirmed payment waits for the user's approval.
    pub approval_lifetime: Duration,
    /// How long a payment stays in a state before it advances by itself.
    pub settlement: Duration,
    /// How much the sandbox remembers.
    pub limits: Limits,
}

/// How much the sandbox remembers. Beyond a limit, the oldest entry of the same kind is dropped.
#[derive(Debug, Clone)]
pub struct Limits {
    /// Users, and the applications that sign-ups register.
    pub users: usize,
    /// Tokens of each kind, and authorization codes.
    pub tokens: usize,
    /// Payments.
    pub payments: usize,
    /// Open consent pages.
    pub consents: usize,
}

impl Default for Options {
    /// A sandbox with its personas, on a free port of the loopback interface.
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
