//! The group `banks`.

use northbricks::blocking;
use northbricks::model::{AddBank, Bank, BankList};
use openapi_crate_tests::server::{Response, Server};

use crate::fixture::{ANY, JSON, ODD, ODD_ESCAPED, both, sent, sent_without_token};

const SEB: &str = r#"{"bic":"ESSESESS","shortName":"SEB","fullName":"Skandinaviska Enskilda Banken","country":"SE","logo":"https://example.com/seb.png","website":"https://seb.se"}"#;

fn seb() -> Bank {
    let mut bank = Bank::new("ESSESESS");
    bank.short_name = Some("SEB".to_owned());
    bank.full_name = Some("Skandinaviska Enskilda Banken".to_owned());
    bank.country = Some("SE".to_owned());
    bank.logo = Some("https://example.com/seb.png".to_owned());
    bank.website = Some("https://seb.se".to_owned());
    bank
}

fn list() -> [Response; 1] {
    [Response::json(200, format!(r#"{{"banks":[{SEB},{{"bic":"1234567890123456","shortName":null}}],"total":2}}"#))]
}

#[test]
fn all_banks_are_listed_without_the_token() {
    for (result, requests) in both!(list(), |nb| nb.banks().list()) {
        assert_eq!(requests, sent_without_token("GET /api/v1/banks", &[JSON], ""));
        assert_eq!(result.unwrap(), BankList::new(vec![seb(), Bank::new("1234567890123456")]));
    }
}

#[test]
fn a_bank_is_looked_up_without_the_token() {
    for (result, requests) in both!([Response::json(200, SEB)], |nb| nb.banks().get(ODD)) {
        let line = format!("GET /api/v1/banks/{ODD_ESCAPED}");
        assert_eq!(requests, sent_without_token(&line, &[JSON], ""));
        assert_eq!(result.unwrap(), seb());
    }
}

#[test]
fn public_operations_need_no_token() {
    let server = Server::start([Response::json(200, r#"{"banks":[]}"#)]);
    let client = blocking::Client::builder().base_url(server.url()).build().unwrap();
    assert_eq!(client.banks().list().send().unwrap().banks, []);
    assert_eq!(server.requests(), sent_without_token("GET /api/v1/banks", &[JSON], ""));
}

#[test]
fn the_users_banks_are_listed() {
    for (result, requests) in both!(list(), |nb| nb.banks().list_my_banks()) {
        assert_eq!(requests, sent("GET /api/v1/me/banks", &[JSON], ""));
        assert_eq!(result.unwrap().banks.len(), 2);
    }
}

#[test]
fn one_of_the_users_banks_is_read() {
    for (result, requests) in both!([Response::json(200, SEB)], |nb| nb.banks().get_my_bank(ODD)) {
        assert_eq!(requests, sent(&format!("GET /api/v1/me/banks/{ODD_ESCAPED}"), &[JSON], ""));
        assert_eq!(result.unwrap(), seb());
    }
}

#[test]
fn a_bank_is_added() {
    let body = r#"{"bic":"a\"b\\\n é"}"#;
    let length = format!("content-length: {}", body.len());
    let response = || [Response::empty(201).header("Location", "/api/v1/me/banks/x")];
    for (result, requests) in both!(response(), |nb| nb.banks().add(&AddBank::new("a\"b\\\n é"))) {
        assert_eq!(requests, sent("POST /api/v1/me/banks", &[ANY, "content-type: application/json", &length], body));
        let added = result.unwrap();
        assert_eq!(added.status().as_u16(), 201);
        assert_eq!(added.location().unwrap().as_str(), "/api/v1/me/banks/x");
    }
}

/// The document does not say whether the reference is absolute.
#[test]
fn the_added_bank_is_found_by_any_reference() {
    let references = [
        ("https://api.example.com/api/v1/me/banks/S%20B", "https://api.example.com/api/v1/me/banks/S%20B"),
        ("/api/v1/me/banks/S%20B", "SERVER/me/banks/S%20B"),
        ("banks/S%20B", "SERVER/me/banks/S%20B"),
        ("./banks/./S%20B/", "SERVER/me/banks/S%20B/"),
    ];
    for (text, absolute) in references {
        let response = || [Response::empty(201).header("Location", text)];
        for (result, _) in both!(response(), |nb| nb.banks().add(&AddBank::new("SEB"))) {
            let added = result.unwrap();
            let server = added.url().strip_suffix("/me/banks").unwrap();
            let location = added.location().unwrap();
            assert_eq!(location.as_str(), text);
            assert_eq!(location.resolve(), absolute.replace("SERVER", server));
            assert_eq!(location.last_segment().as_deref(), Some("S B"));
        }
    }
}

#[test]
fn the_reference_to_the_added_bank_may_be_missing() {
    for (result, _) in both!([Response::empty(201)], |nb| nb.banks().add(&AddBank::new("SEB"))) {
        assert_eq!(result.unwrap().location(), None);
    }
}

#[test]
fn a_bank_is_removed() {
    for (result, requests) in both!([Response::empty(204)], |nb| nb.banks().remove(ODD)) {
        assert_eq!(requests, sent(&format!("DELETE /api/v1/me/banks/{ODD_ESCAPED}"), &[ANY], ""));
        let () = result.unwrap();
    }
}

/// A response without a body may have a status that the document does not name.
#[test]
fn a_success_that_the_document_does_not_name_is_one() {
    for (result, _) in both!([Response::empty(200)], |nb| nb.banks().remove("SEB").with_response()) {
        assert_eq!(result.unwrap().status().as_u16(), 200);
    }
}
