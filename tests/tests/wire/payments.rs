//! The group `payments`.

use northbricks::Decimal;
use northbricks::model::{AccountReference, AccountReferenceType, Amount, InitiatePayment, Payment, PaymentStatus};
use openapi_crate_tests::server::Response;

use crate::fixture::{ANY, JSON, ODD, ODD_ESCAPED, both, sent};

const FULL: &str = r#"{"id":"p1","status":"ON_HOLD","creditorAccount":{"type":"IBAN","account":"FI6593857450293470","message":"Hyra"},"debtorAccount":{"type":"ACCOUNT_ID","account":"a1"},"amount":{"value":12.50,"currency":"EUR"}}"#;

fn creditor() -> AccountReference {
    let reference = AccountReference::new().with_type_(AccountReferenceType::Iban);
    reference.with_account("FI6593857450293470").with_message("Hyra")
}

fn debtor() -> AccountReference {
    AccountReference::new().with_type_(AccountReferenceType::AccountId).with_account("a1")
}

fn amount() -> Amount {
    Amount::new().with_value(Decimal::new(1250, 2)).with_currency("EUR")
}

fn full() -> Payment {
    let mut payment = Payment::new("p1");
    payment.status = Some(PaymentStatus::OnHold);
    payment.creditor_account = Some(creditor());
    payment.debtor_account = Some(debtor());
    payment.amount = Some(amount());
    payment
}

#[test]
fn the_payments_are_listed() {
    let body = format!(r#"{{"payments":[{FULL}]}}"#);
    for (result, requests) in both!([Response::json(200, body.clone())], |nb| nb.payments().list(ODD)) {
        assert_eq!(requests, sent(&format!("GET /api/v1/banks/{ODD_ESCAPED}/payments"), &[JSON], ""));
        assert_eq!(result.unwrap().payments, [full()]);
    }
}

#[test]
fn a_payment_is_read() {
    for (result, requests) in both!([Response::json(200, FULL)], |nb| nb.payments().get("SEB", ODD)) {
        assert_eq!(requests, sent(&format!("GET /api/v1/banks/SEB/payments/{ODD_ESCAPED}"), &[JSON], ""));
        let payment = result.unwrap();
        assert_eq!(payment, full());
        assert_eq!(serde_json::to_string(&payment).unwrap(), FULL);
    }
}

#[test]
fn a_payment_is_initiated() {
    let body = r#"{"creditorAccount":{"type":"IBAN","account":"FI6593857450293470","message":"Hyra"},"debtorAccount":{"type":"ACCOUNT_ID","account":"a1"},"amount":{"value":12.50,"currency":"EUR"}}"#;
    let length = format!("content-length: {}", body.len());
    let payment =
        InitiatePayment::new().with_creditor_account(creditor()).with_debtor_account(debtor()).with_amount(amount());
    let response = || [Response::empty(201).header("Location", "payments/p%2F1")];
    for (result, requests) in both!(response(), |nb| nb.payments().initiate(ODD, &payment)) {
        let line = format!("POST /api/v1/banks/{ODD_ESCAPED}/payments");
        assert_eq!(requests, sent(&line, &[ANY, "content-type: application/json", &length], body));
        let location = result.unwrap().location().unwrap();
        assert_eq!(location.last_segment().as_deref(), Some("p/1"));
    }
}

#[test]
fn what_is_not_set_is_not_sent() {
    let headers = [ANY, "content-type: application/json", "content-length: 2"];
    for (result, requests) in both!([Response::empty(201)], |nb| nb.payments().initiate("SEB", &InitiatePayment::new()))
    {
        assert_eq!(requests, sent("POST /api/v1/banks/SEB/payments", &headers, "{}"));
        assert_eq!(result.unwrap().location(), None);
    }
}

#[test]
fn a_payment_is_confirmed_without_a_body() {
    for (result, requests) in both!([Response::empty(200)], |nb| nb.payments().confirm("SEB", ODD)) {
        let line = format!("PUT /api/v1/banks/SEB/payments/{ODD_ESCAPED}");
        assert_eq!(requests, sent(&line, &[ANY, "content-length: 0"], ""));
        let () = result.unwrap();
    }
}

/// Neither is repeated unless it was certainly not carried out.
#[test]
fn a_payment_is_not_repeated() {
    for status in [500, 502, 503, 504] {
        for (result, requests) in both!([Response::empty(status)], |nb| nb.payments().confirm("SEB", "p1")) {
            assert_eq!(result.unwrap_err().status().unwrap().as_u16(), status);
            assert_eq!(requests.len(), 1);
        }
        for (result, requests) in
            both!([Response::empty(status)], |nb| nb.payments().initiate("SEB", &InitiatePayment::new()))
        {
            assert_eq!(result.unwrap_err().status().unwrap().as_u16(), status);
            assert_eq!(requests.len(), 1);
        }
    }
}

#[test]
fn an_unknown_value_is_kept_and_written_back() {
    let body = FULL.replace("ON_HOLD", "on hold?").replace("ACCOUNT_ID", "BBAN");
    for (result, _) in both!([Response::json(200, body.clone())], |nb| nb.payments().get("SEB", "p1")) {
        let payment = result.unwrap();
        assert_eq!(payment.status, Some(PaymentStatus::Unlisted("on hold?".into())));
        assert_eq!(payment.debtor_account.as_ref().unwrap().type_, Some(AccountReferenceType::from("BBAN")));
        assert_eq!(serde_json::to_string(&payment).unwrap(), body);
    }
}

#[test]
fn every_documented_value_is_known() {
    let statuses = [
        ("PAYMENT_STATUS_NOT_PROVIDED", PaymentStatus::PaymentStatusNotProvided),
        ("PROCESSING", PaymentStatus::Processing),
        ("PENDING_CONFIRMATION", PaymentStatus::PendingConfirmation),
        ("PENDING_USER_APPROVAL", PaymentStatus::PendingUserApproval),
        ("ON_HOLD", PaymentStatus::OnHold),
        ("CONFIRMED", PaymentStatus::Confirmed),
        ("REJECTED", PaymentStatus::Rejected),
        ("PAID", PaymentStatus::Paid),
        ("INSUFFICIENT_FUNDS", PaymentStatus::InsufficientFunds),
        ("LIMIT_EXCEEDED", PaymentStatus::LimitExceeded),
        ("USER_APPROVAL_FAILED", PaymentStatus::UserApprovalFailed),
        ("USER_APPROVAL_TIMEOUT", PaymentStatus::UserApprovalTimeout),
        ("USER_APPROVAL_CANCELLED", PaymentStatus::UserApprovalCancelled),
    ];
    for (text, status) in statuses {
        assert_eq!(PaymentStatus::from(text), status);
        assert_eq!(status.as_str(), text);
        assert_eq!(serde_json::to_string(&status).unwrap(), format!("\"{text}\""));
    }
    let types = [
        ("ACCOUNT_ID", AccountReferenceType::AccountId),
        ("IBAN", AccountReferenceType::Iban),
        ("PGNR", AccountReferenceType::Pgnr),
        ("BGNR", AccountReferenceType::Bgnr),
    ];
    for (text, kind) in types {
        assert_eq!(AccountReferenceType::from(text), kind);
        assert_eq!(kind.as_str(), text);
    }
}
