//! The rows of the file as cells with a meaning, before they are sorted: who, when, how much, and why a row is left out.

use std::collections::HashMap;

use crate::base::{Message, RowId, Watch, nearest};
use crate::data::{Column, Frame, Level};

use super::amount::{self, Amounts};
use super::dates::{self, Dates};
use super::decision::{Decision, Decisions};
use super::error::LedgerError;
use super::mapping::{LedgerRole, Mapping};
use super::oddities::Oddities;
use super::reconciliation::LeftOutReason;

/// Stands for a cell without a value among codes.
pub const NOTHING: u32 = u32::MAX;

/// Share of entries that must carry the sign their word says for the amounts to be signed already.
const ALREADY_SIGNED: f64 = 0.95;

/// The cells by position in the frame.
#[derive(Debug, Default)]
pub struct Rows {
    pub customer: Vec<u32>,
    /// Identifiers as written, in order of first appearance.
    pub customers: Vec<String>,
    pub account: Vec<u32>,
    pub accounts: Vec<String>,
    pub is_loan: Vec<bool>,
    pub day: Vec<i32>,
    /// Signed; 0 where unreadable.
    pub cents: Vec<i64>,
    /// Their sum at the moment the amounts got their signs: what everything after must account for.
    pub cents_in: i64,
    pub balance: Option<Vec<Option<i64>>>,
    pub kind: Vec<u32>,
    pub kinds: Vec<String>,
    pub left_out: Vec<Option<LeftOutReason>>,
    pub currency: Option<String>,
}

impl Rows {
    /// The error of a file without one row that may be used: why they were left out, most rows first.
    pub fn nothing_left(&self) -> LedgerError {
        let count = |reason| self.left_out.iter().filter(|&&left_out| left_out == Some(reason)).count();
        let mut reasons: Vec<(LeftOutReason, usize)> =
            LeftOutReason::ALL.into_iter().map(|reason| (reason, count(reason))).collect();
        reasons.retain(|&(_, rows)| rows > 0);
        reasons.sort_by_key(|&(_, rows)| std::cmp::Reverse(rows));
        LedgerError::NothingLeft { rows: self.left_out.len(), reasons }
    }
}

/// The values of a column as codes in order of first appearance, [`NOTHING`] where missing.
pub fn labels(column: &Column) -> (Vec<u32>, Vec<String>) {
    let n = column.valid.len();
    let mut codes = vec![NOTHING; n];
    let mut names = Vec::new();
    let mut known: HashMap<Level, u32> = HashMap::new();
    for (position, code) in codes.iter_mut().enumerate() {
        if let Some(level) = Level::of(column, position) {
            *code = *known.entry(level).or_insert_with(|| {
                names.push(level.words(column).unwrap_or_default());
                names.len() as u32 - 1
            });
        }
    }
    (codes, names)
}

/// The column with this name, or what it may have meant.
pub fn column<'a>(frame: &'a Frame, name: &str) -> Result<&'a Column, LedgerError> {
    frame.column(name).ok_or_else(|| LedgerError::ColumnMissing {
        file: frame.source.file_name(),
        column: name.to_owned(),
        nearest: nearest(name, frame.names()).into_iter().next(),
    })
}

/// Reads the columns of the mapping.
pub fn read(
    frame: &Frame,
    mapping: &Mapping,
    decisions: &Decisions,
    oddities: &mut Oddities,
    watch: &Watch,
) -> Result<Rows, LedgerError> {
    let required = |role: LedgerRole| {
        let name = mapping.column(role).ok_or(LedgerError::RoleMissing(role))?;
        column(frame, name)
    };
    let optional = |role: LedgerRole| mapping.column(role).map(|name| column(frame, name)).transpose();
    let n = frame.n_rows();
    let (customer_column, date_column, amount_column) =
        (required(LedgerRole::Customer)?, required(LedgerRole::Date)?, required(LedgerRole::Amount)?);
    let mut rows = Rows { left_out: vec![None; n], ..Rows::default() };

    let (customers, dates_and_amounts) = rayon::join(
        || labels(customer_column),
        || {
            let decimal = frame.source.dialect.decimal;
            rayon::join(
                || dates::read_column(date_column, mapping.dates),
                || amount::read_column(amount_column, decimal),
            )
        },
    );
    (rows.customer, rows.customers) = customers;
    watch.report(0.2);
    let (dates, amounts) = dates_and_amounts;
    rows.take_amounts(frame, amount_column, &amounts, oddities)?;
    rows.take_currencies(frame, amount_column, &amounts, decisions, oddities);
    if let Some(sign) = optional(LedgerRole::Sign)? {
        rows.take_signs(frame, sign, &mapping.money_out, decisions, oddities);
    }
    rows.cents_in = rows.cents.iter().sum();
    rows.take_customers(frame, customer_column, oddities);
    rows.take_dates(frame, date_column, &dates, decisions, oddities)?;
    (rows.account, rows.accounts) = match optional(LedgerRole::Account)? {
        Some(column) if !std::ptr::eq(column, customer_column) => labels(column),
        _ => (vec![NOTHING; n], Vec::new()),
    };
    rows.is_loan =
        optional(LedgerRole::Product)?.map_or_else(|| vec![false; n], |column| among(column, &mapping.loans));
    (rows.kind, rows.kinds) =
        optional(LedgerRole::Kind)?.map_or_else(|| (vec![NOTHING; n], Vec::new()), labels);
    if let Some(balance) = optional(LedgerRole::Balance)? {
        let read = amount::read_column(balance, frame.source.dialect.decimal);
        if let Some((position, cell)) = &read.first_unreadable {
            let message = Message::new("ledger-issue-balances")
                .with("count", read.unreadable)
                .with("row", shown(frame, *position))
                .with("cell", cell);
            oddities.warn(message, balance, frame.row_ids[*position], "ledger-hint-balances");
        }
        rows.balance = Some(read.cents);
    }
    watch.report(0.4);
    Ok(rows)
}

