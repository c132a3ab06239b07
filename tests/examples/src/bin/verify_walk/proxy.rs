//! Every operation through Prism's proxy in front of the sandbox. The proxy compares each request
//! and each response with the document, and reports differences in a header.

use northbricks::model::{Account, AccountReference, AddBank, Amount, InitiatePayment};
use northbricks::oauth2::{Authorization, MemoryStore, Session};
use northbricks::{Call, Client, Decimal, HeaderMap, Operation, Response, scope};
use northbricks_examples::Result;
use northbricks_examples::callback::Callback;
use northbricks_examples::sandbox::Place;
use northbricks_examples::user::{Page, User};
use serde::Serialize;
use ureq::Agent;

use crate::clients::{Clients, DEADLINE, Groups};
use crate::operations::{self, Keys, Visit};
use crate::report::Report;

/// The header in which Prism reports violations.
const VIOLATIONS: &str = "sl-violations";
const BANKS: [&str; 4] = ["ESSESESS", "SWEDSESS", "NDEAFIHH", "DEUTDEFF"];
/// A bank that does not exist.
const NO_BANK: &str = "NOBANKXX";
/// The messages that choose the outcome of a payment.
const OUTCOMES: [&str; 10] = [
    "approved",
    "rejected",
    "insufficient-funds",
    "limit-exceeded",
    "approval-failed",
    "approval-timeout",
    "approval-cancelled",
    "on-hold",
    "processing",
    "not-provided",
];

/// Walks through the API as a user without banks.
pub(crate) async fn run(sandbox: &str, groups: &Groups) -> Result<()> {
    let place = Place::find(sandbox).await?;
    let (user, session) = sign_in(&place).await?;
    let direct = Client::builder().base_url(place.api()).oauth2(session.clone()).build()?;
    let clients = groups.clients(|builder| builder.oauth2(session.clone()))?;
    let strange = groups.clients(|builder| builder.access_token("unknown"))?;
    let mut walk = Walk { report: Report::default() };

    walk.expect(200, clients.user.users().current()).await;
    let banks = clients.banks.banks();
    walk.expect(200, banks.list()).await;
    walk.expect(404, banks.get(NO_BANK)).await;
    walk.expect(404, banks.add(&AddBank::new(NO_BANK))).await;
    let mut keys = None;
    for bic in BANKS {
        walk.expect(200, banks.get(bic)).await;
        walk.expect(404, banks.get_my_bank(bic)).await;
        walk.expect(201, banks.add(&AddBank::new(bic))).await;
        walk.expect(409, banks.add(&AddBank::new(bic))).await;
        walk.expect(200, banks.get_my_bank(bic)).await;
        walk.expect(400, clients.accounts.accounts().list(bic)).await;
        walk.expect(403, clients.payments.payments().list(bic)).await;
        walk.open(clients.bank_auth.bank_auth().consent_url(bic)?.expose()).await?;
        user.visit(Page::Consent(bic), direct.bank_auth().consent_url(bic)?.expose()).await?;
        keys = walk.books(&clients, bic).await;
    }
    walk.expect(200, banks.list_my_banks()).await;

    let (account, transaction) = keys.ok_or("the user has no transaction")?;
    let bic = BANKS[BANKS.len() - 1];
    let mut payment = String::new();
    for outcome in OUTCOMES {
        payment = walk.pay(&clients, bic, &order(&account, outcome)).await.ok_or("a payment has no Location")?;
    }
    walk.expect(200, clients.payments.payments().list(bic)).await;

    let order = order(&account, "approved");
    let keys = Keys { bic, account: &account.id, transaction: &transaction, payment: &payment, order: &order };
    operations::all(&clients, &keys, &mut Forced(&mut walk)).await;
    operations::all(&strange, &keys, &mut Refused(&mut walk)).await;
    walk.expect(204, banks.remove(bic)).await;
    walk.expect(404, banks.remove(bic)).await;
    walk.report.end()
}

async fn sign_in(place: &Place) -> Result<(User, Session)> {
    let (user, application) = User::sign_up(place, true).await?;
    let callback = Callback::listen()?;
    let authorization = Authorization::new(application.id.as_str(), application.secret.clone())
        .authorize_url(place.authorize_url())
        .token_url(place.token_url())
        .redirect_url(callback.url())
        .scopes([scope::READ, scope::ACCOUNT_READ, scope::TRANSACTION_READ, scope::PAYMENT_READ, scope::PAYMENT_WRITE]);
    let session = authorization.session(MemoryStore::new())?;
    let pending = authorization.begin()?;
    user.visit(Page::LogIn, pending.url().expose()).await?;
    session.sign_in(pending.finish(&callback.arrival().await?)?).await?;
    Ok((user, session))
}

