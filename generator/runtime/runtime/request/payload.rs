//! What a request sends as its body, before it is on its way.

use std::fmt;

use crate::runtime::request::draft::Request;
use crate::runtime::transport::body::Body;
use crate::runtime::transport::upload::Upload;

/// What a request sends as its body, for each attempt anew: uploads, one after another.
#[derive(Debug, Clone)]
pub(crate) struct Payload(pub(crate) Vec<Upload>);

impl Payload {
    /// Whether it can be sent: a reader that has been read cannot.
    pub(crate) fn is_there(&self) -> bool {
        self.0.iter().all(Upload::is_there)
    }

    /// The body of one attempt.
    pub(crate) fn body(&self) -> Body {
        Body::from_uploads(&self.0)
    }
}

/// A body that is incomplete until the client decides on the boundary between its parts.
pub(crate) trait Unframed: fmt::Debug + Send + Sync {
    /// Sets the request's body and its content type. Without a boundary, a random one is taken.
    fn frame(self: Box<Self>, boundary: Option<&str>, request: &mut Request);
}
