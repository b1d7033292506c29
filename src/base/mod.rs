//! The ground every floor stands on: row numbers, random streams, messages and words, progress, issues.

pub mod aligned;
pub mod issue;
pub mod message;
pub mod nearest;
pub mod progress;
pub mod quantile;
pub mod random;
pub mod words;

pub use aligned::Aligned;
pub use issue::{Issue, Severity};
pub use message::{Arg, Message, Problem};
pub use nearest::{did_you_mean, nearest};
pub use progress::{Stop, Watch};
pub use quantile::quantile;
pub use random::Stream;
pub use words::{Lang, render, tr};

/// Ordinal of the physical record in its source, the header not counted, unreadable records included.
/// It is not the customer's identifier.
pub type RowId = u32;
