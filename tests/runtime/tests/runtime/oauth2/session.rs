//! When tokens are renewed: before they expire, once after a 401, and by one of many calls.

use std::sync::atomic::{AtomicUsize, Ordering};
use std::sync::{Arc, Barrier, Condvar, Mutex};
use std::time::{Duration, SystemTime};

use openapi_crate_runtime::runtime::client::async_client::Client;
use openapi_crate_runtime::runtime::client::call::Call;
use openapi_crate_runtime::runtime::client::connection::Connection;
use openapi_crate_runtime::runtime::credential::credentials::{Credential, Credentials};
use openapi_crate_runtime::runtime::engine::machine::{Action, Event};
use openapi_crate_runtime::runtime::error::call_error::ErrorKind;
use openapi_crate_runtime::runtime::error::store_error::StoreError;
use openapi_crate_runtime::runtime::oauth2::token_store::{MemoryStore, TokenStore};
use openapi_crate_runtime::runtime::oauth2::tokens::Tokens;
use openapi_crate_runtime::runtime::request::draft::Request;
use openapi_crate_runtime::runtime::transport::asynchronous::TransportError;

use crate::fixture::*;
use crate::oauth2::fixture::*;

fn call(client: &Client) -> Call<'_, Client, GetThing> {
    Call::new(client, get_thing())
}

const REFRESH: &str = "grant_type=refresh_token&refresh_token=refresh-s3cret-0";

#[tokio::test]
async fn a_token_that_is_valid_is_used() {
    let fake = Fake::granting(OLD_TOKEN, NEXT);
    let client = fake.client(&fake.session(tokens(3600)));
    assert_eq!(call(&client).await.unwrap()["n"], 5);
    assert_eq!(fake.carried(), [OLD_TOKEN]);
    assert!(fake.asked().is_empty());
}

#[tokio::test]
async fn a_token_is_renewed_before_it_ends() {
    for seconds in [59, -5] {
        let fake = Fake::granting(NEW_TOKEN, NEXT);
        let session = fake.session(tokens(seconds));
        call(&fake.client(&session)).await.unwrap();
        assert_eq!((fake.carried(), fake.asked()), (vec![NEW_TOKEN.to_owned()], vec![REFRESH.to_owned()]));
        assert_eq!(session.tokens().unwrap().refresh_token().unwrap().expose(), "refresh-s3cret-1");
    }
    let fake = Fake::granting(OLD_TOKEN, NEXT);
    call(&fake.client(&fake.session(tokens(61)))).await.unwrap();
    assert!(fake.asked().is_empty());
}

#[test]
fn the_leeway_can_be_set() {
    let fake = Fake::granting(OLD_TOKEN, NEXT);
    let session = fake.authorization().leeway(Duration::from_secs(5)).session(MemoryStore::new()).unwrap();
    session.set_tokens(tokens(20)).unwrap();
    assert_eq!(session.access_token_blocking().unwrap().expose(), OLD_TOKEN);
    session.set_tokens(tokens(4)).unwrap();
    assert_eq!(session.access_token_blocking().unwrap().expose(), NEW_TOKEN);
}