/// The number a person counts to find a row, the header not counted.
pub fn shown(frame: &Frame, position: usize) -> u64 {
    u64::from(frame.row_ids[position]) + 1
}

/// By position: whether the cell is one of these values.
fn among(column: &Column, values: &[String]) -> Vec<bool> {
    let (codes, names) = labels(column);
    let chosen: Vec<bool> = names.iter().map(|name| values.contains(name)).collect();
    codes.into_iter().map(|code| code != NOTHING && chosen[code as usize]).collect()
}

impl Rows {
    pub(super) fn leave_out(&mut self, position: usize, reason: LeftOutReason) {
        self.left_out[position].get_or_insert(reason);
    }

    fn take_amounts(
        &mut self,
        frame: &Frame,
        column: &Column,
        amounts: &Amounts,
        oddities: &mut Oddities,
    ) -> Result<(), LedgerError> {
        self.cents = amounts.cents.iter().map(|cents| cents.unwrap_or_default()).collect();
        let mut read = 0usize;
        let mut total = 0i64;
        for (position, cents) in amounts.cents.iter().enumerate() {
            if let Some(cents) = cents {
                read += 1;
                let sum = total.checked_add(cents.abs());
                total = sum.ok_or_else(|| LedgerError::TooLarge { column: column.name.clone() })?;
            } else {
                self.leave_out(position, LeftOutReason::NoAmount);
            }
        }
        if let Some((position, cell)) = &amounts.first_unreadable {
            if amounts.too_large > 0 {
                if read == 0 {
                    return Err(LedgerError::TooLarge { column: column.name.clone() });
                }
                let message = Message::new("ledger-issue-too-large-amounts").with("count", amounts.too_large);
                oddities.warn_column(message, column, "ledger-hint-too-large");
            }
            if read == 0 {
                let (row, column) = (frame.row_ids[*position], column.name.clone());
                return Err(LedgerError::NotAmounts { column, row, cell: cell.clone() });
            }
            let message = Message::new("ledger-issue-amounts")
                .with("count", amounts.unreadable)
                .with("row", shown(frame, *position))
                .with("cell", cell);
            oddities.warn(message, column, frame.row_ids[*position], "ledger-hint-amounts");
        }
        let empty = column.valid.missing();
        if empty > 0 {
            let message = Message::new("ledger-issue-empty-amounts").with("count", empty);
            oddities.warn_column(message, column, "ledger-hint-amounts");
        }
        if amounts.rounded > 0 {
            let message = Message::new("ledger-issue-rounded").with("count", amounts.rounded);
            oddities.say(message, column);
        }
        Ok(())
    }

    fn take_currencies(
        &mut self,
        frame: &Frame,
        column: &Column,
        amounts: &Amounts,
        decisions: &Decisions,
        oddities: &mut Oddities,
    ) {
        // The most frequent one, the first in byte order of equally frequent ones.
        let main = (0..amounts.currencies.len())
            .rev()
            .max_by_key(|&index| amounts.currencies[index].1)
            .map(|index| index as u32);
        let Some(main) = main else {
            return;
        };
        let (name, count) = &amounts.currencies[main as usize];
        self.currency = Some(name.clone());
        let message =
            Message::new("ledger-issue-currency-signs").with("count", *count).with("currency", name);
        oddities.say(message, column);
        let other: Vec<usize> = (0..amounts.currency.len())
            .filter(|&position| amounts.currency[position].is_some_and(|currency| currency != main))
            .collect();
        let Some(&first) = other.first() else {
            return;
        };
        let message = Message::new("ledger-issue-currencies")
            .with("count", other.len())
            .with("currency", name)
            .with("row", shown(frame, first));
        oddities.ask(Decision::Currencies, other.len(), decisions, message, Some(frame.row_ids[first]));
        if !decisions.changed(Decision::Currencies) {
            for position in other {
                self.leave_out(position, LeftOutReason::OtherCurrency);
            }
        }
    }

