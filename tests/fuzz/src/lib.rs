//! Real documents, bent: what the generator makes of each is held to what it promises.
//!
//! An input is told by two numbers, the seed of a campaign and its own, and by the documents that the campaign was given: the same three
//! give the same bytes. A campaign looks at its inputs in processes of their own, so that an abort, a hang or a hunger for memory is
//! one input's and not the campaign's end. What is found is saved, and made small.

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
