//! Arguments that are more than one plain text.

mod structured;
mod style;
