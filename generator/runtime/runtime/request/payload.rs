//! What a request sends as its body, before it is on its way.

use bytes::{BufMut, BytesMut};

use crate::runtime::transport::body::Body;
use crate::runtime::transport::upload::Upload;

/// What a request sends as its body, for each attempt anew.
#[derive(Debug, Clone)]
pub(crate) enum Payload {
    /// One behind the other.
    Uploads(Vec<Upload>),
    /// The parts of a form, each with its head; what stands between them is not decided yet.
    Parts(Vec<(String, Upload)>),
}

impl Payload {
    /// The body with `boundary` between the parts of a form (RFC 2046, section 5.1.1).
    pub(crate) fn framed(self, boundary: &str) -> Self {
        let Self::Parts(parts) = self else { return self };
        let mut uploads = Vec::new();
        let mut buffer = BytesMut::new();
        for (head, content) in parts {
            buffer.put_slice(format!("--{boundary}\r\n{head}\r\n\r\n").as_bytes());
            match content.bytes() {
                Some(bytes) => buffer.put_slice(bytes),
                None => {
                    uploads.push(Upload::from(buffer.split().freeze()));
                    uploads.push(content);
                }
            }
            buffer.put_slice(b"\r\n");
        }
        buffer.put_slice(format!("--{boundary}--\r\n").as_bytes());
        uploads.push(Upload::from(buffer.freeze()));
        Self::Uploads(uploads)
    }

    /// Whether it can be sent: a reader that has been read cannot.
    pub(crate) fn is_there(&self) -> bool {
        match self {
            Self::Uploads(uploads) => uploads.iter().all(Upload::is_there),
            Self::Parts(parts) => parts.iter().all(|(_, content)| content.is_there()),
        }
    }

    /// The body of one attempt.
    pub(crate) fn body(&self) -> Body {
        match self {
            Self::Uploads(uploads) => Body::from_uploads(uploads),
            // Framed before it is sent.
            Self::Parts(_) => Body::empty(),
        }
    }
}
