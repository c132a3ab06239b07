//! Responses that are read as they come: bytes, events, values.

pub mod blocking_byte_stream;
pub mod byte_stream;
pub mod event;
pub mod item_stream;
pub mod json_values;
pub mod stream_call;
