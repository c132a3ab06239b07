//! Responses that are read as they arrive.

mod event;
mod json_values;
mod stream_call;
