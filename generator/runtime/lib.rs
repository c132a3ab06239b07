//! Compiles the runtime by itself, so that it has lints, documentation and tests of its own:
//! `tests/runtime/Cargo.toml` is its manifest.
//!
//! A generated crate holds the files of `runtime/` that it reaches, unchanged. They name each other
//! by `crate::runtime::`, which is the same path here and there.
#![forbid(unsafe_code)]
#![deny(missing_docs)]
// Without a client nothing is sent.
#![cfg_attr(not(any(feature = "async", feature = "blocking")), allow(dead_code))]

pub mod runtime;
