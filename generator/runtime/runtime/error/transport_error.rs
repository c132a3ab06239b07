//! Why an attempt brought no response.

use std::error::Error as StdError;
use std::fmt;

type Source = Box<dyn StdError + Send + Sync>;

/// Why an attempt brought no response, and whether the request may have reached the server.
#[derive(Debug)]
pub struct TransportError {
    stage: Stage,
    timed_out: bool,
    source: Source,
}

#[derive(Debug, Clone, Copy, PartialEq, Eq)]
enum Stage {
    Connecting,
    Unsent,
    Upload,
    Sent,
}

impl TransportError {
    /// There is no connection: nothing was sent.
    pub fn connect(source: impl Into<Source>) -> Self {
        Self { stage: Stage::Connecting, timed_out: false, source: source.into() }
    }

    /// The connection took too long: nothing was sent.
    pub fn connect_timeout(source: impl Into<Source>) -> Self {
        Self { stage: Stage::Connecting, timed_out: true, source: source.into() }
    }

    /// Nothing was sent, for another reason.
    pub fn unsent(source: impl Into<Source>) -> Self {
        Self { stage: Stage::Unsent, timed_out: false, source: source.into() }
    }

    /// The attempt took too long; the server may have carried it out.
    pub fn timeout(source: impl Into<Source>) -> Self {
        Self { stage: Stage::Sent, timed_out: true, source: source.into() }
    }

    /// The body of the request could not be read to its end.
    pub fn upload(source: impl Into<Source>) -> Self {
        Self { stage: Stage::Upload, timed_out: false, source: source.into() }
    }

    /// Anything else; the server may have carried it out.
    pub fn other(source: impl Into<Source>) -> Self {
        Self { stage: Stage::Sent, timed_out: false, source: source.into() }
    }

    /// Whether there was no connection.
    pub fn is_connect(&self) -> bool {
        self.stage == Stage::Connecting
    }

    /// Whether the request provably never reached the server.
    pub fn is_unsent(&self) -> bool {
        matches!(self.stage, Stage::Connecting | Stage::Unsent)
    }

    /// Whether the body of the request could not be read to its end.
    pub fn is_upload(&self) -> bool {
        self.stage == Stage::Upload
    }

    /// Whether the attempt took too long.
    pub fn is_timeout(&self) -> bool {
        self.timed_out
    }

    /// The transport error inside an I/O error, or one around it.
    #[cfg(feature = "blocking")]
    pub(crate) fn from_io(error: std::io::Error) -> Self {
        match error.downcast::<Self>() {
            Ok(inner) => inner,
            Err(error) if error.kind() == std::io::ErrorKind::TimedOut => Self::timeout(error),
            Err(error) => Self::other(error),
        }
    }
}

impl fmt::Display for TransportError {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(match (self.stage, self.timed_out) {
            (Stage::Connecting, false) => "no connection to the server",
            (Stage::Connecting, true) => "no connection to the server in time",
            (Stage::Unsent, _) => "the request was not sent",
            (Stage::Upload, _) => "the body of the request could not be read",
            (Stage::Sent, false) => "the connection failed before the response was complete",
            (Stage::Sent, true) => "no complete response in time",
        })
    }
}

impl StdError for TransportError {
    fn source(&self) -> Option<&(dyn StdError + 'static)> {
        Some(&*self.source)
    }
}
