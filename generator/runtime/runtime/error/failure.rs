//! Why a call failed, for any operation.

use std::error::Error as StdError;
use std::fmt;

use crate::runtime::api::operation_info::OperationInfo;
use crate::runtime::codec::decode_error::DecodeError;
use crate::runtime::error::request_error::RequestError;
use crate::runtime::error::transport_error::TransportError;
use crate::runtime::response::raw::RawResponse;

/// Why a call failed, in one word.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash)]
#[non_exhaustive]
pub enum ErrorKind {
    /// The request could not be made; nothing was sent.
    Request,
    /// The credentials were missing, could not be sent, or could not be renewed; the call was not
    /// carried out.
    Credentials,
    /// There was no connection; nothing was sent.
    Connect,
    /// There was no complete response in time.
    Timeout,
    /// The body of the request could not be read to its end; the server has received at most a part
    /// of it.
    Upload,
    /// The connection failed before the response was complete.
    Transport,
    /// The body of the response, or an item of a stream, is larger than allowed.
    TooLarge,
    /// The body of a success response, or an item of it, does not match the API's description.
    Decode,
    /// The server sent an error response.
    Api,
}

/// Why a call failed, for any operation.
#[derive(Debug)]
pub struct Failure {
    pub(crate) operation: &'static OperationInfo,
    pub(crate) kind: ErrorKind,
    pub(crate) response: Option<RawResponse>,
    pub(crate) timed_out: bool,
    /// Whether the renewal of the access token failed, rather than an attempt.
    pub(crate) renewal: bool,
    /// Whether the call would have been sent again, if its body could be.
    pub(crate) unrepeated: bool,
    pub(crate) source: Option<Box<dyn StdError + Send + Sync>>,
}

impl Failure {
    /// A failure of that kind.
    pub(crate) fn of(operation: &'static OperationInfo, kind: ErrorKind) -> Self {
        Self { operation, kind, response: None, timed_out: false, renewal: false, unrepeated: false, source: None }
    }

    /// The request could not be made.
    pub(crate) fn request(operation: &'static OperationInfo, error: RequestError) -> Box<Self> {
        let kind = if error.is_credentials() { ErrorKind::Credentials } else { ErrorKind::Request };
        Box::new(Self { source: Some(error.into()), ..Self::of(operation, kind) })
    }

    /// An attempt brought no response.
    pub(crate) fn transport(operation: &'static OperationInfo, error: TransportError) -> Box<Self> {
        let timed_out = error.is_timeout();
        let kind = match (error.is_unsent(), timed_out) {
            _ if error.is_upload() => ErrorKind::Upload,
            (true, _) => ErrorKind::Connect,
            (false, true) => ErrorKind::Timeout,
            (false, false) => ErrorKind::Transport,
        };
        Box::new(Self { timed_out, source: Some(error.into()), ..Self::of(operation, kind) })
    }

    /// The deadline passed before anything was sent.
    pub(crate) fn deadline(operation: &'static OperationInfo) -> Box<Self> {
        Box::new(Self { timed_out: true, ..Self::of(operation, ErrorKind::Timeout) })
    }

    /// The body is larger than allowed; the response has none.
    pub(crate) fn too_large(operation: &'static OperationInfo, response: RawResponse) -> Box<Self> {
        Box::new(Self { response: Some(response), ..Self::of(operation, ErrorKind::TooLarge) })
    }

    /// A success whose body cannot be read.
    pub(crate) fn decode(operation: &'static OperationInfo, response: RawResponse, error: DecodeError) -> Box<Self> {
        Box::new(Self {
            response: Some(response),
            source: Some(error.into()),
            ..Self::of(operation, ErrorKind::Decode)
        })
    }

    /// The server sent an error response.
    pub fn api(operation: &'static OperationInfo, response: RawResponse) -> Box<Self> {
        let unrepeated = response.unrepeated;
        Box::new(Self { response: Some(response), unrepeated, ..Self::of(operation, ErrorKind::Api) })
    }

    /// There is no access token; `response` is the 401 that asked for another.
    pub(crate) fn renewal(
        operation: &'static OperationInfo,
        response: Option<RawResponse>,
        error: RequestError,
    ) -> Box<Self> {
        let (kind, timed_out) = (error.kind(), error.is_timeout());
        let source = Some(error.into_source());
        Box::new(Self { response, timed_out, renewal: true, source, ..Self::of(operation, kind) })
    }

    /// What kind of failure it is.
    pub fn kind(&self) -> ErrorKind {
        self.kind
    }

    /// Whether something took too long.
    pub fn is_timeout(&self) -> bool {
        self.timed_out
    }

    pub(crate) fn source(&self) -> Option<&(dyn StdError + 'static)> {
        self.source.as_deref().map(|source| source as &(dyn StdError + 'static))
    }
}

impl fmt::Display for Failure {
    /// Names the operation, the status and the server's message.
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "{}: ", self.operation.id)?;
        if self.renewal {
            f.write_str("no valid access token")?;
            return self.source().map_or(Ok(()), |source| write!(f, ": {source}"));
        }
        if let Some(response) = &self.response {
            write!(f, "{}", response.status)?;
        }
        f.write_str(match self.kind {
            ErrorKind::Api => "",
            ErrorKind::Decode if self.response.is_none() => {
                "an item of the stream does not match the API's description"
            }
            ErrorKind::TooLarge if self.response.is_none() => "an item of the stream is larger than allowed",
            ErrorKind::Decode => ": the body does not match the API's description",
            ErrorKind::TooLarge => ": the body is larger than allowed",
            ErrorKind::Request => "the request cannot be made",
            ErrorKind::Credentials => "the credentials cannot be sent",
            ErrorKind::Connect => "no connection to the server",
            ErrorKind::Timeout => "no complete response in time",
            ErrorKind::Upload => "the body of the request could not be read",
            ErrorKind::Transport => "the connection failed before the response was complete",
        })?;
        if let Some(message) = self.response.as_ref().and_then(RawResponse::message) {
            write!(f, ": {}", Shown(message))?;
        }
        match self.unrepeated {
            true => f.write_str("; it was not sent again, as its body is a reader that can be read once"),
            false => Ok(()),
        }
    }
}

/// A foreign text on one line: capped, with control and direction characters escaped.
pub(crate) struct Shown<'a>(pub(crate) &'a str);

impl fmt::Display for Shown<'_> {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        const LONGEST: usize = 200;
        for character in self.0.chars().take(LONGEST) {
            let deceptive = matches!(character, '\u{200b}'..='\u{200f}' | '\u{2028}'..='\u{202e}' | '\u{2066}'..='\u{2069}' | '\u{feff}');
            if character.is_control() || deceptive {
                write!(f, "{}", character.escape_default())?;
            } else {
                write!(f, "{character}")?;
            }
        }
        if self.0.chars().nth(LONGEST).is_some() { f.write_str("…") } else { Ok(()) }
    }
}