#[test]
fn a_short_life_is_not_renewed_for_ever() {
    let fake = Fake::granting("", r#"{"access_token":"access-s3cret-1","token_type":"Bearer","expires_in":30}"#);
    let session = fake.session(tokens(-5));
    for _ in 0..3 {
        assert_eq!(session.access_token_blocking().unwrap().expose(), NEW_TOKEN);
    }
    assert_eq!(fake.asked().len(), 1);
}

#[tokio::test]
async fn a_401_has_the_token_renewed_once() {
    let fake = Fake::granting(NEW_TOKEN, NEXT);
    let client = fake.client(&fake.session(tokens(3600)));
    // It was not carried out, so even a request that must not be repeated is sent again.
    Call::<_, AddThing>::new(&client, add_thing()).retries(0).await.unwrap();
    assert_eq!(fake.carried(), [OLD_TOKEN, NEW_TOKEN]);
    assert_eq!(fake.asked(), [REFRESH]);
}

#[tokio::test]
async fn a_second_401_is_the_response() {
    let fake = Fake::granting("another", NEXT);
    let client = fake.client(&fake.session(tokens(3600)));
    let error = call(&client).await.unwrap_err();
    assert_eq!((error.kind(), error.status().unwrap().as_u16()), (ErrorKind::Api, 401));
    assert!(error.api().is_some());
    assert_eq!(fake.carried(), [OLD_TOKEN, NEW_TOKEN]);
    assert_eq!(fake.asked().len(), 1);
}

#[tokio::test]
async fn a_401_that_nothing_can_be_done_about_is_the_response() {
    let fake = Fake::granting("another", NEXT);
    let client = fake.client(&fake.session(Tokens::new(OLD_TOKEN)));
    let error = call(&client).await.unwrap_err();
    assert_eq!((error.kind(), error.status().unwrap().as_u16()), (ErrorKind::Api, 401));
    assert_eq!(fake.seen.lock().unwrap().len(), 1);
}

#[test]
fn a_401_for_want_of_a_scope_renews_nothing() {
    let fake = Fake::granting("", NEXT);
    let config = || {
        let mut credentials = Credentials::default();
        credentials.set("OAuth2", Credential::Source(std::sync::Arc::new(fake.session(tokens(3600)))));
        Config { credentials, ..config() }
    };
    let challenge = |text: &'static str| answered(401, &[("www-authenticate", text)], "");
    let lacks_scope = challenge(r#"Bearer realm="x", error="insufficient_scope", scope="read""#);
    let response = Machine::after(config(), get_thing()).finishes(lacks_scope).unwrap();
    assert_eq!(response.status().as_u16(), 401);
    let mut machine = Machine::after(config(), get_thing());
    let renews = machine.step(challenge(r#"Bearer realm="x", error="invalid_token""#));
    assert!(matches!(renews, Action::Renew(..)), "{renews:?}");
    // The attempt after a renewal does not count as a retry.
    machine.sends(Event::Renewed(Ok(())));
    machine.waits(answered(503, &[], ""));
    machine.sends(Event::Waited);
    machine.waits(answered(503, &[], ""));
    machine.sends(Event::Waited);
    assert_eq!(machine.finishes(answered(503, &[], "")).unwrap().status().as_u16(), 503);
}

#[tokio::test]
async fn the_old_refresh_token_is_kept_when_none_comes_back() {
    let fake = Fake::granting(NEW_TOKEN, r#"{"access_token":"access-s3cret-1","token_type":"Bearer"}"#);
    let session = fake.session(tokens(3600).with_scopes(["read"]));
    call(&fake.client(&session)).await.unwrap();
    let tokens = session.tokens().unwrap();
    assert_eq!(tokens.refresh_token().unwrap().expose(), "refresh-s3cret-0");
    assert_eq!(tokens.scopes().unwrap()[0].as_str(), "read");
    assert_eq!(tokens.expires_at(), None, "the new one's end is not the old one's");
}

#[tokio::test]
async fn the_end_of_a_grant_is_final() {
    let fake = Fake::new(|seen| match seen.is_token() {
        true => Ok((400, r#"{"error":"invalid_grant","error_description":"refresh-s3cret-0 is unknown"}"#.to_owned())),
        false => Ok((401, String::new())),
    });
    let session = fake.session(tokens(3600));
    let client = fake.client(&session);
    let expected = "getThing: no valid access token: the authorization server refused: invalid_grant: … is unknown; \
                    a new authorization is needed";
    for _ in 0..2 {
        let error = call(&client).await.unwrap_err();
        assert_eq!(error.kind(), ErrorKind::Credentials);
        assert_eq!(error.to_string(), expected);
        assert_eq!(error.status().unwrap().as_u16(), 401);
        assert!(!format!("{error:?}").contains("s3cret"));
    }
    assert_eq!(fake.asked(), [REFRESH], "it is not asked again");
    session.set_tokens(tokens(-1)).unwrap();
    assert!(session.is_authorized());
    assert_eq!(call(&client).await.unwrap_err().to_string(), expected);
    assert!(!session.is_authorized());
    assert_eq!(call(&client).await.unwrap_err().to_string(), expected);
    assert_eq!(fake.asked().len(), 2);
    session.set_tokens(Tokens::new("x")).unwrap();
    assert_eq!(call(&client).await.unwrap_err().kind(), ErrorKind::Api, "new tokens begin anew");
}

#[tokio::test]
async fn a_renewal_without_response_keeps_its_kind() {
    let fake = Fake::new(|seen| match seen.is_token() {
        true => Err(TransportError::other("reset")),
        false => Ok((200, "{}".to_owned())),
    });
    let session = fake.session(tokens(-1));
    let error = call(&fake.client(&session)).await.unwrap_err();
    assert_eq!(error.kind(), ErrorKind::Transport);
    let text = "getThing: no valid access token: token: the connection failed before the response was complete";
    assert_eq!(error.to_string(), text);
    assert_eq!(fake.asked().len(), 1, "a refresh token is never sent twice when its fate is unknown");
    assert!(session.is_authorized(), "it may work the next time");
}

#[tokio::test]
async fn a_renewal_ahead_of_time_may_fail() {
    let fake = Fake::new(|seen| match seen.is_token() {
        true => Err(TransportError::other("reset")),
        false => Ok((200, "{\"n\":5}".to_owned())),
    });
    let client = fake.client(&fake.session(tokens(30)));
    for _ in 0..3 {
        call(&client).await.unwrap();
    }
    assert_eq!(fake.carried(), [OLD_TOKEN; 3]);
    assert_eq!(fake.asked().len(), 1, "it is left alone for a while");
}

#[tokio::test]
async fn what_has_ended_and_cannot_be_renewed_is_not_sent() {
    let fake = Fake::granting(OLD_TOKEN, NEXT);
    let ended = Tokens::new(OLD_TOKEN).with_expires_at(SystemTime::now() - Duration::from_secs(1));
    let client = fake.client(&fake.session(ended));
    let error = call(&client).await.unwrap_err();
    assert_eq!(error.kind(), ErrorKind::Credentials);
    assert_eq!(
        std::error::Error::source(&error).unwrap().to_string(),
        "no valid access token for OAuth2: the access token has expired, and there is no refresh token; a new \
         authorization is needed"
    );
    let nobody = fake.authorization().session(MemoryStore::new()).unwrap();
    let error = call(&fake.client(&nobody)).await.unwrap_err();
    assert_eq!(
        std::error::Error::source(&error).unwrap().to_string(),
        "no valid access token for OAuth2: there is no access token yet; a new authorization is needed"
    );
    assert!(fake.seen.lock().unwrap().is_empty());
}

#[tokio::test]
async fn operations_without_credentials_need_no_token() {
    let fake = Fake::granting(OLD_TOKEN, NEXT);
    let client = fake.client(&fake.session(tokens(-1)));
    let mut request = Request::new(&PUBLIC);
    request.path("/ping");
    let error = Call::<_, GetThing>::new(&client, request).await.unwrap_err();
    assert_eq!(error.status().unwrap().as_u16(), 401);
    assert!(fake.asked().is_empty());
    assert_eq!(fake.carried(), [""]);
}

/// A server whose refresh tokens work once. Its token endpoint responds once this many calls have
/// got a 401.
fn rotating(refusals: usize) -> (Fake, Arc<AtomicUsize>) {
    let renewals = Arc::new(AtomicUsize::new(0));
    let (count, refused) = (renewals.clone(), Arc::new((Mutex::new(0), Condvar::new())));
    let fake = Fake::new(move |seen| {
        let generation = count.load(Ordering::SeqCst);
        if seen.is_token() {
            let enough = refused.1.wait_while(refused.0.lock().unwrap(), |seen| *seen < refusals).unwrap();
            drop(enough);
            if seen.body != format!("grant_type=refresh_token&refresh_token=refresh-s3cret-{generation}") {
                return Ok((400, "{\"error\":\"invalid_grant\"}".to_owned()));
            }
            let next = count.fetch_add(1, Ordering::SeqCst) + 1;
            return Ok((200, NEXT.replace("s3cret-1", &format!("s3cret-{next}"))));
        }
        if generation == 0 || seen.authorization != format!("Bearer access-s3cret-{generation}") {
            *refused.0.lock().unwrap() += 1;
            refused.1.notify_all();
            return Ok((401, String::new()));
        }
        Ok((200, "{\"n\":5}".to_owned()))
    });
    (fake, renewals)
}

#[tokio::test(flavor = "multi_thread", worker_threads = 2)]
async fn of_a_hundred_calls_one_renews() {
    let (fake, renewals) = rotating(100);
    let session = fake.session(tokens(3600));
    let client = fake.client(&session);
    let tasks: Vec<_> = (0..100).map(|_| tokio::spawn(call(&client).send())).collect();
    for task in tasks {
        assert_eq!(task.await.unwrap().unwrap()["n"], 5);
    }
    assert_eq!(renewals.load(Ordering::SeqCst), 1);
    assert_eq!(fake.asked(), [REFRESH]);
    let carried = fake.carried();
    assert_eq!(carried.iter().filter(|token| *token == OLD_TOKEN).count(), 100);
    assert_eq!(carried.iter().filter(|token| *token == NEW_TOKEN).count(), 100);
}

#[tokio::test(flavor = "multi_thread", worker_threads = 2)]
async fn of_a_hundred_calls_with_an_ended_token_one_renews() {
    let (fake, _) = rotating(0);
    let client = fake.client(&fake.session(tokens(-1)));
    let tasks: Vec<_> = (0..100).map(|_| tokio::spawn(call(&client).send())).collect();
    for task in tasks {
        task.await.unwrap().unwrap();
    }
    assert_eq!(fake.asked(), [REFRESH]);
    assert_eq!(fake.carried(), [NEW_TOKEN; 100]);
}

#[test]
fn of_twenty_blocking_calls_one_renews() {
    let (fake, _) = rotating(20);
    let client = fake.blocking_client(&fake.session(tokens(3600)));
    let threads: Vec<_> = (0..20)
        .map(|_| {
            let client = client.clone();
            std::thread::spawn(move || Call::<_, GetThing>::new(&client, get_thing()).send().unwrap())
        })
        .collect();
    for thread in threads {
        assert_eq!(thread.join().unwrap()["n"], 5);
    }
    assert_eq!(fake.asked(), [REFRESH]);
}

#[test]
fn a_late_401_of_the_old_token_renews_nothing() {
    let (arrived, go_on) = (Arc::new(Barrier::new(2)), Arc::new(Barrier::new(2)));
    let fake = {
        let (arrived, go_on) = (arrived.clone(), go_on.clone());
        Fake::new(move |seen| match () {
            () if seen.is_token() => Ok((200, NEXT.to_owned())),
            () if seen.authorization.ends_with(NEW_TOKEN) => Ok((200, "{\"n\":5}".to_owned())),
            () if seen.line.contains("/slow") => {
                arrived.wait();
                go_on.wait();
                Ok((401, String::new()))
            }
            () => Ok((401, String::new())),
        })
    };
    let client = fake.blocking_client(&fake.session(tokens(3600)));
    let slow = {
        let client = client.clone();
        std::thread::spawn(move || {
            let mut request = Request::new(&GET_THING);
            request.path("/slow");
            Call::<_, GetThing>::new(&client, request).send().unwrap()
        })
    };
    arrived.wait();
    Call::<_, GetThing>::new(&client, get_thing()).send().unwrap();
    assert_eq!(fake.asked().len(), 1);
    go_on.wait();
    slow.join().unwrap();
    assert_eq!(fake.asked().len(), 1);
}

#[test]
fn both_clients_share_a_session() {
    let (fake, _) = rotating(2);
    let session = fake.session(tokens(3600));
    let blocking = fake.blocking_client(&session);
    let thread = std::thread::spawn(move || Call::<_, GetThing>::new(&blocking, get_thing()).send().unwrap());
    let client = fake.client(&session);
    let runtime = tokio::runtime::Builder::new_multi_thread().worker_threads(1).enable_time().build().unwrap();
    runtime.block_on(async { tokio::spawn(call(&client).send()).await.unwrap().unwrap() });
    thread.join().unwrap();
    assert_eq!(fake.asked(), [REFRESH]);
}

#[tokio::test(flavor = "multi_thread", worker_threads = 2)]
async fn a_call_that_is_given_up_breaks_no_renewal_off() {
    let (asked, response) = (Arc::new(Barrier::new(2)), Arc::new(Barrier::new(2)));
    let fake = {
        let (asked, response) = (asked.clone(), response.clone());
        Fake::new(move |seen| {
            if seen.is_token() {
                asked.wait();
                response.wait();
                return Ok((200, NEXT.to_owned()));
            }
            Ok((200, "{\"n\":5}".to_owned()))
        })
    };
    let session = fake.session(tokens(-1));
    let client = fake.client(&session);
    let task = tokio::spawn(call(&client).send());
    asked.wait();
    task.abort();
    assert!(task.await.unwrap_err().is_cancelled());
    let short = call(&client).deadline(Duration::from_millis(20)).await.unwrap_err();
    assert!(short.is_timeout(), "{short}");
    response.wait();
    call(&client).await.unwrap();
    assert_eq!(fake.asked().len(), 1);
    assert_eq!(session.tokens().unwrap().refresh_token().unwrap().expose(), "refresh-s3cret-1");
}

#[test]
fn a_blocking_call_waits_no_longer_than_it_may() {
    let response = Arc::new(Barrier::new(2));
    let fake = {
        let response = response.clone();
        Fake::new(move |seen| {
            if seen.is_token() {
                response.wait();
                return Ok((200, NEXT.to_owned()));
            }
            Ok((200, "{\"n\":5}".to_owned()))
        })
    };
    let client = fake.blocking_client(&fake.session(tokens(-1)));
    let call = || Call::<_, GetThing>::new(&client, get_thing());
    let error = call().deadline(Duration::from_millis(20)).send().unwrap_err();
    assert_eq!(error.kind(), ErrorKind::Timeout);
    assert_eq!(error.to_string(), "getThing: no valid access token: the access token was not renewed in time");
    response.wait();
    call().send().unwrap();
    assert_eq!(fake.asked().len(), 1);
}

/// A store that fails at first, as on a full disk.
struct Full(Arc<Mutex<bool>>, Arc<MemoryStore>);

impl TokenStore for Full {
    fn load(&self) -> Result<Option<Tokens>, StoreError> {
        self.1.load()
    }

    fn save(&self, tokens: &Tokens) -> Result<(), StoreError> {
        if *self.0.lock().unwrap() { Err(StoreError::other("the disk is full")) } else { self.1.save(tokens) }
    }

    fn clear(&self) -> Result<(), StoreError> {
        self.1.clear()
    }
}

#[tokio::test]
async fn tokens_that_are_not_kept_are_told_and_not_lost() {
    let fake = Fake::granting(NEW_TOKEN, NEXT);
    let (full, memory) = (Arc::new(Mutex::new(true)), Arc::new(MemoryStore::new()));
    memory.save(&tokens(-1)).unwrap();
    let session = fake.authorization().session(Full(full.clone(), memory.clone())).unwrap();
    let client = fake.client(&session);
    for _ in 0..2 {
        let error = call(&client).await.unwrap_err();
        assert_eq!(error.kind(), ErrorKind::Credentials);
        assert_eq!(error.to_string(), "getThing: no valid access token: the token store failed: the disk is full");
    }
    assert_eq!(fake.asked().len(), 1, "what was renewed is not renewed again");
    assert!(fake.carried().is_empty());
    *full.lock().unwrap() = false;
    call(&client).await.unwrap();
    assert_eq!(fake.asked().len(), 1);
    assert_eq!(memory.load().unwrap().unwrap().access_token().expose(), NEW_TOKEN);
}

#[tokio::test(flavor = "multi_thread", worker_threads = 2)]
async fn tokens_that_come_after_signing_out_are_dropped() {
    let (asked, response) = (Arc::new(Barrier::new(2)), Arc::new(Barrier::new(2)));
    let fake = {
        let (asked, response) = (asked.clone(), response.clone());
        Fake::new(move |seen| {
            if seen.is_token() {
                asked.wait();
                response.wait();
                return Ok((200, NEXT.to_owned()));
            }
            Ok((200, "{\"n\":5}".to_owned()))
        })
    };
    let memory = Arc::new(MemoryStore::new());
    let session = fake.authorization().session(Full(Arc::default(), memory.clone())).unwrap();
    session.set_tokens(tokens(-1)).unwrap();
    let task = tokio::spawn(call(&fake.client(&session)).send());
    asked.wait();
    session.sign_out().unwrap();
    response.wait();
    let error = task.await.unwrap().unwrap_err();
    assert_eq!(error.kind(), ErrorKind::Credentials);
    assert!(session.tokens().is_none() && memory.load().unwrap().is_none());
    assert!(fake.carried().is_empty());
}

#[tokio::test]
async fn signing_out_forgets_everything() {
    let fake = Fake::granting(OLD_TOKEN, NEXT);
    let memory = Arc::new(MemoryStore::new());
    let full = Full(Arc::default(), memory.clone());
    let session = fake.authorization().session(full).unwrap();
    session.set_tokens(tokens(3600)).unwrap();
    assert!(memory.load().unwrap().is_some() && session.is_authorized());
    session.sign_out().unwrap();
    assert!(memory.load().unwrap().is_none() && session.tokens().is_none() && !session.is_authorized());
    assert!(session.access_token().await.unwrap_err().needs_authorization());
}

fn consent(client: &impl Connection) -> Result<String, String> {
    let mut request = Request::new(&GET_THING);
    request.path("/auth").query_credential("access_token", "OAuth2");
    client.browser_url(request).map(|url| url.expose().to_owned()).map_err(|error| error.to_string())
}

#[tokio::test]
async fn a_url_for_the_browser_carries_the_current_token() {
    let fake = Fake::granting(NEW_TOKEN, NEXT);
    let session = fake.session(tokens(-1));
    let client = fake.client(&session);
    let error = consent(&client).unwrap_err();
    assert!(error.ends_with("make a call, or ask for it by `access_token`, first"), "{error}");
    assert_eq!(client.access_token().await.unwrap().expose(), NEW_TOKEN);
    assert_eq!(consent(&client).unwrap(), "https://api.example.com/v1/auth?access_token=access-s3cret-1");
    let blocking = fake.blocking_client(&session);
    assert_eq!(blocking.access_token().unwrap().expose(), NEW_TOKEN);
    assert_eq!(consent(&blocking).unwrap(), consent(&client).unwrap());
    session.sign_out().unwrap();
    assert!(consent(&client).unwrap_err().ends_with("a new authorization is needed"));
}
