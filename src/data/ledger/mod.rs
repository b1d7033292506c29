//! Many rows a customer: a list of transactions, read into customers, accounts and entries that reconcile to the cent.

mod amount;
mod balance;
mod build;
mod copies;
mod dates;
mod decision;
mod dropped;
mod error;
mod far_dates;
mod integrate;
mod join;
mod loan;
mod loans;
mod mapping;
mod oddities;
mod order;
mod period;
mod recognise;
mod reconcile;
mod reconciliation;
mod rows;
mod running;
mod suggest_join;
mod terms;
mod values;

use std::collections::BTreeMap;
use std::ops::Range;

use crate::base::{Issue, Message, RowId};

use super::Column;

pub use build::build;
pub use decision::{Answer, Decision, Decisions};
pub use error::LedgerError;
pub use loan::Loan;
pub use mapping::{DateOrder, Join, JoinKind, Joined, LedgerRole, LoanRole, Mapping};
pub use period::{Period, first_of_month, month_of, months_after};
pub use recognise::{dates_and_amounts, recognise, recognise_with};
pub use reconciliation::{LeftOut, LeftOutReason, Reconciliation};
pub use suggest_join::suggest_join;
pub use values::fill_values;

/// What an account is.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub enum Product {
    Deposit,
    Loan,
}

/// One account of a customer.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Account {
    /// As written; the customer's own name where the file has no accounts.
    pub name: String,
    pub customer: u32,
    pub product: Product,
    /// From a joined table, else the day of the first entry where the balance before it was 0.
    pub opened: Option<i32>,
    /// Balance in cents before the first entry; 0 where the file states no balances.
    pub opening: i64,
}

/// How far a joined table fits the transactions.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Matches {
    /// Name of the file.
    pub file: String,
    pub rows: usize,
    /// Rows that belong to a customer of the transactions.
    pub matched: usize,
}

/// A list of transactions, customer by customer.
///
/// Entries are sorted by (customer, account, day); within a day they stand in the order in which the stated
/// balances follow from each other, else in the order of the file.
#[derive(Clone, Debug, Default)]
pub struct Ledger {
    /// Identifiers as written, in order of first appearance in the file.
    pub customers: Vec<String>,
    /// Sorted by customer, then in order of first appearance.
    pub accounts: Vec<Account>,
    /// Names of the kinds of transaction, most frequent first.
    pub kinds: Vec<String>,
    /// Account of each entry.
    pub account: Vec<u32>,
    pub day: Vec<i32>,
    /// Signed: + into the account.
    pub cents: Vec<i64>,
    pub kind: Vec<Option<u32>>,
    /// After the entry: as the file states it, else the balance before it plus the amount.
    /// A loan account's balance has the sign the file gives it (usually below 0: owed).
    pub balance: Vec<i64>,
    pub row: Vec<RowId>,
    pub customer_entries: Vec<Range<usize>>,
    pub account_entries: Vec<Range<usize>>,
    pub customer_accounts: Vec<Range<usize>>,
    pub loans: Vec<Loan>,
    /// In the order of the joins.
    pub matches: Vec<Matches>,
    /// From joined tables, one cell a customer.
    pub attributes: Vec<Column>,
    /// By attribute: whether it may tell who a customer is, as names, addresses and numbers of other files do.
    pub identifying: Vec<bool>,
    pub first_day: i32,
    pub last_day: i32,
    /// Whether the file states balances; if not, accounts begin at 0.
    pub states_balances: bool,
    /// The currency sign or code most amounts carry.
    pub currency: Option<String>,
    pub reconciliation: Reconciliation,
    /// Columns that did not go in, and why.
    pub dropped: Vec<(String, Message)>,
    pub issues: Vec<Issue>,
    /// The questions this file raises, with how many rows, customers or accounts each concerns.
    pub questions: BTreeMap<Decision, usize>,
}

impl Ledger {
    pub fn n_customers(&self) -> usize {
        self.customers.len()
    }

    pub fn n_entries(&self) -> usize {
        self.day.len()
    }

    /// From the first to the last day of the file.
    pub fn period(&self) -> Period {
        Period { first: self.first_day, last: self.last_day }
    }

    /// The customer an entry belongs to.
    pub fn customer_of(&self, entry: usize) -> u32 {
        self.accounts[self.account[entry] as usize].customer
    }
}
