//! What ties an operation to its response.

use crate::runtime::api::operation_info::OperationInfo;
use crate::runtime::codec::decode_error::DecodeError;
use crate::runtime::response::raw::RawResponse;
use crate::runtime::response::typed::Response;

/// One operation of the API: what it is, and how its response is read.
///
/// The operations of this client implement it; there is no need to implement it elsewhere.
pub trait Operation: Sized + 'static {
    /// Its constant facts.
    #[doc(hidden)]
    const INFO: &'static OperationInfo;
    /// The body of its success response.
    type Body;
    /// What a call gives on success.
    type Output;
    /// The error responses that the API's description names.
    type Error;

    /// Reads the body of a success response.
    #[doc(hidden)]
    fn decode(response: &RawResponse) -> Result<Self::Body, DecodeError>;
    /// Turns the whole response into what a call gives.
    #[doc(hidden)]
    fn output(response: Response<Self>) -> Self::Output;
    /// Reads an error response.
    #[doc(hidden)]
    fn error(response: &RawResponse) -> Self::Error;
}
