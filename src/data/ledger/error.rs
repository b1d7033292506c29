//! Why a list of transactions could not be integrated, in terms a person can act on.

use crate::base::{Message, Problem, RowId};

use super::mapping::LedgerRole;
use super::reconciliation::LeftOutReason;

/// What kept a file from becoming a [`super::Ledger`].
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum LedgerError {
    /// No column plays a part that is required.
    RoleMissing(LedgerRole),
    /// The table has no such column.
    ColumnMissing { file: String, column: String, nearest: Option<String> },
    /// Not one cell could be read as a date.
    NotDates { column: String, row: RowId, cell: String },
    /// Not one cell could be read as an amount.
    NotAmounts { column: String, row: RowId, cell: String },
    /// Every row was left out.
    NothingLeft { rows: usize, reasons: Vec<(LeftOutReason, usize)> },
    /// The amounts together are more than can be counted in cents.
    TooLarge { column: String },
    /// The person asked to stop.
    Stopped,
}

impl LedgerError {
    /// What happened and what to do about it.
    pub fn problem(&self) -> Problem {
        let (message, hint) = match self {
            Self::RoleMissing(role) => (
                Message::new("ledger-error-role-missing").with("role", Message::new(role.name_key())),
                Message::new("ledger-hint-role-missing").with("option", role.id()),
            ),
            Self::ColumnMissing { file, column, nearest } => (
                Message::new("ledger-error-column-missing").with("column", column).with("file", file),
                nearest.as_ref().map_or_else(
                    || Message::new("ledger-hint-column-missing"),
                    |nearest| Message::new("ledger-hint-column-nearest").with("nearest", nearest),
                ),
            ),
            Self::NotDates { column, row, cell } => (
                Message::new("ledger-error-not-dates")
                    .with("column", column)
                    .with("row", u64::from(*row) + 1)
                    .with("cell", cell),
                Message::new("ledger-hint-not-dates"),
            ),
            Self::NotAmounts { column, row, cell } => (
                Message::new("ledger-error-not-amounts")
                    .with("column", column)
                    .with("row", u64::from(*row) + 1)
                    .with("cell", cell),
                Message::new("ledger-hint-not-amounts"),
            ),
            Self::NothingLeft { rows, reasons } => (
                Message::new("ledger-error-nothing-left")
                    .with("rows", *rows)
                    .with("reasons", reasons.iter().map(counted).collect::<Vec<_>>()),
                Message::new("ledger-hint-nothing-left"),
            ),
            Self::TooLarge { column } => (
                Message::new("ledger-error-too-large").with("column", column),
                Message::new("ledger-hint-too-large"),
            ),
            Self::Stopped => return Problem::new(Message::new("data-error-stopped")),
        };
        Problem::new(message).hint(hint)
    }
}

fn counted((reason, rows): &(LeftOutReason, usize)) -> Message {
    Message::new("ledger-error-left-out-part")
        .with("why", Message::new(reason.name_key()))
        .with("rows", *rows)
}
