//! The events and spans of a call. A binary of its own, because the subscriber would record the
//! calls of other tests too.
#![allow(clippy::expect_used, clippy::panic, clippy::unwrap_used)]

use std::fmt::{self, Write};
use std::sync::{Arc, Mutex};

use openapi_crate_runtime::runtime::client::async_client as asynchronous;
use openapi_crate_runtime::runtime::client::blocking::Client;
use openapi_crate_runtime::runtime::client::builder::ClientBuilder;
use openapi_crate_runtime::runtime::client::call::Call;
use openapi_crate_runtime::runtime::credential::credentials::Credential;
use openapi_crate_runtime::runtime::oauth2::token_store::MemoryStore;
use tracing::field::{Field, Visit};
use tracing::{Event, Metadata, Subscriber, span};

use fixture::*;
use oauth_fixture::{NEXT, SECRETS, authorization, tokens};
use server::{Play, Server};

#[allow(dead_code)]
#[path = "runtime/fixture.rs"]
mod fixture;
#[allow(dead_code)]
#[path = "runtime/oauth2/fixture.rs"]
mod oauth_fixture;
#[allow(dead_code)]
#[path = "runtime/server.rs"]
mod server;

/// Records every span and event.
#[derive(Clone, Default)]
struct Notes(Arc<Mutex<String>>);

impl Notes {
    fn note(&self, what: &str, metadata: &Metadata<'_>, record: impl FnOnce(&mut dyn Visit)) {
        let mut fields = Fields(String::new());
        record(&mut fields);
        if metadata.target().starts_with("openapi_crate_runtime") {
            writeln!(self.0.lock().unwrap(), "{what} {}{}", metadata.name().split(' ').next().unwrap(), fields.0)
                .unwrap();
        } else {
            writeln!(self.0.lock().unwrap(), "foreign {}", fields.0).unwrap();
        }
    }
}

struct Fields(String);

impl Visit for Fields {
    fn record_debug(&mut self, field: &Field, value: &dyn fmt::Debug) {
        write!(self.0, " {}={value:?}", field.name()).unwrap();
    }
}

impl Subscriber for Notes {
    fn enabled(&self, _: &Metadata<'_>) -> bool {
        true
    }

    fn new_span(&self, attributes: &span::Attributes<'_>) -> span::Id {
        self.note("span", attributes.metadata(), |visit| attributes.record(visit));
        span::Id::from_u64(1)
    }

    fn record(&self, _: &span::Id, _: &span::Record<'_>) {}

    fn record_follows_from(&self, _: &span::Id, _: &span::Id) {}

    fn event(&self, event: &Event<'_>) {
        self.note("event", event.metadata(), |visit| event.record(visit));
    }

    fn enter(&self, _: &span::Id) {}

    fn exit(&self, _: &span::Id) {}
}

#[test]
fn a_call_is_a_span_and_each_attempt_an_event() {
    let notes = Notes::default();
    let server = Server::start(vec![
        Play::RawResponse("HTTP/1.1 503 Busy\r\nContent-Length: 0\r\n\r\n"),
        Play::Close,
        Play::RawResponse("HTTP/1.1 200 OK\r\nContent-Length: 2\r\n\r\n{}"),
    ]);
    tracing::subscriber::with_default(notes.clone(), || {
        let builder = ClientBuilder::<Client>::new(&API).base_url(&server.url);
        let client = builder.credential("OAuth2", Credential::Token(TOKEN.into())).build().unwrap();
        let mut call = Call::<_, GetThing>::new(&client, get_thing());
        call.request_mut().query("q", &"personal").query_credential("access_token", "OAuth2");
        call.send().unwrap();
    });
    let text = notes.0.lock().unwrap().clone();
    let own: Vec<&str> = text.lines().filter(|line| !line.starts_with("foreign")).collect();
    assert_eq!(own.len(), 6, "{text}");
    assert_eq!(own[0], r#"span call operation="getThing" method="GET" path="/things/{id}""#);
    assert!(own[1].ends_with("message=answered attempt=1 status=503"), "{text}");
    assert!(own[2].contains("message=waiting for another attempt wait="), "{text}");
    assert!(own[3].contains("message=failed attempt=2 error=the connection failed"), "{text}");
    assert!(own[5].ends_with("message=answered attempt=3 status=200"), "{text}");
    for secret in [TOKEN, "personal", "127.0.0.1", "things/7"] {
        assert!(!text.contains(secret), "{text}");
    }
}

#[test]
fn a_renewal_is_a_span_of_its_own_and_shows_no_token() {
    let notes = Notes::default();
    let body = NEXT.len();
    let granted = format!("HTTP/1.1 200 OK\r\nContent-Length: {body}\r\n\r\n{NEXT}");
    let refused = r#"{"error":"invalid_grant","error_description":"refresh-s3cret-1"}"#;
    let refused = format!("HTTP/1.1 400 Bad Request\r\nContent-Length: {}\r\n\r\n{refused}", refused.len());
    let login = Server::start(vec![Play::Bytes(granted.into_bytes()), Play::Bytes(refused.into_bytes())]);
    let api = Server::start(vec![
        Play::RawResponse("HTTP/1.1 200 OK\r\nContent-Length: 2\r\n\r\n{}"),
        Play::RawResponse("HTTP/1.1 401 Unauthorized\r\nContent-Length: 0\r\n\r\n"),
    ]);
    tracing::subscriber::with_default(notes.clone(), || {
        let session = authorization().token_url(&login.url).session(MemoryStore::new()).unwrap();
        session.set_tokens(tokens(-1)).unwrap();
        let builder = ClientBuilder::<asynchronous::Client>::new(&API).base_url(&api.url);
        let client = builder.oauth2(session).build().unwrap();
        let runtime = tokio::runtime::Builder::new_current_thread().enable_all().build().unwrap();
        runtime.block_on(async {
            Call::<_, GetThing>::new(&client, get_thing()).await.unwrap();
            Call::<_, GetThing>::new(&client, get_thing()).await.unwrap_err();
        });
    });
    let text = notes.0.lock().unwrap().clone();
    let spans = text.lines().filter(|line| line.starts_with("span call operation=\"token\""));
    assert_eq!(spans.count(), 2, "{text}");
    assert_eq!(text.matches("waiting for a new access token").count(), 2, "{text}");
    assert!(text.contains("kind=Credentials"), "{text}");
    for secret in SECRETS {
        assert!(!text.contains(secret), "{secret} in {text}");
    }
}
