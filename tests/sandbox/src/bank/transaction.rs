//! The transactions of an account. Like the accounts, they are generated for each request, always
//! the same.

use jiff::Timestamp;
use northbricks::{DateTime, Decimal, model};

use crate::seed::{Stream, seeded_uuid};

/// The day after the last generated transaction, 2019-03-01. It is fixed, so that the same seed
/// gives the same bytes.
const END: i64 = 1_551_398_400;
const DAY: i64 = 86_400;
/// How many days of transactions there are.
const DAYS: i64 = 90;

/// The payee, the purpose, and the smallest and the largest amount in cents.
type Purchase = (&'static str, &'static str, i64, i64);

const PURCHASES: [Purchase; 12] = [
    ("ICA Kvantum", "Groceries", 4_250, 98_000),
    ("K-Market Kamppi", "Groceries", 990, 64_000),
    ("REWE Markt", "Lebensmittel", 1_250, 72_000),
    ("SJ AB", "Train ticket", 9_500, 129_000),
    ("Café Ekberg", "Lunch", 890, 3_400),
    ("Apotek Hjärtat", "Pharmacy", 3_900, 42_000),
    ("Spotify", "Subscription", 999, 999),
    ("Vattenfall", "Electricity", 18_000, 86_000),
    ("Telia", "Mobile phone", 19_900, 44_900),
    ("IKEA", "Furniture", 14_900, 349_000),
    ("Pressbyrån", "Kiosk", 250, 8_900),
    ("Bauhaus", "Paint & tools", 7_900, 151_000),
];

/// The generated transactions of an account, the newest first.
pub(crate) fn transactions(seed: u64, account: &model::Account) -> Vec<model::Transaction> {
    let mut stream = Stream::of(seed, &["transactions", &account.id]);
    let currency = account.currency.as_deref().unwrap_or_default();
    let mut transactions = Vec::new();
    for day in 0..DAYS {
        let start = END - (day + 1) * DAY;
        let mut entries = Vec::new();
        if day % 30 == 3 {
            entries.push(("Northern Lights Oy", "Salary", stream.between(2_100_000, 3_400_000)));
        }
        if day % 30 == 27 {
            entries.push(("Hyresbostäder AB", "Rent", -stream.between(700_000, 1_150_000)));
        }
        let bought = if stream.next().is_multiple_of(3) { stream.pick(&PURCHASES) } else { None };
        if let Some((party, text, low, high)) = bought {
            entries.push((party, text, -stream.between(*low, *high)));
        }
        for (party, text, cents) in entries {
            let key = format!("{day} {text}");
            let id = seeded_uuid(seed, &["transaction", &account.id, &key]);
            let booked = start + stream.between(6 * 3_600, 22 * 3_600);
            // The value date is the next day.
            transactions.push(transaction(id, party, text, Decimal::new(cents, 2), currency, booked, start + DAY));
        }
    }
    transactions
}

/// One transaction; times are in seconds since 1970.
pub(crate) fn transaction(
    id: String,
    party: &str,
    text: &str,
    value: Decimal,
    currency: &str,
    booked: i64,
    counts: i64,
) -> model::Transaction {
    let mut transaction = model::Transaction::new(id);
    transaction.description = Some(text.to_owned());
    transaction.booking_date = date_time(booked);
    transaction.value_date = date_time(counts);
    transaction.amount = Some(model::Amount::new().with_value(value).with_currency(currency));
    let mut related = model::RelatedParty::new();
    related.name = Some(party.to_owned());
    transaction.related_party = Some(related);
    transaction
}

fn date_time(seconds: i64) -> Option<DateTime> {
    Timestamp::from_second(seconds).ok().map(DateTime::from)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn transactions_are_the_same_each_time_and_have_debits_and_credits() {
        let mut account = model::Account::new("a");
        account.currency = Some("SEK".to_owned());
        let all = transactions(7, &account);
        assert_eq!(all, transactions(7, &account));
        assert_ne!(all, transactions(8, &account));
        let values: Vec<Decimal> = all.iter().filter_map(|one| one.amount.as_ref()?.value).collect();
        assert_eq!(values.len(), all.len());
        assert!(values.iter().any(|value| value.is_sign_negative()));
        assert!(values.iter().any(|value| value.is_sign_positive()));
        let ids: std::collections::BTreeSet<&str> = all.iter().map(|one| one.id.as_str()).collect();
        assert_eq!(ids.len(), all.len());
        let dates: Vec<_> = all.iter().filter_map(|one| one.booking_date.as_ref()?.timestamp().ok()).collect();
        assert_eq!(dates.len(), all.len());
        assert!(dates.iter().all(|date| date.as_second() < END));
    }
}
