//! OAuth errors, at the authorization page and at the token endpoint.

use std::time::Duration;

use northbricks_sandbox::{Options, Sandbox};

use crate::browser::{Browser, Page};
use crate::flow::{CALLBACK, token};
use crate::{client, sandbox};

const CHALLENGE: &str = "E9Melhoa2OwvFrEMTJguCHaoeK1t8URWbuGJSstw-cM";
const VERIFIER: &str = "dBjftJeZ4CVP-mB92K27uhbUJU1p1r_wW1gFWFOEjXk";

fn ask(sandbox: &Sandbox, rest: &str) -> String {
    let (id, _) = sandbox.application().unwrap();
    format!("/oauth/authorize?client_id={id}{rest}")
}

async fn code(browser: &mut Browser, sandbox: &Sandbox, rest: &str) -> String {
    let url = ask(sandbox, &format!("&response_type=code&redirect_uri={CALLBACK}{rest}"));
    let page = browser.get(&url).await;
    let back = browser.submit(&page, &[("username", "doris"), ("password", "sandbox"), ("decision", "allow")]).await;
    back.sent_back("code").unwrap()
}

fn error(page: &Page) -> (u16, String) {
    (page.status, page.json("error"))
}

#[tokio::test]
async fn a_wrong_client_or_redirect_is_shown_and_never_followed() {
    let sandbox = sandbox().await;
    let mut browser = Browser::new(&sandbox);
    for url in [
        "/oauth/authorize".to_owned(),
        format!("/oauth/authorize?response_type=code&client_id=unknown&redirect_uri={CALLBACK}"),
        ask(&sandbox, "&response_type=code"),
        ask(&sandbox, "&response_type=code&redirect_uri=https://evil.example/"),
        ask(&sandbox, "&response_type=code&redirect_uri=http://127.0.0.1@evil.example/"),
        ask(&sandbox, "&response_type=code&redirect_uri=javascript:alert(1)"),
        ask(&sandbox, &format!("&response_type=code&redirect_uri={CALLBACK}&redirect_uri={CALLBACK}")),
        ask(&sandbox, &format!("&client_id=other&response_type=code&redirect_uri={CALLBACK}")),
    ] {
        let page = browser.get(&url).await;
        assert_eq!((page.status, page.header("location")), (400, ""), "{url}");
    }
}

#[tokio::test]
async fn other_mistakes_are_told_to_the_application() {
    let sandbox = sandbox().await;
    let mut browser = Browser::new(&sandbox);
    for (rest, expected) in [
        ("", "invalid_request"),
        ("&response_type=token", "unsupported_response_type"),
        ("&response_type=code&response_type=code", "invalid_request"),
        ("&response_type=code&scope=read+write", "invalid_scope"),
        ("&response_type=code&code_challenge=x&code_challenge_method=S256", "invalid_request"),
        (&format!("&response_type=code&code_challenge={CHALLENGE}"), "invalid_request"),
        (&format!("&response_type=code&code_challenge={CHALLENGE}&code_challenge_method=plain"), "invalid_request"),
        ("&response_type=code&code_challenge_method=S256", "invalid_request"),
    ] {
        let page = browser.get(&ask(&sandbox, &format!("&redirect_uri={CALLBACK}&state=s%20t{rest}"))).await;
        assert_eq!(page.status, 303, "{rest}");
        assert_eq!(page.sent_back("error").as_deref(), Some(expected), "{rest}");
        assert_eq!(page.sent_back("state").as_deref(), Some("s t"), "{rest}");
    }
    let page = browser.get(&ask(&sandbox, &format!("&response_type=code&redirect_uri={CALLBACK}&state=s"))).await;
    let denied = browser.submit(&page, &[("decision", "deny")]).await;
    assert_eq!(denied.sent_back("error").as_deref(), Some("access_denied"));
    assert_eq!(denied.sent_back("state").as_deref(), Some("s"));
}

#[tokio::test]
async fn logging_in_needs_the_password_and_our_form() {
    let sandbox = sandbox().await;
    let mut browser = Browser::new(&sandbox);
    let url = ask(&sandbox, &format!("&response_type=code&redirect_uri={CALLBACK}"));
    let page = browser.get(&url).await;
    for (username, password) in [("doris", "wrong"), ("nobody", "sandbox"), ("", ""), ("<b>", "\0")] {
        let again = browser.submit(&page, &[("username", username), ("password", password)]).await;
        assert_eq!((again.status, again.header("location")), (400, ""));
        assert!(again.body.contains("The user name or the password is wrong.") && !again.body.contains("<b>"));
    }
    let fields = [("username", "doris"), ("password", "sandbox")];
    let mut other = Browser::new(&sandbox);
    assert_eq!(other.submit(&page, &fields).await.status, 400, "another browser's form");
    let body =
        format!("client_id={}&response_type=code&username=doris&password=sandbox", sandbox.application().unwrap().0);
    let redirect = format!("{body}&redirect_uri={CALLBACK}");
    assert_eq!(browser.post("/oauth/authorize", &redirect).await.status, 400, "no token");
    assert_eq!(browser.submit(&page, &fields).await.status, 303);
}

