//! Families of month columns that run side by side, and which end of them is the latest month.

use std::cmp::Reverse;
use std::collections::BTreeMap;

use serde::{Deserialize, Serialize};

use crate::base::Message;
use crate::data::names;
use crate::data::profile::{ColumnProfile, TableProfile};
use crate::data::roles::Role;
use crate::data::roles::series::{self, Place, Series};

/// The same thing month after month: `BILL_AMT6` … `BILL_AMT1`.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Family {
    /// What a person calls it.
    pub name: String,
    /// First month first.
    pub columns: Vec<String>,
}

/// The families of a table that cover the same months.
#[derive(Clone, Debug, PartialEq)]
pub struct MonthFamilies {
    pub families: Vec<Family>,
    /// Whether the highest number is the latest month.
    pub ascending: bool,
    /// Which month comes first, and what says so.
    pub order: Message,
}

/// The families found by their names: of all that cover the same months, those with the most columns.
///
/// `ascending` says whether the highest number is the latest month; `None` takes what the names suggest: dates count
/// on, a number 0 (`PAY_0`) and words such as `lag` or `ago` count back from the latest month, other numbers
/// count on.
pub fn month_families(profile: &TableProfile, ascending: Option<bool>) -> Option<MonthFamilies> {
    let candidates: Vec<&ColumnProfile> =
        profile.columns.iter().filter(|column| may_be_month(column)).collect();
    let names: Vec<&str> = candidates.iter().map(|column| column.name.as_str()).collect();
    let mut aligned: BTreeMap<Vec<u32>, Vec<Series>> = BTreeMap::new();
    for series in series::find(&names) {
        if series.members.iter().any(|&member| candidates[member].role == Role::MonthSeries) {
            aligned.entry(months(&series.numbers)).or_default().push(series);
        }
    }
    let (_, mut found) = aligned
        .into_iter()
        .min_by_key(|(months, found)| (Reverse(months.len() * found.len()), Reverse(months.len())))?;
    // As they stand in the table, not by the alphabet.
    found.sort_by_key(|series| series.members.iter().min().copied());
    let (ascending, reason) = match ascending {
        Some(ascending) => (ascending, Message::new("sequence-order-chosen")),
        None => direction(&found, &names),
    };
    let family = |series: &Series| {
        let mut columns: Vec<String> =
            series.members.iter().map(|&member| names[member].to_owned()).collect();
        if !ascending {
            columns.reverse();
        }
        Family { name: series.name.clone(), columns }
    };
    let families: Vec<Family> = found.iter().map(family).collect();
    let columns = &families.first()?.columns;
    let order = reason.with("first", columns.first()?).with("last", columns.last()?);
    Some(MonthFamilies { families, ascending, order })
}

/// Months, and columns that would be months if they held more than one value.
fn may_be_month(column: &ColumnProfile) -> bool {
    column.role == Role::MonthSeries || column.role == Role::Constant
}

/// What two families must share to run side by side; the card table calls its first month 0 or 1.
fn months(numbers: &[u32]) -> Vec<u32> {
    let mut months = numbers.to_vec();
    if let [first @ 0, second, ..] = &mut months[..]
        && *second > 1
    {
        *first = 1;
    }
    months
}

/// Whether the numbers count on, and why.
fn direction(found: &[Series], names: &[&str]) -> (bool, Message) {
    if found.iter().any(|series| series.numbers.iter().all(|&number| series::month(number) != number)) {
        return (true, Message::new("sequence-order-dates"));
    }
    let with_zero = found.iter().find(|series| series.numbers.first() == Some(&0));
    if let Some(member) = with_zero.and_then(|series| series.members.first()) {
        return (false, Message::new("sequence-order-zero").with("column", names[*member]));
    }
    let back = ["lag", "ago", "last", "prev", "previous", "back"];
    let counts_back = |series: &Series| {
        series.members.first().is_some_and(|&member| names::says(names[member], &back, &["前"]))
    };
    if found.iter().any(counts_back) {
        (false, Message::new("sequence-order-ago"))
    } else {
        (true, Message::new("sequence-order-numbers"))
    }
}

/// What the months are called: dates as `2024-01`, others as the column of the first family, since numbers may count
/// either way and several families may number alike.
pub fn month_names(families: &[&Family]) -> Vec<String> {
    families
        .first()
        .map_or_else(Vec::new, |family| family.columns.iter().map(|name| month_name(name)).collect())
}

fn month_name(column: &str) -> String {
    match Place::of(column).map(|place| place.number) {
        Some(number) if series::month(number) != number => format!("{}-{:02}", number / 100, number % 100),
        _ => column.to_owned(),
    }
}
