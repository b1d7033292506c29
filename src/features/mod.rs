//! The only road from columns to numbers.

mod breaks;
pub mod category;
pub mod contribution;
pub mod customers;
pub mod number;
pub mod preprocessor;
pub mod privacy;
pub mod rfm;
pub mod segments;
pub mod sequence;
pub mod spec;
pub mod suggest;
pub mod tiers;
mod value;
mod wording;

pub use preprocessor::{FittedColumn, Preprocessor};
pub use segments::{
    MissingReason, left_out_of_segments, missing_reason, segment_treatment, suggest_for_segments,
};
pub use sequence::{Family, MonthFamilies, SequencePreprocessor, SequenceSpec, Steps, month_families};
pub use spec::{ColumnSpec, FeatureError, FeatureSpec, Fill, LeftOut, LeftOutColumn, LogScale, Treatment};
pub use suggest::{left_out, suggest, treatment};
pub use value::CellValue;
pub use wording::problem;
