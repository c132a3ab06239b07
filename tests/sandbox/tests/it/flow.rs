//! The whole first hour of a user: sign up, log in, token, banks, consent, accounts, payment.

use std::time::Duration;

use base64::Engine as _;
use base64::engine::general_purpose::STANDARD;
use northbricks::model::AddBank;
use northbricks::{Client, Decimal};
use northbricks_sandbox::Options;

use crate::browser::{Browser, Page, between};
use crate::{client, client_of, initiate, sandbox, state};

pub(crate) const CALLBACK: &str = "http://127.0.0.1:7/callback";

/// The texts for the fields of a page.
type Answers = &'static [(&'static str, &'static str)];

/// The answers of the published test users, page by page.
pub(crate) const ANSWERS: [(&str, &[Answers]); 4] = [
    ("ESSESESS", &[&[("username", "6101122640"), ("password", "Doris")]]),
    ("SWEDSESS", &[&[("ssn", "201212121212")]]),
    ("NDEAFIHH", &[&[("username", "123456")], &[("method", "mobile offline")], &[("code", "111111")]]),
    ("DEUTDEFF", &[&[("branch", "100"), ("account", "1000425"), ("sub-account", "00"), ("pin", "20348")]]),
];

/// Sends a token request.
pub(crate) async fn token(browser: &mut Browser, application: &(String, String), form: &str) -> Page {
    let basic = format!("Basic {}", STANDARD.encode(format!("{}:{}", application.0, application.1)));
    let headers = [("Authorization", basic.as_str()), ("Content-Type", "application/x-www-form-urlencoded")];
    browser.send("POST", "/oauth/token", &headers, form).await
}

/// Opens a bank's consent page and answers its questions.
pub(crate) async fn consent(browser: &mut Browser, client: &Client, bic: &str) {
    let mut page = browser.get(client.bank_auth().consent_url(bic).unwrap().expose()).await;
    let (_, answers) = ANSWERS.iter().find(|(known, _)| *known == bic).unwrap();
    for fields in *answers {
        assert_eq!(page.status, 200, "{}", page.body);
        page = browser.submit(&page, fields).await;
    }
    assert_eq!((page.status, page.header("location")), (303, "/api/v1/consent#granted"));
}

