//! From rows to a ledger: sorted by customer, account and day, with balances carried on and totals that reconcile.

use std::collections::HashMap;
use std::ops::Range;

use rayon::prelude::*;

use crate::base::{Issue, Message, Severity, Watch};
use crate::data::{Frame, date};

use super::decision::{Decision, Decisions};
use super::error::LedgerError;
use super::oddities::Oddities;
use super::reconcile;
use super::reconciliation::LeftOutReason;
use super::rows::{NOTHING, Rows, shown};
use super::{Account, Ledger, Product, month_of, order};

/// Units of cents that balances may be rounded to.
const ROUNDED_TO: [i64; 3] = [100, 10, 1];

/// Fewer customers than this are hardly enough to learn from.
const FEW_CUSTOMERS: usize = 30;

/// The entries before they are laid out: positions of the frame, account by account.
pub struct Sorted {
    /// (customer, label of the account, whether it is a loan), by customer, then first appearance.
    pub accounts: Vec<(u32, u32, bool)>,
    /// Positions, sorted by account and day.
    pub positions: Vec<u32>,
    pub entries: Vec<Range<usize>>,
    /// Balance before the first entry.
    pub opening: Vec<i64>,
    /// What stated balances are rounded to, in cents.
    pub tolerance: i64,
}

/// Sorts the rows that are not left out.
pub fn sort(rows: &Rows, watch: &Watch) -> Result<Sorted, LedgerError> {
    let n = rows.left_out.len();
    let mut known: HashMap<(u32, u32, bool), u32> = HashMap::new();
    let mut accounts: Vec<(u32, u32, bool)> = Vec::new();
    let mut keyed: Vec<(u32, i32, u32)> = Vec::with_capacity(n);
    for position in (0..n).filter(|&position| rows.left_out[position].is_none()) {
        let key = (rows.customer[position], rows.account[position], rows.is_loan[position]);
        let account = *known.entry(key).or_insert_with(|| {
            accounts.push(key);
            accounts.len() as u32 - 1
        });
        keyed.push((account, rows.day[position], position as u32));
    }
    if keyed.is_empty() {
        return Err(rows.nothing_left());
    }
    // Codes of customers are in order of first appearance, and so are accounts of one customer.
    let mut by_customer: Vec<u32> = (0..accounts.len() as u32).collect();
    by_customer.sort_by_key(|&account| accounts[account as usize].0);
    let mut rank = vec![0u32; accounts.len()];
    for (new, &old) in by_customer.iter().enumerate() {
        rank[old as usize] = new as u32;
    }
    for entry in &mut keyed {
        entry.0 = rank[entry.0 as usize];
    }
    keyed.par_sort_unstable();
    watch.report(0.6);
    if watch.stopped() {
        return Err(LedgerError::Stopped);
    }
    let accounts: Vec<(u32, u32, bool)> =
        by_customer.iter().map(|&account| accounts[account as usize]).collect();
    let entries = ranges(keyed.iter().map(|entry| entry.0), accounts.len());
    let tolerance = rounded_to(rows);
    let mut positions: Vec<u32> = keyed.iter().map(|entry| entry.2).collect();
    let mut opening = vec![0; accounts.len()];
    if let Some(balance) = &rows.balance {
        for (account, range) in entries.iter().enumerate() {
            opening[account] = chain(rows, balance, &mut positions[range.clone()], tolerance);
        }
    }
    Ok(Sorted { accounts, positions, entries, opening, tolerance })
}

/// The runs of equal numbers in ascending order, an empty one where a number does not occur.
pub fn ranges(sorted: impl Iterator<Item = u32>, n: usize) -> Vec<Range<usize>> {
    let mut counts = vec![0usize; n];
    for number in sorted {
        counts[number as usize] += 1;
    }
    let mut end = 0;
    counts
        .into_iter()
        .map(|count| {
            end += count;
            end - count..end
        })
        .collect()
}

