//! The sandbox from outside: over HTTP, with the client that is generated for it and with a small
//! browser.

#![allow(clippy::unwrap_used, reason = "a test fails by panicking")]

mod browser;
mod flow;
mod guard;
mod load;
mod oauth;
mod pages;
mod personas;
mod start;
mod statuses;

use northbricks::model::{AccountReference, Amount, InitiatePayment, Payment};
use northbricks::{CallError, Client, Decimal};
use northbricks_sandbox::{Options, Sandbox, serve};

/// Every scope.
pub(crate) const SCOPES: &str = "read account:read transaction:read payment:read payment:write";

/// A sandbox with its personas and a short settlement time.
pub(crate) async fn sandbox() -> Sandbox {
    let settlement = std::time::Duration::from_millis(50);
    serve(Options { settlement, ..Options::default() }).await.unwrap()
}

/// A client for the holder of a token, without retries, so that a test sees each response.
pub(crate) fn client(sandbox: &Sandbox, token: impl Into<northbricks::Secret>) -> Client {
    Client::builder().base_url(sandbox.base_url()).access_token(token).retries(0).build().unwrap()
}

/// A client for a user with every scope.
pub(crate) fn client_of(sandbox: &Sandbox, username: &str) -> Client {
    client(sandbox, sandbox.issue_token(username, SCOPES).unwrap())
}

/// The status of a response, whether it is an error or not.
pub(crate) fn status<T, E>(result: Result<northbricks::Response<T>, CallError<E>>) -> u16
where
    T: northbricks::Operation,
{
    match result {
        Ok(response) => response.status().as_u16(),
        Err(error) => error.status().map_or(0, |status| status.as_u16()),
    }
}

/// A payment order from the first account at a bank.
pub(crate) async fn order(client: &Client, bic: &str, cents: i64, message: &str) -> InitiatePayment {
    let accounts = client.accounts().list(bic).await.unwrap().accounts;
    let account = &accounts[0];
    let creditor = AccountReference::new().with_type_("IBAN").with_account("FI6593857450293470").with_message(message);
    let debtor = AccountReference::new().with_type_("ACCOUNT_ID").with_account(account.id.as_str());
    let currency = account.currency.clone().unwrap();
    let amount = Amount::new().with_value(Decimal::new(cents, 2)).with_currency(currency);
    InitiatePayment::new().with_creditor_account(creditor).with_debtor_account(debtor).with_amount(amount)
}

/// Initiates a payment; returns its ID.
pub(crate) async fn initiate(client: &Client, bic: &str, cents: i64, message: &str) -> String {
    let order = order(client, bic, cents, message).await;
    let made = client.payments().initiate(bic, &order).with_response().await.unwrap();
    made.location().unwrap().last_segment().unwrap()
}

/// The status of a payment, as a text.
pub(crate) fn state(payment: &Payment) -> String {
    payment.status.as_ref().unwrap().to_string()
}
