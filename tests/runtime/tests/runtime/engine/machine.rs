//! The engine's rules, one by one, without sockets and without sleeping.

use std::time::Duration;

use openapi_crate_runtime::runtime::engine::collect::{Extent, Received};
use openapi_crate_runtime::runtime::engine::machine::{Action, Event};
use openapi_crate_runtime::runtime::error::call_error::ErrorKind;
use openapi_crate_runtime::runtime::error::transport_error::TransportError;
use openapi_crate_runtime::runtime::request::draft::Request;

use crate::fixture::*;

const SECOND: Duration = Duration::from_secs(1);

#[test]
fn a_success_ends_the_call() {
    let mut machine = Machine::after(config(), get_thing());
    let response = machine.finishes(answered(200, &[("x-a", "b")], "{}")).unwrap();
    assert_eq!(response.status().as_u16(), 200);
    assert_eq!(response.header("X-A"), Some("b"));
    assert_eq!(&response.body()[..], b"{}");
    assert_eq!(response.url(), "https://api.example.com/v1/things/7");
    assert!(!response.is_truncated());
}

#[test]
fn the_request_goes_out_whole() {
    let mut config = config();
    config.headers.insert("user-agent", "test/1.0".parse().unwrap());
    config.headers.insert("accept", "text/plain".parse().unwrap());
    let (request, _) = Machine::new(config, add_thing()).sends(Event::Start);
    assert_eq!(request.method(), "POST");
    assert_eq!(request.uri(), "https://api.example.com/v1/things");
    let header = |name: &str| request.headers().get(name).map(|value| value.to_str().unwrap());
    assert_eq!(header("accept"), Some("application/json"), "the operation's own comes first");
    assert_eq!(header("user-agent"), Some("test/1.0"));
    assert_eq!(header("content-type"), Some("application/json"));
    assert_eq!(header("authorization"), Some(format!("Bearer {TOKEN}").as_str()));
    assert_eq!(request.headers().len(), 4);
    assert_eq!(request.body().as_bytes().unwrap(), "{\"name\":\"Ä\"}");
}

#[test]
fn a_request_without_body_has_no_content_type() {
    let (request, _) = Machine::new(config(), get_thing()).sends(Event::Start);
    assert!(!request.headers().contains_key("content-type"));
    assert!(request.body().as_bytes().unwrap().is_empty());
}

#[test]
fn a_mistake_ends_the_call_before_anything_is_sent() {
    let mut request = Request::new(&GET_THING);
    request.path("/things/").path_argument("id", &"");
    let failure = Machine::new(config(), request).finishes(Event::Start).unwrap_err();
    assert_eq!(failure.kind(), ErrorKind::Request);
}

#[test]
fn missing_credentials_end_the_call_before_anything_is_sent() {
    let mut config = config();
    config.credentials = Default::default();
    let failure = Machine::new(config, get_thing()).finishes(Event::Start).unwrap_err();
    assert_eq!(failure.kind(), ErrorKind::Credentials);
}

#[test]
fn an_error_status_is_a_response_and_not_repeated() {
    for status in [301, 302, 307, 308, 400, 401, 403, 404, 408, 409, 418, 500, 501] {
        let mut machine = Machine::after(config(), get_thing());
        let response = machine.finishes(answered(status, &[("location", "https://elsewhere.example/")], "")).unwrap();
        assert_eq!(response.status().as_u16(), status);
    }
}

#[test]
fn what_may_be_replayed_is_sent_again_when_its_fate_is_unknown() {
    for event in [broke_off, timed_out, || answered(502, &[], ""), || answered(503, &[], ""), || answered(504, &[], "")]
    {
        let mut machine = Machine::after(config(), get_thing());
        machine.waits(event());
        machine.sends(Event::Waited);
    }
}

#[test]
fn what_may_not_be_replayed_is_never_sent_again_when_its_fate_is_unknown() {
    for event in [broke_off, timed_out] {
        assert!(Machine::after(config(), add_thing()).finishes(event()).is_err());
    }
    for status in [500, 502, 503, 504] {
        let response =
            Machine::after(config(), add_thing()).finishes(answered(status, &[("retry-after", "1")], "")).unwrap();
        assert_eq!(response.status().as_u16(), status);
    }
}

