//! The errors of calls.

use std::error::Error as StdError;
use std::fmt;

use bytes::Bytes;
use http::StatusCode;
use http::header::HeaderMap;

use crate::runtime::error::failure::Failure;
use crate::runtime::response::operation::Operation;
use crate::runtime::response::raw::RawResponse;
use crate::runtime::response::typed::Response;

pub use crate::runtime::error::failure::ErrorKind;

/// Why a call failed; `E` is the type of the operation's error responses.
///
/// It is one pointer wide, so that successful calls do not pay for it.
pub struct CallError<E>(Box<(Box<Failure>, Option<E>)>);

/// Why a call failed, for any operation. Every [`CallError`] converts into it, as `?` does.
pub struct Error(Box<Failure>);

impl<E> CallError<E> {
    /// The server's error response, by its status; `None` if there was none.
    pub fn api(&self) -> Option<&E> {
        self.0.1.as_ref()
    }

    /// The server's error response.
    ///
    /// # Errors
    ///
    /// If there was none: the same error, without the type of the operation.
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

/// The response, or the error that it is.
pub(crate) fn success<O: Operation>(response: RawResponse) -> Result<RawResponse, CallError<O::Error>> {
    if response.status.is_success() {
        return Ok(response);
    }
    let api = O::error(&response);
    Err(CallError(Box::new((Failure::api(O::INFO, response), Some(api)))))
}

/// Reads a response, or says why the call failed.
pub(crate) fn read<O: Operation>(
    result: Result<RawResponse, Box<Failure>>,
) -> Result<Response<O>, CallError<O::Error>> {
    let response = success::<O>(result?)?;
    match O::decode(&response) {
        Ok(body) => Ok(Response::new(response, body)),
        Err(error) => Err(Failure::decode(O::INFO, response, error).into()),
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
            /// What kind of failure it is.
            pub fn kind(&self) -> ErrorKind {
                self.failure().kind
            }

            /// The name of the operation in the API's description.
            pub fn operation(&self) -> &'static str {
                self.failure().operation.id
            }

            /// The status of the response, if there was one.
            pub fn status(&self) -> Option<StatusCode> {
                self.response().map(RawResponse::status)
            }

            /// The headers of the response, if there was one.
            pub fn headers(&self) -> Option<&HeaderMap> {
                self.response().map(RawResponse::headers)
            }

            /// The bytes of the response's body, if there was a response.
            pub fn body(&self) -> Option<&Bytes> {
                self.response().map(RawResponse::body)
            }

            /// The server's message about the error: a text that is common in JSON bodies of
            /// errors, such as `message` or `detail`, with credentials masked.
            pub fn message(&self) -> Option<&str> {
                self.response().and_then(RawResponse::message)
            }

            /// The whole response, if there was one.
            pub fn response(&self) -> Option<&RawResponse> {
                self.failure().response.as_ref()
            }

            /// Whether something took too long: the connection, an attempt, or the whole call.
            pub fn is_timeout(&self) -> bool {
                self.failure().is_timeout()
            }

            /// Whether there was no connection: nothing was sent.
            pub fn is_connect(&self) -> bool {
                self.kind() == ErrorKind::Connect
            }
        }

        impl $($generics)* fmt::Debug for $error {
            /// Shows no content of the response but the server's message.
            fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
                let failure = self.failure();
                f.debug_struct($name)
                    .field("operation", &failure.operation.id)
                    .field("kind", &failure.kind)
                    .field("response", &failure.response)
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
