//! The loans of a joined table: read, with those left out that cannot be loans or stand twice.

use std::collections::{BTreeMap, BTreeSet};

use crate::base::{Issue, Message, Severity};
use crate::data::{Column, Frame, Level, names};

use super::copies::same_row;
use super::mapping::{Join, LoanRole};
use super::oddities::Oddities;
use super::{Ledger, Loan, amount, dates};

/// Longest duration in months: a hundred years.
const LONGEST: i64 = 1200;

/// What a joined table of loans says of each row.
pub struct LoanTable<'a> {
    pub join: &'a Join,
    pub frame: &'a Frame,
    /// By row: the ledger's customer.
    pub customer_of: &'a [Option<u32>],
    /// By row: the name of the account, where the table is joined by accounts.
    pub account_of: &'a dyn Fn(usize) -> Option<&'a str>,
}

/// Why a row is no loan, with the number of such rows and the first.
#[derive(Default)]
struct Refused {
    incomplete: usize,
    impossible: usize,
    first_impossible: usize,
    copies: usize,
    first_copy: usize,
}

impl LoanTable<'_> {
    fn column(&self, role: LoanRole) -> Option<&Column> {
        self.frame.column(self.join.loan_columns.get(&role)?)
    }

    /// Adds the loans to the ledger and says what was left out.
    pub fn add_to(&self, ledger: &mut Ledger, oddities: &mut Oddities) {
        let decimal = self.frame.source.dialect.decimal;
        let money = |role| self.column(role).map(|column| amount::read_column(column, decimal).cents);
        let starts = self.column(LoanRole::Start).map(|column| dates::read_column(column, None).days);
        let (principal, months, payment) =
            (money(LoanRole::Principal), money(LoanRole::Months), money(LoanRole::Payment));
        let status = self.column(LoanRole::Status);
        let at = |cells: &Option<Vec<Option<i64>>>, row: usize| cells.as_ref().and_then(|cells| cells[row]);
        let copies = self.copies();
        let known: BTreeSet<_> = ledger.loans.iter().map(key).collect();
        let mut refused = Refused::default();
        let mut loans = Vec::new();
        for (row, customer) in self.customer_of.iter().enumerate() {
            let Some(customer) = *customer else {
                continue;
            };
            if copies.contains(&row) {
                refused.copy(row);
                continue;
            }
            let start = starts.as_ref().and_then(|starts| starts[row]);
            // A table without durations has loans without an end.
            let duration = if months.is_none() { Some(0) } else { at(&months, row) };
            let (Some(start), Some(principal), Some(duration)) = (start, at(&principal, row), duration)
            else {
                refused.incomplete += 1;
                continue;
            };
            let whole =
                months.is_none() || (duration % 100 == 0 && (1..=LONGEST).contains(&(duration / 100)));
            if principal <= 0 || !whole {
                refused.impossible(row);
                continue;
            }
            let loan = Loan {
                customer,
                account: self.account(ledger, row, customer),
                start,
                principal,
                months: (duration / 100) as u32,
                payment: at(&payment, row).unwrap_or_default(),
                bad: status
                    .and_then(|column| column.category(row))
                    .filter(|_| !self.join.bad.is_empty())
                    .map(|status| self.join.bad.contains(&status)),
            };
            // The same loan in a table joined before.
            if known.contains(&key(&loan)) {
                refused.copy(row);
            } else {
                loans.push(loan);
            }
        }
        ledger.loans.extend(loans);
        ledger.loans.sort_by_key(|loan| (loan.customer, loan.start));
        self.say(&refused, oddities);
    }

    fn account(&self, ledger: &Ledger, row: usize, customer: u32) -> Option<u32> {
        let accounts = ledger.customer_accounts[customer as usize].clone();
        let by_name = (self.account_of)(row)
            .and_then(|name| accounts.clone().find(|&account| ledger.accounts[account].name == name));
        by_name.or((accounts.len() == 1).then_some(accounts.start)).map(|account| account as u32)
    }

    /// Rows whose loan stands in an earlier row: by the number of the loan, else the same in every column.
    fn copies(&self) -> BTreeSet<usize> {
        let n = self.frame.n_rows();
        if let Some(number) = self.frame.columns.iter().find(|column| numbers_loans(column, self.join)) {
            let mut seen: BTreeSet<Level> = BTreeSet::new();
            let repeats = |&row: &usize| Level::of(number, row).is_some_and(|level| !seen.insert(level));
            return (0..n).filter(repeats).collect();
        }
        let mut rows: BTreeMap<u64, Vec<usize>> = BTreeMap::new();
        let mut copies = BTreeSet::new();
        for row in 0..n {
            let alike = rows.entry(Level::row_hash(&self.frame.columns, row)).or_default();
            if alike.iter().any(|&before| same_row(self.frame, before as u32, row as u32)) {
                copies.insert(row);
            } else {
                alike.push(row);
            }
        }
        copies
    }

    fn say(&self, refused: &Refused, oddities: &mut Oddities) {
        let file = &self.join.file;
        if refused.incomplete > 0 {
            let message = Message::new("ledger-issue-incomplete-loans")
                .with("count", refused.incomplete)
                .with("file", file);
            let hint = Message::new("ledger-hint-incomplete-loans");
            oddities.add(Issue::new(Severity::Warning, message).with_hint(hint));
        }
        if refused.impossible > 0 {
            let message = Message::new("ledger-issue-impossible-loans")
                .with("count", refused.impossible)
                .with("row", super::rows::shown(self.frame, refused.first_impossible))
                .with("longest", LONGEST as u64)
                .with("file", file);
            let hint = Message::new("ledger-hint-impossible-loans");
            oddities.add(Issue::new(Severity::Warning, message).with_hint(hint));
        }
        if refused.copies > 0 {
            let message = Message::new("ledger-issue-copied-loans")
                .with("count", refused.copies)
                .with("row", super::rows::shown(self.frame, refused.first_copy))
                .with("file", file);
            let hint = Message::new("ledger-hint-copied-loans");
            oddities.add(Issue::new(Severity::Warning, message).with_hint(hint));
        }
    }
}

impl Refused {
    fn copy(&mut self, row: usize) {
        if self.copies == 0 {
            self.first_copy = row;
        }
        self.copies += 1;
    }

    fn impossible(&mut self, row: usize) {
        if self.impossible == 0 {
            self.first_impossible = row;
        }
        self.impossible += 1;
    }
}

/// What two rows of the same loan agree in.
fn key(loan: &Loan) -> (u32, i32, i64, u32, i64) {
    (loan.customer, loan.start, loan.principal, loan.months, loan.payment)
}

/// Whether the column's name says that it holds the number of the loan.
fn numbers_loans(column: &Column, join: &Join) -> bool {
    let plays_a_part = column.name == join.key || join.loan_columns.values().any(|name| *name == column.name);
    let english = ["loan", "loans", "kredit", "darlehen", "uver", "loanid", "loanno"];
    let number = ["id", "no", "nr", "number", "num", "key", "ref", "nummer", "cislo", "loanid", "loanno"];
    !plays_a_part
        && (names::says(&column.name, &english, &[]) && names::says(&column.name, &number, &[])
            || ["贷款号", "贷款编号", "借据号", "借据编号", "合同号"]
                .iter()
                .any(|term| column.name.contains(term)))
}
