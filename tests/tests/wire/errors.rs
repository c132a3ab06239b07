//! Error responses: each documented status has its variant, and no part of a response is lost.

use std::collections::{BTreeMap, BTreeSet};
use std::fs;
use std::path::PathBuf;

use northbricks::error::*;
use northbricks::model::{AddBank, InitiatePayment};
use northbricks::{CallError, ErrorBody, ErrorKind, Value};
use openapi_crate::{Options, parse};
use openapi_crate_tests::server::Response;
use openapi_crate_tests::workspace;

use crate::fixture::both;

/// Every documented status, and some others. (The client retries 429, 502, 503 and 504; the
/// runtime's own tests cover those.)
const STATUSES: [u16; 10] = [302, 400, 401, 403, 404, 409, 410, 418, 422, 500];

/// The documented statuses of each operation.
type Named = BTreeMap<String, BTreeSet<u16>>;

/// Calls an operation once for each status and kind of body, and records which statuses have
/// variants of their own.
macro_rules! statuses {
    ($named:ident, |$nb:ident| $call:expr => $error:ident { $($variant:ident = $status:literal),* }) => {
        for status in STATUSES {
            let own: &[u16] = &[$($status),*];
            for sample in samples() {
                let response = sample.response(status);
                for (result, requests) in both!([response.clone()], |$nb| $call) {
                    assert_eq!(requests.len(), 1, "{status}: {requests:?}");
                    let error = result.unwrap_err();
                    let body = match (status, error.api().unwrap()) {
                        $(($status, $error::$variant(body)) => body,)*
                        (_, $error::Unlisted(body)) if !own.contains(&status) => body,
                        (_, other) => panic!("{status}: {other:?}"),
                    };
                    sample.check(status, &error, body);
                    $named.entry(error.operation().to_owned()).or_default().extend(own);
                }
            }
        }
    };
}

#[test]
fn every_status_has_its_variant() {
    let mut named = Named::new();
    statuses!(named, |nb| nb.users().current() => CurrentUserError { Unauthorized = 401 });
    statuses!(named, |nb| nb.banks().list() => ListBanksError {});
    statuses!(named, |nb| nb.banks().get("SEB") => GetBankError { BadRequest = 400, NotFound = 404 });
    statuses!(named, |nb| nb.banks().list_my_banks() => ListMyBanksError { Unauthorized = 401 });
    statuses!(named, |nb| nb.banks().add(&AddBank::new("SEB")) => AddBankError {
        BadRequest = 400, Unauthorized = 401, NotFound = 404, Conflict = 409
    });
    statuses!(named, |nb| nb.banks().get_my_bank("SEB") => GetMyBankError {
        BadRequest = 400, Unauthorized = 401, NotFound = 404
    });
    statuses!(named, |nb| nb.banks().remove("SEB") => RemoveBankError {
        BadRequest = 400, Unauthorized = 401, NotFound = 404
    });
    statuses!(named, |nb| nb.accounts().list("SEB") => ListAccountsError { BadRequest = 400, Unauthorized = 401 });
    statuses!(named, |nb| nb.accounts().get("SEB", "a1") => GetAccountError { BadRequest = 400, Unauthorized = 401 });
    statuses!(named, |nb| nb.transactions().list("SEB", "a1") => ListTransactionsError {
        BadRequest = 400, Unauthorized = 401
    });
    statuses!(named, |nb| nb.transactions().get("SEB", "a1", "t1") => GetTransactionError {
        BadRequest = 400, Unauthorized = 401
    });
    statuses!(named, |nb| nb.payments().list("SEB") => ListPaymentsError {
        BadRequest = 400, Unauthorized = 401, Forbidden = 403, NotFound = 404
    });
    statuses!(named, |nb| nb.payments().initiate("SEB", &InitiatePayment::new()) => InitiatePaymentError {
        BadRequest = 400, Unauthorized = 401, Forbidden = 403, NotFound = 404
    });
    statuses!(named, |nb| nb.payments().get("SEB", "p1") => GetPaymentError {
        BadRequest = 400, Unauthorized = 401, Forbidden = 403, NotFound = 404
    });
    statuses!(named, |nb| nb.payments().confirm("SEB", "p1") => ConfirmPaymentError {
        BadRequest = 400, Unauthorized = 401, Forbidden = 403, NotFound = 404
    });
    assert_eq!(named, documented());
}

