//! Columns that tell nothing more about a customer, and why.

use std::collections::HashMap;

use crate::base::Message;
use crate::data::{Column, Frame, Level, Values, names};

use super::mapping::Mapping;

/// Rows below which values that never repeat may be chance.
const ENOUGH_ROWS: usize = 20;

/// Different values, as a share of the cells present, over which a column names somebody.
const NAMES_SOMEBODY: f64 = 0.02;

/// The columns of the transactions that play no part, with the reason each is dropped for.
pub fn columns(frame: &Frame, mapping: &Mapping) -> Vec<(String, Message)> {
    let is_used = |name: &str| mapping.roles_of(name).next().is_some();
    let unused = frame.columns.iter().enumerate().filter(|(_, column)| !is_used(&column.name));
    unused
        .map(|(index, column)| {
            let others: Vec<&Column> = frame
                .columns
                .iter()
                .enumerate()
                .filter(|(other, column)| *other < index || is_used(&column.name))
                .map(|(_, column)| column)
                .collect();
            let reason = redundant(column, &others).unwrap_or_else(|| {
                if names_somebody(column) {
                    Message::new("ledger-dropped-identifying")
                } else {
                    Message::new("ledger-dropped-no-part")
                }
            });
            (column.name.clone(), reason)
        })
        .collect()
}

/// Why a column tells nothing that `others` do not tell.
pub fn redundant(column: &Column, others: &[&Column]) -> Option<Message> {
    let present = column.valid.len() - column.valid.missing();
    let levels = Level::distinct(column);
    if levels.is_empty() {
        return Some(Message::new("ledger-dropped-empty"));
    }
    if levels.len() == 1 && present == column.valid.len() {
        let value = levels[0].words(column).unwrap_or_default();
        return Some(Message::new("ledger-dropped-constant").with("value", value));
    }
    let counts = !matches!(column.values, Values::Float(_) | Values::Date(_));
    if levels.len() == column.valid.len() && counts && present >= ENOUGH_ROWS {
        return Some(Message::new("ledger-dropped-number"));
    }
    let copy = others.iter().find(|other| one_to_one(column, other));
    copy.map(|other| Message::new("ledger-dropped-copy").with("other", &other.name))
}

/// Whether each value of one column always stands beside the same value of the other, both ways round.
fn one_to_one(one: &Column, other: &Column) -> bool {
    let mut there: HashMap<Option<Level>, Option<Level>> = HashMap::new();
    let mut back: HashMap<Option<Level>, Option<Level>> = HashMap::new();
    (0..one.valid.len()).all(|position| {
        let (a, b) = (Level::of(one, position), Level::of(other, position));
        *there.entry(a).or_insert(b) == b && *back.entry(b).or_insert(a) == a
    })
}

/// A bank, an account or a person on the other side of the entry: a code with many different values.
fn names_somebody(column: &Column) -> bool {
    let named = names::says(
        &column.name,
        &[
            "bank",
            "account",
            "acct",
            "iban",
            "bic",
            "partner",
            "counterparty",
            "name",
            "payee",
            "payer",
            "ucet",
        ],
        &["账号", "账户", "户名", "对方", "姓名", "银行"],
    );
    let present = (column.valid.len() - column.valid.missing()) as f64;
    let many = || Level::distinct(column).len() as f64 > NAMES_SOMEBODY * present;
    named || (!matches!(column.values, Values::Float(_)) && many())
}