#[test]
fn anything_is_sent_again_when_it_was_provably_not_carried_out() {
    let unsent = || Event::Failed(TransportError::unsent("queue full"));
    let slow = || Event::Failed(TransportError::connect_timeout("slow"));
    for event in [connect_failed, unsent, slow, || answered(429, &[], "")] {
        let mut machine = Machine::after(config(), add_thing());
        machine.waits(event());
        let (request, _) = machine.sends(Event::Waited);
        assert_eq!(request.body().as_bytes().unwrap(), "{\"name\":\"Ä\"}", "the body goes out again");
    }
}

#[test]
fn two_attempts_follow_the_first_and_the_last_result_counts() {
    let mut machine = Machine::after(config(), get_thing());
    machine.waits(connect_failed());
    machine.sends(Event::Waited);
    machine.waits(answered(503, &[], ""));
    machine.sends(Event::Waited);
    let response = machine.finishes(answered(502, &[], "")).unwrap();
    assert_eq!(response.status().as_u16(), 502);
}

#[test]
fn a_call_can_have_its_own_number_of_attempts() {
    let mut request = get_thing();
    request.options.retries = Some(0);
    let failure = Machine::after(config(), request).finishes(connect_failed()).unwrap_err();
    assert_eq!(failure.kind(), ErrorKind::Connect);
}

#[test]
fn waits_double_and_are_half_random() {
    for (random, first, second) in [((|| 0) as fn() -> u64, 125, 250), (|| 1000, 250, 500), (|| 500, 187, 375)] {
        let mut config = config();
        config.random = random;
        let mut machine = Machine::after(config, get_thing());
        assert_eq!(machine.waits(connect_failed()).as_millis(), first);
        machine.sends(Event::Waited);
        assert_eq!(machine.waits(connect_failed()).as_millis(), second);
    }
}

#[test]
fn retry_after_is_honoured() {
    for (header, seconds) in [("7", 7), ("30", 30), ("Sun, 06 Nov 1994 08:49:47 GMT", 10)] {
        let mut machine = Machine::after(config(), add_thing());
        assert_eq!(machine.waits(answered(429, &[("retry-after", header)], "")), SECOND * seconds, "{header}");
    }
}

#[test]
fn a_date_is_measured_by_the_servers_own_clock() {
    let headers = [("retry-after", "Tue, 01 Feb 2000 00:00:05 GMT"), ("date", "Tue, 01 Feb 2000 00:00:00 GMT")];
    let mut machine = Machine::after(config(), get_thing());
    assert_eq!(machine.waits(answered(503, &headers, "")), SECOND * 5);
}

#[test]
fn a_retry_after_that_cannot_be_read_or_has_passed_is_a_usual_wait() {
    for header in ["", "soon", "-1", "1.5", "Sun, 06 Nov 1994 08:00:00 GMT", "0"] {
        let mut machine = Machine::after(config(), get_thing());
        assert_eq!(machine.waits(answered(429, &[("retry-after", header)], "")).as_millis(), 125, "{header}");
    }
}

#[test]
fn a_server_that_asks_for_too_much_gets_no_further_attempt() {
    for header in ["31", "99999999999999999999999", "Sun, 06 Nov 1994 08:50:08 GMT"] {
        let response =
            Machine::after(config(), get_thing()).finishes(answered(429, &[("retry-after", header)], "")).unwrap();
        assert_eq!(response.status().as_u16(), 429);
    }
    let mut config = config();
    config.bounds.max_retry_after = SECOND * 31;
    Machine::after(config, get_thing()).waits(answered(429, &[("retry-after", "31")], ""));
}

#[test]
fn no_wait_outlasts_the_deadline() {
    let mut request = get_thing();
    request.options.deadline = Some(SECOND * 10);
    let mut machine = Machine::after(config(), request);
    machine.pass(SECOND * 8);
    let response = machine.finishes(answered(429, &[("retry-after", "2")], "")).unwrap();
    assert_eq!(response.status().as_u16(), 429);
}

#[test]
fn an_attempt_gets_its_own_time_or_what_is_left_of_the_deadline() {
    let mut machine = Machine::new(config(), get_thing());
    assert_eq!(machine.sends(Event::Start).1, SECOND * 30);
    machine.pass(SECOND * 40).waits(timed_out());
    assert_eq!(machine.sends(Event::Waited).1, SECOND * 20);
}

