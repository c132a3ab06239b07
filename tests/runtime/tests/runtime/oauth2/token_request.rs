//! Token requests on the wire, and how their responses are read.

use std::time::{Duration, SystemTime};

use openapi_crate_runtime::runtime::error::call_error::ErrorKind;
use openapi_crate_runtime::runtime::error::token_error::TokenError;
use openapi_crate_runtime::runtime::oauth2::authorization::Authorization;
use openapi_crate_runtime::runtime::oauth2::client_credentials::ClientCredentials;
use openapi_crate_runtime::runtime::oauth2::grant::Grant;
use openapi_crate_runtime::runtime::oauth2::scope::Scope;
use openapi_crate_runtime::runtime::oauth2::session::Session;
use openapi_crate_runtime::runtime::oauth2::token_store::MemoryStore;

use crate::oauth2::fixture::*;
use crate::server::{Play, Server, nowhere};

const JSON: &str = "HTTP/1.1 200 OK\r\nContent-Type: application/json;charset=UTF-8\r\nContent-Length: ";

fn grants(body: &str) -> Play {
    Play::Bytes(format!("{JSON}{}\r\n\r\n{body}", body.len()).into_bytes())
}

/// Follows the authorization URL; returns the challenge too.
fn granted(authorization: &Authorization) -> (Grant, String) {
    let pending = authorization.begin().unwrap();
    let url = pending.url().expose().to_owned();
    let challenge = url.split(['?', '&']).find_map(|pair| pair.strip_prefix("code_challenge=")).unwrap().to_owned();
    let callback = format!("/callback?state={}&code={}%26", pending.state().expose(), SECRETS[1]);
    (pending.finish(&callback).unwrap(), challenge)
}

#[tokio::test]
async fn a_code_is_exchanged_with_basic_authentication() {
    let server = Server::start(vec![grants(NEXT)]);
    // RFC 6749 §2.3.1: both are form-encoded before they are joined.
    let authorization = Authorization::of(&FLOW, "a:b".to_owned(), Some("p/ w".into()));
    let authorization =
        authorization.token_url(format!("{}/token/?tenant=5", server.url)).redirect_url("http://127.0.0.1:1/cb");
    let session = authorization.session(MemoryStore::new()).unwrap();
    assert!(!session.is_authorized());
    let (grant, _) = granted(&authorization);
    session.sign_in(grant).await.unwrap();
    assert!(session.is_authorized());
    assert_eq!(session.access_token().await.unwrap().expose(), NEW_TOKEN);

    let sent = server.request();
    let (head, body) = sent.split_once("\n\n").unwrap();
    let expected = "POST /v1/token/?tenant=5 HTTP/1.1\naccept: application/json\n\
        authorization: Basic YSUzQWI6cCUyRit3\ncontent-length: LENGTH\ncontent-type: application/x-www-form-urlencoded\n\
        host: HOST\nuser-agent: test/1.0";
    assert_eq!(head, expected.replace("LENGTH", &body.len().to_string()));
    let (before, verifier) = body.split_once("&code_verifier=").unwrap();
    assert_eq!(before, format!("grant_type=authorization_code&code={}%26", SECRETS[1]));
    let (verifier, after) = verifier.split_once('&').unwrap();
    assert_eq!(verifier.len(), 43);
    assert_eq!(after, "redirect_uri=http%3A%2F%2F127.0.0.1%3A1%2Fcb");
}

#[test]
fn the_blocking_way_is_the_same() {
    let server = Server::start(vec![grants(NEXT)]);
    let authorization = authorization().token_url(format!("{}/token", server.url));
    let session = authorization.session(MemoryStore::new()).unwrap();
    session.sign_in_blocking(granted(&authorization).0).unwrap();
    assert_eq!(session.access_token_blocking().unwrap().expose(), NEW_TOKEN);
    let sent = server.request();
    assert!(sent.starts_with("POST /v1/token HTTP/1.1\naccept: application/json\nauthorization: Basic "), "{sent}");
    assert!(sent.contains("grant_type=authorization_code&code=code-s3cret-value%26&code_verifier="), "{sent}");
}