#[tokio::test]
async fn the_token_endpoint_responds_as_the_standard_says() {
    let sandbox = sandbox().await;
    let mut browser = Browser::new(&sandbox);
    let application = sandbox.application().unwrap();
    let wrong = (application.0.clone(), "wrong".to_owned());
    let grant = format!("grant_type=authorization_code&redirect_uri={CALLBACK}");

    let refused = token(&mut browser, &wrong, &grant).await;
    assert_eq!(error(&refused), (401, "invalid_client".to_owned()));
    assert!(refused.header("www-authenticate").starts_with("Basic "));
    assert_eq!(refused.header("cache-control"), "no-store");
    let in_body = format!("{grant}&client_id={}&client_secret={}", application.0, application.1);
    assert_eq!(error(&browser.post("/oauth/token", &in_body).await), (401, "invalid_client".to_owned()));
    for (form, expected) in [
        ("", "invalid_request"),
        ("grant_type=password", "unsupported_grant_type"),
        ("grant_type=authorization_code", "invalid_request"),
        ("grant_type=authorization_code&code=a&code=b", "invalid_request"),
        ("grant_type=authorization_code&code=unknown", "invalid_grant"),
        ("grant_type=refresh_token", "invalid_request"),
        ("grant_type=refresh_token&refresh_token=unknown", "invalid_grant"),
        ("grant_type=refresh_token&refresh_token=a&scope=write", "invalid_scope"),
    ] {
        assert_eq!(error(&token(&mut browser, &application, form).await), (400, expected.to_owned()), "{form}");
    }

    // A code works once, for its application, with its redirect URI and its verifier.
    let pkce = format!("&code_challenge={CHALLENGE}&code_challenge_method=S256");
    let code_of = code(&mut browser, &sandbox, &pkce).await;
    for form in [
        format!("{grant}&code={code_of}"),
        format!("{grant}&code={code_of}&code_verifier={CHALLENGE}"),
        format!("grant_type=authorization_code&code={code_of}&code_verifier={VERIFIER}"),
        format!(
            "grant_type=authorization_code&redirect_uri=http://127.0.0.1:8/callback&code={code_of}&code_verifier={VERIFIER}"
        ),
    ] {
        assert_eq!(error(&token(&mut browser, &application, &form).await), (400, "invalid_grant".to_owned()), "{form}");
    }
    let form = format!("{grant}&code={code_of}&code_verifier={VERIFIER}");
    let issued = token(&mut browser, &application, &form).await;
    assert_eq!((issued.status, issued.json("scope")), (200, "read".to_owned()));
    assert_eq!(issued.json("access_token").len(), 36);

    // So does a refresh token. A second use of either revokes the tokens that it gave.
    let refresh = |token: &str| format!("grant_type=refresh_token&refresh_token={token}");
    let wider = format!("{}&scope=read+payment:write", refresh(&issued.json("refresh_token")));
    assert_eq!(error(&token(&mut browser, &application, &wider).await), (400, "invalid_scope".to_owned()));
    let renewed = token(&mut browser, &application, &refresh(&issued.json("refresh_token"))).await;
    assert_eq!(renewed.status, 200);
    let holder = client(&sandbox, renewed.json("access_token"));
    assert!(holder.users().current().await.is_ok());
    let again = token(&mut browser, &application, &refresh(&issued.json("refresh_token"))).await;
    assert_eq!(error(&again), (400, "invalid_grant".to_owned()));
    assert_eq!(holder.users().current().await.unwrap_err().status().unwrap(), 401);
    assert_eq!(error(&token(&mut browser, &application, &form).await), (400, "invalid_grant".to_owned()));
}

#[tokio::test]
async fn codes_and_tokens_expire() {
    let brief = Duration::from_millis(300);
    let times = Options { code_lifetime: brief, token_lifetime: brief, ..Options::default() };
    let sandbox = northbricks_sandbox::serve(times).await.unwrap();
    let mut browser = Browser::new(&sandbox);
    let application = sandbox.application().unwrap();
    let grant = format!("grant_type=authorization_code&redirect_uri={CALLBACK}&code=");
    let late = code(&mut browser, &sandbox, "").await;
    let code = code(&mut browser, &sandbox, "").await;
    let issued = token(&mut browser, &application, &format!("{grant}{code}")).await;
    let holder = client(&sandbox, issued.json("access_token"));
    assert!(holder.users().current().await.is_ok());
    tokio::time::sleep(brief).await;
    assert_eq!(holder.users().current().await.unwrap_err().status().unwrap(), 401);
    let refused = token(&mut browser, &application, &format!("{grant}{late}")).await;
    assert_eq!(error(&refused), (400, "invalid_grant".to_owned()));
    let refresh = format!("grant_type=refresh_token&refresh_token={}", issued.json("refresh_token"));
    assert_eq!(token(&mut browser, &application, &refresh).await.status, 200);
}

#[tokio::test]
async fn a_registered_redirect_uri_is_used_when_none_is_named() {
    let sandbox = sandbox().await;
    let mut browser = Browser::new(&sandbox);
    let page = browser.get("/signup").await;
    let uri = "https://app.example/cb?x=1";
    let done = browser.submit(&page, &[("username", "u"), ("password", "p"), ("redirect_uri", uri)]).await;
    let id = crate::browser::between(&done.body, "id=\"client-id\">", "<").unwrap();
    let page = browser.get(&format!("/oauth/authorize?response_type=code&client_id={id}")).await;
    assert!(page.header("content-security-policy").contains("form-action 'self' https://app.example;"));
    let back = browser.submit(&page, &[("username", "u"), ("password", "p")]).await;
    assert!(back.header("location").starts_with("https://app.example/cb?x=1&code="), "{back:?}");
}
