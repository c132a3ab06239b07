//! What happens between a call and its result, without I/O.

pub mod collect;
pub mod config;
pub mod http_date;
pub mod machine;
pub mod renewals;
pub mod retry;
pub mod trace;
