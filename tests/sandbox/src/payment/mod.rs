//! Payments.

pub(crate) mod check;
pub(crate) mod outcome;
pub(crate) mod state;

use std::collections::BTreeMap;
use std::ops::RangeInclusive;
use std::time::Instant;

use northbricks::{Decimal, model};

use crate::bank::transaction::transaction;
use crate::bounded::Bounded;
use crate::options::Options;
use crate::payment::check::Order;
use crate::payment::outcome::Outcome;
use crate::payment::state::{Decision, State, Timing};

/// How many payments of a user at one bank are remembered, so that a list stays readable.
const PER_BANK: usize = 500;

/// One payment.
#[derive(Debug, Clone)]
pub(crate) struct Payment {
    pub(crate) id: String,
    pub(crate) bic: &'static str,
    pub(crate) order: Order,
    pub(crate) state: State,
    /// When it was initiated, in seconds since 1970.
    created: i64,
}

/// The user, the bank, and the number of a payment among all payments.
type Place = (String, &'static str, u64);

/// All payments, in the order of a user's list.
#[derive(Debug)]
pub(crate) struct Payments {
    timing: Timing,
    next: u64,
    payments: BTreeMap<Place, Payment>,
    places: Bounded<String, Place>,
}

impl Payments {
    pub(crate) fn new(options: &Options) -> Self {
        Self {
            timing: Timing { approval_lifetime: options.approval_lifetime, settlement: options.settlement },
            next: 0,
            payments: BTreeMap::new(),
            places: Bounded::new(options.limits.payments),
        }
    }

    /// Records a new payment.
    pub(crate) fn initiate(&mut self, id: String, username: &str, bic: &'static str, order: Order) {
        let messages = [order.creditor.message.as_deref(), order.debtor.message.as_deref()];
        let state = State::new(Outcome::choose(username, messages.into_iter().flatten()));
        let place = (username.to_owned(), bic, self.next);
        self.next += 1;
        let created = jiff::Timestamp::now().as_second();
        self.payments.insert(place.clone(), Payment { id: id.clone(), bic, order, state, created });
        if let Some((_, oldest)) = self.places.insert(id, place) {
            self.payments.remove(&oldest);
        }
        self.forget_oldest(username, bic);
    }

    pub(crate) fn get(&self, id: &str) -> Option<&Payment> {
        self.payments.get(self.places.get(&id.to_owned())?)
    }

    /// A user's payment at a bank.
    pub(crate) fn find(&self, username: &str, bic: &str, id: &str) -> Option<&Payment> {
        let place = self.places.get(&id.to_owned())?;
        let own = place.0 == username && place.1 == bic;
        own.then(|| self.payments.get(place)).flatten()
    }

    /// A user's payments at a bank, the oldest first.
    pub(crate) fn of(&self, username: &str, bic: &'static str) -> impl Iterator<Item = &Payment> {
        self.payments.range(places(username, bic)).map(|(_, payment)| payment)
    }

    /// Confirms a payment, if it is pending. `refusal` is the bank's reason to reject it.
    pub(crate) fn confirm(&mut self, id: &str, refusal: Option<model::PaymentStatus>) -> bool {
        self.get_mut(id).is_some_and(|payment| payment.state.confirm(refusal, Instant::now()))
    }

    /// Records the user's decision on the approval page, if the payment is waiting for it.
    pub(crate) fn decide(&mut self, id: &str, decision: Decision) -> bool {
        let timing = self.timing;
        self.get_mut(id).is_some_and(|payment| payment.state.decide(decision, timing, Instant::now()))
    }

    pub(crate) fn status(&self, payment: &Payment) -> model::PaymentStatus {
        payment.state.status(self.timing, Instant::now())
    }

    /// The payment's representation in the API.
    pub(crate) fn model(&self, payment: &Payment) -> model::Payment {
        let mut model = model::Payment::new(payment.id.as_str());
        model.status = Some(self.status(payment));
        model.creditor_account = Some(payment.order.creditor.clone());
        model.debtor_account = Some(payment.order.debtor.clone());
        model.amount = Some(payment.order.amount());
        model
    }

    /// The amounts that payments have taken or will take from each of a user's accounts at a bank.
    pub(crate) fn paid(&self, username: &str, bic: &'static str) -> BTreeMap<&str, Decimal> {
        let now = Instant::now();
        let mut paid = BTreeMap::new();
        for payment in self.of(username, bic).filter(|payment| payment.state.reserved(self.timing, now)) {
            let sum = paid.entry(payment.order.account.as_str()).or_insert(Decimal::ZERO);
            *sum = sum.checked_add(payment.order.value).unwrap_or(*sum);
        }
        paid
    }

    /// The transactions of paid payments on an account, the newest first.
    pub(crate) fn transactions(&self, username: &str, bic: &'static str, account: &str) -> Vec<model::Transaction> {
        let paid = self
            .of(username, bic)
            .filter(|payment| payment.order.account == account && self.status(payment) == model::PaymentStatus::Paid);
        let mut transactions: Vec<model::Transaction> = paid
            .map(|payment| {
                let order = &payment.order;
                let party = order.creditor.account.as_deref().unwrap_or_default();
                let text = order.debtor.message.as_deref().or(order.creditor.message.as_deref()).unwrap_or("Payment");
                let (value, created) = (-order.value, payment.created);
                transaction(payment.id.clone(), party, text, value, &order.currency, created, created)
            })
            .collect();
        transactions.reverse();
        transactions
    }

    fn get_mut(&mut self, id: &str) -> Option<&mut Payment> {
        self.payments.get_mut(self.places.get(&id.to_owned())?)
    }

    fn forget_oldest(&mut self, username: &str, bic: &'static str) {
        let mut own = self.payments.range(places(username, bic));
        let Some(oldest) = own.next().map(|(place, _)| place.clone()) else { return };
        let too_many = own.count() >= PER_BANK;
        if let Some(payment) = too_many.then(|| self.payments.remove(&oldest)).flatten() {
            self.places.remove(&payment.id);
        }
    }
}

/// The indices of a user's payments at a bank.
fn places(username: &str, bic: &'static str) -> RangeInclusive<Place> {
    (username.to_owned(), bic, 0)..=(username.to_owned(), bic, u64::MAX)
}
