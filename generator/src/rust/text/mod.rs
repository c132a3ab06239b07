//! What all emitters share: documentation, imports, types, modules, and files with their printer.

pub(crate) mod docs;
pub(crate) mod emission;
pub(crate) mod file;
pub(crate) mod imports;
pub(crate) mod module;
mod print;
pub(crate) mod type_ref;
pub(crate) mod value;
pub(crate) mod wire;

pub(crate) use self::print::HEADER;