#[test]
fn a_longer_attempt_is_not_cut_short_by_the_default_deadline() {
    let mut request = get_thing();
    request.options.timeout = Some(SECOND * 300);
    assert_eq!(Machine::new(config(), request).sends(Event::Start).1, SECOND * 300);
    let mut request = get_thing();
    request.options.timeout = Some(SECOND * 300);
    request.options.deadline = Some(SECOND * 100);
    assert_eq!(Machine::new(config(), request).sends(Event::Start).1, SECOND * 100);
    let mut config_with_deadline = config();
    config_with_deadline.bounds.deadline = Some(SECOND * 10);
    assert_eq!(Machine::new(config_with_deadline, get_thing()).sends(Event::Start).1, SECOND * 10);
    let mut request = get_thing();
    request.options.timeout = Some(Duration::MAX);
    assert_eq!(Machine::new(config(), request).sends(Event::Start).1, SECOND * 86_400);
}

#[test]
fn a_wait_that_took_too_long_gives_the_result_that_was_there() {
    let mut machine = Machine::after(config(), get_thing());
    machine.waits(answered(503, &[], ""));
    let response = machine.pass(SECOND * 61).finishes(Event::Waited).unwrap();
    assert_eq!(response.status().as_u16(), 503);
}

#[test]
fn no_time_at_all_is_a_timeout() {
    let mut request = get_thing();
    request.options.deadline = Some(Duration::ZERO);
    let failure = Machine::new(config(), request).finishes(Event::Start).unwrap_err();
    assert_eq!(failure.kind(), ErrorKind::Timeout);
    assert!(failure.is_timeout());
}

#[test]
fn a_body_that_is_too_large_is_an_error_and_not_repeated() {
    let mut machine = Machine::after(config(), get_thing());
    let received = received(200, Extent::TooLarge);
    let failure = machine.finishes(Event::Answered(received)).unwrap_err();
    assert_eq!(failure.kind(), ErrorKind::TooLarge);
}

#[test]
fn a_truncated_error_body_is_kept_and_said_so() {
    let mut machine = Machine::after(config(), get_thing());
    let response = machine.finishes(Event::Answered(received(404, Extent::Truncated))).unwrap();
    assert!(response.is_truncated());
    assert_eq!(&response.body()[..], b"abc");
}

fn received(status: u16, extent: Extent) -> Received {
    Received { status: status.try_into().unwrap(), headers: Default::default(), body: "abc".into(), extent }
}

#[test]
fn what_failed_says_how() {
    let kinds = [
        (TransportError::connect("x"), ErrorKind::Connect, false),
        (TransportError::connect_timeout("x"), ErrorKind::Connect, true),
        (TransportError::unsent("x"), ErrorKind::Connect, false),
        (TransportError::timeout("x"), ErrorKind::Timeout, true),
        (TransportError::other("x"), ErrorKind::Transport, false),
    ];
    for (error, kind, is_timeout) in kinds {
        let mut request = get_thing();
        request.options.retries = Some(0);
        let failure = Machine::after(config(), request).finishes(Event::Failed(error)).unwrap_err();
        assert_eq!((failure.kind(), failure.is_timeout()), (kind, is_timeout));
    }
}

#[test]
fn head_responses_have_no_body_whatever_they_declare() {
    let info = Box::leak(Box::new(openapi_crate_runtime::runtime::api::operation_info::OperationInfo {
        method: openapi_crate_runtime::runtime::api::operation_info::Method::Head,
        ..PUBLIC
    }));
    let engine =
        openapi_crate_runtime::runtime::engine::machine::Engine::new(std::sync::Arc::new(config()), Request::new(info));
    assert!(engine.limits().no_body);
}

#[test]
fn a_public_operation_gets_no_credentials() {
    let mut request = Request::new(&PUBLIC);
    request.path("/ping");
    let (request, _) = Machine::new(config(), request).sends(Event::Start);
    assert!(!request.headers().contains_key("authorization"));
}

#[test]
fn every_action_can_be_shown_without_the_token() {
    let action = Machine::new(config(), get_thing()).step(Event::Start);
    assert!(matches!(action, Action::Send(..)));
    assert!(!format!("{action:?}").contains(TOKEN));
}