#[tokio::test]
async fn from_sign_up_to_a_paid_payment() {
    let settlement = Duration::from_millis(50);
    let sandbox = northbricks_sandbox::serve(Options { empty: true, settlement, ..Options::default() }).await.unwrap();
    assert!(sandbox.application().is_none() && sandbox.personas().is_empty() && sandbox.access_token().is_none());
    let mut browser = Browser::new(&sandbox);

    let page = browser.get("/signup").await;
    let done = browser.submit(&page, &[("username", "eve"), ("password", "p w"), ("first_name", "Eve")]).await;
    assert_eq!(done.status, 201, "{}", done.body);
    let id = between(&done.body, "id=\"client-id\">", "<").unwrap().to_owned();
    let secret = between(&done.body, "id=\"client-secret\">", "<").unwrap().to_owned();
    let application = (id, secret);

    let ask = format!(
        "/oauth/authorize?response_type=code&client_id={}&redirect_uri={CALLBACK}&state=a%26b&scope=read%20account:read%20transaction:read%20payment:read%20payment:write",
        application.0
    );
    let page = browser.get(&ask).await;
    let back = browser.submit(&page, &[("username", "eve"), ("password", "p w"), ("decision", "allow")]).await;
    assert_eq!(back.status, 303);
    assert!(back.header("location").starts_with(CALLBACK));
    assert_eq!(back.sent_back("state").as_deref(), Some("a&b"));
    let code = back.sent_back("code").unwrap();
    let form = format!("grant_type=authorization_code&code={code}&redirect_uri={CALLBACK}");
    let issued = token(&mut browser, &application, &form).await;
    assert_eq!((issued.status, issued.header("cache-control")), (200, "no-store"));
    assert_eq!((issued.json("token_type"), issued.json("expires_in")), ("Bearer".to_owned(), "3600".to_owned()));

    let eve = client(&sandbox, issued.json("access_token"));
    let profile = eve.users().current().await.unwrap();
    assert_eq!((profile.username.as_deref(), profile.first_name.as_deref()), (Some("eve"), Some("Eve")));
    assert_eq!(profile.oauth2_scope.as_deref(), Some(crate::SCOPES));
    for bank in eve.banks().list().await.unwrap().banks {
        let added = eve.banks().add(&AddBank::new(bank.bic.as_str())).with_response().await.unwrap();
        assert_eq!(added.location().unwrap().resolve(), format!("{}/me/banks/{}", sandbox.base_url(), bank.bic));
        assert_eq!(eve.banks().get_my_bank(&bank.bic).await.unwrap(), bank);
        consent(&mut browser, &eve, &bank.bic).await;
        let accounts = eve.accounts().list(&bank.bic).await.unwrap().accounts;
        assert_eq!(accounts.iter().filter(|account| account.balance == Some(None)).count(), 1, "one balance is null");
        for account in accounts {
            assert_eq!(eve.accounts().get(&bank.bic, &account.id).await.unwrap(), account);
            let transactions = eve.transactions().list(&bank.bic, &account.id).await.unwrap().transactions;
            assert!(transactions.len() > 10);
            let first = eve.transactions().get(&bank.bic, &account.id, &transactions[0].id).await.unwrap();
            assert_eq!(first, transactions[0]);
            assert!(first.booking_date.unwrap().timestamp().is_ok());
        }
    }

    let bic = "NDEAFIHH";
    let account = eve.accounts().list(bic).await.unwrap().accounts.remove(0);
    let id = initiate(&eve, bic, 1_050, "Rent").await;
    assert_eq!(state(&eve.payments().get(bic, &id).await.unwrap()), "PENDING_CONFIRMATION");
    let confirmed = eve.payments().confirm(bic, &id).with_response().await.unwrap();
    let link = confirmed.headers().get("link").unwrap().to_str().unwrap();
    assert_eq!(between(link, "<", ">").unwrap(), format!("{}/approve/{id}", sandbox.origin()));
    assert_eq!(state(&eve.payments().get(bic, &id).await.unwrap()), "PENDING_USER_APPROVAL");
    let page = browser.get(&format!("/approve/{id}")).await;
    let approved = browser.submit(&page, &[("code", "111111"), ("decision", "approve")]).await;
    assert_eq!(approved.status, 200, "{}", approved.body);
    assert_eq!(state(&eve.payments().get(bic, &id).await.unwrap()), "CONFIRMED");
    tokio::time::sleep(settlement * 2).await;
    let paid = eve.payments().get(bic, &id).await.unwrap();
    assert_eq!(state(&paid), "PAID");
    assert_eq!(eve.payments().list(bic).await.unwrap().payments, [paid]);

    // The balance is reduced, and a transaction shows it.
    let after = eve.accounts().get(bic, &account.id).await.unwrap();
    let spent = account.balance.flatten().unwrap() - after.balance.flatten().unwrap();
    assert_eq!(spent, Decimal::new(1_050, 2));
    let newest = eve.transactions().list(bic, &account.id).await.unwrap().transactions.remove(0);
    assert_eq!((newest.id, newest.amount.unwrap().value.unwrap()), (id, Decimal::new(-1_050, 2)));

    assert_eq!(eve.banks().remove(bic).with_response().await.unwrap().status(), 204);
    assert_eq!(eve.banks().list_my_banks().await.unwrap().banks.len(), 3);
    sandbox.shutdown().await;
}

#[tokio::test]
async fn the_same_seed_gives_the_same_accounts() {
    let mut seen = Vec::new();
    for seed in [1, 1, 2] {
        let sandbox = northbricks_sandbox::serve(Options { seed, ..Options::default() }).await.unwrap();
        let connected = client_of(&sandbox, "connected");
        let accounts = connected.accounts().list("ESSESESS").await.unwrap().accounts;
        let transactions = connected.transactions().list("ESSESESS", &accounts[0].id).await.unwrap().transactions;
        seen.push((accounts, transactions));
    }
    assert_eq!(seen[0], seen[1]);
    assert_ne!(seen[0], seen[2]);
}

#[tokio::test]
async fn what_payments_take_is_not_there_for_others() {
    let sandbox = sandbox().await;
    let connected = client_of(&sandbox, "connected");
    let bic = "DEUTDEFF";
    let balance = connected.accounts().list(bic).await.unwrap().accounts[0].balance.flatten().unwrap();
    let cents = i64::try_from(balance.mantissa()).unwrap();
    for (amount, expected) in
        [(cents - 1, "CONFIRMED"), (2, "INSUFFICIENT_FUNDS"), (1, "CONFIRMED"), (10_000_001, "LIMIT_EXCEEDED")]
    {
        let id = initiate(&connected, bic, amount, "approved").await;
        connected.payments().confirm(bic, &id).await.unwrap();
        let status = state(&connected.payments().get(bic, &id).await.unwrap());
        assert!(status == expected || (expected == "CONFIRMED" && status == "PAID"), "{amount}: {status}");
    }
}
