//! The quick start: from signing up to a payment that is paid.

use std::io::Write;
use std::time::Duration;

use northbricks::error::ListPaymentsError;
use northbricks::model::{Account, AccountReference, AddBank, Amount, InitiatePayment, PaymentStatus};
use northbricks::oauth2::{Authorization, MemoryStore};
use northbricks::{Client, Decimal, scope};
use tokio::time::sleep;

use crate::Result;
use crate::callback::Callback;
use crate::line;
use crate::sandbox::Place;
use crate::user::{Application, Page, User, approval_page};

/// The bank of the example.
const BIC: &str = "ESSESESS";
/// How long to wait between two polls, and how many polls: five minutes in all.
const PAUSE: Duration = Duration::from_millis(200);
const TRIES: u32 = 1_500;

/// Walks through the API and prints what it returns.
pub async fn run(place: &Place, headless: bool, out: &mut impl Write) -> Result<()> {
    let (user, application) = User::sign_up(place, headless).await?;
    writeln!(out, "Signed up      as {}", user.username())?;

    let client = sign_in(place, &application, &user).await?;
    let profile = client.users().current().await?;
    writeln!(out, "Signed in      with the scopes {}", profile.oauth2_scope.unwrap_or_default())?;

    for bank in client.banks().list().await?.banks {
        writeln!(out, "Bank           {}", line::bank(&bank))?;
    }
    client.banks().add(&AddBank::new(BIC)).await?;
    let url = client.bank_auth().consent_url(BIC)?;
    user.visit(Page::Consent(BIC), url.expose()).await?;
    wait_for_consent(&client).await?;
    writeln!(out, "Consent        given at {BIC}")?;

    let accounts = client.accounts().list(BIC).await?.accounts;
    for account in &accounts {
        writeln!(out, "Account        {}", line::account(account))?;
    }
    let account = accounts.first().ok_or("the user has no account")?;
    for transaction in client.transactions().list(BIC, &account.id).await?.transactions.iter().take(3) {
        writeln!(out, "Transaction    {}", line::transaction(transaction))?;
    }

    let initiated = client.payments().initiate(BIC, &order(account)).await?;
    let id = initiated.location().and_then(|location| location.last_segment()).ok_or("the payment has no Location")?;
    writeln!(out, "Payment        {}", line::payment(&client.payments().get(BIC, &id).await?))?;
    let confirmed = client.payments().confirm(BIC, &id).with_response().await?;
    writeln!(out, "Confirmed      {}", line::payment(&client.payments().get(BIC, &id).await?))?;
    user.visit(Page::Approval, &approval_page(confirmed.headers())?).await?;
    wait_until_paid(&client, &id).await?;
    writeln!(out, "Approved       {}", line::payment(&client.payments().get(BIC, &id).await?))?;
    Ok(())
}

/// The authorization code flow: the user's browser brings a code, and the session exchanges it for
/// tokens and keeps them.
async fn sign_in(place: &Place, application: &Application, user: &User) -> Result<Client> {
    let callback = Callback::listen()?;
    // Without these two URLs, the session uses those of the real service.
    let authorization = Authorization::new(application.id.as_str(), application.secret.clone())
        .authorize_url(place.authorize_url())
        .token_url(place.token_url())
        .redirect_url(callback.url())
        .scopes([scope::READ, scope::ACCOUNT_READ, scope::TRANSACTION_READ, scope::PAYMENT_READ, scope::PAYMENT_WRITE]);
    let session = authorization.session(MemoryStore::new())?;
    let pending = authorization.begin()?;
    user.visit(Page::LogIn, pending.url().expose()).await?;
    session.sign_in(pending.finish(&callback.arrival().await?)?).await?;
    Ok(Client::builder().base_url(place.api()).oauth2(session).build()?)
}

/// The payments of a bank return 403 until the user has given consent.
async fn wait_for_consent(client: &Client) -> Result<()> {
    for _ in 0..TRIES {
        match client.payments().list(BIC).await {
            Ok(_) => return Ok(()),
            Err(error) if matches!(error.api(), Some(ListPaymentsError::Forbidden(_))) => sleep(PAUSE).await,
            Err(error) => return Err(error.into()),
        }
    }
    Err("no consent was given".into())
}

/// Once the user has approved it, a payment advances by itself.
async fn wait_until_paid(client: &Client, id: &str) -> Result<()> {
    use PaymentStatus::{Confirmed, Paid, PendingUserApproval, Processing};
    for _ in 0..TRIES {
        let status = client.payments().get(BIC, id).await?.status.ok_or("the payment has no status")?;
        match status {
            Paid => return Ok(()),
            PendingUserApproval | Confirmed | Processing => sleep(PAUSE).await,
            other => return Err(format!("the payment ended as {other}").into()),
        }
    }
    Err("the payment is not paid yet".into())
}

/// 42.50 in the account's currency, to an account in Sweden.
pub(crate) fn order(account: &Account) -> InitiatePayment {
    let creditor = AccountReference::new().with_type_("IBAN").with_account("SE4550000000058398257466");
    let debtor = AccountReference::new().with_type_("ACCOUNT_ID").with_account(account.id.as_str());
    let currency = account.currency.clone().unwrap_or_default();
    InitiatePayment::new()
        .with_creditor_account(creditor.with_message("Rent"))
        .with_debtor_account(debtor)
        .with_amount(Amount::new().with_value(Decimal::new(4_250, 2)).with_currency(currency))
}
