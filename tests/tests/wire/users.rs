//! The group `users`.

use northbricks::model::User;
use openapi_crate_tests::server::Response;

use crate::fixture::{JSON, both, sent};

#[test]
fn the_profile_is_read() {
    let body = r#"{"id":"7","username":"doris","oauth2Scope":"read payment:write","firstName":"Doris","lastName":"Ö","email":"d@example.com","phone":null,"since":{"year":[2018]}}"#;
    for (result, requests) in both!([Response::json(200, body)], |nb| nb.users().current()) {
        assert_eq!(requests, sent("GET /api/v1/me/user", &[JSON], ""));
        let mut user = User::new("7");
        user.username = Some("doris".to_owned());
        user.oauth2_scope = Some("read payment:write".to_owned());
        user.first_name = Some("Doris".to_owned());
        user.last_name = Some("Ö".to_owned());
        user.email = Some("d@example.com".to_owned());
        assert_eq!(result.unwrap(), user);
    }
}

#[test]
fn status_headers_and_body_come_on_request() {
    let response = || [Response::json(200, r#"{"id":"7"}"#).header("X-Request-Id", "r1")];
    for (result, requests) in both!(response(), |nb| nb.users().current().with_response()) {
        assert_eq!(requests.len(), 1);
        let response = result.unwrap();
        assert_eq!(response.status().as_u16(), 200);
        assert_eq!(response.headers()["x-request-id"], "r1");
        assert_eq!(&response.bytes()[..], br#"{"id":"7"}"#);
        assert!(response.url().ends_with("/api/v1/me/user"), "{}", response.url());
        assert_eq!(response.body(), &User::new("7"));
        assert_eq!(response.into_body().id, "7");
    }
}
