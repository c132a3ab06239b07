//! Servers that fail in every way that a network allows. Each time, a call ends with a typed error
//! within its deadline, reveals no token, and repeats no payment that may have been made. Each
//! fault is tested with both clients.

use std::error::Error as StdError;
use std::fmt::{Debug, Write};
use std::time::{Duration, Instant};

use northbricks::model::InitiatePayment;
use northbricks::{CallError, Error, ErrorKind};
use openapi_crate_tests::server::{Response, Server};

use crate::fixture::{TOKEN, blocking_client, client, wait};

/// The deadline in tests where the deadline ends the call.
const SHORT: Duration = Duration::from_millis(300);
/// The deadline in tests where something else should end the call well before.
const LONG: Duration = Duration::from_secs(15);
/// How late a busy machine may notice that a deadline has passed. Far less than the client's
/// default limits, so that these are not hit instead.
const GRACE: Duration = Duration::from_secs(5);

/// The result of a call, with the requests that the server received.
struct Suffered {
    result: Result<(), Error>,
    time: Duration,
    requests: Vec<String>,
    /// How many bytes of responses the connections accepted.
    taken: u64,
}

/// Makes a call with each of the two clients to `$server`, a new one for each.
macro_rules! suffer {
    ($server:expr, |$nb:ident| $call:expr) => {{
        let asynchronous = {
            let server: Server = $server;
            let $nb = client(&server);
            let started = Instant::now();
            let (result, time) = wait(async { ($call.send().await, started.elapsed()) });
            Suffered::new(result, time, server)
        };
        let blocking = {
            let server: Server = $server;
            let $nb = blocking_client(&server);
            let started = Instant::now();
            let result = $call.send();
            Suffered::new(result, started.elapsed(), server)
        };
        [asynchronous, blocking]
    }};
}

/// Makes the two calls that change payments, a POST and a PUT, with each of the two clients.
macro_rules! pay {
    ($response:expr) => {{
        let payment = InitiatePayment::new();
        let response = || Server::always($response);
        let posts = suffer!(response(), |nb| nb.payments().initiate("SEB", &payment).timeout(ATTEMPT).deadline(LONG));
        let puts = suffer!(response(), |nb| nb.payments().confirm("SEB", "p1").timeout(ATTEMPT).deadline(LONG));
        posts.into_iter().chain(puts)
    }};
}

/// Reads `$response`, which is repeated, with each of the two clients.
macro_rules! read {
    ($response:expr) => {
        suffer!(Server::always($response), |nb| nb.users().current().deadline(LONG))
    };
}

/// Short enough to leave time for another attempt, which a payment must not get.
const ATTEMPT: Duration = SHORT;

impl Suffered {
    fn new<T, E: Debug>(result: Result<T, CallError<E>>, time: Duration, server: Server) -> Self {
        let (requests, taken) = server.traffic();
        assert!(requests.iter().all(|request| request.contains(TOKEN)), "{requests:?}");
        let result = result.map(drop).map_err(|error| {
            assert_tells_no_token(&error);
            if let Some(api) = error.api() {
                assert!(!format!("{api:?} {api:#?}").contains(TOKEN), "{api:?}");
            }
            let error = Error::from(error);
            assert_tells_no_token(&error);
            error
        });
        Self { result, time, requests, taken }
    }

    /// Expects an error of this kind, after this many requests and well within the deadline.
    fn failed(self, kind: ErrorKind, requests: usize) -> Error {
        assert!(self.time < LONG, "{:?}", self.time);
        assert_eq!(self.requests.len(), requests, "{:?}", self.requests);
        let error = self.result.unwrap_err();
        assert_eq!(error.kind(), kind, "{error:?}");
        error
    }

    /// Expects an error of this kind when the short deadline or attempt ends, and not before.
    fn timed_out(self) -> Error {
        assert!(self.time >= SHORT && self.time < SHORT + GRACE, "{:?}", self.time);
        let error = self.failed(ErrorKind::Timeout, 1);
        assert!(error.is_timeout() && error.status().is_none(), "{error:?}");
        error
    }
}

fn assert_tells_no_token(error: &dyn StdError) {
    let mut shown = format!("{error} {error:?} {error:#?}");
    let mut source = error.source();
    while let Some(error) = source {
        write!(shown, " {error} {error:?}").unwrap();
        source = error.source();
    }
    assert!(!shown.contains(TOKEN), "{shown}");
}

/// The client's default number of attempts.
const ATTEMPTS: usize = 3;

/// Responses that never end, cut at different places.
fn hanging() -> Vec<Response> {
    let pieces = ["", "HTTP/1.1 200", "HTTP/1.1 200 OK\r\nContent-Le"];
    let bodies =
        ["Content-Length: 9\r\n\r\n{\"id\"", "Transfer-Encoding: chunked\r\n\r\n5\r\n{\"id\"\r\n", "\r\n{\"id\""];
    let bodies = bodies.map(|body| format!("HTTP/1.1 201 Created\r\n{body}"));
    pieces.into_iter().map(Response::raw).chain(bodies.map(Response::raw)).map(Response::hanging).collect()
}