/// The largest unit that all stated balances are whole multiples of.
fn rounded_to(rows: &Rows) -> i64 {
    let stated = || rows.balance.iter().flatten().flatten();
    ROUNDED_TO.into_iter().find(|unit| stated().all(|balance| balance % unit == 0)).unwrap_or(1)
}

/// Puts the entries of each day into the order their balances tell; returns the balance before the first entry.
fn chain(rows: &Rows, balance: &[Option<i64>], positions: &mut [u32], tolerance: i64) -> i64 {
    let mut before: Option<i64> = None;
    let mut opening: Option<i64> = None;
    // Amounts since the last stated balance, for openings that only a later balance tells.
    let mut unstated = 0i64;
    for day in positions.chunk_by_mut(|&a, &b| rows.day[a as usize] == rows.day[b as usize]) {
        let stated: Option<Vec<(i64, i64)>> = day
            .iter()
            .map(|&position| Some((rows.cents[position as usize], balance[position as usize]?)))
            .collect();
        if let Some(stated) = stated.filter(|stated| stated.len() > 1) {
            let order = order::within_day(&stated, before, tolerance);
            let sorted: Vec<u32> = order.into_iter().map(|index| day[index]).collect();
            day.copy_from_slice(&sorted);
        }
        for &position in day.iter() {
            let cents = rows.cents[position as usize];
            if let Some(after) = balance[position as usize] {
                opening.get_or_insert(after - cents - unstated);
                before = Some(after);
            } else {
                unstated += cents;
                before = before.map(|before| before + cents);
            }
        }
    }
    opening.unwrap_or_default()
}

