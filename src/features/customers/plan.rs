//! Which columns a customer table gets, decided once so that two periods make the same columns.

use std::collections::BTreeSet;

use rayon::prelude::*;
use serde::{Deserialize, Serialize};

use crate::data::ledger::{Ledger, Period, Product};
use crate::data::names;

use super::activity::whole_months;
use super::measures::{LOANS, MEASURES};

/// Kinds of transaction that get a column of their own.
const MAX_KINDS: usize = 12;

/// Months that get columns of their own: the last ones of the period.
pub const MAX_MONTHS: usize = 12;

/// The columns that depend on the file: kinds of transaction, months, loans.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
pub struct ColumnPlan {
    /// Index of a kind among the ledger's kinds, and the name of its column.
    pub kinds: Vec<(u32, String)>,
    /// Whether there are entries of other kinds or of none.
    pub has_other: bool,
    pub n_months: usize,
    pub loans: bool,
    /// Whether there are columns that tell how long a period is: months, length of the relation.
    pub tells_length: bool,
}

impl ColumnPlan {
    /// The plan that the periods call for: their most frequent kinds, at most twelve, and as many whole months, at
    /// most twelve, as the longest of them has. Nothing outside the periods has a say.
    pub fn of(ledger: &Ledger, periods: &[Option<Period>]) -> Self {
        let counts = kind_counts(ledger, periods);
        let (own, none) = counts.split_at(ledger.kinds.len());
        let mut frequent: Vec<u32> = (0..own.len() as u32).filter(|kind| own[*kind as usize] > 0).collect();
        // By name among equally frequent ones: the ledger's own order counts entries outside the periods.
        frequent.sort_by_key(|kind| (std::cmp::Reverse(own[*kind as usize]), &ledger.kinds[*kind as usize]));
        let mut taken: BTreeSet<String> =
            MEASURES.iter().chain(LOANS).map(|measure| measure.name.to_owned()).collect();
        taken.insert("n_other".to_owned());
        let has_other = frequent.len() > MAX_KINDS || none.iter().any(|count| *count > 0);
        frequent.truncate(MAX_KINDS);
        let kinds =
            frequent.into_iter().map(|kind| (kind, column_name(&ledger.kinds[kind as usize], &mut taken)));
        let different: BTreeSet<(i32, i32)> =
            periods.iter().flatten().map(|period| (period.first, period.last)).collect();
        let months =
            different.into_iter().map(|(first, last)| whole_months(Period { first, last }, MAX_MONTHS).len());
        let loan_account = ledger.accounts.iter().any(|account| account.product == Product::Loan);
        Self {
            kinds: kinds.collect(),
            has_other,
            n_months: months.max().unwrap_or(0),
            loans: loan_account || !ledger.loans.is_empty(),
            tells_length: true,
        }
    }

    /// Without the columns that tell how long a customer's period is, where that is known only from what came after it.
    #[must_use]
    pub fn without_length(self) -> Self {
        Self { tells_length: false, ..self }
    }
}

/// Entries of each kind within the periods; last those of no kind.
fn kind_counts(ledger: &Ledger, periods: &[Option<Period>]) -> Vec<usize> {
    let n_kinds = ledger.kinds.len();
    (0..ledger.n_customers())
        .into_par_iter()
        .fold(
            || vec![0; n_kinds + 1],
            |mut counts, customer| {
                if let Some(period) = periods.get(customer).copied().flatten() {
                    for account in ledger.customer_accounts[customer].clone() {
                        for entry in ledger.entries_within(&ledger.account_entries[account], period) {
                            counts[ledger.kind[entry].map_or(n_kinds, |kind| kind as usize)] += 1;
                        }
                    }
                }
                counts
            },
        )
        .reduce(
            || vec![0; n_kinds + 1],
            |mut left, right| {
                // Whole numbers: the order of adding does not matter.
                left.iter_mut().zip(right).for_each(|(left, right)| *left += right);
                left
            },
        )
}

/// `n_` and the kind in lower case, with `_` for everything that is neither letter nor digit.
fn column_name(kind: &str, taken: &mut BTreeSet<String>) -> String {
    let words: Vec<String> = kind
        .split(|c: char| !c.is_alphanumeric())
        .filter(|word| !word.is_empty())
        .map(str::to_lowercase)
        .collect();
    let stem = if words.is_empty() { "n_kind".to_owned() } else { format!("n_{}", words.join("_")) };
    names::unique(&stem, taken)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn names_of_kinds_are_plain_and_differ() {
        let mut taken = BTreeSet::from(["n_in".to_owned()]);
        let names: Vec<String> = ["Credit in CASH", "credit-in-cash", "in", "工资", "--"]
            .iter()
            .map(|kind| column_name(kind, &mut taken))
            .collect();
        assert_eq!(names, ["n_credit_in_cash", "n_credit_in_cash_2", "n_in_2", "n_工资", "n_kind"]);
    }
}
