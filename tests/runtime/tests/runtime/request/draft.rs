//! The encoders of requests.

use openapi_crate_runtime::runtime::value::argument::{Argument, Refusal};
use std::error::Error;

use openapi_crate_runtime::runtime::engine::machine::Event;
use openapi_crate_runtime::runtime::error::call_error::CallError;
use openapi_crate_runtime::runtime::request::draft::Request;
use serde_core::ser::{Serialize, Serializer};

use crate::fixture::*;

/// The URI of the request that is sent, without the base.
pub(crate) fn uri(build: impl FnOnce(&mut Request) -> &mut Request) -> String {
    let (request, _) = Machine::new(config(), built(build)).sends(Event::Start);
    request.uri().to_string().strip_prefix("https://api.example.com/v1").unwrap().to_owned()
}

/// Why the request is rejected.
pub(crate) fn refusal(build: impl FnOnce(&mut Request) -> &mut Request) -> String {
    let failure = Machine::new(config(), built(build)).finishes(Event::Start).unwrap_err();
    CallError::<()>::from(failure).source().unwrap().to_string()
}

pub(crate) fn header(name: &str, build: impl FnOnce(&mut Request) -> &mut Request) -> Option<String> {
    let (request, _) = Machine::new(config(), built(build)).sends(Event::Start);
    request.headers().get(name).map(|value| value.to_str().unwrap().to_owned())
}

/// The body that is sent, as text.
pub(crate) fn body(build: impl FnOnce(&mut Request) -> &mut Request) -> String {
    let (request, _) = Machine::new(config(), built(build)).sends(Event::Start);
    String::from_utf8(request.body().as_bytes().unwrap().to_vec()).unwrap()
}

fn built(build: impl FnOnce(&mut Request) -> &mut Request) -> Request {
    let mut request = Request::new(&PUBLIC);
    build(&mut request);
    request
}

#[test]
fn a_path_is_the_base_and_the_template() {
    assert_eq!(uri(|request| request.path("/me/banks")), "/me/banks");
    assert_eq!(uri(|request| request.path("me/banks")), "/me/banks");
    assert_eq!(uri(|request| request.path("/a b/ä/%20/{x}?#")), "/a%20b/%C3%A4/%20/%7Bx%7D?%23");
    assert_eq!(uri(|request| request.path("/100%/%zz/%2f")), "/100%25/%25zz/%2f");
    assert_eq!(uri(|request| request.path("/a?b=c").query("d", &"e")), "/a?b=c&d=e");
    assert_eq!(uri(|request| request.path("/").path_argument("id", &"x").path("/auth")), "/x/auth");
}

#[test]
fn a_path_argument_keeps_to_its_segment() {
    let table = [
        ("SWEDSESS", "SWEDSESS"),
        ("a/b", "a%2Fb"),
        ("../x", "..%2Fx"),
        ("%2e%2e", "%252e%252e"),
        ("a?b#c", "a%3Fb%23c"),
        ("ä €", "%C3%A4%20%E2%82%AC"),
        ("AZaz09-._~", "AZaz09-._~"),
        ("!$&'()*+,;=:@", "%21%24%26%27%28%29%2A%2B%2C%3B%3D%3A%40"),
        ("\r\n\0", "%0D%0A%00"),
        ("...", "..."),
        ("\\", "%5C"),
    ];
    for (argument, segment) in table {
        let path = uri(|request| request.path("/x/").path_argument("id", &argument));
        assert_eq!(path, format!("/x/{segment}"));
    }
}

#[test]
fn path_arguments_that_would_change_the_path_are_refused() {
    for argument in ["", ".", ".."] {
        let text = refusal(|request| request.path("/x/").path_argument("id", &argument).path("/y"));
        assert!(text.starts_with("the argument `id` is refused: "), "{text}");
    }
}

#[test]
fn a_path_whose_parts_make_dots_is_refused() {
    refusal(|request| request.path("/x/../y"));
    refusal(|request| request.path("/x/%2E%2e/y"));
    refusal(|request| request.path("/x/."));
}

