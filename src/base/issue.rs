//! What is odd about the data: found while reading or profiling, shown to the person, never fatal by itself.

use super::{Message, RowId};

/// How much an issue matters.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub enum Severity {
    /// Worth knowing; nothing is lost.
    Info,
    /// Something was left out or looks wrong; the analysis can go on.
    Warning,
    /// The analysis cannot be trusted before this is settled.
    Error,
}

impl Severity {
    /// The word used in `findings.json`.
    pub fn id(self) -> &'static str {
        match self {
            Self::Info => "info",
            Self::Warning => "warning",
            Self::Error => "error",
        }
    }
}

/// One finding about the data, with the place it was found at.
#[derive(Clone, Debug, PartialEq)]
pub struct Issue {
    pub severity: Severity,
    /// Name of the column concerned.
    pub column: Option<String>,
    /// First row concerned.
    pub row: Option<RowId>,
    pub message: Message,
    pub hint: Option<Message>,
}

impl Issue {
    pub fn new(severity: Severity, message: Message) -> Self {
        Self { severity, column: None, row: None, message, hint: None }
    }

    #[must_use]
    pub fn at_row(mut self, row: RowId) -> Self {
        self.row = Some(row);
        self
    }

    #[must_use]
    pub fn in_column(mut self, column: impl Into<String>) -> Self {
        self.column = Some(column.into());
        self
    }

    #[must_use]
    pub fn with_hint(mut self, hint: Message) -> Self {
        self.hint = Some(hint);
        self
    }
}