impl Sorted {
    /// Leaves out whole customers, as far as the analyst wants that; says why it may be wanted.
    pub fn leave_out_customers(
        &mut self,
        frame: &Frame,
        rows: &mut Rows,
        opened: &[Option<i32>],
        decisions: &Decisions,
        oddities: &mut Oddities,
    ) -> Result<(), LedgerError> {
        let customers = ranges(self.accounts.iter().map(|account| account.0), rows.customers.len());
        let days = |range: &Range<usize>| {
            let entries = range.clone().flat_map(|account| self.entries[account].clone());
            entries.map(|entry| rows.day[self.positions[entry] as usize])
        };
        let first_month =
            self.positions.iter().map(|&position| rows.day[position as usize]).min().map(month_of);
        let mut gone: Vec<Option<LeftOutReason>> = vec![None; customers.len()];
        let rules: [(Decision, &'static str, LeftOutReason, Judge); 3] = [
            (Decision::OneEntry, "ledger-issue-one-entry", LeftOutReason::OneEntry, &|range| {
                days(range).count() == 1
            }),
            (
                Decision::MissingMonths,
                "ledger-issue-missing-months",
                LeftOutReason::MissingMonths,
                &|range| {
                    let mut months: Vec<i32> = days(range).map(month_of).collect();
                    months.sort_unstable();
                    months.windows(2).any(|pair| pair[1] > pair[0] + 1)
                },
            ),
            (Decision::OpenedInside, "ledger-issue-opened-inside", LeftOutReason::OpenedInside, &|range| {
                let since = opened[range.clone()].iter().map(|opened| opened.map(month_of));
                !range.is_empty() && since.into_iter().all(|month| month > first_month)
            }),
        ];
        for (decision, key, reason, concerns) in rules {
            let concerned: Vec<bool> = customers.par_iter().map(concerns).collect();
            let count = concerned.iter().filter(|&&concerned| concerned).count();
            if count == 0 {
                continue;
            }
            // A row, not a name: what is said of the data goes out with the results.
            let entries = customers.iter().zip(&concerned).filter(|(_, concerned)| **concerned);
            let entries =
                entries.flat_map(|(range, _)| range.clone()).flat_map(|at| self.entries[at].clone());
            let first = entries.map(|entry| self.positions[entry] as usize).min().unwrap_or_default();
            let message = Message::new(key).with("count", count).with("row", shown(frame, first));
            oddities.ask(decision, count, decisions, message, Some(frame.row_ids[first]));
            if decisions.changed(decision) {
                for (gone, _) in gone.iter_mut().zip(&concerned).filter(|(_, concerned)| **concerned) {
                    gone.get_or_insert(reason);
                }
            }
        }
        if gone.iter().all(Option::is_none) {
            return Ok(());
        }
        self.drop_customers(&gone, rows);
        if self.positions.is_empty() {
            return Err(rows.nothing_left());
        }
        self.say_few_left(customers.len(), decisions, oddities);
        Ok(())
    }

    /// Whoever leaves customers out does not always see how many go.
    fn say_few_left(&self, all: usize, decisions: &Decisions, oddities: &mut Oddities) {
        let left = self.accounts.chunk_by(|one, next| one.0 == next.0).count();
        if left * 2 >= all && (left >= FEW_CUSTOMERS || all < FEW_CUSTOMERS) {
            return;
        }
        let leaving =
            [Decision::OneEntry, Decision::MissingMonths, Decision::OpenedInside, Decision::UnknownCustomers];
        let taken = leaving.into_iter().filter(|&decision| decisions.changed(decision));
        let Some(most) = taken.max_by_key(|decision| oddities.questions.get(decision)) else { return };
        let [usual, other] = most.answers();
        let message = Message::new("ledger-issue-few-left").with("left", left).with("all", all);
        let hint = Message::new("ledger-hint-few-left")
            .with("decision", Message::new(most.name_key()))
            .with("answer", Message::new(other.name_key))
            .with("other", Message::new(usual.name_key))
            .with("option", format!("{}={}", most.id(), usual.id));
        oddities.add(Issue::new(Severity::Warning, message).with_hint(hint));
    }

    fn drop_customers(&mut self, gone: &[Option<LeftOutReason>], rows: &mut Rows) {
        let mut positions = Vec::with_capacity(self.positions.len());
        let mut kept = Vec::new();
        for (account, range) in self.entries.iter().enumerate() {
            let customer = self.accounts[account].0;
            let of_account = &self.positions[range.clone()];
            if let Some(reason) = gone[customer as usize] {
                for &position in of_account {
                    rows.leave_out(position as usize, reason);
                }
            } else {
                let start = positions.len();
                positions.extend_from_slice(of_account);
                kept.push((self.accounts[account], start..positions.len(), self.opening[account]));
            }
        }
        self.positions = positions;
        self.accounts = kept.iter().map(|account| account.0).collect();
        self.entries = kept.iter().map(|account| account.1.clone()).collect();
        self.opening = kept.iter().map(|account| account.2).collect();
    }

    /// The day an account was opened: as a table says (but not after its first entry), else the first entry where nothing was there before.
    pub fn opened(&self, rows: &Rows, told: &dyn Fn(u32, u32) -> Option<i32>) -> Vec<Option<i32>> {
        let implied = rows.balance.is_some();
        (0..self.accounts.len())
            .map(|account| {
                let (customer, label, _) = self.accounts[account];
                let first = *self.positions.get(self.entries[account].start)?;
                let first = rows.day[first as usize];
                let told = told(customer, label).map(|told| told.min(first));
                told.or((implied && self.opening[account] == 0).then_some(first))
            })
            .collect()
    }

    /// Lays the entries out. Accounts are renumbered, customers without entries fall away.
    pub fn into_ledger(
        self,
        frame: &Frame,
        rows: &Rows,
        opened: &[Option<i32>],
        decisions: &Decisions,
        oddities: &mut Oddities,
    ) -> Ledger {
        let mut ledger = Ledger {
            first_day: i32::MAX,
            last_day: i32::MIN,
            states_balances: rows.balance.is_some(),
            currency: rows.currency.clone(),
            ..Ledger::default()
        };
        for (index, &(customer, label, is_loan)) in self.accounts.iter().enumerate() {
            if index == 0 || self.accounts[index - 1].0 != customer {
                ledger.customers.push(rows.customers[customer as usize].clone());
                ledger.customer_entries.push(self.entries[index].clone());
                ledger.customer_accounts.push(index..index + 1);
            }
            let ordinal = ledger.customers.len() - 1;
            ledger.customer_entries[ordinal].end = self.entries[index].end;
            ledger.customer_accounts[ordinal].end = index + 1;
            let name = if label == NOTHING { customer } else { label };
            let names = if label == NOTHING { &rows.customers } else { &rows.accounts };
            ledger.accounts.push(Account {
                name: names[name as usize].clone(),
                customer: ordinal as u32,
                product: if is_loan { Product::Loan } else { Product::Deposit },
                opened: opened[index],
                opening: self.opening[index],
            });
        }
        ledger.account_entries.clone_from(&self.entries);
        ledger.take_entries(frame, rows, &self);
        ledger.reconciliation = reconcile::reconcile(&ledger, frame, rows, &self);
        ledger.treat_overdrafts(frame, decisions, oddities);
        ledger
    }
}

/// Whether a rule concerns the customer with these accounts.
type Judge<'a> = &'a (dyn Fn(&Range<usize>) -> bool + Sync);

impl Ledger {
    fn take_entries(&mut self, frame: &Frame, rows: &Rows, sorted: &Sorted) {
        let mut counts = vec![0usize; rows.kinds.len()];
        for &position in &sorted.positions {
            if let Some(count) = counts.get_mut(rows.kind[position as usize] as usize) {
                *count += 1;
            }
        }
        let mut frequent: Vec<usize> = (0..counts.len()).filter(|&kind| counts[kind] > 0).collect();
        frequent.sort_by(|&a, &b| counts[b].cmp(&counts[a]).then_with(|| rows.kinds[a].cmp(&rows.kinds[b])));
        let mut rank = vec![None; counts.len()];
        for (new, &old) in frequent.iter().enumerate() {
            rank[old] = Some(new as u32);
        }
        self.kinds = frequent.into_iter().map(|kind| rows.kinds[kind].clone()).collect();
        for (account, range) in sorted.entries.iter().enumerate() {
            let mut running = sorted.opening[account];
            for &position in &sorted.positions[range.clone()] {
                let position = position as usize;
                running += rows.cents[position];
                if let Some(stated) = rows.balance.as_ref().and_then(|balance| balance[position]) {
                    running = stated;
                }
                self.account.push(account as u32);
                self.day.push(rows.day[position]);
                self.cents.push(rows.cents[position]);
                self.kind.push(rank.get(rows.kind[position] as usize).copied().flatten());
                self.balance.push(running);
                self.row.push(frame.row_ids[position]);
                self.first_day = self.first_day.min(rows.day[position]);
                self.last_day = self.last_day.max(rows.day[position]);
            }
        }
    }

