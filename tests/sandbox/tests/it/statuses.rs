//! All sixteen operations with every documented status, called by the generated client.

use northbricks::error::{AddBankError, InitiatePaymentError};
use northbricks::model::{AccountReference, AddBank, InitiatePayment};

use crate::browser::Browser;
use crate::{client, client_of, initiate, order, sandbox, status};

const BIC: &str = "ESSESESS";
const MALFORMED: &str = "no bic!";
const UNKNOWN: &str = "NOSUCHBK";

/// The statuses of one call, made by several clients.
macro_rules! statuses {
    ($($client:expr => $call:ident $(. $rest:ident)* ($($argument:expr),*);)*) => {
        vec![$(status($client.$call()$(.$rest)*($($argument),*).with_response().await)),*]
    };
}

#[tokio::test]
async fn users_and_banks() {
    let sandbox = sandbox().await;
    let (doris, nobody) = (client_of(&sandbox, "doris"), client(&sandbox, "unknown"));
    let seen = statuses! {
        doris => users.current();
        nobody => users.current();
    };
    assert_eq!(seen, [200, 401]);
    let seen = statuses! {
        nobody => banks.list();
        nobody => banks.get(BIC);
        nobody => banks.get(MALFORMED);
        nobody => banks.get(UNKNOWN);
    };
    assert_eq!(seen, [200, 200, 400, 404]);
    let seen = statuses! {
        doris => banks.list_my_banks();
        nobody => banks.list_my_banks();
        doris => banks.add(&AddBank::new(BIC));
        doris => banks.add(&AddBank::new(MALFORMED));
        nobody => banks.add(&AddBank::new(BIC));
        doris => banks.add(&AddBank::new(UNKNOWN));
        doris => banks.add(&AddBank::new(BIC));
    };
    assert_eq!(seen, [200, 401, 201, 400, 401, 404, 409]);
    let conflict = doris.banks().add(&AddBank::new(BIC)).await.unwrap_err();
    assert!(matches!(conflict.api(), Some(AddBankError::Conflict(_))));
    assert_eq!(conflict.message(), Some("The user already has this bank."));
    let seen = statuses! {
        doris => banks.get_my_bank(BIC);
        doris => banks.get_my_bank(MALFORMED);
        nobody => banks.get_my_bank(BIC);
        doris => banks.get_my_bank("SWEDSESS");
        doris => banks.remove(MALFORMED);
        nobody => banks.remove(BIC);
        doris => banks.remove("SWEDSESS");
        doris => banks.remove(BIC);
        doris => banks.remove(BIC);
    };
    assert_eq!(seen, [200, 400, 401, 404, 400, 401, 404, 204, 404]);
}

#[tokio::test]
async fn consent() {
    let sandbox = sandbox().await;
    let mut browser = Browser::new(&sandbox);
    let connected = client_of(&sandbox, "connected");
    let url = |client: &northbricks::Client, bic| client.bank_auth().consent_url(bic).unwrap().expose().to_owned();
    assert_eq!(browser.get(&url(&connected, BIC)).await.status, 200);
    let refused = browser.send("GET", &url(&client(&sandbox, "unknown"), BIC), &[], "").await;
    assert_eq!((refused.status, refused.json("error")), (401, "invalid_token".to_owned()));
    assert_eq!(browser.get(&url(&connected, UNKNOWN)).await.status, 404);
    assert_eq!(browser.get(&url(&client_of(&sandbox, "doris"), BIC)).await.status, 404, "not added");
    assert_eq!(browser.get("/api/v1/me/banks/ESSESESS/auth").await.status, 401);
    let narrow = client(&sandbox, sandbox.issue_token("connected", "account:read").unwrap());
    assert_eq!(browser.get(&url(&narrow, BIC)).await.status, 401);
}

#[tokio::test]
async fn accounts_and_transactions() {
    let sandbox = sandbox().await;
    let (connected, nobody) = (client_of(&sandbox, "connected"), client(&sandbox, "unknown"));
    let doris = client_of(&sandbox, "doris");
    let account = connected.accounts().list(BIC).await.unwrap().accounts.remove(0).id;
    let transaction = connected.transactions().list(BIC, &account).await.unwrap().transactions.remove(0).id;
    let seen = statuses! {
        connected => accounts.list(BIC);
        connected => accounts.list(UNKNOWN);
        nobody => accounts.list(BIC);
        connected => accounts.get(BIC, &account);
        connected => accounts.get(BIC, "unknown");
        nobody => accounts.get(BIC, &account);
        connected => transactions.list(BIC, &account);
        connected => transactions.list(BIC, "unknown");
        nobody => transactions.list(BIC, &account);
        connected => transactions.get(BIC, &account, &transaction);
        connected => transactions.get(BIC, &account, "unknown");
        nobody => transactions.get(BIC, &account, &transaction);
    };
    assert_eq!(seen, [200, 400, 401, 200, 400, 401, 200, 400, 401, 200, 400, 401]);
    doris.banks().add(&AddBank::new(BIC)).await.unwrap();
    let error = doris.accounts().list(BIC).await.unwrap_err();
    assert_eq!(error.status().unwrap(), 400, "no consent");
    assert!(error.message().unwrap().contains("consent"));
    let others = doris.accounts().get(BIC, &account).await.unwrap_err();
    assert_eq!(others.status().unwrap(), 400, "nobody reads another's account");
}

