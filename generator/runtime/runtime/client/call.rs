//! A call that is ready to be sent.

use std::fmt;
use std::marker::PhantomData;
use std::time::Duration;

use crate::runtime::request::draft::Request;
use crate::runtime::response::operation::Operation;

/// A call that is ready to be sent: `.await` it, or `.send()` it with the blocking client.
#[must_use = "a call does nothing until it is awaited or sent"]
pub struct Call<'c, C, O> {
    pub(crate) client: &'c C,
    pub(crate) request: Request,
    operation: PhantomData<fn() -> O>,
}

impl<'c, C, O: Operation> Call<'c, C, O> {
    /// A call of an operation by a client.
    #[doc(hidden)]
    pub fn new(client: &'c C, request: Request) -> Self {
        Self { client, request, operation: PhantomData }
    }

    /// The request, for further arguments.
    #[doc(hidden)]
    pub fn request_mut(&mut self) -> &mut Request {
        &mut self.request
    }

    /// Sets the timeout of one attempt, from the connection to the end of the body, or to the end
    /// of the head if the response is read as a stream. It is 30 seconds unless set, here or on the
    /// builder.
    pub fn timeout(mut self, time: Duration) -> Self {
        self.request.options.timeout = Some(time);
        self
    }

    /// Sets the deadline of the call, with all attempts and the waits between them. Unless it is
    /// set, here or on the builder, it is 60 seconds, or the timeout of one attempt if that is
    /// longer.
    pub fn deadline(mut self, time: Duration) -> Self {
        self.request.options.deadline = Some(time);
        self
    }

    /// Sets how many attempts may follow the first; 2 unless set, here or on the builder.
    pub fn retries(mut self, retries: u32) -> Self {
        self.request.options.retries = Some(retries);
        self
    }

    /// Sets the largest body of a success response, in bytes; of a stream, the largest event or
    /// value. It is 10 MiB unless set, here or on the builder.
    pub fn max_body(mut self, bytes: usize) -> Self {
        self.request.options.max_body = Some(bytes);
        self
    }

    /// Sets a header. An invalid name or value makes the call fail before anything is sent.
    pub fn header(mut self, name: &str, value: &str) -> Self {
        self.request.set_header(name, value);
        self
    }

    /// The same call, returning status and headers with the body.
    pub fn with_response(self) -> WithResponse<'c, C, O> {
        WithResponse(self)
    }
}

impl<C, O: Operation> fmt::Debug for Call<'_, C, O> {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.debug_struct("Call").field("operation", &O::INFO.id).finish_non_exhaustive()
    }
}

/// A call that returns the whole response: status, headers and body.
#[must_use = "a call does nothing until it is awaited or sent"]
pub struct WithResponse<'c, C, O>(pub(crate) Call<'c, C, O>);

impl<C, O: Operation> fmt::Debug for WithResponse<'_, C, O> {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.debug_tuple("WithResponse").field(&self.0).finish()
    }
}
