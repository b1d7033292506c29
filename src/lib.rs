//! Stratum.
pub mod base;
