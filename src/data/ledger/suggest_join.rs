//! How another table may be joined to the transactions: by the names of its columns and by the values they share.

use std::collections::{BTreeMap, BTreeSet};

use crate::data::profile::TableProfile;
use crate::data::{Column, Frame, Level, Values, names};

use super::mapping::{Join, JoinKind, LedgerRole, LoanRole, Mapping};
use super::{amount, dates, recognise, terms};

/// Share of the customers, or of the joined rows, that must be found on the other side.
const SHARED: f64 = 0.3;
/// The same where both columns have one name: the transactions may be a part of what the other table covers.
const SHARED_BY_NAME: f64 = 0.05;
/// Different keys a row for a table of facts to be one row a customer.
const ONE_ROW_EACH: f64 = 0.75;
/// Share of cells that must be numbers for a column to be one of numbers.
const READABLE: f64 = 0.75;
/// Share of loans whose instalments must add up to the principal or more; a few rows may be wrong.
const ADDS_UP: f64 = 0.7;
/// How much instalments may add up to, as a multiple of the principal: interest over decades.
const ADDS_UP_TO: std::ops::RangeInclusive<f64> = 0.98..=3.0;
/// Longest duration in months.
const LONGEST: f64 = 600.0;
/// Different values a status has at most.
const MOST_STATUSES: usize = 12;

/// How `other` may be joined to the transactions; `None` where nothing fits.
///
/// The key is a column whose name may mean the same as the customer's or account's and whose values are found there. A
/// table whose rows hold an amount, months and a monthly payment that add up is one of loans; one with about
/// a row a key holds facts.
pub fn suggest_join(
    ledger_frame: &Frame,
    mapping: &Mapping,
    other: &Frame,
    other_profile: &TableProfile,
) -> Option<Join> {
    let (key, to) = key(ledger_frame, mapping, other)?;
    let mut join = Join {
        file: other.source.file_name(),
        kind: JoinKind::Attributes,
        key: key.name.clone(),
        to,
        opened: None,
        loan_columns: BTreeMap::new(),
        bad: Vec::new(),
    };
    if let Some(columns) = loan_columns(other, key) {
        join.kind = JoinKind::Loans;
        if let Some(status) = columns.get(&LoanRole::Status).and_then(|name| other.column(name)) {
            join.bad = terms::bad_statuses(&words_of(status).into_iter().collect::<Vec<_>>());
        }
        join.loan_columns = columns;
        return Some(join);
    }
    let distinct = other_profile.column(&key.name).map_or(0, |profile| profile.distinct);
    if (distinct as f64) < ONE_ROW_EACH * other.n_rows() as f64 {
        return None;
    }
    join.opened = opened_column(other);
    Some(join)
}

/// The column to join by, and what it is compared with.
fn key<'a>(ledger_frame: &Frame, mapping: &Mapping, other: &'a Frame) -> Option<(&'a Column, LedgerRole)> {
    let mut best: Option<(f64, &Column, LedgerRole)> = None;
    for to in [LedgerRole::Customer, LedgerRole::Account] {
        let Some(column) = mapping.column(to).and_then(|name| ledger_frame.column(name)) else {
            continue;
        };
        let here = words_of(column);
        for candidate in other.columns.iter().filter(|other| terms::may_be_same(&other.name, &column.name)) {
            if matches!(candidate.values, Values::Float(_) | Values::Date(_)) {
                continue;
            }
            let there = words_of(candidate);
            let both = here.intersection(&there).count() as f64;
            let shared = (both / here.len().max(1) as f64).max(both / there.len().max(1) as f64);
            let one_name = candidate.name == column.name;
            let score = shared + f64::from(u8::from(one_name));
            let enough = if one_name { SHARED_BY_NAME } else { SHARED };
            if shared >= enough && best.is_none_or(|(before, ..)| score > before) {
                best = Some((score, candidate, to));
            }
        }
    }
    best.map(|(_, column, to)| (column, to))
}

fn words_of(column: &Column) -> BTreeSet<String> {
    let levels: BTreeSet<Level> =
        (0..column.valid.len()).filter_map(|position| Level::of(column, position)).collect();
    levels.into_iter().filter_map(|level| level.words(column)).collect()
}

/// A column with its cells in cents.
struct Money<'a> {
    column: &'a Column,
    cents: Vec<Option<i64>>,
}

/// The columns other than the key of which most cells are numbers or amounts; a few odd cells do not count.
fn money<'a>(frame: &'a Frame, key: &str) -> Vec<Money<'a>> {
    let free = frame.columns.iter().filter(|column| column.name != key);
    free.filter(|column| !matches!(column.values, Values::Date(_)))
        .map(|column| Money {
            column,
            cents: amount::read_column(column, frame.source.dialect.decimal).cents,
        })
        .filter(|money| {
            let read = money.cents.iter().flatten().count();
            read > 0 && read as f64 >= READABLE * money.cents.len() as f64
        })
        .collect()
}

