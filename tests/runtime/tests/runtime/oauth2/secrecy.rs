//! No printable type of OAuth 2 reveals a secret.

use openapi_crate_runtime::runtime::client::async_client::Client;
use openapi_crate_runtime::runtime::client::builder::ClientBuilder;
use openapi_crate_runtime::runtime::client::call::Call;
use openapi_crate_runtime::runtime::oauth2::token_store::MemoryStore;

use crate::fixture::*;
use crate::oauth2::fixture::*;

#[track_caller]
fn assert_hidden(shown: &str, further: &[&str]) {
    for secret in SECRETS.iter().chain(further) {
        assert!(!shown.contains(secret), "{secret} in {shown}");
    }
}

#[test]
fn nothing_shows_a_secret() {
    let fake = Fake::granting(NEW_TOKEN, NEXT);
    let authorization = fake.authorization();
    let pending = authorization.begin().unwrap();
    let state = pending.state().expose().to_owned();
    let mut shown = format!("{authorization:?} {:?} {pending:?} {:?}", fake.client_credentials(), pending.url());
    let forged = authorization.begin().unwrap().finish(&format!("/?code={}&state=x", SECRETS[1])).unwrap_err();
    shown += &format!("{forged} {forged:?}");
    let denied = authorization.begin().unwrap();
    let own = denied.state().expose().to_owned();
    let denied = denied.finish(&format!("/?error=a&error_description=the+state+{own}&state={own}")).unwrap_err();
    shown += &format!("{denied} {denied:?}");
    let grant = pending.finish(&format!("/?code={}&state={state}", SECRETS[1])).unwrap();
    shown += &format!("{grant:?}");
    let store = MemoryStore::new();
    let session = authorization.session(store).unwrap();
    session.sign_in_blocking(grant).unwrap();
    let verifier = fake.asked()[0].split("code_verifier=").nth(1).unwrap().split('&').next().unwrap().to_owned();
    shown += &format!("{session:?} {:?} {:?}", session.tokens(), session.tokens().unwrap().to_json());
    let builder = ClientBuilder::<Client>::new(&API).oauth2(session.clone());
    shown += &format!("{builder:?}");
    let client = fake.blocking_client(&session);
    shown += &format!("{client:?} {:?}", Call::<_, GetThing>::new(&client, get_thing()));
    assert_hidden(&shown, &[&state, &own, &verifier]);
    assert!(shown.contains("client-1") && shown.contains("https://login.example.com/authorize?response_type=code"));
}

#[test]
fn what_a_server_quotes_is_masked() {
    let all = SECRETS.join(" ");
    let fake = Fake::new(move |seen| match seen.is_token() {
        true => Ok((400, format!("{{\"error\":\"e\",\"error_description\":\"{all} {}\"}}", seen.body))),
        false => Ok((403, format!("{{\"message\":\"{all}\"}}"))),
    });
    let session = fake.session(tokens(3600));
    let client = fake.blocking_client(&session);
    let error = Call::<_, GetThing>::new(&client, get_thing()).send().unwrap_err();
    let shown = format!("{error} {error:?} {error:#?}");
    for secret in [SECRETS[0], SECRETS[2], SECRETS[4]] {
        assert!(!shown.contains(secret), "{shown}");
    }
    session.set_tokens(tokens(-1)).unwrap();
    let error = Call::<_, GetThing>::new(&client, get_thing()).send().unwrap_err();
    let shown = format!("{error} {error:?} {error:#?}");
    for secret in [SECRETS[0], SECRETS[4]] {
        assert!(!shown.contains(secret), "{shown}");
    }
}
