//! Responses: each status and media type is read as the document describes it.

#[test]
fn bodies_are_read_by_their_media_type() {
    let (client, sent) = client!(answers, 200; "å");
    assert_eq!(client.answers().get_text().send().unwrap(), "å");
    assert_eq!(sent(), "GET /one\naccept: text/plain");
    let (client, sent) = client!(answers, 200; vec![0xff, 0]);
    assert_eq!(&client.answers().get_octets().send().unwrap()[..], [0xff, 0]);
    assert_eq!(sent(), "PUT /one\naccept: application/pdf\ncontent-length: 0");
    assert!(client.answers().get_text().send().is_err());
    let (client, _) = client!(answers, 200; "null");
    assert_eq!(client.answers().get_any().send().unwrap(), serde_json::Value::Null);
    assert_eq!(client.answers().get_nullable().send().unwrap(), None);
    let (client, _) = client!(answers, 200; "\"x\"");
    assert_eq!(client.answers().get_nullable().send().unwrap().as_deref(), Some("x"));
}

#[test]
fn a_success_may_have_no_body() {
    let (client, _) = client!(answers, 204; "");
    assert_eq!(client.answers().get_or_nothing().send().unwrap(), None);
    let (client, _) = client!(answers, 200; r#"{"name":"x"}"#);
    assert_eq!(client.answers().get_or_nothing().send().unwrap().unwrap().name.as_deref(), Some("x"));
    let (client, _) = client!(answers, 200; "");
    assert!(client.answers().get_or_nothing().send().is_err());
}

#[test]
fn headers_are_typed() {
    let (client, _) = client!(answers, 200, "x-total": "7", "x-price": "0.10", "x-flag": "yes", "x-kind": "a", "location": "/x"; "{}");
    let response = client.answers().get_headers().with_response().send().unwrap();
    assert_eq!(response.x_total().unwrap().unwrap(), 7);
    assert_eq!(response.x_price().unwrap().unwrap().to_string(), "0.10");
    assert!(response.x_flag().unwrap().is_err());
    assert_eq!(response.x_kind().unwrap().unwrap().as_str(), "a");
    assert_eq!(response.x_ratio(), None);
    assert_eq!(response.location().unwrap().resolve(), "http://127.0.0.1/x");
}

#[test]
fn headers_are_lists_dates_enumerations_and_json() {
    let (client, _) = client!(answers, 200, "x-list": "a, b,", "x-list": "c", "x-date": "2020-01-31T12:00:00Z", "x-level": "2",
        "x-content": "{\"next\":7}", "x-plain": "p", "x-numbers": "1,2", "x-object": "a,1"; "{}");
    let response = client.answers().get_headers().with_response().send().unwrap();
    assert_eq!(response.x_list().unwrap().unwrap(), ["a", "b", "c"]);
    assert_eq!(response.x_date().unwrap().unwrap().as_str(), "2020-01-31T12:00:00Z");
    assert_eq!(response.x_level().unwrap().unwrap().as_i64(), 2);
    assert_eq!(response.x_content().unwrap().unwrap().next, Some(7));
    assert_eq!(response.x_plain(), Some("p"));
    assert_eq!(response.x_numbers().unwrap().unwrap(), [1, 2]);
    assert_eq!(response.x_object(), Some("a,1"));
    let (client, _) = client!(answers, 200, "x-numbers": "1,x", "x-content": "{", "x-level": "high"; "{}");
    let response = client.answers().get_headers().with_response().send().unwrap();
    assert!(response.x_numbers().unwrap().is_err());
    assert!(response.x_content().unwrap().is_err());
    assert!(response.x_level().unwrap().is_err());
    assert!(response.x_list().is_none());
}

#[test]
fn errors_have_typed_headers_too() {
    let (client, _) = client!(answers, 429, "retry-after": "7", "x-names": "a,b", "location": "/x", "status": "2020-01-31"; "");
    let error = client.answers().post_headers().send().unwrap_err();
    assert_eq!(error.retry_after().unwrap().unwrap(), 7);
    assert_eq!(error.x_names().unwrap().unwrap(), ["a", "b"]);
    assert_eq!(error.location().unwrap().resolve(), "http://127.0.0.1/x");
    assert_eq!(error.status_header().unwrap().unwrap().as_str(), "2020-01-31");
}

#[test]
fn an_error_is_told_by_status_then_class_then_default() {
    use statuses::error::{GetOneError, PatchOneError};
    macro_rules! error {
        ($status:literal, $body:expr, $operation:ident) => {{
            let (client, _) = client!(statuses, $status; $body);
            let error = client.statuses().$operation().send().unwrap_err();
            assert_eq!(error.status().unwrap().as_u16(), $status);
            error.into_api().unwrap()
        }};
    }
    let problem = r#"{"title":"x"}"#;
    assert!(matches!(error!(404, problem, get_one), GetOneError::NotFound(_)));
    assert!(matches!(error!(418, problem, get_one), GetOneError::ImATeapot(_)));
    assert!(matches!(error!(499, problem, get_one), GetOneError::Status499(_)));
    assert!(matches!(error!(304, "", get_one), GetOneError::NotModified(_)));
    assert!(matches!(error!(500, problem, get_one), GetOneError::ServerError(_)));
    let GetOneError::ClientError(body) = error!(400, problem, get_one) else { panic!() };
    assert_eq!(body.parsed().unwrap().title.as_deref(), Some("x"));
    let GetOneError::Default(body) = error!(600, problem, get_one) else { panic!() };
    assert_eq!(body.parsed().unwrap().title.as_deref(), Some("x"));
    let PatchOneError::BadRequest(body) = error!(400, r#"["a"]"#, patch_one) else { panic!() };
    assert_eq!(body.parsed().unwrap(), &["a"]);
    let PatchOneError::UnprocessableEntity(body) = error!(422, r#"{"fields":["a"]}"#, patch_one) else { panic!() };
    assert_eq!(body.parsed().unwrap().fields, ["a"]);
}

#[test]
fn a_default_response_is_a_success_where_no_other_is_named() {
    let (client, _) = client!(statuses, 201; r#"{"name":"x"}"#);
    assert_eq!(client.statuses().post_one().send().unwrap().name.as_deref(), Some("x"));
    let (client, _) = client!(statuses, 400; r#"{"name":"x"}"#);
    assert!(client.statuses().post_one().send().unwrap_err().api().is_some());
}

/// Both responses have the header, with different types, so the one method returns its text.
#[test]
fn a_header_of_two_types_is_a_text() {
    let (client, sent) = client!(answers, 202, "x-kind": "2020-01-31"; "");
    let response = client.answers().put_differing(bytes::Bytes::from_static(b"\xe5")).with_response().send().unwrap();
    assert_eq!(response.x_kind(), Some("2020-01-31"));
    assert!(sent().starts_with("PUT /differing\ncontent-type: text/plain; charset=iso-8859-1\n"));
}
