//! How many examples came to what.

use std::ops::AddAssign;

use serde::{Deserialize, Serialize};

/// The examples that were sent through the emitted types, of one document or of all.
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq, Serialize, Deserialize)]
pub(crate) struct Counts {
    /// All of them.
    pub(crate) found: usize,
    /// Those that no type reads by itself: octets, and decimals that nothing holds.
    pub(crate) without_type: usize,
    /// Read, and written back equal.
    pub(crate) equal: usize,
    /// As those, though they do not fit their schema.
    pub(crate) equal_unfit: usize,
    /// Equal but for members that their schema does not name, or that travel in one direction alone: a type of the other leaves them out.
    pub(crate) equal_named: usize,
    /// Not read or not equal, and they do not fit their schema.
    pub(crate) unfit: usize,
    /// Not read or not equal, and the validator makes nothing of their schema.
    pub(crate) unjudged: usize,
}

impl AddAssign for Counts {
    fn add_assign(&mut self, other: Self) {
        // Named one by one, so that none can be forgotten.
        let Self { found, without_type, equal, equal_unfit, equal_named, unfit, unjudged } = other;
        self.found += found;
        self.without_type += without_type;
        self.equal += equal;
        self.equal_unfit += equal_unfit;
        self.equal_named += equal_named;
        self.unfit += unfit;
        self.unjudged += unjudged;
    }
}
