//! A made-up bank that anyone may look at: the same bytes on every machine for the same seed.

mod churn;
mod draw;
mod transactions;

pub use churn::{CHURN_COLUMNS, churn};
pub use transactions::{TRANSACTION_COLUMNS, transactions};