/// Rows in which the names of three columns say loan, but which do not add up to one: how many do, of how many.
pub fn loans_in_name_only(frame: &Frame, key: &str) -> Option<(usize, usize)> {
    let named = |role| {
        let mut free = frame.columns.iter().filter(|column| column.name != key);
        free.find(|column| terms::loan_named(&column.name, role) == 2)
    };
    let (principal, months, payment) =
        (named(LoanRole::Principal)?, named(LoanRole::Months)?, named(LoanRole::Payment)?);
    let decimal = frame.source.dialect.decimal;
    let [principal, months, payment] =
        [principal, months, payment].map(|column| amount::read_column(column, decimal).cents);
    Some((fitting([&principal, &months, &payment]), frame.n_rows()))
}

/// The columns of a table of loans: a principal, months and a monthly payment that add up, and a date.
fn loan_columns(frame: &Frame, key: &Column) -> Option<BTreeMap<LoanRole, String>> {
    let numeric = money(frame, &key.name);
    let mut best: Option<(u32, [&Column; 3])> = None;
    for principal in &numeric {
        for months in &numeric {
            for payment in &numeric {
                let three = [principal.column, months.column, payment.column];
                let roles = [LoanRole::Principal, LoanRole::Months, LoanRole::Payment];
                let named =
                    three.iter().zip(roles).map(|(column, role)| terms::loan_named(&column.name, role)).sum();
                // Contents alone may fit by chance; two names must say so too.
                if named >= 3
                    && best.as_ref().is_none_or(|(before, _)| named > *before)
                    && adds_up(principal, months, payment)
                {
                    best = Some((named, three));
                }
            }
        }
    }
    let (_, [principal, months, payment]) = best?;
    let mut columns: BTreeMap<LoanRole, String> = BTreeMap::new();
    columns.insert(LoanRole::Start, recognise::date_column(frame)?.name.clone());
    columns.insert(LoanRole::Principal, principal.name.clone());
    columns.insert(LoanRole::Months, months.name.clone());
    columns.insert(LoanRole::Payment, payment.name.clone());
    let status = frame
        .columns
        .iter()
        .filter(|column| terms::loan_named(&column.name, LoanRole::Status) > 0)
        .filter(|column| (2..=MOST_STATUSES).contains(&words_of(column).len()))
        .max_by_key(|column| terms::loan_named(&column.name, LoanRole::Status));
    if let Some(status) = status {
        columns.insert(LoanRole::Status, status.name.clone());
    }
    Some(columns)
}

fn adds_up(principal: &Money, months: &Money, payment: &Money) -> bool {
    let n = principal.cents.len();
    let distinct = !std::ptr::eq(principal, payment)
        && !std::ptr::eq(principal, months)
        && !std::ptr::eq(months, payment);
    n > 0 && distinct && {
        let fitting = fitting([&principal.cents, &months.cents, &payment.cents]);
        fitting as f64 >= ADDS_UP * n as f64
    }
}

/// Rows whose instalments over whole months add up to the principal, or more by the interest.
fn fitting([principal, months, payment]: [&[Option<i64>]; 3]) -> usize {
    (0..principal.len())
        .filter(|&row| {
            let (Some(principal), Some(months), Some(payment)) = (principal[row], months[row], payment[row])
            else {
                return false;
            };
            let (principal, whole, months) = (principal as f64, months % 100 == 0, months as f64 / 100.0);
            principal > 0.0
                && whole
                && (1.0..=LONGEST).contains(&months)
                && ADDS_UP_TO.contains(&(months * payment as f64 / principal))
        })
        .count()
}

/// The column that says since when: the only one of dates, or the one named so.
fn opened_column(frame: &Frame) -> Option<String> {
    let dated: Vec<&Column> = frame
        .columns
        .iter()
        .filter(|column| {
            matches!(column.values, Values::Date(_))
                || (names::says_date(&column.name)
                    && dates::read_column(column, None).days.iter().flatten().count() * 10
                        >= column.valid.len() * 9)
        })
        .filter(|column| {
            !names::says(
                &column.name,
                &["birth", "birthday", "birthdate", "dob", "closed", "end"],
                &["生日", "出生"],
            )
        })
        .collect();
    let named = |column: &&&Column| {
        names::says(
            &column.name,
            &["open", "opened", "opening", "since", "start", "created", "joined"],
            &["开户"],
        )
    };
    let named_so = dated.iter().find(named);
    named_so.or_else(|| dated.first().filter(|_| dated.len() == 1)).map(|column| column.name.clone())
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::data::Validity;

    #[test]
    fn instalments_add_up_to_the_principal() {
        let column = |values: &[&str]| Column {
            name: "n".to_owned(),
            values: Values::Text {
                codes: (0..values.len() as u32).collect(),
                dictionary: values.iter().map(|&value| value.to_owned()).collect(),
            },
            valid: Validity::all_but(values.len(), []),
        };
        let columns = [
            column(&["96396", "120 EUR", "1200", "abc"]),
            column(&["12", "12", "24", "12"]),
            column(&["8033", "11", "50.5", "7"]),
        ];
        let read = |column| Money { column, cents: amount::read_column(column, b'.').cents };
        let [principal, months, payment] = columns.each_ref().map(read);
        assert!(adds_up(&principal, &months, &payment), "one odd cell of four does not count");
        assert!(!adds_up(&payment, &months, &principal));
        assert!(!adds_up(&principal, &months, &months));
    }
}
