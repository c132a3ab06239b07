//! The words of every problem: a message and an action for each kind, and an enum with its words
//! for each reason. They are built only when a message is printed.

mod action;
mod document;
mod file;
mod filled;
mod media_type;
mod message;
mod overlay;
mod parameter;
mod reference;
mod related;
mod schema;
mod server;
mod value;

pub(crate) use self::document::DocumentFault;
pub(crate) use self::file::FileFault;
pub(crate) use self::filled::{Filled, ReadAs};
pub(crate) use self::media_type::{Instead, Preferred};
pub(crate) use self::overlay::{ActionFault, OverlayFault};
pub(crate) use self::parameter::{Ineffective, Unsupported};
pub(crate) use self::reference::Unfollowed;
pub(crate) use self::related::Related;
pub(crate) use self::schema::Untyped;
pub(crate) use self::server::ServerFault;
pub(crate) use self::value::{Expected, Found, KeyKind, Mismatch};
