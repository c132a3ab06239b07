//! Bodies while they come in.

use http::Response;
use openapi_crate_runtime::runtime::engine::collect::{Collector, Extent, Limits, Received};
use openapi_crate_runtime::runtime::error::transport_error::TransportError;

const LIMITS: Limits = Limits { success: 10, error: 4, no_body: false, streamed: false };

fn collector(status: u16, length: Option<&str>, limits: Limits) -> Collector {
    let mut response = Response::builder().status(status);
    if let Some(length) = length {
        response = response.header("content-length", length);
    }
    Collector::new(response.body(()).unwrap().into_parts().0, limits)
}

/// Collects the chunks until the body is complete or too large; the number tells how many were
/// read.
fn gather(status: u16, length: Option<&str>, chunks: &[&'static str]) -> (Received, usize) {
    let mut collector = collector(status, length, LIMITS);
    let mut taken = 0;
    for chunk in chunks {
        if !collector.wants_more() {
            break;
        }
        collector.push((*chunk).into());
        taken += 1;
    }
    (collector.finish(), taken)
}

#[test]
fn a_body_up_to_the_limit_is_whole() {
    for chunks in [&["0123456789"][..], &["01234", "", "56789"][..]] {
        let (received, taken) = gather(200, Some("10"), chunks);
        assert_eq!((&received.body[..], received.extent), (&b"0123456789"[..], Extent::Whole));
        assert_eq!(taken, chunks.len());
    }
}

#[test]
fn a_success_over_the_limit_is_given_up_at_once() {
    let (received, taken) = gather(200, None, &["0123456789", "0", "1"]);
    assert_eq!((received.extent, taken), (Extent::TooLarge, 2));
    assert!(received.body.is_empty());
}

#[test]
fn a_success_that_declares_too_much_is_not_read_at_all() {
    let (received, taken) = gather(200, Some("11"), &["0"]);
    assert_eq!((received.extent, taken), (Extent::TooLarge, 0));
    let (received, _) = gather(200, Some("18446744073709551616"), &["0"]);
    assert_eq!(received.extent, Extent::Whole, "a length that is none is left to the transport");
}

#[test]
fn a_response_without_body_may_declare_any_length() {
    assert!(!collector(200, Some("11"), LIMITS).wants_more());
    assert!(collector(200, Some("11"), Limits { no_body: true, ..LIMITS }).wants_more());
}

#[test]
fn an_error_over_the_limit_is_cut() {
    for (chunks, wanted) in [(&["abcdefgh", "i"][..], 1), (&["abc", "def", "g"][..], 2)] {
        let (received, taken) = gather(500, Some("999"), chunks);
        assert_eq!((&received.body[..], received.extent, taken), (&b"abcd"[..], Extent::Truncated, wanted));
    }
    let (received, _) = gather(500, None, &["abcd"]);
    assert_eq!(received.extent, Extent::Whole);
}

#[test]
fn a_success_that_breaks_off_is_a_failure() {
    let mut collector = collector(200, None, LIMITS);
    collector.push("abc".into());
    assert!(collector.broken(TransportError::timeout("slow")).unwrap_err().is_timeout());
}

#[test]
fn an_error_that_breaks_off_keeps_its_status() {
    let mut collector = collector(404, None, LIMITS);
    collector.push("abc".into());
    let received = collector.broken(TransportError::other("reset")).unwrap();
    assert_eq!((received.status.as_u16(), &received.body[..]), (404, &b"abc"[..]));
    assert_eq!(received.extent, Extent::Truncated);
}
