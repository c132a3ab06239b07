//! Forced errors and delays, methods, hosts, origins, malformed requests, reset.

use std::time::{Duration, Instant};

use northbricks::model::AddBank;
use northbricks_sandbox::{Limits, Options};

use crate::browser::Browser;
use crate::{client_of, initiate, sandbox};

#[tokio::test]
async fn errors_and_delays_come_when_asked_for() {
    let sandbox = sandbox().await;
    let connected = client_of(&sandbox, "connected");
    for status in [400, 401, 404, 418, 429, 500, 503, 599] {
        let error = connected.banks().list().header("X-Sandbox-Status", &status.to_string()).await.unwrap_err();
        assert_eq!(error.status().unwrap().as_u16(), status);
        assert_eq!(error.headers().unwrap().contains_key("retry-after"), matches!(status, 429 | 503));
    }
    for bad in ["200", "abc", "-1", "600", ""] {
        let error = connected.banks().list().header("X-Sandbox-Status", bad).await.unwrap_err();
        assert_eq!(error.status().unwrap().as_u16(), 400, "{bad}");
    }
    let start = Instant::now();
    connected.banks().list().header("X-Sandbox-Delay-Ms", "300").await.unwrap();
    assert!(start.elapsed() >= Duration::from_millis(300));
    let slow = connected.banks().list().header("X-Sandbox-Delay-Ms", "99999999999");
    assert!(slow.timeout(Duration::from_millis(100)).await.unwrap_err().is_timeout());
}

#[tokio::test]
async fn unknown_methods_and_paths() {
    let sandbox = sandbox().await;
    let mut browser = Browser::new(&sandbox);
    for (method, path, allow) in [
        ("PATCH", "/api/v1/me/user", "GET,HEAD"),
        ("DELETE", "/api/v1/banks", "GET,HEAD"),
        ("TRACE", "/api/v1/me/banks", "GET,HEAD,POST"),
        ("PUT", "/api/v1/banks/ESSESESS/payments", "GET,HEAD,POST"),
        ("POST", "/api/v1/me/banks/ESSESESS/auth", "GET,HEAD"),
        ("OPTIONS", "/api/v1/banks", "GET,HEAD"),
        ("GET", "/oauth/token", "POST"),
        ("BREW", "/signup", "GET,HEAD,POST"),
    ] {
        let page = browser.send(method, path, &[], "").await;
        assert_eq!((page.status, page.header("allow")), (405, allow), "{method} {path}");
        assert_eq!(page.json("error"), "method_not_allowed");
    }
    for path in ["/api/v1", "/api/v1/", "/api/v1/none", "/none"] {
        let page = browser.send("GET", path, &[], "").await;
        assert_eq!((page.status, page.json("error").as_str()), (404, "not_found"), "{path}");
    }
    assert_eq!(browser.send("HEAD", "/api/v1/banks", &[], "").await.status, 200);
}

#[tokio::test]
async fn malformed_requests_are_answered() {
    let sandbox = sandbox().await;
    let mut browser = Browser::new(&sandbox);
    let bearer = format!("Bearer {}", sandbox.access_token().unwrap());
    let token = ("Authorization", bearer.as_str());
    let nested = "[".repeat(50_000);
    for body in ["", "{", "null", "[]", "{\"bic\":1}", "{\"bic\":null}", "{}", "\u{0}", &nested] {
        let page = browser.send("POST", "/api/v1/me/banks", &[token], body).await;
        assert_eq!((page.status, page.json("error").as_str()), (400, "bad_request"), "{body:.20}");
    }
    for number in ["1e999", "-0", "0.001", "1e-30", "99999999999999999999999999999999", "\"1\"", "NaN"] {
        let body = format!(
            "{{\"creditorAccount\":{{\"type\":\"BGNR\",\"account\":\"991-2346\"}},\"debtorAccount\":{{\"type\":\"IBAN\",\"account\":\
             \"FI6593857450293470\"}},\"amount\":{{\"value\":{number},\"currency\":\"SEK\"}}}}"
        );
        assert_eq!(
            browser.send("POST", "/api/v1/banks/ESSESESS/payments", &[token], &body).await.status,
            400,
            "{number}"
        );
    }
    let large = "x".repeat(70_000);
    assert_eq!(browser.send("POST", "/api/v1/me/banks", &[token], &large).await.status, 413);
    let text = [token, ("Content-Type", "text/plain")];
    assert_eq!(browser.send("POST", "/api/v1/me/banks", &text, "{\"bic\":\"ESSESESS\"}").await.status, 400);
    for path in [
        "/api/v1/banks/%00",
        "/api/v1/banks/%ff",
        "/api/v1/banks/%zz",
        "/api/v1/banks/..%2f",
        "/api/v1/banks/%F0%9F%92%A9",
    ] {
        assert_eq!(browser.send("GET", path, &[], "").await.status, 400, "{path}");
    }
    for header in ["", "Bearer", "Bearer ", "Basic x", "bearer\tx", "é"] {
        assert_eq!(
            browser.send("GET", "/api/v1/me/user", &[("Authorization", header)], "").await.status,
            401,
            "{header}"
        );
    }
    let lower = bearer.replace("Bearer", "bearer");
    assert_eq!(browser.send("GET", "/api/v1/me/user", &[("Authorization", &lower)], "").await.status, 200);
}

