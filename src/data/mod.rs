//! Bytes to typed columns to numbers.

pub mod csv;
pub mod dataset;
pub mod date;
pub mod duplicates;
pub mod earlier;
pub mod error;
pub mod frame;
pub mod leak;
pub mod ledger;
pub mod level;
pub mod names;
pub mod profile;
pub mod roles;
pub mod sample;
pub mod source;
pub mod split;

pub use dataset::{Dataset, Records, Targets};
pub use error::DataError;
pub use frame::{Column, Frame, Validity, Values};
pub use level::Level;
pub use source::{Dialect, ReadOptions, Source, TextEncoding, separator_key};
