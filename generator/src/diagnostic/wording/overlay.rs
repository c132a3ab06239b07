//! Why a file is not an overlay, and why an action of one cannot be carried out.

use std::fmt;

/// Why a file is not an overlay.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(crate) enum OverlayFault {
    /// It is not an object.
    NotAnObject,
    /// It has no `overlay`.
    NoVersion,
    /// It has a version that is not supported.
    OtherVersion(String),
    /// Its `overlay` is not a string.
    NotAVersion,
    /// It has no `actions`.
    NoActions,
    /// Its `actions` are not a list.
    ActionsNotAList,
}

impl fmt::Display for OverlayFault {
    fn fmt(&self, out: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self {
            Self::NotAnObject => out.write_str("it is not an object"),
            Self::NoVersion => out.write_str("it has no `overlay`"),
            Self::OtherVersion(version) => write!(out, "its version is {version}, but only 1.0 is supported"),
            Self::NotAVersion => out.write_str("its `overlay` is not a version"),
            Self::NoActions => out.write_str("it has no `actions`"),
            Self::ActionsNotAList => out.write_str("its `actions` are not a list"),
        }
    }
}

/// Why an action cannot be carried out.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(crate) enum ActionFault {
    /// It is not an object.
    NotAnObject,
    /// It has no `target`.
    NoTarget,
    /// Its `target` is not a string.
    TargetNotAString,
    /// Its `remove` is not a boolean.
    RemoveNotABoolean,
    /// It says neither what to update nor that it removes.
    NoChange,
    /// The updated document would nest deeper than this.
    TooDeep {
        /// The deepest level that a document may have.
        levels: usize,
    },
    /// The target is the document itself, which cannot be removed.
    RemovesDocument,
    /// The target, at this pointer, is an object, and the update is not.
    UpdateNotAnObject(String),
    /// The target, at this pointer, is neither an object nor a list.
    TargetIsScalar(String),
}

impl fmt::Display for ActionFault {
    fn fmt(&self, out: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self {
            Self::NotAnObject => out.write_str("it is not an object"),
            Self::NoTarget => out.write_str("it has no `target`"),
            Self::TargetNotAString => out.write_str("its `target` is not a string"),
            Self::RemoveNotABoolean => out.write_str("its `remove` is not a boolean"),
            Self::NoChange => out.write_str("it has neither `update` nor `remove: true`"),
            Self::TooDeep { levels } => write!(out, "the document would nest more than {levels} levels deep"),
            Self::RemovesDocument => out.write_str("the whole document cannot be removed"),
            Self::UpdateNotAnObject(target) => {
                write!(out, "`{target}` is an object, but `update` is not")
            }
            Self::TargetIsScalar(target) => {
                write!(out, "`{target}` is neither an object nor a list, so it cannot be updated")
            }
        }
    }
}
