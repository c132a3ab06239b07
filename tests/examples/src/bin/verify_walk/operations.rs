//! All operations except the one for browsers, each with the error statuses that its document
//! names.

use northbricks::model::{AddBank, InitiatePayment};
use northbricks::{Call, Client, Operation};
use serde::Serialize;

use crate::clients::Clients;

/// What to do with each operation.
pub(crate) trait Visit {
    /// Receives an operation, its documented error statuses, and a function that makes the call.
    async fn visit<'c, O>(&mut self, errors: &[u16], call: impl Fn() -> Call<'c, Client, O>)
    where
        O: Operation,
        O::Body: Serialize;
}

/// The arguments of the calls.
pub(crate) struct Keys<'a> {
    pub(crate) bic: &'a str,
    pub(crate) account: &'a str,
    pub(crate) transaction: &'a str,
    pub(crate) payment: &'a str,
    pub(crate) order: &'a InitiatePayment,
}

/// Visits every operation.
pub(crate) async fn all(clients: &Clients, keys: &Keys<'_>, visit: &mut impl Visit) {
    let Keys { bic, account, transaction, payment, order } = *keys;
    let bank = AddBank::new(bic);
    let (users, banks) = (clients.user.users(), clients.banks.banks());
    let (accounts, transactions) = (clients.accounts.accounts(), clients.transactions.transactions());
    let payments = clients.payments.payments();

    visit.visit(&[401], || users.current()).await;
    visit.visit(&[], || banks.list()).await;
    visit.visit(&[400, 404], || banks.get(bic)).await;
    visit.visit(&[401], || banks.list_my_banks()).await;
    visit.visit(&[400, 401, 404, 409], || banks.add(&bank)).await;
    visit.visit(&[400, 401, 404], || banks.get_my_bank(bic)).await;
    visit.visit(&[400, 401, 404], || banks.remove(bic)).await;
    visit.visit(&[400, 401], || accounts.list(bic)).await;
    visit.visit(&[400, 401], || accounts.get(bic, account)).await;
    visit.visit(&[400, 401], || transactions.list(bic, account)).await;
    visit.visit(&[400, 401], || transactions.get(bic, account, transaction)).await;
    visit.visit(&[400, 401, 403, 404], || payments.list(bic)).await;
    visit.visit(&[400, 401, 403, 404], || payments.initiate(bic, order)).await;
    visit.visit(&[400, 401, 403, 404], || payments.get(bic, payment)).await;
    visit.visit(&[400, 401, 403, 404], || payments.confirm(bic, payment)).await;
}
