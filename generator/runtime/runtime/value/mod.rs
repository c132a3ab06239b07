//! Values with a type of their own: dates, decimals, base64, secrets.

pub mod argument;
pub mod base64;
#[cfg(feature = "date-time")]
pub mod date_time;
#[cfg(feature = "decimal")]
pub mod decimal;
pub mod integer;
pub mod secret;
pub mod uuid;
