//! The group `transactions`.

use northbricks::model::{Amount, RelatedParty, Transaction};
use northbricks::{DateTime, Decimal};
use openapi_crate_tests::server::Response;

use crate::fixture::{JSON, ODD, ODD_ESCAPED, both, sent};

const FULL: &str = r#"{"id":"t1","description":"Fika","bookingDate":"2018-10-05T23:30:00+02:00","valueDate":"05.10.2018 23:30","amount":{"value":-0.10,"currency":"SEK"},"relatedParty":{"name":"Café"}}"#;

#[test]
fn the_transactions_are_listed() {
    let body = format!(r#"{{"transactions":[{FULL},{{"id":"t2"}}]}}"#);
    for (result, requests) in both!([Response::json(200, body.clone())], |nb| nb.transactions().list(ODD, "a;1")) {
        let line = format!("GET /api/v1/banks/{ODD_ESCAPED}/accounts/a%3B1/transactions");
        assert_eq!(requests, sent(&line, &[JSON], ""));
        let transactions = result.unwrap().transactions;
        assert_eq!(transactions[0].id, "t1");
        assert_eq!(transactions[1..], [Transaction::new("t2")]);
    }
}

#[test]
fn a_transaction_is_read() {
    for (result, requests) in both!([Response::json(200, FULL)], |nb| nb.transactions().get("SEB", "a1", ODD)) {
        let line = format!("GET /api/v1/banks/SEB/accounts/a1/transactions/{ODD_ESCAPED}");
        assert_eq!(requests, sent(&line, &[JSON], ""));
        let transaction = result.unwrap();
        assert_eq!(transaction.description.as_deref(), Some("Fika"));
        let amount = Amount::new().with_value(Decimal::new(-10, 2)).with_currency("SEK");
        assert_eq!(transaction.amount.as_ref(), Some(&amount));
        let mut party = RelatedParty::new();
        party.name = Some("Café".to_owned());
        assert_eq!(transaction.related_party.as_ref(), Some(&party));
        assert_eq!(serde_json::to_string(&transaction).unwrap(), FULL);
    }
}

#[test]
fn a_date_time_keeps_its_offset_and_any_form() {
    for (result, _) in both!([Response::json(200, FULL)], |nb| nb.transactions().get("SEB", "a1", "t1")) {
        let transaction = result.unwrap();
        let booked = transaction.booking_date.unwrap();
        assert_eq!(booked.as_str(), "2018-10-05T23:30:00+02:00");
        assert_eq!(booked.timestamp().unwrap().to_string(), "2018-10-05T21:30:00Z");
        assert_eq!(booked.civil().unwrap().to_string(), "2018-10-05T23:30:00");
        assert_eq!(booked, DateTime::parse("2018-10-05T23:30:00+02:00").unwrap());
        let odd = transaction.value_date.unwrap();
        assert_eq!(odd.as_str(), "05.10.2018 23:30");
        assert!(odd.timestamp().is_err());
        assert!(DateTime::parse(odd.as_str()).is_err());
    }
}
