//! Which base URLs are accepted.

use openapi_crate_runtime::runtime::request::base_url::{BaseUrl, is_dots};

#[test]
fn https_anywhere_and_http_on_this_machine() {
    let table = [
        ("https://api.example.com", "https://api.example.com", true),
        ("https://api.example.com/v1/", "https://api.example.com/v1", true),
        ("https://api.example.com:8443/v1//", "https://api.example.com:8443/v1", true),
        ("https://[2001:db8::1]:1/x", "https://[2001:db8::1]:1/x", true),
        ("http://127.0.0.1:4010/x", "http://127.0.0.1:4010/x", false),
        ("http://127.9.8.7", "http://127.9.8.7", false),
        ("http://localhost:1", "http://localhost:1", false),
        ("http://API.LocalHost", "http://API.LocalHost", false),
        ("http://[::1]:1", "http://[::1]:1", false),
    ];
    for (text, expected, encrypted) in table {
        let url = BaseUrl::parse(text).unwrap();
        assert_eq!((url.as_str(), url.is_encrypted()), (expected, encrypted));
    }
}

#[test]
fn all_else_is_refused() {
    let table = [
        ("", "there is none"),
        ("http://api.example.com", "plain http is allowed only to loopback"),
        ("http://localhost.example.com", "plain http is allowed only to loopback"),
        ("http://notlocalhost", "plain http is allowed only to loopback"),
        ("http://127.0.0.1.example.com", "plain http is allowed only to loopback"),
        ("http://127.1", "plain http is allowed only to loopback"),
        ("http://[::ffff:127.0.0.1]", "plain http is allowed only to loopback"),
        ("http://0.0.0.0", "plain http is allowed only to loopback"),
        ("ftp://api.example.com", "its scheme"),
        ("/api/v1", "not an absolute URL"),
        ("api.example.com", "not an absolute URL"),
        ("https://user@api.example.com", "user information"),
        ("https://user:pass@api.example.com", "user information"),
        ("http://localhost@api.example.com", "user information"),
        ("https://api.example.com/?a=b", "query or a fragment"),
        ("https://api.example.com/v1?", "query or a fragment"),
        ("https://api.example.com/v1#", "query or a fragment"),
        ("https://api.example.com:99999", "port"),
        ("https://api.example.com:0", "port"),
        ("https://api.example.com:", "port"),
        ("https://api.example.com/a/../b", "`.` or `..`"),
        ("https://api.example.com/%2e%2E/b", "`.` or `..`"),
        ("https://api.example.com/a//b", "empty segment"),
        ("https://api%2eexample.com", "not"),
        ("https://exa mple.com", "not a URL"),
        ("https://", "not a URL"),
        ("https:///x", "not a URL"),
    ];
    for (text, reason) in table {
        let error = BaseUrl::parse(text).expect_err(text).to_string();
        assert!(error.contains(reason), "{text}: {error}");
    }
}

#[test]
fn dots_in_any_spelling() {
    for dots in [".", "..", "%2e", "%2E", "%2e.", ".%2E", "%2e%2E"] {
        assert!(is_dots(dots), "{dots}");
    }
    for other in ["", "...", "a", ".a", "%2e%2e%2e", "%252e"] {
        assert!(!is_dots(other), "{other}");
    }
}
