//! What happens between a call and its result, without I/O.

pub mod collect;
pub mod http_date;
pub mod machine;
pub mod retry;
pub mod trace;
