//! Checks of a requested payment.

use northbricks::model::{self, AccountReferenceType, PaymentStatus};
use northbricks::{Decimal, model::AccountReference};

use crate::bank::iban::is_iban;

/// The most that a user may pay at once, in any currency.
const LIMIT: Decimal = Decimal::from_parts(100_000, 0, 0, false, 0);
/// The longest message or account number.
const LONGEST: usize = 140;

/// A valid order of a payment.
#[derive(Debug, Clone)]
pub(crate) struct Order {
    pub(crate) creditor: AccountReference,
    pub(crate) debtor: AccountReference,
    /// The ID of the user's account to pay from.
    pub(crate) account: String,
    pub(crate) value: Decimal,
    pub(crate) currency: String,
}

impl Order {
    pub(crate) fn amount(&self) -> model::Amount {
        model::Amount::new().with_value(self.value).with_currency(self.currency.as_str())
    }
}

/// Checks an order against the user's accounts at the bank; the error describes the problem.
pub(crate) fn check(request: model::InitiatePayment, accounts: &[model::Account]) -> Result<Order, String> {
    let creditor = request.creditor_account.ok_or("`creditorAccount` is missing.")?;
    let debtor = request.debtor_account.ok_or("`debtorAccount` is missing.")?;
    let amount = request.amount.ok_or("`amount` is missing.")?;
    check_reference("creditorAccount", &creditor)?;
    check_reference("debtorAccount", &debtor)?;
    let number = debtor.account.as_deref();
    let account = accounts
        .iter()
        .find(|account| match debtor.type_ {
            Some(AccountReferenceType::AccountId) => number == Some(account.id.as_str()),
            Some(AccountReferenceType::Iban) => number.is_some() && number == account.iban.as_deref(),
            _ => false,
        })
        .ok_or("`debtorAccount` must be one of the user's accounts at this bank, as ACCOUNT_ID or IBAN.")?;
    let value = amount.value.ok_or("`amount.value` is missing.")?;
    if value <= Decimal::ZERO || value.normalize().scale() > 2 {
        return Err("`amount.value` must be more than 0, with at most two decimals.".to_owned());
    }
    let currency = amount.currency.ok_or("`amount.currency` is missing.")?;
    if account.currency.as_deref() != Some(currency.as_str()) {
        let held = account.currency.as_deref().unwrap_or_default();
        return Err(format!("`amount.currency` must be {held}, the currency of the debtor's account."));
    }
    Ok(Order { account: account.id.clone(), creditor, debtor, value, currency })
}

/// The bank's reason to reject a payment: over the limit, or over the account's balance.
pub(crate) fn refusal(order: &Order, accounts: &[model::Account]) -> Option<PaymentStatus> {
    if order.value > LIMIT {
        return Some(PaymentStatus::LimitExceeded);
    }
    let account = accounts.iter().find(|account| account.id == order.account)?;
    let balance = account.balance.flatten()?;
    (order.value > balance).then_some(PaymentStatus::InsufficientFunds)
}

fn check_reference(name: &str, reference: &AccountReference) -> Result<(), String> {
    let kind = reference.type_.as_ref().ok_or_else(|| format!("`{name}.type` is missing."))?;
    let number = reference.account.as_deref().ok_or_else(|| format!("`{name}.account` is missing."))?;
    let digits = |least: usize, most: usize| {
        let digits: Vec<u8> = number.bytes().filter(|byte| !matches!(byte, b'-' | b' ')).collect();
        (least..=most).contains(&digits.len()) && digits.iter().all(u8::is_ascii_digit)
    };
    let sound = match kind {
        AccountReferenceType::AccountId => !number.is_empty() && number.chars().count() <= LONGEST,
        AccountReferenceType::Iban => is_iban(number),
        AccountReferenceType::Pgnr => digits(2, 8),
        AccountReferenceType::Bgnr => digits(7, 8),
        _ => return Err(format!("`{name}.type` must be ACCOUNT_ID, IBAN, PGNR or BGNR.")),
    };
    if !sound {
        return Err(format!("`{name}.account` is not a valid {kind}."));
    }
    if reference.message.as_ref().is_some_and(|message| message.chars().count() > LONGEST) {
        return Err(format!("`{name}.message` can have at most {LONGEST} characters."));
    }
    Ok(())
}

#[cfg(test)]
mod tests {
    use super::*;

    fn account() -> model::Account {
        let mut account = model::Account::new("mine");
        account.iban = Some("FI7473834510057469".to_owned());
        account.currency = Some("EUR".to_owned());
        account.balance = Some(Some(Decimal::new(10_000, 2)));
        account
    }

    fn reference(kind: &str, number: &str) -> AccountReference {
        AccountReference::new().with_type_(kind).with_account(number)
    }

    fn request(creditor: AccountReference, debtor: AccountReference, cents: i64) -> model::InitiatePayment {
        let amount = model::Amount::new().with_value(Decimal::new(cents, 2)).with_currency("EUR");
        model::InitiatePayment::new().with_creditor_account(creditor).with_debtor_account(debtor).with_amount(amount)
    }

    #[test]
    fn sound_payments_pass() {
        for (creditor, debtor) in [
            (reference("IBAN", "FI6593857450293470"), reference("ACCOUNT_ID", "mine")),
            (reference("PGNR", "12-3"), reference("IBAN", "FI7473834510057469")),
            (reference("BGNR", "991-2346"), reference("ACCOUNT_ID", "mine")),
        ] {
            let order = check(request(creditor, debtor, 1), &[account()]).unwrap();
            assert_eq!((order.account.as_str(), order.value), ("mine", Decimal::new(1, 2)));
        }
    }

    #[test]
    fn unsound_payments_do_not() {
        let mine = || reference("ACCOUNT_ID", "mine");
        let theirs = || reference("IBAN", "FI6593857450293470");
        let long = "x".repeat(LONGEST + 1);
        let euros = request(theirs(), mine(), 1);
        let mut crowns = euros.clone();
        crowns.amount = Some(model::Amount::new().with_value(Decimal::ONE).with_currency("SEK"));
        for bad in [
            model::InitiatePayment::new(),
            request(reference("IBAN", "FI6593857450293471"), mine(), 1),
            request(reference("CASH", "x"), mine(), 1),
            request(AccountReference::new(), mine(), 1),
            request(theirs(), reference("ACCOUNT_ID", "other"), 1),
            request(theirs(), reference("PGNR", "123"), 1),
            request(theirs().with_message(long), mine(), 1),
            request(theirs(), mine(), 0),
            request(theirs(), mine(), -1),
            crowns,
        ] {
            assert!(check(bad.clone(), &[account()]).is_err(), "{bad:?}");
        }
    }

    #[test]
    fn the_bank_refuses_what_is_too_much() {
        let order = |cents| {
            let request = request(reference("IBAN", "FI6593857450293470"), reference("ACCOUNT_ID", "mine"), cents);
            check(request, &[account()]).unwrap()
        };
        assert_eq!(refusal(&order(10_000), &[account()]), None);
        assert_eq!(refusal(&order(10_001), &[account()]), Some(PaymentStatus::InsufficientFunds));
        assert_eq!(refusal(&order(10_000_001), &[account()]), Some(PaymentStatus::LimitExceeded));
    }
}
