//! Values with a type of their own.

mod date_time;
mod decimal;
