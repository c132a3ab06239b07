//! The essentials of the quick start without an asynchronous runtime: the same calls, each sent by
//! `send`.

use std::io::Write;
use std::thread::sleep;
use std::time::Duration;

use northbricks::blocking::Client;
use northbricks::error::ListPaymentsError;
use northbricks::model::{AddBank, PaymentStatus};
use northbricks::oauth2::{Authorization, MemoryStore};
use northbricks::scope;

use crate::Result;
use crate::callback::Callback;
use crate::line;
use crate::quickstart::order;
use crate::sandbox::Place;
use crate::user::{Application, Page, User, approval_page};

/// The bank of the example.
const BIC: &str = "NDEAFIHH";
/// How long to wait between two polls, and how many polls: five minutes in all.
const PAUSE: Duration = Duration::from_millis(200);
const TRIES: u32 = 1_500;

/// Walks through the API and prints what it returns.
pub fn run(place: &Place, user: &User, application: &Application, out: &mut impl Write) -> Result<()> {
    let client = sign_in(place, application, user)?;
    let profile = client.users().current().send()?;
    writeln!(out, "Signed in      as {}", profile.username.unwrap_or_default())?;

    writeln!(out, "Banks          {}", client.banks().list().send()?.banks.len())?;
    client.banks().add(&AddBank::new(BIC)).send()?;
    user.visit_blocking(Page::Consent(BIC), client.bank_auth().consent_url(BIC)?.expose())?;
    wait_for_consent(&client)?;
    let accounts = client.accounts().list(BIC).send()?.accounts;
    let account = accounts.first().ok_or("the user has no account")?;
    writeln!(out, "Account        {}", line::account(account))?;
    let transactions = client.transactions().list(BIC, &account.id).send()?.transactions;
    writeln!(out, "Transactions   {}", transactions.len())?;

    let initiated = client.payments().initiate(BIC, &order(account)).send()?;
    let id = initiated.location().and_then(|location| location.last_segment()).ok_or("the payment has no Location")?;
    let confirmed = client.payments().confirm(BIC, &id).with_response().send()?;
    user.visit_blocking(Page::Approval, &approval_page(confirmed.headers())?)?;
    wait_until_paid(&client, &id)?;
    writeln!(out, "Payment        {}", line::payment(&client.payments().get(BIC, &id).send()?))?;
    Ok(())
}

fn sign_in(place: &Place, application: &Application, user: &User) -> Result<Client> {
    let callback = Callback::listen()?;
    let authorization = Authorization::new(application.id.as_str(), application.secret.clone())
        .authorize_url(place.authorize_url())
        .token_url(place.token_url())
        .redirect_url(callback.url())
        .scopes([scope::READ, scope::ACCOUNT_READ, scope::TRANSACTION_READ, scope::PAYMENT_READ, scope::PAYMENT_WRITE]);
    let session = authorization.session(MemoryStore::new())?;
    let pending = authorization.begin()?;
    user.visit_blocking(Page::LogIn, pending.url().expose())?;
    session.sign_in_blocking(pending.finish(&callback.wait()?)?)?;
    Ok(Client::builder().base_url(place.api()).oauth2(session).build()?)
}

fn wait_for_consent(client: &Client) -> Result<()> {
    for _ in 0..TRIES {
        match client.payments().list(BIC).send() {
            Ok(_) => return Ok(()),
            Err(error) if matches!(error.api(), Some(ListPaymentsError::Forbidden(_))) => sleep(PAUSE),
            Err(error) => return Err(error.into()),
        }
    }
    Err("no consent was given".into())
}

fn wait_until_paid(client: &Client, id: &str) -> Result<()> {
    use PaymentStatus::{Confirmed, Paid, PendingUserApproval, Processing};
    for _ in 0..TRIES {
        match client.payments().get(BIC, id).send()?.status.ok_or("the payment has no status")? {
            Paid => return Ok(()),
            PendingUserApproval | Confirmed | Processing => sleep(PAUSE),
            other => return Err(format!("the payment ended as {other}").into()),
        }
    }
    Err("the payment is not paid yet".into())
}