    fn take_signs(
        &mut self,
        frame: &Frame,
        column: &Column,
        money_out: &[String],
        decisions: &Decisions,
        oddities: &mut Oddities,
    ) {
        let out = among(column, money_out);
        let (n_out, n_in) = self.cents.iter().zip(&out).fold((0usize, 0usize), |(o, i), (&cents, &out)| {
            (o + usize::from(out && cents != 0), i + usize::from(!out && cents != 0))
        });
        let negative = |out_wanted: bool| {
            self.cents.iter().zip(&out).filter(|&(&cents, &out)| out == out_wanted && cents < 0).count()
        };
        let (negative_out, negative_in) = (negative(true), negative(false));
        if n_out > 0
            && negative_out as f64 >= ALREADY_SIGNED * n_out as f64
            && negative_in as f64 <= (1.0 - ALREADY_SIGNED) * n_in as f64
        {
            oddities.say(Message::new("ledger-issue-already-signed"), column);
            return;
        }
        if let Some(first) = self.cents.iter().position(|&cents| cents < 0) {
            let count = negative_out + negative_in;
            let message = Message::new("ledger-issue-reversals")
                .with("count", count)
                .with("column", &column.name)
                .with("row", shown(frame, first));
            oddities.ask(Decision::Reversals, count, decisions, message, Some(frame.row_ids[first]));
        }
        let size_only = decisions.changed(Decision::Reversals);
        for (cents, &out) in self.cents.iter_mut().zip(&out) {
            let size = if size_only { cents.abs() } else { *cents };
            *cents = if out { -size } else { size };
        }
    }

    fn take_customers(&mut self, frame: &Frame, column: &Column, oddities: &mut Oddities) {
        let nameless: Vec<usize> =
            (0..frame.n_rows()).filter(|&position| self.customer[position] == NOTHING).collect();
        if let Some(&first) = nameless.first() {
            let message = Message::new("ledger-issue-no-customer")
                .with("count", nameless.len())
                .with("row", shown(frame, first));
            oddities.warn(message, column, frame.row_ids[first], "ledger-hint-no-customer");
        }
        for position in nameless {
            self.leave_out(position, LeftOutReason::NoCustomer);
        }
    }

    fn take_dates(
        &mut self,
        frame: &Frame,
        column: &Column,
        dates: &Dates,
        decisions: &Decisions,
        oddities: &mut Oddities,
    ) -> Result<(), LedgerError> {
        let Some(main) = dates.written.first() else {
            let (position, cell) = dates.first_unreadable.clone().unwrap_or_default();
            let row: RowId = frame.row_ids.get(position).copied().unwrap_or_default();
            return Err(LedgerError::NotDates { column: column.name.clone(), row, cell });
        };
        self.day = dates.days.iter().map(|day| day.unwrap_or_default()).collect();
        let undated = dates.days.iter().filter(|day| day.is_none()).count();
        if let Some(first) = dates.days.iter().position(Option::is_none) {
            let message = Message::new("ledger-issue-dates")
                .with("count", undated)
                .with("row", shown(frame, first))
                .with("cell", column.category(first).unwrap_or_default());
            oddities.warn(message, column, frame.row_ids[first], "ledger-hint-dates");
        }
        for position in (0..dates.days.len()).filter(|&position| dates.days[position].is_none()) {
            self.leave_out(position, LeftOutReason::NoDate);
        }
        if dates.ambiguous {
            oddities.warn_column(
                Message::new("data-issue-ambiguous-date"),
                column,
                "ledger-hint-ambiguous-dates",
            );
        }
        if let Some((position, cell)) = &dates.first_either_way {
            let message = Message::new("ledger-issue-dates-either-way")
                .with("count", dates.either_way)
                .with("row", shown(frame, *position))
                .with("cell", cell);
            oddities.warn(message, column, frame.row_ids[*position], "ledger-hint-dates");
        }
        if let Some(second) = dates.written.get(1) {
            let count = dates.written[1..].iter().map(|written| written.count).sum::<usize>();
            let message = Message::new("ledger-issue-two-date-formats")
                .with("column", &column.name)
                .with("count", count)
                .with("main", main.count)
                .with("example", &main.example)
                .with("other", &second.example)
                .with("row", shown(frame, second.first));
            let row = frame.row_ids[second.first];
            oddities.ask(Decision::TwoDateFormats, count, decisions, message, Some(row));
            if decisions.changed(Decision::TwoDateFormats) {
                for position in (0..dates.otherwise.len()).filter(|&position| dates.otherwise[position]) {
                    self.leave_out(position, LeftOutReason::OtherDateFormat);
                }
            }
        }
        Ok(())
    }
}
