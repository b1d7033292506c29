//! Other tables joined to the transactions: facts about customers or accounts, and loans granted.

use std::collections::BTreeMap;

use crate::base::{Issue, Message, Severity};
use crate::data::{Column, Frame, Level, Values, names};

use super::decision::{Decision, Decisions};
use super::error::LedgerError;
use super::loans::LoanTable;
use super::mapping::{Join, JoinKind, Joined, LedgerRole};
use super::oddities::Oddities;
use super::reconciliation::LeftOutReason;
use super::rows::{NOTHING, Rows, column, shown};
use super::{Ledger, Matches, dates, dropped, suggest_join};

/// A joined table with its rows by customer or account of the file.
pub struct Link<'a> {
    join: &'a Join,
    frame: &'a Frame,
    /// By code of the customer or account as the rows hold it: its first row in the joined table.
    first_row: Vec<Option<u32>>,
    /// By row of the joined table: the code it belongs to.
    code: Vec<u32>,
    /// Rows whose key stands in an earlier row too.
    repeated: usize,
    opened: Vec<Option<i32>>,
    /// Whether keys are compared with accounts that are not customers at the same time.
    by_account: bool,
    /// The file joined before that has the very same contents.
    copy_of: Option<&'a str>,
}

/// Finds the rows of each joined table.
pub fn link<'a>(joined: &[Joined<'a>], rows: &Rows) -> Result<Vec<Link<'a>>, LedgerError> {
    let mut links: Vec<Link<'a>> = Vec::new();
    for &one in joined {
        let mut link = Link::new(one, rows)?;
        link.copy_of =
            links.iter().find(|other| link.is_copy_of(other)).map(|other| other.join.file.as_str());
        links.push(link);
    }
    Ok(links)
}

impl<'a> Link<'a> {
    fn new(Joined { join, frame }: Joined<'a>, rows: &Rows) -> Result<Self, LedgerError> {
        let key = column(frame, &join.key)?;
        let by_account = join.to == LedgerRole::Account && !rows.accounts.is_empty();
        let names = if by_account { &rows.accounts } else { &rows.customers };
        let codes: BTreeMap<&str, u32> =
            names.iter().enumerate().map(|(code, name)| (name.as_str(), code as u32)).collect();
        let mut first_row = vec![None; names.len()];
        let mut seen: BTreeMap<Level, u32> = BTreeMap::new();
        let mut repeated = 0;
        let code: Vec<u32> = (0..frame.n_rows())
            .map(|position| {
                let Some(level) = Level::of(key, position) else {
                    return NOTHING;
                };
                if let Some(&known) = seen.get(&level) {
                    repeated += 1;
                    return known;
                }
                let words = level.words(key).unwrap_or_default();
                let code = codes.get(words.as_str()).copied().unwrap_or(NOTHING);
                if let Some(first) = first_row.get_mut(code as usize) {
                    *first = Some(position as u32);
                }
                seen.insert(level, code);
                code
            })
            .collect();
        let opened = match &join.opened {
            Some(name) => dates::read_column(column(frame, name)?, None).days,
            None => Vec::new(),
        };
        for name in join.loan_columns.values() {
            column(frame, name)?;
        }
        Ok(Self { join, frame, first_row, code, repeated, opened, by_account, copy_of: None })
    }

    fn is_copy_of(&self, other: &Self) -> bool {
        let sha256 = &self.frame.source.sha256;
        let same_use = (self.join.kind, &self.join.key, self.join.to)
            == (other.join.kind, &other.join.key, other.join.to);
        !sha256.is_empty() && *sha256 == other.frame.source.sha256 && same_use
    }

    /// When the account was opened, as this table says.
    pub fn opened(&self, customer: u32, account: u32) -> Option<i32> {
        let row = self.row_of(customer, account)?;
        self.opened.get(row as usize).copied().flatten()
    }

    fn row_of(&self, customer: u32, account: u32) -> Option<u32> {
        let code = if self.by_account { account } else { customer };
        self.first_row.get(code as usize).copied().flatten()
    }

    /// Transactions of customers that this table of facts does not know.
    pub fn leave_out_unknown(
        &self,
        transactions: &Frame,
        rows: &mut Rows,
        decisions: &Decisions,
        oddities: &mut Oddities,
    ) {
        if self.join.kind != JoinKind::Attributes || self.copy_of.is_some() {
            return;
        }
        let unknown: Vec<usize> = (0..rows.left_out.len())
            .filter(|&position| rows.left_out[position].is_none())
            .filter(|&position| self.row_of(rows.customer[position], rows.account[position]).is_none())
            .collect();
        if unknown.is_empty() {
            return;
        }
        let mut customers: Vec<u32> = unknown.iter().map(|&position| rows.customer[position]).collect();
        customers.sort_unstable();
        customers.dedup();
        let message = Message::new("ledger-issue-unknown-customers")
            .with("count", unknown.len())
            .with("customers", customers.len())
            .with("row", shown(transactions, unknown[0]))
            .with("file", &self.join.file);
        let row = Some(transactions.row_ids[unknown[0]]);
        oddities.ask(Decision::UnknownCustomers, unknown.len(), decisions, message, row);
        if decisions.changed(Decision::UnknownCustomers) {
            for position in unknown {
                rows.leave_out(position, LeftOutReason::UnknownCustomer);
            }
        }
    }

