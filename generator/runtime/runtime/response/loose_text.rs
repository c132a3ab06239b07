//! Text that a server may send as it is or as JSON.

use http::header::CONTENT_TYPE;

use crate::runtime::codec::decode_error::DecodeError;
use crate::runtime::codec::media_type;
use crate::runtime::response::raw::RawResponse;

/// Responses whose body is a text.
pub trait LooseText {
    /// Reads the body as text, or as a JSON string if the content type is JSON.
    fn loose_text(&self) -> Result<String, DecodeError>;
}

impl LooseText for RawResponse {
    fn loose_text(&self) -> Result<String, DecodeError> {
        let declared = self.header(CONTENT_TYPE.as_str());
        let is_json = declared.is_some_and(|text| media_type::is_json(media_type::essence(text)));
        if is_json { self.json() } else { self.text() }
    }
}
