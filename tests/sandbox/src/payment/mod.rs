//! Payments.

pub(crate) mod check;
pub(crate) mod outcome;
pub(crate) mod state;

use std::collections::BTreeMap;
use std::time::Instant;

use northbricks::{Decimal, model};

use crate::bank::transaction::transaction;
use crate::bounded::Bounded;
use crate::options::Options;
use crate::payment::check::Order;
use crate::payment::outcome::Outcome;
use crate::payment::state::{Decision, State, Timing};

/// How many payments are remembered for a user at one bank: a list of them stays a list that can be read.
const PER_BANK: usize = 500;

/// One payment.
#[derive(Debug, Clone)]
pub(crate) struct Payment {
    pub(crate) id: String,
    pub(crate) username: String,
    pub(crate) bic: &'static str,
    pub(crate) order: Order,
    pub(crate) state: State,
    /// When it was initiated, in seconds since 1970.
    created: i64,
    place: u64,
}

/// All payments, and which are whose.
#[derive(Debug)]
pub(crate) struct Payments {
    timing: Timing,
    next: u64,
    payments: Bounded<String, Payment>,
    by_user: BTreeMap<(String, &'static str, u64), String>,
}

impl Payments {
    pub(crate) fn new(options: &Options) -> Self {
        Self {
            timing: Timing { approval_lifetime: options.approval_lifetime, settlement: options.settlement },
            next: 0,
            payments: Bounded::new(options.limits.payments),
            by_user: BTreeMap::new(),
        }
    }

    /// Notes a payment that is initiated.
    pub(crate) fn initiate(&mut self, id: String, username: &str, bic: &'static str, order: Order) {
        let messages = [order.creditor.message.as_deref(), order.debtor.message.as_deref()];
        let outcome = Outcome::choose(username, messages.into_iter().flatten());
        let place = self.next;
        self.next += 1;
        let payment = Payment {
            id: id.clone(),
            username: username.to_owned(),
            bic,
            order,
            state: State::new(outcome),
            created: jiff::Timestamp::now().as_second(),
            place,
        };
        self.by_user.insert((username.to_owned(), bic, place), id.clone());
        if let Some((_, gone)) = self.payments.insert(id, payment) {
            self.by_user.remove(&(gone.username, gone.bic, gone.place));
        }
        self.forget_oldest(username, bic);
    }

    fn forget_oldest(&mut self, username: &str, bic: &'static str) {
        let mut own = self.by_user.range((username.to_owned(), bic, 0)..=(username.to_owned(), bic, u64::MAX));
        let Some(oldest) = own.next().map(|(key, _)| key.clone()) else { return };
        if own.count() >= PER_BANK {
            if let Some(id) = self.by_user.remove(&oldest) {
                self.payments.remove(&id);
            }
        }
    }

    pub(crate) fn get(&self, id: &str) -> Option<&Payment> {
        self.payments.get(&id.to_owned())
    }

    /// A user's payments at a bank, the oldest first.
    pub(crate) fn of<'a>(&'a self, username: &str, bic: &'static str) -> impl Iterator<Item = &'a Payment> {
        let range = (username.to_owned(), bic, 0)..=(username.to_owned(), bic, u64::MAX);
        self.by_user.range(range).filter_map(|(_, id)| self.payments.get(id))
    }

    /// Confirms a payment, if it waits for that. `refusal` is the bank's own.
    pub(crate) fn confirm(&mut self, id: &str, refusal: Option<model::PaymentStatus>) -> bool {
        let payment = self.payments.get_mut(&id.to_owned());
        payment.is_some_and(|payment| payment.state.confirm(refusal, Instant::now()))
    }

    /// Notes what the user does on the approval page, if the payment waits for that.
    pub(crate) fn decide(&mut self, id: &str, decision: Decision) -> bool {
        let timing = self.timing;
        let payment = self.payments.get_mut(&id.to_owned());
        payment.is_some_and(|payment| payment.state.decide(decision, timing, Instant::now()))
    }

    pub(crate) fn status(&self, payment: &Payment) -> model::PaymentStatus {
        payment.state.status(self.timing, Instant::now())
    }

    /// The payment as the API gives it.
    pub(crate) fn model(&self, payment: &Payment) -> model::Payment {
        let mut model = model::Payment::new(payment.id.as_str());
        model.status = Some(self.status(payment));
        model.creditor_account = Some(payment.order.creditor.clone());
        model.debtor_account = Some(payment.order.debtor.clone());
        model.amount = Some(payment.order.amount());
        model
    }

    /// What has left an account by payments, or is about to.
    pub(crate) fn paid(&self, username: &str, bic: &'static str, account: &str) -> Decimal {
        let now = Instant::now();
        self.of(username, bic)
            .filter(|payment| payment.order.account == account && payment.state.reserved(self.timing, now))
            .fold(Decimal::ZERO, |sum, payment| sum.checked_add(payment.order.value).unwrap_or(sum))
    }

    /// The transactions that paid payments left on an account, the youngest first.
    pub(crate) fn transactions(
        &self,
        username: &str,
        bic: &'static str,
        account: &str,
    ) -> Vec<model::Transaction> {
        let paid = self.of(username, bic).filter(|payment| {
            payment.order.account == account && self.status(payment) == model::PaymentStatus::Paid
        });
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
}