#[test]
fn the_first_mistake_is_the_one_that_is_told() {
    let text = refusal(|request| request.path_argument("first", &"").query("second", &f64::NAN));
    assert!(text.contains("`first`"), "{text}");
}

#[test]
fn a_query_keeps_the_order_and_escapes_everything() {
    let query =
        uri(|request| request.path("/x").query("a", &1).query("b[c]", &"x&y=z +%").query("d", &"").query("e", &true));
    assert_eq!(query, "/x?a=1&b%5Bc%5D=x%26y%3Dz%20%2B%25&d=&e=true");
}

#[test]
fn arguments_are_spelt_as_json_spells_them() {
    let spelt = |argument: &dyn Argument| argument.encode().unwrap().into_owned();
    assert_eq!(spelt(&-5_i64), "-5");
    assert_eq!(spelt(&u128::MAX), u128::MAX.to_string());
    assert_eq!(spelt(&1.5_f64), "1.5");
    assert_eq!(spelt(&1.0_f64), "1.0");
    assert_eq!(spelt(&0.1_f64), "0.1");
    assert_eq!(spelt(&1e21_f64), "1e+21");
    assert_eq!(spelt(&false), "false");
    assert_eq!(spelt(&String::from("x")), "x");
    assert_eq!(spelt(&&&"x"), "x");
    assert_eq!(spelt(&serde_json::json!("x y")), "x y");
    assert_eq!(spelt(&serde_json::json!(3)), "3");
    assert_eq!(spelt(&serde_json::json!([1, "a"])), "[1,\"a\"]");
}

#[test]
fn numbers_that_json_cannot_spell_are_refused() {
    for number in [f64::NAN, f64::INFINITY, f64::NEG_INFINITY] {
        refusal(|request| request.query("x", &number));
        assert!(number.encode().is_err());
    }
}

#[test]
fn an_argument_may_refuse_itself() {
    struct Never;
    impl Argument for Never {
        fn encode(&self) -> Result<std::borrow::Cow<'_, str>, Refusal> {
            Err(Refusal("never"))
        }
    }
    assert_eq!(refusal(|request| request.header("X-A", &Never)), "the argument `X-A` is refused: never");
}

#[test]
fn headers_carry_visible_ascii_only() {
    assert_eq!(header("x-a", |request| request.header("X-A", &"b c")).as_deref(), Some("b c"));
    for value in ["a\r\nX-B: c", "a\nb", "a\rb", "a\0b", "ä", "\u{7f}"] {
        let text = refusal(|request| request.header("X-A", &value));
        assert!(text.starts_with("the header `X-A` is refused"), "{text}");
        assert!(!text.contains(value), "the value is not part of the error");
    }
    refusal(|request| request.header("X A", &"b"));
    refusal(|request| request.header("", &"b"));
    refusal(|request| request.body("a\r\nb", "x".into()));
}

#[test]
fn headers_that_frame_the_message_are_refused() {
    for name in ["Host", "content-length", "Transfer-Encoding", "CONNECTION", "Upgrade", "TE", "Expect", "Trailer"] {
        refusal(|request| request.header(name, &"1"));
    }
}

#[test]
fn cookies_are_joined_and_escaped() {
    let cookie = header("cookie", |request| request.cookie("a", &1).cookie("b c", &"x; d=e"));
    assert_eq!(cookie.as_deref(), Some("a=1; b%20c=x%3B%20d%3De"));
}

#[test]
fn a_body_that_cannot_be_written_is_a_mistake() {
    struct Never;
    impl Serialize for Never {
        fn serialize<S: Serializer>(&self, _: S) -> Result<S::Ok, S::Error> {
            Err(serde_core::ser::Error::custom("no"))
        }
    }
    assert_eq!(refusal(|request| request.json(&Never)), "the body cannot be written as JSON");
}

#[test]
fn another_body_has_its_own_type() {
    let content_type = header("content-type", |request| request.body("text/csv", "a,b".into()));
    assert_eq!(content_type.as_deref(), Some("text/csv"));
}
