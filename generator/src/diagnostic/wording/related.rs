//! The relation of a message's second place to its first.

use std::fmt;

/// What the second place of a message is to the first: where the same name or path came first.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) enum Related {
    /// A key was first defined here.
    Defined,
    /// A parameter or security scheme was first declared here.
    Declared,
    /// An operation or schema was first described here.
    Described,
    /// A name was first used here.
    Used,
}

impl fmt::Display for Related {
    fn fmt(&self, out: &mut fmt::Formatter<'_>) -> fmt::Result {
        out.write_str(match self {
            Self::Defined => "first defined here",
            Self::Declared => "first declared here",
            Self::Described => "first described here",
            Self::Used => "first used here",
        })
    }
}
