//! The three programs, headless, against a sandbox of their own.

#![allow(clippy::unwrap_used, reason = "a test fails by panicking")]

use std::io::{Read as _, Write as _};
use std::net::TcpStream;
use std::time::Duration;

use northbricks_examples::callback::Callback;
use northbricks_examples::sandbox::Place;
use northbricks_examples::user::User;
use northbricks_examples::{blocking, file_store, quickstart};
use northbricks_sandbox::Options;

/// A sandbox on a free port, in which payments settle fast.
async fn place() -> Place {
    Place::start(Options { settlement: Duration::from_millis(20), ..Options::default() }).await.unwrap()
}

fn text(out: Vec<u8>) -> String {
    String::from_utf8(out).unwrap()
}

/// How many lines begin with a word.
fn count(out: &str, word: &str) -> usize {
    out.lines().filter(|line| line.split_whitespace().next() == Some(word)).count()
}

#[tokio::test(flavor = "multi_thread")]
async fn the_quick_start_pays() {
    let place = place().await;
    // The second run finds the user name taken.
    for _ in 0..2 {
        let mut out = Vec::new();
        quickstart::run(&place, true, &mut out).await.unwrap();
        let out = text(out);
        let counts = ["Bank", "Consent", "Account", "Transaction"].map(|word| count(&out, word));
        assert_eq!(counts, [4, 1, 3, 3], "{out}");
        let ends: Vec<_> = out.lines().rev().take(3).filter_map(|line| line.rsplit(' ').next()).collect();
        assert_eq!(ends, ["PAID", "PENDING_USER_APPROVAL", "PENDING_CONFIRMATION"], "{out}");
    }
}

#[tokio::test(flavor = "multi_thread")]
async fn a_sandbox_without_personas_does_as_well() {
    let options = Options { empty: true, settlement: Duration::from_millis(20), ..Options::default() };
    let running = northbricks_sandbox::serve(options).await.unwrap();
    let place = Place::find_or_start(Some(running.origin())).await.unwrap();
    assert!(!place.is_own());
    let mut out = Vec::new();
    quickstart::run(&place, true, &mut out).await.unwrap();
    assert!(text(out).trim_end().ends_with("PAID"));
    assert!(User::persona(&place, "doris", true).await.is_err());
}

#[test]
fn the_blocking_client_pays() {
    let runtime = tokio::runtime::Runtime::new().unwrap();
    let place = runtime.block_on(place());
    let (user, application) = runtime.block_on(User::sign_up(&place, true)).unwrap();
    let mut out = Vec::new();
    blocking::run(&place, &user, &application, &mut out).unwrap();
    let out = text(out);
    assert!(out.contains("Banks          4\n"), "{out}");
    assert_eq!((count(&out, "Account"), count(&out, "Transactions")), (1, 1), "{out}");
    assert!(out.trim_end().ends_with("PAID"), "{out}");
}

#[tokio::test(flavor = "multi_thread")]
async fn the_second_run_needs_no_browser() {
    let folder = std::env::temp_dir().join(format!("northbricks-examples-{}", std::process::id()));
    std::fs::create_dir_all(&folder).unwrap();
    let file = folder.join("tokens.json");
    let first = place().await;
    let other = place().await;
    let mut begins = Vec::new();
    // The other sandbox does not know these tokens, so the user is asked again.
    for place in [&first, &first, &other, &other] {
        let mut out = Vec::new();
        file_store::run(place, &file, true, &mut out).await.unwrap();
        let out = text(out);
        assert_eq!((count(&out, "Bank"), count(&out, "Renewed")), (4, 1), "{out}");
        begins.push(out.split_whitespace().next().unwrap().to_owned());
    }
    assert_eq!(begins, ["Signed", "No", "Signed", "No"]);
    std::fs::remove_dir_all(&folder).unwrap();
}

#[tokio::test(flavor = "multi_thread")]
async fn what_is_no_sandbox_is_refused() {
    for url in ["http://127.0.0.1:1", "https://127.0.0.1:8089", "nonsense"] {
        assert!(Place::find_or_start(Some(url)).await.is_err(), "{url}");
    }
}

#[test]
fn the_callback_waits_for_the_right_request() {
    let callback = Callback::listen().unwrap();
    let address = callback.url().trim_start_matches("http://").trim_end_matches("/callback").to_owned();
    let ask = |target: &str| {
        let mut stream = TcpStream::connect(&address).unwrap();
        write!(stream, "GET {target} HTTP/1.1\r\nHost: {address}\r\n\r\n").unwrap();
        let mut response = String::new();
        stream.read_to_string(&mut response).unwrap();
        response.split(' ').nth(1).unwrap().to_owned()
    };
    // Browsers open connections ahead of time, and request an icon.
    let _idle = TcpStream::connect(&address).unwrap();
    assert_eq!([ask("/favicon.ico"), ask("/callback"), ask("/callback?code=a&state=b")], ["404", "404", "200"]);
    assert_eq!(callback.wait().unwrap(), "/callback?code=a&state=b");
}
