//! Values with a type of their own: dates, decimals, base64, secrets.

pub mod argument;
pub mod base64;
#[cfg(feature = "date-time")]
pub mod date_time;
#[cfg(feature = "decimal")]
pub mod decimal;
#[cfg(feature = "decimal")]
pub mod decimal_number;
#[cfg(feature = "decimal")]
pub mod decimal_text;
#[cfg(feature = "date-time")]
pub mod duration;
#[cfg(feature = "decimal")]
pub mod exact_decimal;
pub mod integer;
pub mod secret;
#[cfg(feature = "date-time")]
pub mod texts;
#[cfg(feature = "date-time")]
pub mod time;
pub mod uuid;
