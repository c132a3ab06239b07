//! Every outcome of a payment, chosen by a persona and by a message.

use std::collections::BTreeSet;
use std::time::Duration;

use northbricks::Client;
use northbricks::model::AddBank;
use northbricks_sandbox::Options;

use crate::browser::Browser;
use crate::flow::consent;
use crate::{client_of, initiate, sandbox, state};

const BIC: &str = "SWEDSESS";
const ENDS: [(&str, &str); 10] = [
    ("approved", "PAID"),
    ("rejected", "REJECTED"),
    ("insufficient-funds", "INSUFFICIENT_FUNDS"),
    ("limit-exceeded", "LIMIT_EXCEEDED"),
    ("approval-failed", "USER_APPROVAL_FAILED"),
    ("approval-timeout", "USER_APPROVAL_TIMEOUT"),
    ("approval-cancelled", "USER_APPROVAL_CANCELLED"),
    ("on-hold", "ON_HOLD"),
    ("processing", "PROCESSING"),
    ("not-provided", "PAYMENT_STATUS_NOT_PROVIDED"),
];

/// Initiates and confirms a payment; returns the statuses that it goes through.
async fn way(client: &Client, message: &str) -> Vec<String> {
    let id = initiate(client, BIC, 100, message).await;
    let mut seen = vec![state(&client.payments().get(BIC, &id).await.unwrap())];
    client.payments().confirm(BIC, &id).await.unwrap();
    seen.push(state(&client.payments().get(BIC, &id).await.unwrap()));
    tokio::time::sleep(Duration::from_millis(80)).await;
    seen.push(state(&client.payments().get(BIC, &id).await.unwrap()));
    seen
}

#[tokio::test]
async fn every_status_is_reached() {
    let sandbox = sandbox().await;
    let connected = client_of(&sandbox, "connected");
    let mut browser = Browser::new(&sandbox);
    let mut reached = BTreeSet::new();
    for (keyword, end) in ENDS {
        let by_message = way(&connected, keyword).await;
        assert_eq!(by_message[2], end, "{keyword}");
        let persona = client_of(&sandbox, keyword);
        persona.banks().add(&AddBank::new(BIC)).await.unwrap();
        consent(&mut browser, &persona, BIC).await;
        let by_name = way(&persona, "Rent").await;
        assert_eq!(by_name[2], end, "{keyword}");
        assert_eq!(way(&persona, "on-hold").await[2], "ON_HOLD", "a message comes first");
        reached.extend(by_message);
        reached.extend(by_name);
    }
    reached.extend(way(&connected, "Rent").await);
    assert_eq!(reached.len(), 13, "{reached:?}");
    assert!(sandbox.personas().iter().any(|(name, _)| *name == "doris"));
    assert!(ENDS.iter().all(|(keyword, _)| sandbox.personas().iter().any(|(name, _)| name == keyword)));
}

#[tokio::test]
async fn the_user_approves_cancels_fails_or_lets_time_pass() {
    let times = Options {
        settlement: Duration::from_millis(10),
        approval_lifetime: Duration::from_millis(1_500),
        ..Options::default()
    };
    let sandbox = northbricks_sandbox::serve(times).await.unwrap();
    let connected = client_of(&sandbox, "connected");
    let mut browser = Browser::new(&sandbox);
    let late = initiate(&connected, BIC, 100, "Rent").await;
    for (fields, end) in [
        ([("code", "111111"), ("decision", "approve")], "PAID"),
        ([("code", "222222"), ("decision", "approve")], "USER_APPROVAL_FAILED"),
        ([("code", ""), ("decision", "cancel")], "USER_APPROVAL_CANCELLED"),
    ] {
        let id = initiate(&connected, BIC, 100, "Rent").await;
        let early = browser.get(&format!("/approve/{id}")).await;
        assert!(early.status == 200 && !early.body.contains("<form"), "not confirmed yet");
        connected.payments().confirm(BIC, &id).await.unwrap();
        let page = browser.get(&format!("/approve/{id}")).await;
        assert_eq!(browser.submit(&page, &fields).await.status, 200);
        tokio::time::sleep(Duration::from_millis(20)).await;
        assert_eq!(state(&connected.payments().get(BIC, &id).await.unwrap()), end);
        assert_eq!(browser.submit(&page, &fields).await.status, 400, "only once");
    }
    connected.payments().confirm(BIC, &late).await.unwrap();
    let page = browser.get(&format!("/approve/{late}")).await;
    tokio::time::sleep(Duration::from_millis(1_600)).await;
    assert_eq!(state(&connected.payments().get(BIC, &late).await.unwrap()), "USER_APPROVAL_TIMEOUT");
    assert_eq!(browser.submit(&page, &[("code", "111111")]).await.status, 400);
    assert_eq!(browser.get("/approve/nothing").await.status, 404);
}