#[tokio::test]
async fn payments() {
    let sandbox = sandbox().await;
    let (connected, nobody) = (client_of(&sandbox, "connected"), client(&sandbox, "unknown"));
    let (doris, rolf) = (client_of(&sandbox, "doris"), client_of(&sandbox, "rejected"));
    doris.banks().add(&AddBank::new(BIC)).await.unwrap();
    let order = order(&connected, BIC, 100, "Rent").await;
    let seen = statuses! {
        connected => payments.list(BIC);
        connected => payments.list(MALFORMED);
        nobody => payments.list(BIC);
        doris => payments.list(BIC);
        rolf => payments.list(BIC);
        connected => payments.list(UNKNOWN);
        connected => payments.initiate(BIC, &order);
        connected => payments.initiate(BIC, &InitiatePayment::new());
        nobody => payments.initiate(BIC, &order);
        doris => payments.initiate(BIC, &order);
        connected => payments.initiate(UNKNOWN, &order);
    };
    assert_eq!(seen, [200, 400, 401, 403, 403, 404, 201, 400, 401, 403, 404]);
    let id = initiate(&connected, BIC, 100, "Rent").await;
    let seen = statuses! {
        connected => payments.get(BIC, &id);
        connected => payments.get(MALFORMED, &id);
        nobody => payments.get(BIC, &id);
        doris => payments.get(BIC, &id);
        connected => payments.get(BIC, "unknown");
        connected => payments.get("SWEDSESS", &id);
        connected => payments.confirm(MALFORMED, &id);
        nobody => payments.confirm(BIC, &id);
        doris => payments.confirm(BIC, &id);
        connected => payments.confirm(BIC, "unknown");
        connected => payments.confirm(BIC, &id);
        connected => payments.confirm(BIC, &id);
    };
    assert_eq!(seen, [200, 400, 401, 403, 404, 404, 400, 401, 403, 404, 200, 400]);
    let creditor = AccountReference::new().with_type_("IBAN").with_account("FI6593857450293471");
    let error = connected.payments().initiate(BIC, &order.with_creditor_account(creditor)).await.unwrap_err();
    assert!(matches!(error.api(), Some(InitiatePaymentError::BadRequest(_))));
    assert_eq!(error.message(), Some("`creditorAccount.account` is not a valid IBAN."));
}

#[tokio::test]
async fn every_scope_is_asked_for() {
    let sandbox = sandbox().await;
    let scopes: Vec<&str> = crate::SCOPES.split(' ').collect();
    let connected = client_of(&sandbox, "connected");
    let account = connected.accounts().list(BIC).await.unwrap().accounts.remove(0).id;
    let order = order(&connected, BIC, 100, "Rent").await;
    for scope in &scopes {
        let narrow = client(&sandbox, sandbox.issue_token("connected", scope).unwrap());
        let seen = statuses! {
            narrow => users.current();
            narrow => banks.list_my_banks();
            narrow => accounts.list(BIC);
            narrow => transactions.list(BIC, &account);
            narrow => payments.list(BIC);
            narrow => payments.initiate(BIC, &order);
        };
        let needed = ["read", "read", "account:read", "transaction:read", "payment:read", "payment:write"];
        let expected: Vec<u16> = needed
            .iter()
            .map(|needed| {
                if needed != scope {
                    401
                } else if *needed == "payment:write" {
                    201
                } else {
                    200
                }
            })
            .collect();
        assert_eq!(seen, expected, "{scope}");
        let error = client(&sandbox, sandbox.issue_token("connected", scope).unwrap());
        if *scope != "read" {
            let error = error.users().current().await.unwrap_err();
            let challenge = error.headers().unwrap().get("www-authenticate").unwrap().to_str().unwrap();
            assert!(challenge.contains("error=\"insufficient_scope\", scope=\"read\""), "{challenge}");
        }
    }
}