#[test]
fn a_server_that_hangs_is_given_up_at_the_deadline() {
    for response in hanging() {
        for it in suffer!(Server::always(response.clone()), |nb| nb.users().current().deadline(SHORT)) {
            it.timed_out();
        }
    }
}

/// It never pauses: it comes in chunks of one byte, and would go on for hours.
#[test]
fn a_body_that_trickles_is_given_up_at_the_deadline() {
    let chunks = "1\r\n \r\n".repeat(4096);
    let response = Response::raw("HTTP/1.1 200 OK\r\nTransfer-Encoding: chunked\r\n\r\n").repeating(chunks, u64::MAX);
    let server = || Server::always(response.clone());
    for it in suffer!(server(), |nb| nb.users().current().max_body(usize::MAX).deadline(SHORT)) {
        it.timed_out();
    }
}

/// The server may have made the payment.
#[test]
fn a_payment_that_hangs_is_given_up_and_not_repeated() {
    for response in hanging() {
        for it in pay!(response.clone()) {
            it.timed_out();
        }
    }
}

/// The status tells the result of the call; its body does not justify another attempt.
#[test]
fn an_error_that_hangs_within_its_body_keeps_its_status() {
    let response = Response::raw("HTTP/1.1 403 Forbidden\r\nContent-Length: 90\r\n\r\nNo");
    for it in pay!(response.clone().hanging()) {
        let error = it.failed(ErrorKind::Api, 1);
        assert_eq!((error.status().unwrap().as_u16(), &error.body().unwrap()[..]), (403, &b"No"[..]));
        assert!(error.response().unwrap().is_truncated());
    }
}

/// Truncated responses, and bytes that are not a response. They contain the token, as those of a
/// failing proxy might.
fn broken() -> Vec<Response> {
    let endings = [
        "".to_owned(),
        "HTTP/1.1 20".to_owned(),
        format!("HTTP/1.1 200 OK\r\nX-Echo: Bearer {TOKEN}\r\nContent-Le"),
        format!("HTTP/1.1 200 OK\r\nContent-Length: 900\r\n\r\n{{\"id\":\"{TOKEN}\""),
        "HTTP/1.1 201 Created\r\nTransfer-Encoding: chunked\r\n\r\n5\r\n{\"id\"\r\n".to_owned(),
        format!("HTTP/1.1 201 Created\r\nTransfer-Encoding: chunked\r\n\r\n{TOKEN}\r\n"),
        format!("HTTP/1.1 200 OK\r\nContent-Length: {TOKEN}\r\n\r\n"),
        format!("HTTP/1.1 200 OK\r\nX Echo {TOKEN}\r\n\r\n"),
        format!("SSH-2.0-{TOKEN}\r\n"),
        format!("HTTP/1.1 {TOKEN}\r\n\r\n"),
    ];
    endings.into_iter().map(Response::raw).collect()
}

#[test]
fn a_call_whose_response_breaks_off_is_repeated_within_bounds() {
    for response in broken() {
        let server = || Server::always(response.clone());
        for it in suffer!(server(), |nb| nb.users().current().retries(1).deadline(LONG)) {
            assert_eq!(it.failed(ErrorKind::Transport, 2).status(), None);
        }
    }
}

#[test]
fn a_payment_whose_response_breaks_off_is_not_repeated() {
    for response in broken() {
        for it in pay!(response.clone()) {
            assert_eq!(it.failed(ErrorKind::Transport, 1).status(), None);
        }
    }
}

