//! Why a call failed, whatever the operation.

use std::error::Error as StdError;
use std::fmt;

use super::answer::Answer;
use super::decode_error::DecodeError;
use super::mistake::RequestError;
use super::operation::OperationInfo;
use super::transport_error::TransportError;

/// What kind of thing made a call fail.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash)]
#[non_exhaustive]
pub enum ErrorKind {
    /// The request could not be made; nothing was sent.
    Request,
    /// The credentials were missing, could not be sent, or could not be renewed; the call was not carried out.
    Credentials,
    /// There was no connection; nothing was sent.
    Connect,
    /// There was no complete answer in time.
    Timeout,
    /// The body of the request could not be read to its end; the server has got a part of it at most.
    Upload,
    /// The connection failed before the answer was complete.
    Transport,
    /// The body of the answer, or an item of a stream, is larger than allowed.
    TooLarge,
    /// The answer is a success whose body, or an item of it, is not as the API's description says.
    Decode,
    /// The server answered with an error.
    Api,
}

/// Why a call failed, whatever the operation.
#[derive(Debug)]
pub struct Failure {
    pub(super) operation: &'static OperationInfo,
    pub(super) kind: ErrorKind,
    pub(super) answer: Option<Answer>,
    timed_out: bool,
    /// Whether it was no attempt that failed, but to renew the access token.
    renewal: bool,
    /// Whether the call would have been sent again, if its body could be.
    pub(super) unrepeated: bool,
    source: Option<Box<dyn StdError + Send + Sync>>,
}

impl Failure {
    fn of(operation: &'static OperationInfo, kind: ErrorKind) -> Self {
        Self { operation, kind, answer: None, timed_out: false, renewal: false, unrepeated: false, source: None }
    }

    /// The request could not be made.
    pub(super) fn request(operation: &'static OperationInfo, error: RequestError) -> Box<Self> {
        let kind = if error.is_credentials() { ErrorKind::Credentials } else { ErrorKind::Request };
        Box::new(Self { source: Some(error.into()), ..Self::of(operation, kind) })
    }

    /// An attempt brought no answer.
    pub(super) fn transport(operation: &'static OperationInfo, error: TransportError) -> Box<Self> {
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
    pub(super) fn deadline(operation: &'static OperationInfo) -> Box<Self> {
        Box::new(Self { timed_out: true, ..Self::of(operation, ErrorKind::Timeout) })
    }

    /// The body is larger than allowed; the answer has none.
    pub(super) fn too_large(operation: &'static OperationInfo, answer: Answer) -> Box<Self> {
        Box::new(Self { answer: Some(answer), ..Self::of(operation, ErrorKind::TooLarge) })
    }

    /// A success whose body cannot be read.
    pub(super) fn decode(operation: &'static OperationInfo, answer: Answer, error: DecodeError) -> Box<Self> {
        Box::new(Self { answer: Some(answer), source: Some(error.into()), ..Self::of(operation, ErrorKind::Decode) })
    }

    /// An item of a stream is larger than allowed.
    pub(super) fn item_too_large(operation: &'static OperationInfo) -> Box<Self> {
        Box::new(Self::of(operation, ErrorKind::TooLarge))
    }

    /// An item of a stream cannot be read.
    pub(super) fn item(operation: &'static OperationInfo, error: DecodeError) -> Box<Self> {
        Box::new(Self { source: Some(error.into()), ..Self::of(operation, ErrorKind::Decode) })
    }

    /// The server answered with an error.
    pub fn api(operation: &'static OperationInfo, answer: Answer) -> Box<Self> {
        let unrepeated = answer.unrepeated;
        Box::new(Self { answer: Some(answer), unrepeated, ..Self::of(operation, ErrorKind::Api) })
    }

    /// There is no access token; `answer` is the 401 that asked for another.
    #[cfg(feature = "oauth2")]
    pub(super) fn renewal(
        operation: &'static OperationInfo,
        answer: Option<Answer>,
        error: super::token_error::TokenError,
    ) -> Box<Self> {
        let (kind, timed_out) = (error.kind(), error.is_timeout());
        let source = Some(error.into());
        Box::new(Self { answer, timed_out, renewal: true, source, ..Self::of(operation, kind) })
    }

    /// What kind of thing made the call fail.
    pub fn kind(&self) -> ErrorKind {
        self.kind
    }

    /// Whether something took too long.
    pub fn is_timeout(&self) -> bool {
        self.timed_out
    }

    pub(super) fn source(&self) -> Option<&(dyn StdError + 'static)> {
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
        if let Some(answer) = &self.answer {
            write!(f, "{}", answer.status)?;
        }
        f.write_str(match self.kind {
            ErrorKind::Api => "",
            ErrorKind::Decode if self.answer.is_none() => "an item of the stream is not as described",
            ErrorKind::TooLarge if self.answer.is_none() => "an item of the stream is larger than allowed",
            ErrorKind::Decode => ": the body is not as described",
            ErrorKind::TooLarge => ": the body is larger than allowed",
            ErrorKind::Request => "the request cannot be made",
            ErrorKind::Credentials => "the credentials cannot be sent",
            ErrorKind::Connect => "no connection to the server",
            ErrorKind::Timeout => "no complete answer in time",
            ErrorKind::Upload => "the body of the request could not be read",
            ErrorKind::Transport => "the connection failed before the answer was complete",
        })?;
        if let Some(message) = self.answer.as_ref().and_then(Answer::message) {
            write!(f, ": {}", Shown(message))?;
        }
        match self.unrepeated {
            true => f.write_str("; it was not sent again, as its body is a reader that can be read once"),
            false => Ok(()),
        }
    }
}

/// A foreign text on one line: capped, with control and direction characters escaped.
pub(super) struct Shown<'a>(pub(super) &'a str);

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