#[test]
fn the_verifier_proves_the_challenge() {
    let fake = Fake::granting("", NEXT);
    let authorization = fake.authorization();
    let session = authorization.session(MemoryStore::new()).unwrap();
    let (grant, challenge) = granted(&authorization);
    session.sign_in_blocking(grant).unwrap();
    let asked = fake.asked().remove(0);
    let verifier = asked.split('&').find_map(|pair| pair.strip_prefix("code_verifier=")).unwrap();
    let proven =
        oauth2::PkceCodeChallenge::from_code_verifier_sha256(&oauth2::PkceCodeVerifier::new(verifier.to_owned()));
    assert_eq!(proven.as_str(), challenge);
    assert_ne!(verifier, challenge);
}

#[test]
fn a_public_client_has_no_secret() {
    let fake = Fake::granting("", NEXT);
    let authorization = Authorization::of(&FLOW, "app".to_owned(), None).blocking_transport(fake.clone());
    let session = authorization.session(MemoryStore::new()).unwrap();
    session.sign_in_blocking(granted(&authorization).0).unwrap();
    let seen = fake.seen.lock().unwrap().remove(0);
    assert_eq!(seen.authorization, "");
    assert!(seen.body.ends_with("&client_id=app"), "{seen:?}");
    assert!(!seen.body.contains("secret=") && !seen.body.contains("redirect_uri"), "{seen:?}");
}

#[test]
fn a_secret_can_go_in_the_body() {
    let fake = Fake::granting("", NEXT);
    let session = fake.client_credentials().secret_in_body().session(MemoryStore::new()).unwrap();
    session.access_token_blocking().unwrap();
    let seen = fake.seen.lock().unwrap().remove(0);
    assert_eq!(seen.authorization, "");
    assert_eq!(seen.body, format!("grant_type=client_credentials&client_id=client-1&client_secret={}", SECRETS[0]));
}

#[tokio::test]
async fn client_credentials_are_enough() {
    let fake = Fake::granting(NEW_TOKEN, NEXT);
    let flow: ClientCredentials = fake.client_credentials().scopes([Scope::new("read"), Scope::from("w:x".to_owned())]);
    let session = flow.session(MemoryStore::new()).unwrap();
    assert!(session.is_authorized() && session.tokens().is_none());
    assert_eq!(session.access_token().await.unwrap().expose(), NEW_TOKEN);
    assert_eq!(session.access_token().await.unwrap().expose(), NEW_TOKEN);
    assert_eq!(fake.asked(), ["grant_type=client_credentials&scope=read+w%3Ax"], "it is asked for once");
    assert!(fake.seen.lock().unwrap()[0].authorization.starts_with("Basic "));
    assert_eq!(session.tokens().unwrap().scopes().unwrap(), [Scope::new("read"), Scope::new("w:x")]);
}

