//! A made-up bank that anyone may look at: the same bytes on every machine for the same seed.

mod cards;
mod churn;
mod draw;
mod transactions;

pub use cards::{CARD_COLUMNS, CARD_FAMILIES, cards};
pub use churn::{CHURN_COLUMNS, churn};
pub use transactions::{TRANSACTION_COLUMNS, transactions};
