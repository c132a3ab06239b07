//! Mutations of documents.

pub mod hostile;
pub mod keyword;
pub mod node;
pub mod reference;
pub mod text;
pub mod thin;
pub mod yaml;
