//! The banks, and what they keep for a user.

pub(crate) mod account;
pub(crate) mod catalogue;
pub(crate) mod consent;
pub(crate) mod iban;
pub(crate) mod transaction;
