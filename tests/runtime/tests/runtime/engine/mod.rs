//! The rules of a call, without sockets.

mod collect;
mod http_date;
mod machine;
mod retry;
