//! The errors of calls.

use std::error::Error as StdError;
use std::fmt;

use bytes::Bytes;
use http::StatusCode;
use http::header::HeaderMap;

use super::answer::Answer;
use super::failure::Failure;
use super::operation::Operation;
use super::response::Response;

pub use super::failure::ErrorKind;

/// Why a call failed; `E` is what the API's description says about the operation's errors.
///
/// One pointer wide, so that it costs a successful call nothing.
pub struct CallError<E>(Box<(Box<Failure>, Option<E>)>);

/// Why a call failed, whatever the operation: what every [`CallError`] turns into, as with `?`.
pub struct Error(Box<Failure>);

impl<E> CallError<E> {
    /// The server's error answer, by its status; `None` when there was none.
    pub fn api(&self) -> Option<&E> {
        self.0.1.as_ref()
    }

    /// The server's error answer itself; else the error again.
    pub fn into_api(self) -> Result<E, Error> {
        let (failure, api) = *self.0;
        api.ok_or(Error(failure))
    }
}

impl<E> From<Box<Failure>> for CallError<E> {
    fn from(failure: Box<Failure>) -> Self {
        Self(Box::new((failure, None)))
    }
}

impl From<Box<Failure>> for Error {
    fn from(failure: Box<Failure>) -> Self {
        Self(failure)
    }
}

impl<E> From<CallError<E>> for Error {
    fn from(error: CallError<E>) -> Self {
        Self(error.0.0)
    }
}

/// The answer, or the error that it is.
pub(super) fn success<O: Operation>(answer: Answer) -> Result<Answer, CallError<O::Error>> {
    if answer.status.is_success() {
        return Ok(answer);
    }
    let api = O::error(&answer);
    Err(CallError(Box::new((Failure::api(O::INFO, answer), Some(api)))))
}

/// Reads an answer, or says why the call failed.
pub(super) fn read<O: Operation>(result: Result<Answer, Box<Failure>>) -> Result<Response<O>, CallError<O::Error>> {
    let answer = success::<O>(result?)?;
    match O::decode(&answer) {
        Ok(body) => Ok(Response::new(answer, body)),
        Err(error) => Err(Failure::decode(O::INFO, answer, error).into()),
    }
}

impl<E> CallError<E> {
    fn failure(&self) -> &Failure {
        &self.0.0
    }
}

impl Error {
    fn failure(&self) -> &Failure {
        &self.0
    }
}

macro_rules! accessors {
    ($([$($generics:tt)*] $error:ty, $name:literal;)*) => {$(
        impl $($generics)* $error {
            /// What kind of thing made the call fail.
            pub fn kind(&self) -> ErrorKind {
                self.failure().kind
            }

            /// The name of the operation in the API's description.
            pub fn operation(&self) -> &'static str {
                self.failure().operation.id
            }

            /// The status of the answer, if there was one.
            pub fn status(&self) -> Option<StatusCode> {
                self.answer().map(Answer::status)
            }

            /// The headers of the answer, if there was one.
            pub fn headers(&self) -> Option<&HeaderMap> {
                self.answer().map(Answer::headers)
            }

            /// The bytes of the answer's body as they came, if there was one.
            pub fn body(&self) -> Option<&Bytes> {
                self.answer().map(Answer::body)
            }

            /// The server's own message, with credentials masked.
            pub fn message(&self) -> Option<&str> {
                self.answer().and_then(Answer::message)
            }

            /// The whole answer, if there was one.
            pub fn answer(&self) -> Option<&Answer> {
                self.failure().answer.as_ref()
            }

            /// Whether something took too long: the connection, an attempt, or all of them.
            pub fn is_timeout(&self) -> bool {
                self.failure().is_timeout()
            }

            /// Whether there was no connection: nothing was sent.
            pub fn is_connect(&self) -> bool {
                self.kind() == ErrorKind::Connect
            }
        }

        impl $($generics)* fmt::Debug for $error {
            /// Shows no content of the answer but the server's message.
            fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
                let failure = self.failure();
                f.debug_struct($name)
                    .field("operation", &failure.operation.id)
                    .field("kind", &failure.kind)
                    .field("answer", &failure.answer)
                    .field("source", &failure.source())
                    .finish()
            }
        }

        impl $($generics)* fmt::Display for $error {
            fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
                self.failure().fmt(f)
            }
        }

        impl $($generics)* StdError for $error {
            fn source(&self) -> Option<&(dyn StdError + 'static)> {
                self.failure().source()
            }
        }
    )*};
}

accessors! {
    [<E>] CallError<E>, "CallError";
    [] Error, "Error";
}
