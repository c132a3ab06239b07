//! Renewed tokens, as the engine sees them: a source without OAuth 2.

use std::sync::Arc;
use std::time::{Duration, SystemTime};

use openapi_crate_runtime::runtime::api::operation_info::OperationInfo;
use openapi_crate_runtime::runtime::credential::credentials::{Credential, Credentials};
use openapi_crate_runtime::runtime::credential::token_source::{Current, Renewal, TokenSource};
use openapi_crate_runtime::runtime::engine::machine::{Action, Event};
use openapi_crate_runtime::runtime::error::call_error::ErrorKind;
use openapi_crate_runtime::runtime::error::failure::Failure;
use openapi_crate_runtime::runtime::error::request_error::RequestError;
use openapi_crate_runtime::runtime::request::draft::Request;
use openapi_crate_runtime::runtime::transport::asynchronous::BoxFuture;
use openapi_crate_runtime::runtime::transport::upload::Upload;
use openapi_crate_runtime::runtime::value::secret::Secret;

use crate::fixture::*;

#[derive(Debug)]
struct Source {
    name: &'static str,
    has_tokens: bool,
    is_due: bool,
    is_tolerant: bool,
}

impl TokenSource for Source {
    fn has_tokens(&self) -> bool {
        self.has_tokens
    }

    fn secrets(&self) -> Vec<Secret> {
        vec![Secret::new(format!("{}-s3cret", self.name))]
    }

    fn missing(&self) -> RequestError {
        RequestError::MissingCredentials { schemes: vec![vec![self.name]] }
    }

    fn current(&self, _: SystemTime) -> Result<Current, RequestError> {
        Ok(Current { token: Secret::new(format!("{}-s3cret", self.name)), generation: 7 })
    }

    fn due(&self, _: SystemTime) -> Option<u64> {
        self.is_due.then_some(6)
    }

    fn can_renew(&self, generation: u64) -> bool {
        generation == 7
    }

    fn tolerate(&self, outcome: Result<(), RequestError>, _: SystemTime) -> Result<(), RequestError> {
        if self.is_tolerant { Ok(()) } else { outcome }
    }

    fn renew(&self, _: u64, _: Duration) -> BoxFuture<'static, Result<(), RequestError>> {
        Box::pin(async { Ok(()) })
    }

    fn renew_blocking(&self, _: u64, _: Duration) -> Result<(), RequestError> {
        Ok(())
    }
}

fn source(name: &'static str) -> Source {
    Source { name, has_tokens: true, is_due: false, is_tolerant: false }
}

fn with(sources: Vec<Source>) -> Config {
    let mut credentials = Credentials::default();
    for source in sources {
        credentials.set(source.name, Credential::Source(Arc::new(source)));
    }
    Config { credentials, ..config() }
}

/// The name and the generation of what is to be renewed.
fn renews(machine: &mut Machine, event: Event) -> (String, u64) {
    match machine.step(event) {
        Action::Renew(Renewal { source, generation }, _) => (source.missing().to_string(), generation),
        other => panic!("expected a renewal, not {other:?}"),
    }
}

fn unauthorized() -> Event {
    answered(401, &[], "")
}

#[test]
fn each_source_that_is_due_is_renewed_once_before_each_attempt() {
    let both: &'static OperationInfo = Box::leak(Box::new(OperationInfo { security: &[&["OAuth2", "Key"]], ..PUBLIC }));
    let due = |name| Source { is_due: true, ..source(name) };
    let mut machine = Machine::new(with(vec![due("OAuth2"), due("Key")]), Request::new(both));
    let (first, generation) = renews(&mut machine, Event::Start);
    assert!(first.contains("OAuth2") && generation == 6, "{first}");
    let (second, _) = renews(&mut machine, Event::Renewed(Ok(())));
    assert!(second.contains("Key"), "{second}");
    let (request, _) = machine.sends(Event::Renewed(Ok(())));
    assert_eq!(request.headers()["authorization"], "Bearer OAuth2-s3cret");
    assert_eq!(request.headers()["x-key"], "Key-s3cret");
    machine.waits(connect_failed());
    let (again, _) = renews(&mut machine, Event::Waited);
    assert_eq!(again, first);
}

#[test]
fn a_source_decides_whether_a_call_goes_on_without_its_renewal() {
    for is_tolerant in [true, false] {
        let due = Source { is_due: true, is_tolerant, ..source("OAuth2") };
        let mut machine = Machine::new(with(vec![due]), get_thing());
        renews(&mut machine, Event::Start);
        let failed = Event::Renewed(Err(RequestError::Url));
        if is_tolerant {
            machine.sends(failed);
        } else {
            let failure = machine.finishes(failed).unwrap_err();
            assert_eq!((failure.kind(), failure.is_timeout()), (ErrorKind::Credentials, false));
            assert!(failure.to_string().contains("no valid access token: "), "{failure}");
        }
    }
}

#[test]
fn after_a_401_no_source_is_asked_to_tolerate() {
    let tolerant = Source { is_tolerant: true, ..source("OAuth2") };
    let mut machine = Machine::after(with(vec![tolerant]), get_thing());
    assert_eq!(renews(&mut machine, unauthorized()).1, 7);
    let failure = machine.finishes(Event::Renewed(Err(RequestError::Url))).unwrap_err();
    assert_eq!(failure.kind(), ErrorKind::Credentials);
}

#[test]
fn a_401_is_the_response_when_no_time_is_left_after_the_renewal() {
    let mut machine = Machine::after(with(vec![source("OAuth2")]), get_thing());
    renews(&mut machine, unauthorized());
    machine.pass(Duration::from_secs(61));
    let response = machine.finishes(Event::Renewed(Ok(()))).unwrap();
    assert_eq!(response.status().as_u16(), 401);
}

#[test]
fn a_401_to_a_body_that_has_been_read_is_the_response_and_says_why() {
    let mut request = Request::new(&ADD_THING);
    request.path("/things").upload("text/plain", Upload::reader(&b"abc"[..]));
    let mut machine = Machine::new(with(vec![source("OAuth2")]), request);
    let (mut sent, _) = machine.sends(Event::Start);
    sent.body_mut().blocking_bytes().unwrap();
    let response = machine.finishes(unauthorized()).unwrap();
    let text = Failure::api(&ADD_THING, response).to_string();
    assert!(text.starts_with("addThing: 401 Unauthorized; it was not sent again"), "{text}");
}

#[test]
fn the_first_source_without_tokens_is_named() {
    let none = |name| Source { has_tokens: false, ..source(name) };
    let failure = Machine::new(with(vec![none("OAuth2")]), get_thing()).finishes(Event::Start).unwrap_err();
    assert_eq!(failure.kind(), ErrorKind::Credentials);
    assert!(format!("{failure:?}").contains("OAuth2"), "{failure:?}");
}

#[test]
fn the_secrets_of_a_source_are_masked() {
    let mut machine = Machine::after(with(vec![source("OAuth2")]), get_thing());
    let response = machine.finishes(answered(403, &[], r#"{"message":"OAuth2-s3cret may not"}"#)).unwrap();
    assert_eq!(response.message(), Some("… may not"));
}
