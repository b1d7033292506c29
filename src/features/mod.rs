//! The only road from columns to numbers.

pub mod category;
pub mod number;
pub mod preprocessor;
pub mod spec;
pub mod suggest;
mod wording;

pub use preprocessor::{FittedColumn, Preprocessor};
pub use spec::{ColumnSpec, FeatureError, FeatureSpec, Fill, LeftOut, LeftOutColumn, LogScale, Treatment};
pub use suggest::{left_out, suggest, treatment};
pub use wording::problem;