#[tokio::test]
async fn pages_of_any_origin_may_use_the_api() {
    let sandbox = sandbox().await;
    let mut browser = Browser::new(&sandbox);
    let preflight = [
        ("Origin", "null"),
        ("Access-Control-Request-Method", "PUT"),
        ("Access-Control-Request-Headers", "authorization"),
    ];
    let page = browser.send("OPTIONS", "/api/v1/banks/x/payments/y", &preflight, "").await;
    assert_eq!((page.status, page.header("access-control-allow-origin")), (204, "*"));
    assert!(page.header("access-control-allow-methods").contains("PUT"));
    assert!(page.header("access-control-allow-headers").contains("Authorization"));
    let refused = browser.send("GET", "/api/v1/me/user", &[("Origin", "https://docs.example")], "").await;
    assert_eq!((refused.status, refused.header("access-control-allow-origin")), (401, "*"));
    assert!(refused.header("access-control-expose-headers").contains("Location"));
    assert_eq!(browser.get("/signup").await.header("access-control-allow-origin"), "");
}

#[tokio::test]
async fn only_names_of_this_machine_are_answered() {
    let local = sandbox().await;
    let mut browser = Browser::new(&local);
    let named = browser.send("GET", "/api/v1/banks", &[("Host", "evil.example")], "").await;
    assert_eq!(named.status, 421);
    assert_eq!(browser.send("GET", "/api/v1/banks", &[("Host", "localhost:8089")], "").await.status, 200);
    let host = "0.0.0.0".parse().unwrap();
    let refused = northbricks_sandbox::serve(Options { host, ..Options::default() }).await.unwrap_err();
    assert!(refused.to_string().contains("--public"));
    let public = northbricks_sandbox::serve(Options { host, public: true, ..Options::default() }).await.unwrap();
    assert!(public.base_url().starts_with("http://127.0.0.1:"));
    let port = local.address().port();
    let taken = northbricks_sandbox::serve(Options { port, ..Options::default() }).await.unwrap_err();
    assert!(taken.to_string().contains("in use"), "{taken}");
}

#[tokio::test]
async fn reset_forgets_everything_but_the_start() {
    let sandbox = sandbox().await;
    let mut browser = Browser::new(&sandbox);
    let doris = client_of(&sandbox, "doris");
    doris.banks().add(&AddBank::new("ESSESESS")).await.unwrap();
    let other = [("Origin", "https://evil.example")];
    assert_eq!(browser.send("POST", "/sandbox/reset", &other, "").await.status, 403);
    assert_eq!(browser.send("POST", "/sandbox/reset", &[], "").await.status, 204);
    assert_eq!(doris.users().current().await.unwrap_err().status().unwrap(), 401, "the token is gone");
    let doris = client_of(&sandbox, "doris");
    assert!(doris.banks().list_my_banks().await.unwrap().banks.is_empty());
    let printed = crate::client(&sandbox, sandbox.access_token().unwrap());
    assert_eq!(printed.banks().list_my_banks().await.unwrap().banks.len(), 4);
}

#[tokio::test]
async fn the_oldest_goes_when_a_limit_is_reached() {
    let limits = Limits { users: 13, tokens: 3, payments: 2, consents: 1 };
    let sandbox = northbricks_sandbox::serve(Options { limits, ..Options::default() }).await.unwrap();
    let connected = client_of(&sandbox, "connected");
    let first = initiate(&connected, "NDEAFIHH", 1, "").await;
    let second = initiate(&connected, "ESSESESS", 1, "").await;
    let third = initiate(&connected, "NDEAFIHH", 1, "").await;
    assert_eq!(connected.payments().get("NDEAFIHH", &first).await.unwrap_err().status().unwrap(), 404);
    assert!(connected.payments().get("ESSESESS", &second).await.is_ok());
    let listed = connected.payments().list("NDEAFIHH").await.unwrap().payments;
    assert_eq!(listed.iter().map(|payment| payment.id.as_str()).collect::<Vec<_>>(), [third]);
    for _ in 0..3 {
        client_of(&sandbox, "connected");
    }
    assert_eq!(connected.users().current().await.unwrap_err().status().unwrap(), 401);
}
