//! A year of deposit and loan transactions of the made-up bank, with the month before it.
//!
//! Customers live their year: they are paid, pay rent, save, borrow, miss instalments, inherit, change jobs or take
//! their money elsewhere bit by bit. Nothing is drawn from a value or a tier: what a customer is worth follows from
//! the entries, so that the tier of the second half year is neither that of the first nor independent of it.

mod month;
mod person;
mod year;

use rayon::prelude::*;

use crate::data::date;

use super::draw::money;
use year::Year;

/// The header of [`transactions`]: amounts are signed, and `balance` is what the account holds after the entry (owed
/// on a loan: below zero).
pub const TRANSACTION_COLUMNS: [&str; 7] =
    ["customer_id", "account_id", "product", "date", "kind", "amount", "balance"];

/// What stands in a line besides the customer.
#[derive(Clone, Debug)]
struct Entry {
    day: i32,
    account: usize,
    product: &'static str,
    kind: &'static str,
    cents: i64,
    balance: i64,
}

/// Entries of December 2024 (the opening month) to December 2025 as CSV with `\n` line ends, by date. Every account
/// that was there before the year has an entry on the last day of the opening month, so that its balance is known.
///
/// **Numerics:** whole cents, `libm` and [`Stream`](crate::base::Stream) only. A customer depends on the seed and
/// their own number alone.
pub fn transactions(n_customers: usize, seed: u64) -> String {
    let years: Vec<Vec<Entry>> =
        (1..=n_customers).into_par_iter().map(|number| Year::new(seed, number as u32).live()).collect();
    let mut order: Vec<(i32, usize, usize)> = years
        .iter()
        .enumerate()
        .flat_map(|(customer, entries)| {
            entries.iter().enumerate().map(move |(place, entry)| (entry.day, customer, place))
        })
        .collect();
    order.sort_unstable();
    let mut text = TRANSACTION_COLUMNS.join(",");
    text.push('\n');
    for (_, customer, place) in order {
        let entry = &years[customer][place];
        let cells = [
            format!("C{:05}", customer + 1),
            format!("A{:05}-{}", customer + 1, entry.account + 1),
            entry.product.to_owned(),
            date::format_days(entry.day),
            entry.kind.to_owned(),
            money(entry.cents),
            money(entry.balance),
        ];
        text.push_str(&cells.join(","));
        text.push('\n');
    }
    text
}
