//! Whether the money in the file is the money in the ledger, to the cent.

use serde::Serialize;

/// Why a row of the file is not in the ledger.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Serialize)]
#[serde(rename_all = "snake_case")]
pub enum LeftOutReason {
    NoCustomer,
    NoDate,
    NoAmount,
    OtherDateFormat,
    FarDate,
    OtherCurrency,
    Copy,
    LookAlike,
    UnknownCustomer,
    OneEntry,
    MissingMonths,
    OpenedInside,
}

impl LeftOutReason {
    pub const ALL: [Self; 12] = [
        Self::NoCustomer,
        Self::NoDate,
        Self::NoAmount,
        Self::OtherDateFormat,
        Self::FarDate,
        Self::OtherCurrency,
        Self::Copy,
        Self::LookAlike,
        Self::UnknownCustomer,
        Self::OneEntry,
        Self::MissingMonths,
        Self::OpenedInside,
    ];

    pub fn name_key(self) -> &'static str {
        match self {
            Self::NoCustomer => "ledger-left-out-no-customer",
            Self::NoDate => "ledger-left-out-no-date",
            Self::NoAmount => "ledger-left-out-no-amount",
            Self::OtherDateFormat => "ledger-left-out-other-date-format",
            Self::FarDate => "ledger-left-out-far-date",
            Self::OtherCurrency => "ledger-left-out-other-currency",
            Self::Copy => "ledger-left-out-copy",
            Self::LookAlike => "ledger-left-out-look-alike",
            Self::UnknownCustomer => "ledger-left-out-unknown-customer",
            Self::OneEntry => "ledger-left-out-one-entry",
            Self::MissingMonths => "ledger-left-out-missing-months",
            Self::OpenedInside => "ledger-left-out-opened-inside",
        }
    }
}

/// The rows left out for one reason.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize)]
pub struct LeftOut {
    pub reason: LeftOutReason,
    pub rows: usize,
    /// Their signed amounts together; 0 where the amounts cannot be read.
    pub cents: i64,
}

/// The totals before and after integration, and account by account against the balances the file states.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize)]
pub struct Reconciliation {
    /// Physical records of the file, the header not counted.
    pub records: usize,
    /// Records with too few or too many fields, as a last line that is cut off.
    pub unreadable: usize,
    /// Rows that are not left out.
    pub used: usize,
    /// Entries of the ledger.
    pub integrated: usize,
    /// By reason, those without rows left away.
    pub left_out: Vec<LeftOut>,
    /// Signed amounts of all readable rows, added up when they were read.
    pub cents_in: i64,
    /// Signed amounts of the rows used.
    pub cents_used: i64,
    /// Signed amounts of the entries, added up customer by customer.
    pub cents_integrated: i64,
    /// Accounts with stated balances, for which opening balance + entries = closing balance can be checked.
    pub accounts_checked: usize,
    /// Those for which it holds to the cent.
    pub accounts_exact: usize,
    /// Those for which it holds within [`Self::tolerance_cents`], the exact ones included.
    pub accounts_within: usize,
    /// Those with a single entry whose stated balance does not follow from the one before.
    pub accounts_broken: usize,
    /// What rounding in the file explains.
    pub tolerance_cents: i64,
    /// The largest difference of an account, in cents.
    pub largest_gap_cents: i64,
    /// Single entries whose stated balance is not the one before plus the amount, and entries so checked.
    pub steps_broken: usize,
    pub steps_checked: usize,
    /// Of the broken ones, those on the last day of the file: a sign that the file is cut off there.
    pub steps_broken_last_day: usize,
}

impl Reconciliation {
    pub fn rows_left_out(&self) -> usize {
        self.left_out.iter().map(|left_out| left_out.rows).sum()
    }

    pub fn cents_left_out(&self) -> i64 {
        self.left_out.iter().map(|left_out| left_out.cents).sum()
    }

    /// Whether every row and every cent of the file is either used or left out for a stated reason.
    pub fn holds(&self) -> bool {
        self.records == self.unreadable + self.used + self.rows_left_out()
            && self.used == self.integrated
            && self.cents_in == self.cents_used + self.cents_left_out()
            && self.cents_used == self.cents_integrated
    }
}