    /// Deposits below zero count as they are, or as 0.
    fn treat_overdrafts(&mut self, frame: &Frame, decisions: &Decisions, oddities: &mut Oddities) {
        if !self.states_balances {
            return;
        }
        let is_overdrawn =
            |account: usize, balance: i64| balance < 0 && self.accounts[account].product == Product::Deposit;
        let mut overdrawn: Vec<usize> = (0..self.n_entries())
            .filter(|&entry| is_overdrawn(self.account[entry] as usize, self.balance[entry]))
            .collect();
        let Some(first) = overdrawn.iter().copied().min_by_key(|&entry| self.row[entry]) else {
            return;
        };
        let position = frame.position(self.row[first]).unwrap_or_default();
        let mut accounts: Vec<u32> = overdrawn.iter().map(|&entry| self.account[entry]).collect();
        accounts.dedup();
        let message = Message::new("ledger-issue-overdrafts")
            .with("count", overdrawn.len())
            .with("accounts", accounts.len())
            .with("row", shown(frame, position))
            .with("day", date::format_days(self.day[first]));
        oddities.ask(Decision::Overdrafts, overdrawn.len(), decisions, message, Some(self.row[first]));
        if decisions.changed(Decision::Overdrafts) {
            for entry in overdrawn.drain(..) {
                self.balance[entry] = 0;
            }
            for account in self.accounts.iter_mut().filter(|account| account.product == Product::Deposit) {
                account.opening = account.opening.max(0);
            }
        }
    }
}
