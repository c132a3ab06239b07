//! The accounts of a user at a bank. They are generated for each request, always the same.

use std::collections::BTreeMap;

use northbricks::{Decimal, model};

use crate::bank::catalogue::Bank;
use crate::bank::iban::iban;
use crate::seed::{Stream, seeded_uuid};
use crate::world::User;

/// The user's accounts at a bank: a current account, a savings account, and a card whose balance
/// the bank does not report. Payments are deducted from the balance.
pub(crate) fn accounts(seed: u64, user: &User, bank: &Bank, paid: &BTreeMap<&str, Decimal>) -> Vec<model::Account> {
    let mut stream = Stream::of(seed, &["accounts", &user.id, bank.bic]);
    let mut accounts = Vec::with_capacity(bank.account_types.len());
    for (index, name) in bank.account_types.iter().enumerate() {
        let id = account_id(seed, &user.id, bank, index);
        let cents = stream.between(150_000, 4_500_000);
        let opening = if index == 2 { None } else { Some(Decimal::new(cents, 2)) };
        let mut account = model::Account::new(id.as_str());
        account.iban = Some(iban(bank.country, &stream.digits(bank.bban_length)));
        account.type_ = Some((*name).to_owned());
        account.status = Some("ENABLED".to_owned());
        account.currency = Some(bank.currency.to_owned());
        account.balance = Some(opening.map(|opening| opening - paid.get(id.as_str()).copied().unwrap_or_default()));
        let mut owner = model::AccountOwner::new();
        owner.name = Some(user.name());
        account.owner = Some(owner);
        accounts.push(account);
    }
    accounts
}

/// The ID of one of the user's accounts.
fn account_id(seed: u64, user: &str, bank: &Bank, index: usize) -> String {
    seeded_uuid(seed, &["account", user, bank.bic, &index.to_string()])
}
