//! Counts of the examples by result.

use std::ops::AddAssign;

use serde::{Deserialize, Serialize};

/// The examples of one document, or of all, that were sent through the emitted types.
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq, Serialize, Deserialize)]
pub(crate) struct Counts {
    /// All examples.
    pub(crate) found: usize,
    /// Examples that no type reads by itself: binary data, and decimals too large for the type.
    pub(crate) without_type: usize,
    /// Read and written back equal.
    pub(crate) equal: usize,
    /// Read and written back equal, although they do not match their schema.
    pub(crate) equal_unfit: usize,
    /// Equal except for properties that the schema does not name, or that exist in one direction
    /// only: the type for the other direction drops them.
    pub(crate) equal_named: usize,
    /// Not read or not equal, and they do not match their schema.
    pub(crate) unfit: usize,
    /// Not read or not equal, and the validator cannot use their schema.
    pub(crate) unjudged: usize,
}

impl AddAssign for Counts {
    fn add_assign(&mut self, other: Self) {
        // Destructured, so that no field can be forgotten.
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
