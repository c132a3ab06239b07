//! Results of the API, one line each.

use northbricks::model::{Account, Amount, Bank, Payment, Transaction};

/// A bank: its name, key and country.
pub fn bank(bank: &Bank) -> String {
    format!("{:<14} {} {}", text(&bank.short_name), bank.bic, text(&bank.country))
}

/// An account: its number, kind and balance. Some banks do not report the balance.
pub fn account(account: &Account) -> String {
    let balance = account.balance.flatten().map_or_else(|| "unknown".to_owned(), |balance| balance.to_string());
    let number = account.iban.as_deref().unwrap_or(&account.id);
    format!("{number:<24}  {:<18} {balance:>10} {}", text(&account.type_), text(&account.currency))
}

/// A transaction: when, how much, and with whom.
pub fn transaction(transaction: &Transaction) -> String {
    let date = transaction.booking_date.as_ref().and_then(|date| date.as_str().split('T').next()).unwrap_or("-");
    let other = transaction.related_party.as_ref().and_then(|party| party.name.as_deref());
    let what = other.or(transaction.description.as_deref()).unwrap_or("-");
    format!("{date} {:>14}  {what}", amount(transaction.amount.as_ref()))
}

/// A payment: how much, to whom, and how far it has come.
pub fn payment(payment: &Payment) -> String {
    let creditor = payment.creditor_account.as_ref().map_or("-", |account| text(&account.account));
    let status = payment.status.as_ref().map_or("-", |status| status.as_str());
    format!("{} to {creditor}: {status}", amount(payment.amount.as_ref()))
}

fn amount(amount: Option<&Amount>) -> String {
    let Some(amount) = amount else { return "-".to_owned() };
    let value = amount.value.map_or_else(|| "-".to_owned(), |value| value.to_string());
    format!("{value} {}", text(&amount.currency))
}

fn text(text: &Option<String>) -> &str {
    text.as_deref().unwrap_or("-")
}
