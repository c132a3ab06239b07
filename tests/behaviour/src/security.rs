//! Which credentials go with a call, and where they stand in the request.

#[test]
fn each_operation_gets_the_credentials_that_it_asks_for() {
    let (client, sent) = client!(security, 204; ""; .bearer_token("b").basic_auth("u", "p").header_key("h").query_key("q&").cookie_key("c"));
    let safe = client.safe();
    safe.usual().send().unwrap();
    safe.public().send().unwrap();
    safe.perhaps().send().unwrap();
    safe.either().send().unwrap();
    safe.both().send().unwrap();
    let all = [
        "GET /default\nauthorization: Bearer b",
        "GET /none",
        "GET /optional\nauthorization: Bearer b",
        "GET /either\nx-api-key: h",
        "GET /both\ncookie: session=c\nx-api-key: h",
    ];
    assert_eq!(sent(), all.join("\n---\n"));
    assert!(safe.scoped().send().unwrap_err().status().is_none());
    assert_eq!(sent(), "");

    let (client, sent) = client!(security, 204; ""; .query_key("q&").basic_auth("u", "p"));
    client.safe().either().send().unwrap();
    client.safe().perhaps().send().unwrap();
    assert_eq!(sent(), "GET /either?api_key=q%26\n---\nGET /optional");
    assert!(client.safe().both().send().unwrap_err().status().is_none());

    let (client, sent) = client!(security, 204; ""; .basic_auth("u", "p"));
    client.safe().either().send().unwrap();
    assert_eq!(sent(), "GET /either\nauthorization: Basic dTpw");
}

#[test]
fn alternatives_are_tried_in_their_order() {
    macro_rules! sent {
        ($call:ident $($set:tt)*) => {{
            let (client, sent) = client!(security, 204; ""; $($set)*);
            client.safe().$call().send().unwrap();
            sent()
        }};
    }
    // Either of two is enough.
    assert_eq!(sent!(either.basic_auth("u", "p").header_key("h")), "GET /either\nx-api-key: h");
    assert_eq!(sent!(either.basic_auth("u", "p").query_key("q r")), "GET /either?api_key=q%20r");
    assert_eq!(
        sent!(either.basic_auth("Aladdin", "open sesame")),
        "GET /either\nauthorization: Basic QWxhZGRpbjpvcGVuIHNlc2FtZQ=="
    );
    assert_eq!(sent!(scoped.open_id_token("o")), "GET /scoped\nauthorization: Bearer o");
    assert_eq!(sent!(scoped.open_id_token("o").oauth2_token("t")), "GET /scoped\nauthorization: Bearer t");
    // Both are required, so half of them counts as none.
    let both = "GET /key-and-token\nauthorization: Bearer b\nx-api-key: h";
    assert_eq!(sent!(key_and_token.query_key("q").bearer_token("b").header_key("h")), both);
    assert_eq!(sent!(key_and_token.query_key("q").bearer_token("b")), "GET /key-and-token?api_key=q");
    assert_eq!(sent!(key_and_token.header_key("h").query_key("q")), "GET /key-and-token?api_key=q");
    // Sending no credential is the last choice, wherever the document lists it.
    assert_eq!(sent!(free_first.bearer_token("b")), "GET /free-first\nauthorization: Bearer b");
    assert_eq!(sent!(free_first.header_key("h")), "GET /free-first");
    assert_eq!(sent!(perhaps.header_key("h")), "GET /optional");
    // A cookie is sent as the server gave it out.
    assert_eq!(
        sent!(both.header_key("h").cookie_key("s%3Aa/b+c==")),
        "GET /both\ncookie: session=s%3Aa/b+c==\nx-api-key: h"
    );
    // The caller can override it.
    assert_eq!(sent!(both.header_key("h").allow_missing_credentials()), "GET /both");
}

#[test]
fn nothing_is_sent_without_the_credentials_that_it_takes() {
    let (client, sent) = client!(security, 204; ""; .header_key("h"));
    let safe = client.safe();
    let usual = safe.usual().send().unwrap_err();
    assert!(usual.status().is_none() && chain(&usual).contains("the operation needs Bearer;"), "{}", chain(&usual));
    let both = safe.both().send().unwrap_err();
    assert!(chain(&both).contains("the operation needs HeaderKey with CookieKey;"), "{}", chain(&both));
    let several = safe.key_and_token().send().unwrap_err();
    assert!(chain(&several).contains("needs HeaderKey with Bearer or QueryKey;"), "{}", chain(&several));
    assert_eq!(sent(), "");

    let (client, sent) =
        client!(security, 204; ""; .bearer_token("b").basic_auth("u", "p").cookie_key("a; b=c").header_key("h"));
    let safe = client.safe();
    let one_header = safe.one_header().send().unwrap_err();
    assert!(
        chain(&one_header).contains("another credential of the operation has its header"),
        "{}",
        chain(&one_header)
    );
    let cookie = safe.both().send().unwrap_err();
    assert!(chain(&cookie).contains("a cookie cannot carry"), "{}", chain(&cookie));
    assert_eq!(sent(), "");
}

/// The messages of an error and its causes.
fn chain(error: &dyn std::error::Error) -> String {
    let causes = std::iter::successors(Some(error), |error| error.source());
    causes.map(ToString::to_string).collect::<Vec<_>>().join(": ")
}