#[test]
fn tokens_are_read_as_the_standard_says() {
    let read = |body: &'static str| {
        let fake = Fake::granting("", body);
        let session = fake.authorization().scopes(["a", "b"]).session(MemoryStore::new()).unwrap();
        let before = SystemTime::now();
        session.sign_in_blocking(granted(&fake.authorization()).0).unwrap();
        let tokens = session.tokens().unwrap();
        let obtained = tokens.obtained_at().unwrap();
        assert!(before <= obtained && obtained <= SystemTime::now());
        let life = tokens.expires_at().map(|end| end.duration_since(obtained).unwrap());
        let scopes = tokens.scopes().map(|scopes| scopes.iter().map(Scope::as_str).collect::<Vec<_>>().join(","));
        (tokens.access_token().expose().to_owned(), tokens.refresh_token().is_some(), life, scopes.unwrap())
    };
    let hour = Some(Duration::from_secs(3600));
    let table = [
        (NEXT, (NEW_TOKEN, true, hour, "a,b")),
        (r#"{"access_token":"x","token_type":"bearer","other":[1]}"#, ("x", false, None, "a,b")),
        (r#"{"access_token":"x","token_type":"BEARER","scope":"b c","refresh_token":""}"#, ("x", false, None, "b,c")),
        (r#"{"access_token":"x","token_type":"Bearer","scope":"","expires_in":null}"#, ("x", false, None, "")),
        (r#"{"access_token":"x","token_type":"Bearer","expires_in":18446744073709551615}"#, ("x", false, None, "a,b")),
    ];
    for (body, (token, refresh, life, scopes)) in table {
        assert_eq!(read(body), (token.to_owned(), refresh, life, scopes.to_owned()), "{body}");
    }
}

fn refused(status: u16, body: &'static str) -> TokenError {
    let fake = Fake::new(move |_| Ok((status, body.to_owned())));
    let session = fake.authorization().session(MemoryStore::new()).unwrap();
    let error = session.sign_in_blocking(granted(&fake.authorization()).0).unwrap_err();
    assert!(session.tokens().is_none());
    assert_eq!(fake.asked().len(), 1, "a code is never sent twice: {error}");
    error
}

#[test]
fn a_refusal_is_told_whole() {
    let error = refused(
        400,
        r#"{"error":"invalid_grant","error_description":"code-s3cret-value& is spent","error_uri":"https://e.example/2"}"#,
    );
    assert_eq!(error.error(), Some("invalid_grant"));
    assert_eq!(error.error_description(), Some("… is spent"));
    assert_eq!(error.error_uri(), Some("https://e.example/2"));
    assert_eq!(error.status().unwrap().as_u16(), 400);
    assert!(error.needs_authorization());
    let text = "the authorization server refused: invalid_grant: … is spent; a new authorization is needed";
    assert_eq!(error.to_string(), text);
    let error = refused(401, r#"{"error":"invalid_client"}"#);
    assert!(!error.needs_authorization());
    assert_eq!((error.error(), error.kind()), (Some("invalid_client"), ErrorKind::Credentials));
}

#[test]
fn a_body_without_tokens_is_an_error() {
    let table = [
        (500, "<html>access-s3cret-1</html>", "(500) does not follow RFC 6749: expected a reason"),
        (302, "", "(302) does not follow RFC 6749: expected a reason"),
        (200, "", "(200) does not follow RFC 6749: expected a token"),
        (200, "{}", "(200) does not follow RFC 6749: missing field `access_token`"),
        (200, r#"{"access_token":"","token_type":"bearer"}"#, "expected an access token that a header can carry"),
        (200, r#"{"access_token":"a\nb","token_type":"bearer"}"#, "expected an access token that a header can carry"),
        (
            200,
            r#"{"access_token":{"access-s3cret-1":1},"token_type":"bearer"}"#,
            "(200) does not follow RFC 6749: expected a string",
        ),
        (200, r#"{"access_token":"access-s3cret-1","token_type":"mac"}"#, "granted a token that is not a bearer token"),
        (200, r#"{"access_token":"a","token_type":"bearer","expires_in":"access-s3cret-1"}"#, "expected u64"),
    ];
    for (status, body, expected) in table {
        let error = refused(status, body);
        assert!(error.to_string().contains(expected), "{body}: {error}");
        assert_eq!(error.kind(), ErrorKind::Credentials);
        assert!(!format!("{error:?}{error}").contains("s3cret"), "{error:?}");
    }
}

#[tokio::test]
async fn no_connection_is_told_as_such() {
    let authorization = authorization().token_url(format!("{}/token", nowhere()));
    let session: Session = authorization.session(MemoryStore::new()).unwrap();
    let error = session.sign_in(granted(&authorization).0).await.unwrap_err();
    assert_eq!(error.kind(), ErrorKind::Connect);
    assert_eq!(error.to_string(), "token: no connection to the server");
    assert!(std::error::Error::source(&error).is_some());
}

#[test]
fn a_token_response_is_capped() {
    let large = "x".repeat(2 * 1024 * 1024);
    let fake = Fake::new(move |_| Ok((200, large.clone())));
    let session = fake.client_credentials().session(MemoryStore::new()).unwrap();
    let error = session.access_token_blocking().unwrap_err();
    assert_eq!(error.to_string(), "token: 200 OK: the body is larger than allowed");
}

#[test]
fn a_session_is_not_set_up_with_a_wrong_url() {
    let session = authorization().token_url("http://example.com/").session(MemoryStore::new());
    assert_eq!(
        session.unwrap_err().to_string(),
        "the token URL is refused: plain http is allowed only to loopback; use https"
    );
    let nobody = Authorization::of(&FLOW, String::new(), None).session(MemoryStore::new());
    assert_eq!(nobody.unwrap_err().to_string(), "the client id is refused: it is empty");
}