/// HTTP libraries resend a request if a kept connection closes before it is handled. Here the
/// server has read the payment.
#[test]
fn a_payment_on_a_kept_connection_that_ends_is_not_repeated() {
    let user = || Response::json(200, r#"{"id":"7"}"#).keeping();
    for end in ["", "HTTP/1.1 200 OK\r\nContent-Le"] {
        let server = Server::start([user(), Response::raw(end)]);
        let nb = client(&server);
        let (result, time) = wait(async {
            nb.users().current().await.unwrap();
            let started = Instant::now();
            (nb.payments().confirm("SEB", "p1").deadline(LONG).await, started.elapsed())
        });
        Suffered::new(result, time, server).failed(ErrorKind::Transport, 2);

        let server = Server::start([user(), Response::raw(end)]);
        let nb = blocking_client(&server);
        nb.users().current().send().unwrap();
        let started = Instant::now();
        let result = nb.payments().confirm("SEB", "p1").deadline(LONG).send();
        Suffered::new(result, started.elapsed(), server).failed(ErrorKind::Transport, 2);
    }
}

const GIBIBYTE: u64 = 1 << 30;
const PIECE: u64 = 64 * 1024;
/// How much the buffers of both ends may take beyond what the client reads: a hundredth of the
/// body.
const BUFFERS: u64 = 10 * 1024 * 1024;

/// A body of a gibibyte after this head, from a small buffer.
fn gibibyte(head: &str) -> Response {
    Response::raw(head).repeating([b' '; PIECE as usize], GIBIBYTE / PIECE)
}

/// The same in chunks.
fn chunked_gibibyte(status: &str) -> Response {
    let piece = format!("{PIECE:x}\r\n{}\r\n", " ".repeat(PIECE as usize));
    Response::raw(format!("HTTP/1.1 {status}\r\nTransfer-Encoding: chunked\r\n\r\n")).repeating(piece, GIBIBYTE / PIECE)
}

#[test]
fn a_body_that_declares_a_gibibyte_is_refused_unread() {
    let response = || gibibyte(&format!("HTTP/1.1 200 OK\r\nContent-Length: {GIBIBYTE}\r\n\r\n"));
    for it in read!(response()).into_iter().chain(pay!(response())) {
        assert!(it.taken < BUFFERS, "{}", it.taken);
        assert_eq!(it.failed(ErrorKind::TooLarge, 1).status().unwrap().as_u16(), 200);
    }
    // The declared length is enough to reject it: no byte of it has to come.
    let response = Response::raw(format!("HTTP/1.1 200 OK\r\nContent-Length: {GIBIBYTE}\r\n\r\n")).hanging();
    for it in read!(response.clone()).into_iter().chain(pay!(response.clone())) {
        it.failed(ErrorKind::TooLarge, 1);
    }
}

#[test]
fn a_body_without_a_length_is_read_up_to_the_limit() {
    const LIMIT: usize = 1024 * 1024;
    for response in [chunked_gibibyte("200 OK"), gibibyte("HTTP/1.1 200 OK\r\n\r\n")] {
        for it in suffer!(Server::always(response.clone()), |nb| nb.users().current().max_body(LIMIT).deadline(LONG)) {
            assert!(it.taken >= LIMIT as u64 && it.taken < LIMIT as u64 + BUFFERS, "{}", it.taken);
            assert_eq!(it.failed(ErrorKind::TooLarge, 1).body().unwrap().len(), 0);
        }
    }
    for it in pay!(chunked_gibibyte("201 Created")) {
        assert!(it.taken < 2 * BUFFERS, "{}", it.taken);
        assert_eq!(it.failed(ErrorKind::TooLarge, 1).status().unwrap().as_u16(), 201);
    }
}

#[test]
fn an_error_of_a_gibibyte_is_cut() {
    let declared = gibibyte(&format!("HTTP/1.1 500 Oh\r\nContent-Length: {GIBIBYTE}\r\n\r\n"));
    for response in [declared, chunked_gibibyte("500 Oh")] {
        for it in read!(response.clone()).into_iter().chain(pay!(response.clone())) {
            assert!(it.taken < BUFFERS, "{}", it.taken);
            let error = it.failed(ErrorKind::Api, 1);
            assert_eq!(error.body().unwrap().len(), 64 * 1024);
            assert!(error.response().unwrap().is_truncated());
        }
    }
}

#[test]
fn a_head_without_an_end_is_not_read_for_ever() {
    let response = || Response::raw("HTTP/1.1 200 OK\r\n").repeating("X-More: more\r\n".repeat(4096), GIBIBYTE / PIECE);
    for it in suffer!(Server::always(response()), |nb| nb.users().current().retries(0).deadline(LONG)) {
        assert!(it.taken < BUFFERS, "{}", it.taken);
        it.failed(ErrorKind::Transport, 1);
    }
    for it in pay!(response()) {
        assert!(it.taken < BUFFERS, "{}", it.taken);
        it.failed(ErrorKind::Transport, 1);
    }
}

/// Following it would send the token to another server and repeat a payment.
#[test]
fn a_redirect_loop_is_not_entered() {
    for status in [301, 302, 303, 307, 308] {
        let response = || Response::empty(status).header("Location", format!("/api/v1/me/user?access_token={TOKEN}"));
        for it in read!(response()).into_iter().chain(pay!(response())) {
            let error = it.failed(ErrorKind::Api, 1);
            assert_eq!(error.status().unwrap().as_u16(), status);
            assert!(error.headers().unwrap().contains_key("location"));
        }
    }
}

/// 429 means that the payment was not made, so it is sent again, until the number of attempts ends
/// it.
#[test]
fn a_storm_of_429_ends_with_the_retries() {
    let response = || Response::json(429, r#"{"error":"slow_down"}"#).header("Retry-After", "0");
    for it in read!(response()).into_iter().chain(pay!(response())) {
        assert!(it.requests.iter().all(|request| *request == it.requests[0]), "{:?}", it.requests);
        let error = it.failed(ErrorKind::Api, ATTEMPTS);
        assert_eq!((error.status().unwrap().as_u16(), error.message()), (429, Some("slow_down")));
    }
    for it in suffer!(Server::always(response()), |nb| nb.payments().confirm("SEB", "p1").retries(0).deadline(LONG)) {
        it.failed(ErrorKind::Api, 1);
    }
}

/// The wait before the third attempt would exceed the deadline, so it is not begun.
#[test]
fn a_storm_of_429_ends_with_the_deadline() {
    let response = || Server::always(Response::empty(429).header("Retry-After", "0"));
    let calls = suffer!(response(), |nb| nb.users().current().retries(5).deadline(SHORT));
    let payments = suffer!(response(), |nb| nb.payments().confirm("SEB", "p1").retries(5).deadline(SHORT));
    for it in calls.into_iter().chain(payments) {
        assert!(it.time < SHORT + GRACE, "{:?}", it.time);
        let requests = it.requests.len();
        assert!((1..=2).contains(&requests), "{requests}");
        assert_eq!(it.failed(ErrorKind::Api, requests).status().unwrap().as_u16(), 429);
    }
}

/// If a server asks for a longer wait than is left, there is no second request, and the call
/// returns at once.
#[test]
fn a_wait_beyond_the_deadline_is_not_begun() {
    for asked in ["20", "3600", "99999999999999999999999"] {
        for it in pay!(Response::empty(429).header("Retry-After", asked)) {
            assert_eq!(it.failed(ErrorKind::Api, 1).headers().unwrap()["retry-after"], asked);
        }
    }
}

#[test]
fn text_that_is_not_utf_8_is_told_with_status_and_bytes() {
    let bodies: [&[u8]; 3] = [b"{\"id\":\"a\xff\"}", b"{\"id\":\"\xed\xa0\x80\"}", b"\xff\xfe{\0}\0"];
    for body in bodies {
        let ours = [body, TOKEN.as_bytes()].concat();
        for it in read!(Response::json(200, ours.clone())) {
            let error = it.failed(ErrorKind::Decode, 1);
            assert_eq!((error.status().unwrap().as_u16(), &error.body().unwrap()[..]), (200, &ours[..]));
        }
        for it in read!(Response::json(400, ours.clone())).into_iter().chain(pay!(Response::json(400, ours.clone()))) {
            let error = it.failed(ErrorKind::Api, 1);
            assert_eq!((error.status().unwrap().as_u16(), &error.body().unwrap()[..]), (400, &ours[..]));
        }
    }
}

#[test]
fn a_web_page_is_not_read_as_json() {
    let page = format!("<!doctype html><title>Sign in to the network</title><p>Bearer {TOKEN}");
    for it in read!(Response::html(200, page.clone())) {
        let error = it.failed(ErrorKind::Decode, 1);
        assert_eq!((error.status().unwrap().as_u16(), &error.body().unwrap()[..]), (200, page.as_bytes()));
        let told = error.source().unwrap().to_string();
        assert_eq!(told, "not JSON: expected value (line 1, column 1) in a body of type text/html");
    }
    // A proxy's error page: it is unknown whether the payment was made.
    for it in pay!(Response::html(502, page.clone())) {
        assert_eq!(it.failed(ErrorKind::Api, 1).body().unwrap(), page.as_bytes());
    }
}

#[test]
fn a_message_that_repeats_the_token_is_masked() {
    // The error quotes only the beginning of the message, which here ends within the token.
    let message = format!("{} {TOKEN}", "x".repeat(190));
    let response = || Response::json(401, format!(r#"{{"error":"{message}"}}"#));
    for it in read!(response()).into_iter().chain(pay!(response())) {
        let error = it.failed(ErrorKind::Api, 1);
        assert!(error.message().unwrap().ends_with("x …"), "{error:?}");
        assert!(!format!("{error} {error:?}").contains(&TOKEN[..5]), "{error}");
    }
}

#[test]
fn a_header_that_repeats_the_token_is_masked() {
    let response = || Response::empty(500).header("X-Echo", format!("Bearer {TOKEN}"));
    for it in read!(response()).into_iter().chain(pay!(response())) {
        it.failed(ErrorKind::Api, 1);
    }
    for it in read!(Response::of(200, &format!("text/html; echo={TOKEN}"), "<p>")) {
        it.failed(ErrorKind::Decode, 1);
    }
}

/// A captive portal sends 200 for every request: the payment was never made.
#[test]
fn a_web_page_is_no_success_of_a_payment() {
    for it in pay!(Response::html(200, "<p>Welcome to the hotel</p>")) {
        it.failed(ErrorKind::Decode, 1);
    }
}
