//! Mutates real documents and checks that the generator keeps its promises.
//!
//! An input is identified by the seed of a campaign, its own number, and the documents that the
//! campaign was given: the same three give the same bytes. A campaign checks its inputs in
//! processes of their own, so that an abort, a hang or excessive memory affects one input only.
//! Findings are saved and minimised.

pub mod campaign;
pub mod check;
pub mod compile;
pub mod finding;
pub mod input;
pub mod minimise;
pub mod mutate;
pub mod seeds;
pub mod watch;
pub mod worker;