/// The body of an error response, and what the error must contain of it.
struct Sample {
    response: fn(u16) -> Response,
    body: &'static str,
    message: Option<&'static str>,
    json: bool,
}

fn samples() -> [Sample; 4] {
    const CODE: &str = r#"{"error":"invalid_token"}"#;
    const BOTH: &str = r#"{"error":"invalid_token","error_description":"It is\nexpired"}"#;
    const PAGE: &str = "<html><title>Oops</title></html>";
    [
        Sample {
            response: |status| Response::json(status, CODE),
            body: CODE,
            message: Some("invalid_token"),
            json: true,
        },
        Sample {
            response: |status| Response::json(status, BOTH),
            body: BOTH,
            message: Some("It is\nexpired"),
            json: true,
        },
        Sample { response: |status| Response::html(status, PAGE), body: PAGE, message: None, json: false },
        Sample { response: Response::empty, body: "", message: None, json: false },
    ]
}

impl Sample {
    fn response(&self, status: u16) -> Response {
        // A redirect back to the server, which would record a request if it were followed.
        (self.response)(status).header("Location", "/api/v1/elsewhere").header("X-Request-Id", "r1")
    }

    /// No part of the response is lost, and the server's message is in the error.
    fn check<E>(&self, status: u16, error: &CallError<E>, body: &ErrorBody<Value>) {
        assert_eq!(error.kind(), ErrorKind::Api);
        assert_eq!(error.status().unwrap().as_u16(), status);
        assert_eq!(error.headers().unwrap()["x-request-id"], "r1");
        assert_eq!(&error.body().unwrap()[..], self.body.as_bytes());
        assert_eq!(error.message(), self.message);
        assert_eq!(body.text(), self.body);
        assert_eq!(body.message(), self.message);
        assert_eq!(body.decode_error().is_none(), self.json);
        assert_eq!(body.parsed().map(|value| &value["error"]), self.json.then_some(&Value::from("invalid_token")));
        let shown = error.to_string();
        let start = format!("{}: {status}", error.operation());
        assert!(shown.starts_with(&start), "{shown}");
        // One line, whatever the server sends.
        let words = self.message.map(|text| text.replace('\n', "\\n")).unwrap_or_default();
        assert!(shown.ends_with(&words), "{shown}");
    }
}

/// The documented statuses of each operation that can be called, without the successes. They are
/// read without the generator: the documents hold the statuses, and the overlay the names of the
/// operations.
fn documented() -> Named {
    let options = Options::read(&workspace().join("specs/openapi-crate.toml")).unwrap();
    let read = |path: &PathBuf| parse(&path.display().to_string(), &fs::read_to_string(path).unwrap()).unwrap();
    let documents: Vec<Value> = options.documents.iter().map(read).collect();
    let overlays: Vec<Value> = options.overlays.iter().map(read).collect();
    let actions = overlays.iter().flat_map(|overlay| overlay["actions"].as_array().unwrap());
    let named = actions.filter_map(|action| {
        let id = action["update"]["operationId"].as_str()?;
        let browser = &action["update"]["x-openapi-crate"]["browser"];
        let (path, method) = action["target"].as_str()?.strip_prefix("$.paths['")?.split_once("'].")?;
        let operation = documents.iter().find_map(|document| document["paths"].get(path)?.get(method)).unwrap();
        let statuses = operation["responses"].as_object().unwrap().keys().map(|status| status.parse().unwrap());
        let errors = statuses.filter(|status: &u16| !(200..300).contains(status)).collect();
        (browser != &Value::Bool(true)).then(|| (id.to_owned(), errors))
    });
    named.collect()
}