struct Walk {
    report: Report,
}

impl Walk {
    /// Sends a call, and expects this status and no violation.
    async fn expect<O: Operation>(&mut self, status: u16, call: Call<'_, Client, O>) -> Option<Response<O>> {
        let result = call.with_response().await;
        let (came, headers, shown) = match &result {
            Ok(response) => (Some(response.status()), Some(response.headers()), String::new()),
            Err(error) => (error.status(), error.headers(), error.to_string()),
        };
        let violations = headers.and_then(violations);
        let right = came.is_some_and(|came| came.as_u16() == status) && violations.is_none();
        // A success that cannot be decoded still has the right status.
        let right = right && (result.is_ok() || result.as_ref().is_err_and(|error| error.api().is_some()));
        self.report.note::<O>(if right {
            Ok(status.to_string())
        } else {
            Err(format!("wanted {status}: {came:?} {shown} {}", violations.unwrap_or_default()))
        });
        result.ok()
    }

    /// Opens the page of the operation for browsers.
    async fn open(&mut self, url: &str) -> Result<()> {
        let url = url.to_owned();
        let config = Agent::config_builder().http_status_as_error(false).timeout_global(Some(DEADLINE)).proxy(None);
        let agent: Agent = config.build().into();
        let response =
            tokio::task::spawn_blocking(move || agent.get(&url).header("Accept", "text/html").call()).await??;
        let (status, violations) = (response.status().as_u16(), violations(response.headers()));
        self.report.note_as(
            "consent",
            match (status, violations) {
                (200, None) => Ok("200".to_owned()),
                (status, violations) => Err(format!("wanted 200: {status} {}", violations.unwrap_or_default())),
            },
        );
        Ok(())
    }

    /// Reads all accounts of a bank and their transactions; returns the last of each.
    async fn books(&mut self, clients: &Clients, bic: &str) -> Option<(Account, String)> {
        let (accounts, transactions) = (clients.accounts.accounts(), clients.transactions.transactions());
        let mut last = None;
        for account in self.expect(200, accounts.list(bic)).await?.into_body().accounts {
            self.expect(200, accounts.get(bic, &account.id)).await;
            for transaction in self.expect(200, transactions.list(bic, &account.id)).await?.into_body().transactions {
                self.expect(200, transactions.get(bic, &account.id, &transaction.id)).await;
                last = Some((account.clone(), transaction.id));
            }
        }
        last
    }

    /// Initiates and confirms a payment; returns its ID.
    async fn pay(&mut self, clients: &Clients, bic: &str, order: &InitiatePayment) -> Option<String> {
        let payments = clients.payments.payments();
        let id = self.expect(201, payments.initiate(bic, order)).await?.location()?.last_segment()?;
        self.expect(200, payments.get(bic, &id)).await;
        self.expect(200, payments.confirm(bic, &id)).await;
        self.expect(200, payments.get(bic, &id)).await;
        Some(id)
    }
}

/// Forces every documented error of every operation.
struct Forced<'a>(&'a mut Walk);

impl Visit for Forced<'_> {
    async fn visit<'c, O>(&mut self, errors: &[u16], call: impl Fn() -> Call<'c, Client, O>)
    where
        O: Operation,
        O::Body: Serialize,
    {
        for status in errors {
            self.0.expect(*status, call().header("X-Sandbox-Status", &status.to_string())).await;
        }
    }
}

/// Calls every operation that needs a token with an unknown one.
struct Refused<'a>(&'a mut Walk);

impl Visit for Refused<'_> {
    async fn visit<'c, O>(&mut self, errors: &[u16], call: impl Fn() -> Call<'c, Client, O>)
    where
        O: Operation,
        O::Body: Serialize,
    {
        if errors.contains(&401) {
            self.0.expect(401, call()).await;
        }
    }
}

fn violations(headers: &HeaderMap) -> Option<String> {
    headers.get(VIOLATIONS).map(|value| String::from_utf8_lossy(value.as_bytes()).into_owned())
}

fn order(account: &Account, message: &str) -> InitiatePayment {
    let creditor = AccountReference::new().with_type_("IBAN").with_account("SE4550000000058398257466");
    let debtor = AccountReference::new().with_type_("ACCOUNT_ID").with_account(account.id.as_str());
    let amount = Amount::new().with_value(Decimal::new(4_250, 2));
    InitiatePayment::new()
        .with_creditor_account(creditor.with_message(message))
        .with_debtor_account(debtor)
        .with_amount(amount.with_currency(account.currency.clone().unwrap_or_default()))
}
