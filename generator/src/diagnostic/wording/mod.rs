//! The words of every problem: a message and an action for each kind, and an enum with its words for
//! each reason. They are built only when a message is printed.

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

pub use self::document::DocumentFault;
pub use self::file::FileFault;
pub use self::filled::{Filled, ReadAs};
pub use self::media_type::{Instead, Preferred};
pub use self::overlay::{ActionFault, OverlayFault};
pub use self::parameter::{Ineffective, Unsupported};
pub use self::reference::Unfollowed;
pub use self::related::Related;
pub use self::schema::Untyped;
pub use self::server::ServerFault;
pub use self::value::{Expected, Found, KeyKind, Mismatch};
