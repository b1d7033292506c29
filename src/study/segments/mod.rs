//! Segments: customers grouped by what they have in common, and whether a recurrent network helped to see it.
#![expect(clippy::needless_pass_by_value, reason = "views are passed by value, as slices are")]

mod advice;
mod alike;
mod compare;
mod contest;
pub mod describe;
mod explore;
pub mod findings;
mod groupless;
mod helped;
mod map;
pub mod methods;
pub mod migration;
pub mod model;
mod networks;
mod nulls;
mod pace;
mod plan;
pub mod recipe;
mod replay;
mod resample;
mod run;
mod sentences;
mod spaces;
pub mod texts;
mod unimodal;

pub use advice::TRIED;
pub use findings::{
    Check, CheckKind, Explore, FailedMethod, Helped, KAdvice, KRow, KmeansReplay, Map, Migration, Nulls,
    Segment, SegmentFindings, SegmentMethod, Segmentation, SequenceSummary, Trait, TreatedColumn, Verdict,
};
pub use methods::{ClusterMethod, DEFAULT_CLUSTER_METHODS, cluster_methods, find_method};
pub use plan::{FEWEST_CUSTOMERS, MOST_SEGMENTS};
pub use recipe::{Objective, SegmentRecipe, SequenceChoice};
pub use run::{check, run};
pub use sentences::words;
pub use spaces::Road;
pub use texts::{Edition, SegmentTexts, TextPart};
