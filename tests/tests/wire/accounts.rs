//! The group `accounts`.

use northbricks::model::{Account, AccountOwner};
use openapi_crate_tests::server::Response;
use serde_json::{Value, json};

use crate::fixture::{JSON, ODD, ODD_ESCAPED, both, sent};

const FULL: &str = r#"{"id":"a1","iban":"FI7473834510057469","type":"CACC","status":"enabled","currency":"EUR","balance":12.50,"owner":{"name":"Doris"}}"#;

fn full() -> Account {
    let mut account = Account::new("a1");
    account.iban = Some("FI7473834510057469".to_owned());
    account.type_ = Some("CACC".to_owned());
    account.status = Some("enabled".to_owned());
    account.currency = Some("EUR".to_owned());
    account.balance = Some(Some("12.50".parse().unwrap()));
    let mut owner = AccountOwner::new();
    owner.name = Some("Doris".to_owned());
    account.owner = Some(owner);
    account
}

#[test]
fn the_accounts_are_listed() {
    let body = format!(r#"{{"accounts":[{FULL},{{"id":"a2"}}]}}"#);
    for (result, requests) in both!([Response::json(200, body.clone())], |nb| nb.accounts().list(ODD)) {
        assert_eq!(requests, sent(&format!("GET /api/v1/banks/{ODD_ESCAPED}/accounts"), &[JSON], ""));
        assert_eq!(result.unwrap().accounts, [full(), Account::new("a2")]);
    }
}

#[test]
fn an_account_is_read() {
    for (result, requests) in both!([Response::json(200, FULL)], |nb| nb.accounts().get(ODD, "1 2")) {
        assert_eq!(requests, sent(&format!("GET /api/v1/banks/{ODD_ESCAPED}/accounts/1%202"), &[JSON], ""));
        let account = result.unwrap();
        assert_eq!(account, full());
        // Written back, it equals what came, except for unknown properties.
        assert_eq!(serde_json::to_string(&account).unwrap(), FULL);
    }
}

#[test]
fn a_balance_that_is_null_is_told_from_none() {
    let read = |body: &str| {
        let results = both!([Response::json(200, body)], |nb| nb.accounts().get("SEB", "a1"));
        results.map(|(result, _)| result.unwrap())
    };
    for account in read(r#"{"id":"a1","balance":null}"#) {
        assert_eq!(account.balance, Some(None));
        assert_eq!(serde_json::to_value(&account).unwrap(), json!({ "id": "a1", "balance": Value::Null }));
    }
    for account in read(r#"{"id":"a1"}"#) {
        assert_eq!(account.balance, None);
        assert_eq!(serde_json::to_value(&account).unwrap(), json!({ "id": "a1" }));
    }
}

#[test]
fn money_is_exact_both_ways() {
    for text in
        ["0", "12.50", "-0.10", "0.1", "1e2", "79228162514264337593543950335", "-0.0000000000000000000000000001"]
    {
        let body = format!(r#"{{"id":"a1","balance":{text}}}"#);
        for (result, _) in both!([Response::json(200, body.clone())], |nb| nb.accounts().get("SEB", "a1")) {
            let account = result.unwrap();
            let plain = if text == "1e2" { "100" } else { text };
            assert_eq!(account.balance.unwrap().unwrap().to_string(), plain);
            assert_eq!(serde_json::to_string(&account).unwrap(), body.replace(text, plain));
        }
    }
}

#[test]
fn money_that_does_not_fit_is_an_error_and_not_another_sum() {
    for text in ["0.00000000000000000000000000001", "79228162514264337593543950336", "1e400", "\"12.50\""] {
        let body = format!(r#"{{"id":"a1","balance":{text}}}"#);
        for (result, _) in both!([Response::json(200, body.clone())], |nb| nb.accounts().get("SEB", "a1")) {
            let error = result.unwrap_err();
            assert_eq!(error.kind(), northbricks::ErrorKind::Decode, "{text}: {error}");
            assert_eq!(&error.body().unwrap()[..], body.as_bytes());
        }
    }
}
