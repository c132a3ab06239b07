//! The pages: sign-up, consent, and what all pages share.

use crate::browser::Browser;
use crate::{client_of, initiate, sandbox};

#[tokio::test]
async fn every_page_is_html_with_its_protections() {
    let sandbox = sandbox().await;
    let connected = client_of(&sandbox, "connected");
    let mut browser = Browser::new(&sandbox);
    let consent = connected.bank_auth().consent_url("NDEAFIHH").unwrap();
    let id = initiate(&connected, "NDEAFIHH", 1, "<script>alert(1)</script>").await;
    connected.payments().confirm("NDEAFIHH", &id).await.unwrap();
    let authorize = sandbox.authorize_url().unwrap();
    let approve = format!("/approve/{id}");
    for url in [
        "/",
        "/signup",
        "/callback?code=%3Cscript%3E&state='%22",
        &authorize,
        consent.expose(),
        &approve,
        "/api/v1/consent",
        "/none",
    ] {
        let page = browser.get(url).await;
        assert_eq!(page.header("content-type"), "text/html; charset=utf-8", "{url}");
        assert!(page.body.starts_with("<!DOCTYPE html>\n<html lang=\"en\">"), "{url}");
        assert_eq!(page.body.matches("<h1>").count(), 1, "{url}");
        assert!(!page.body.contains("<script"), "{url}");
        let policy = page.header("content-security-policy");
        assert!(policy.contains("default-src 'none'") && policy.contains("frame-ancestors 'none'"), "{url}");
        assert_eq!(page.header("x-content-type-options"), "nosniff", "{url}");
        assert_eq!(page.header("cache-control"), "no-store", "{url}");
        let inputs = page.body.matches("<input id=").count();
        assert_eq!(page.body.matches("<label for=").count(), inputs, "every field has a label: {url}");
    }
    assert_eq!(browser.get("/style.css").await.header("content-type"), "text/css; charset=utf-8");
    for bank in connected.banks().list().await.unwrap().banks {
        let logo = browser.get(&bank.logo.unwrap()).await;
        assert_eq!((logo.status, logo.header("content-type")), (200, "image/svg+xml"));
    }
}

#[tokio::test]
async fn sign_up_checks_what_is_typed() {
    let sandbox = sandbox().await;
    let mut browser = Browser::new(&sandbox);
    let page = browser.get("/signup").await;
    let long = "x".repeat(101);
    for (username, password, name, redirect, status) in [
        ("", "p", "", "", 400),
        ("a b", "p", "", "", 400),
        ("<b>", "p", "", "", 400),
        (long.as_str(), "p", "", "", 400),
        ("new", "", "", "", 400),
        ("new", "p", long.as_str(), "", 400),
        ("new", "p", "", "javascript:alert(1)", 400),
        ("new", "p", "", "http://app.example/cb", 400),
        ("doris", "p", "", "", 409),
        ("new", "p", "Zoë <i>", "https://app.example/cb", 201),
        ("new", "p", "", "", 409),
    ] {
        let fields = [("username", username), ("password", password), ("first_name", name), ("redirect_uri", redirect)];
        let done = browser.submit(&page, &fields).await;
        assert_eq!(done.status, status, "{username} {redirect}");
        assert!(!done.body.contains("<b>") && !done.body.contains("<i>"));
    }
    assert_eq!(browser.post("/signup", "username=other&password=p").await.status, 400, "no token");
    let body = "x".repeat(70_000);
    assert_eq!(browser.post("/signup", &body).await.status, 413);
}

#[tokio::test]
async fn consent_needs_the_right_answers() {
    let sandbox = sandbox().await;
    let doris = client_of(&sandbox, "doris");
    let mut browser = Browser::new(&sandbox);
    for (bic, answers) in crate::flow::ANSWERS {
        doris.banks().add(&northbricks::model::AddBank::new(bic)).await.unwrap();
        let url = doris.bank_auth().consent_url(bic).unwrap();
        let page = browser.get(url.expose()).await;
        let wrong: Vec<(&str, &str)> = answers[0].iter().map(|(name, _)| (*name, "<wrong>")).collect();
        let again = browser.submit(&page, &wrong).await;
        assert_eq!(again.status, 400);
        assert!(again.body.contains("role=\"alert\"") && !again.body.contains("<wrong>"));
        let cancelled = browser.submit(&page, &[("decision", "cancel")]).await;
        assert_eq!(cancelled.header("location"), "/api/v1/consent#cancelled");
        assert_eq!(browser.submit(&page, answers[0]).await.status, 404, "the page is closed");
        assert_eq!(doris.payments().list(bic).await.unwrap_err().status().unwrap(), 403);
    }
    // A bank that was removed in the meantime cannot be given consent.
    let page = browser.get(doris.bank_auth().consent_url("SWEDSESS").unwrap().expose()).await;
    doris.banks().remove("SWEDSESS").await.unwrap();
    assert_eq!(browser.submit(&page, &[("ssn", "201212121212")]).await.status, 404);
}

#[tokio::test]
async fn forms_of_other_origins_are_refused() {
    let sandbox = sandbox().await;
    let mut browser = Browser::new(&sandbox);
    let page = browser.get("/signup").await;
    let token = crate::browser::between(&page.body, "name=\"csrf_token\" value=\"", "\"").unwrap().to_owned();
    let form = format!("csrf_token={token}&username=n&password=p");
    let media_type = ("Content-Type", "application/x-www-form-urlencoded");
    for origin in ["http://127.0.0.1:1", "https://evil.example", "null"] {
        let refused = browser.send("POST", "/signup", &[media_type, ("Origin", origin)], &form).await;
        assert_eq!(refused.status, 400, "{origin}");
    }
    let own = sandbox.origin().to_owned();
    assert_eq!(browser.send("POST", "/signup", &[media_type, ("Origin", &own)], &form).await.status, 201);
}