    /// Adds what the table holds to the ledger.
    pub fn add_to(&self, ledger: &mut Ledger, rows: &Rows, oddities: &mut Oddities) {
        let by_name: BTreeMap<String, u32> = if self.by_account {
            ledger.accounts.iter().map(|account| (account.name.clone(), account.customer)).collect()
        } else {
            ledger.customers.iter().enumerate().map(|(index, name)| (name.clone(), index as u32)).collect()
        };
        let names = if self.by_account { &rows.accounts } else { &rows.customers };
        // By row of the joined table: the ledger's customer.
        let customer_of: Vec<Option<u32>> =
            self.code.iter().map(|&code| by_name.get(names.get(code as usize)?).copied()).collect();
        let without = customer_of.iter().filter(|customer| customer.is_none()).count();
        let n_rows = self.frame.n_rows();
        ledger.matches.push(Matches {
            file: self.join.file.clone(),
            rows: n_rows,
            matched: n_rows - without,
        });
        if let Some(other) = self.copy_of {
            let message =
                Message::new("ledger-issue-same-file").with("file", &self.join.file).with("other", other);
            oddities.add(Issue::new(Severity::Warning, message));
            return;
        }
        match self.join.kind {
            JoinKind::Attributes => {
                self.add_attributes(ledger, &customer_of);
                self.say_not_loans(oddities);
            }
            JoinKind::Loans => {
                let account_of = |row: usize| {
                    let code = self.code[row] as usize;
                    rows.accounts.get(code).filter(|_| self.by_account).map(String::as_str)
                };
                let (join, frame) = (self.join, self.frame);
                LoanTable { join, frame, customer_of: &customer_of, account_of: &account_of }
                    .add_to(ledger, oddities);
            }
        }
        if without > 0 {
            let message = Message::new("ledger-issue-without-transactions")
                .with("count", without)
                .with("rows", n_rows)
                .with("file", &self.join.file);
            oddities.add(Issue::new(Severity::Info, message));
        }
        if self.repeated > 0 && self.join.kind == JoinKind::Attributes {
            let message = Message::new("ledger-issue-repeated-key")
                .with("count", self.repeated)
                .with("column", &self.join.key)
                .with("file", &self.join.file);
            let hint = Message::new("ledger-hint-repeated-key");
            oddities.add(Issue::new(Severity::Warning, message).with_hint(hint));
        }
    }

    /// The names of the columns speak of loans, but what they hold does not add up.
    fn say_not_loans(&self, oddities: &mut Oddities) {
        if let Some((fitting, count)) = suggest_join::loans_in_name_only(self.frame, &self.join.key) {
            let message = Message::new("ledger-issue-not-loans")
                .with("count", fitting)
                .with("rows", count)
                .with("file", &self.join.file);
            let hint = Message::new("ledger-hint-not-loans");
            oddities.add(Issue::new(Severity::Warning, message).with_hint(hint));
        }
    }

    fn add_attributes(&self, ledger: &mut Ledger, customer_of: &[Option<u32>]) {
        let mut rows: Vec<Option<u32>> = vec![None; ledger.n_customers()];
        for (row, customer) in customer_of.iter().enumerate() {
            if let Some(customer) = customer {
                rows[*customer as usize].get_or_insert(row as u32);
            }
        }
        let mut kept: Vec<&Column> = Vec::new();
        for column in &self.frame.columns {
            if column.name == self.join.key || Some(&column.name) == self.join.opened.as_ref() {
                continue;
            }
            if let Some(reason) = dropped::redundant(column, &kept) {
                ledger.dropped.push((format!("{}: {}", self.join.file, column.name), reason));
                continue;
            }
            kept.push(column);
            let mut attribute = gather(column, &rows);
            if ledger.attributes.iter().any(|other| other.name == attribute.name) {
                let stem = self.join.file.split('.').next().unwrap_or_default();
                attribute.name = format!("{stem}.{}", column.name);
            }
            ledger.attributes.push(attribute);
        }
    }
}

/// The cells of these rows, missing where there is none; dates written as numbers become dates.
pub fn gather(column: &Column, rows: &[Option<u32>]) -> Column {
    if !matches!(column.values, Values::Int(_)) || !names::says_date(&column.name) {
        return column.gather(rows);
    }
    let days = dates::read_column(column, None).days;
    let dates = Column {
        name: column.name.clone(),
        valid: days.iter().map(Option::is_some).collect(),
        values: Values::Date(days.iter().map(|day| day.unwrap_or_default()).collect()),
    };
    dates.gather(rows)
}
