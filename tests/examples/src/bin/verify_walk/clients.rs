//! One client per document, because each document is served at an address of its own here.

use std::time::Duration;

use clap::Args;
use northbricks::{BuildError, Client, ClientBuilder};

/// The deadline of every call.
pub(crate) const DEADLINE: Duration = Duration::from_secs(10);

/// Where the operations of each document are.
#[derive(Debug, Args)]
pub(crate) struct Groups {
    #[arg(long, value_name = "URL")]
    user: String,
    #[arg(long, value_name = "URL")]
    bank_auth: String,
    #[arg(long, value_name = "URL")]
    banks: String,
    #[arg(long, value_name = "URL")]
    accounts: String,
    #[arg(long, value_name = "URL")]
    transactions: String,
    #[arg(long, value_name = "URL")]
    payments: String,
}

/// A client per document.
pub(crate) struct Clients {
    pub(crate) user: Client,
    pub(crate) bank_auth: Client,
    pub(crate) banks: Client,
    pub(crate) accounts: Client,
    pub(crate) transactions: Client,
    pub(crate) payments: Client,
}

impl Groups {
    /// Creates the clients; `credentials` sets up the authentication of each.
    pub(crate) fn clients(
        &self,
        credentials: impl Fn(ClientBuilder<Client>) -> ClientBuilder<Client>,
    ) -> Result<Clients, BuildError> {
        // No retries: the first response is the one to check.
        let client = |url: &str| credentials(Client::builder()).base_url(url).deadline(DEADLINE).retries(0).build();
        Ok(Clients {
            user: client(&self.user)?,
            bank_auth: client(&self.bank_auth)?,
            banks: client(&self.banks)?,
            accounts: client(&self.accounts)?,
            transactions: client(&self.transactions)?,
            payments: client(&self.payments)?,
        })
    }
}
