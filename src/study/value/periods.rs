//! The two periods of each customer, and who was there in them.

use crate::data::date::format_days;
use crate::data::ledger::{Decision, Ledger, Period, first_of_month, month_of};
use crate::features::customers;
use crate::study::StudyError;

use super::{Clock, Horizon, ValueRecipe};

/// A customer's own time is halved from this many days on: a month on each side.
pub const MIN_OWN_DAYS: u32 = 60;

/// The periods of all customers.
#[derive(Clone, Debug, PartialEq)]
pub struct Periods {
    /// First day of the later period, where it is the same for everybody.
    pub cut_day: Option<i32>,
    /// One entry a customer; `None` for customers who were not there yet.
    pub earlier: Vec<Option<Period>>,
    /// `None` for customers who were no longer there.
    pub later: Vec<Option<Period>>,
    /// Customers whose own time is too short to be halved.
    pub n_short: usize,
    /// Customers of the earlier period with nothing in the later one.
    pub n_gone: usize,
    /// Whether where a period ends is known only from what came after it.
    pub looks_ahead: bool,
}

impl Periods {
    /// Divides the time of the ledger as the recipe says.
    ///
    /// A customer is there in a period that has an entry of theirs, or at whose beginning or end an account of theirs
    /// that has had an entry is not empty or a loan runs.
    ///
    /// **Errors** a cut outside the file, a file of one day.
    pub fn of(ledger: &Ledger, recipe: &ValueRecipe) -> Result<Self, StudyError> {
        let whole = ledger.period();
        let n = ledger.n_customers();
        if whole.days() == 1 && recipe.horizon == Horizon::EarlierToLater {
            return Err(StudyError::OneDay { day: format_days(whole.first) });
        }
        match (recipe.horizon, recipe.clock) {
            (Horizon::SamePeriod, _) => {
                let all = vec![Some(whole); n];
                Ok(Self {
                    cut_day: None,
                    earlier: all.clone(),
                    later: all,
                    n_short: 0,
                    n_gone: 0,
                    looks_ahead: false,
                })
            }
            (Horizon::EarlierToLater, Clock::Calendar) => {
                let cut = recipe.cut_day.unwrap_or_else(|| middle(whole));
                let halves = Period::new(whole.first, cut - 1).zip(Period::new(cut, whole.last));
                let (earlier, later) = halves.ok_or_else(|| StudyError::CutDay {
                    cut: format_days(cut),
                    first: format_days(whole.first),
                    last: format_days(whole.last),
                })?;
                let (earlier, mut whole_later) = (there(ledger, earlier), there(ledger, later));
                let gone = |(was, is): (&Option<Period>, &Option<Period>)| was.is_some() && is.is_none();
                let gone: Vec<bool> = earlier.iter().zip(&whole_later).map(gone).collect();
                let n_gone = gone.iter().filter(|&&gone| gone).count();
                if recipe.decisions.changed(Decision::Leavers) {
                    for (own, _) in whole_later.iter_mut().zip(&gone).filter(|(_, gone)| **gone) {
                        *own = Some(later);
                    }
                }
                let later = whole_later;
                Ok(Self { cut_day: Some(cut), earlier, later, n_short: 0, n_gone, looks_ahead: false })
            }
            (Horizon::EarlierToLater, Clock::OwnHistory) => {
                let halves: Vec<Option<(Period, Period)>> =
                    (0..n).map(|customer| own_halves(ledger, customer)).collect();
                Ok(Self {
                    cut_day: None,
                    earlier: halves.iter().map(|halves| halves.map(|(earlier, _)| earlier)).collect(),
                    later: halves.iter().map(|halves| halves.map(|(_, later)| later)).collect(),
                    n_short: halves.iter().filter(|halves| halves.is_none()).count(),
                    n_gone: 0,
                    looks_ahead: true,
                })
            }
        }
    }

    /// The days of both periods that facts are taken from: as many whole months of each where the cut is the same for
    /// everybody. Own halves are equally long as they are.
    pub(super) fn comparable(&self) -> (Vec<Option<Period>>, Vec<Option<Period>>) {
        let spans = self.cut_day.and_then(|_| self.earlier_span().zip(self.later_span()));
        let Some((earlier, later)) = spans else { return (self.earlier.clone(), self.later.clone()) };
        let (first, second) = customers::comparable(earlier, later);
        let cut = |there: &[Option<Period>], to| there.iter().map(|period| period.map(|_| to)).collect();
        (cut(&self.earlier, first), cut(&self.later, second))
    }

    /// From the first to the last day of anybody's earlier period.
    pub fn earlier_span(&self) -> Option<Period> {
        span(&self.earlier)
    }

    /// The days that facts of the earlier period are taken from: as many months of it as the later one has.
    pub fn facts_span(&self) -> Option<Period> {
        span(&self.comparable().0)
    }

    /// From the first to the last day of anybody's later period.
    pub fn later_span(&self) -> Option<Period> {
        span(&self.later)
    }
}

fn span(periods: &[Option<Period>]) -> Option<Period> {
    let first = periods.iter().flatten().map(|period| period.first).min()?;
    let last = periods.iter().flatten().map(|period| period.last).max()?;
    Period::new(first, last)
}

/// The first of a month nearest to the middle of a period, of equally near ones the later; the middle day where no
/// month begins inside.
fn middle(whole: Period) -> i32 {
    let half = whole.first + (whole.days() / 2) as i32;
    let begins = [0, 1].map(|months| first_of_month(month_of(half) + months));
    let inside = begins.into_iter().rev().filter(|&day| day > whole.first && day <= whole.last);
    inside.min_by_key(|&day| day.abs_diff(half)).unwrap_or(half)
}

/// The period, for each customer who was there.
fn there(ledger: &Ledger, period: Period) -> Vec<Option<Period>> {
    let mut there = vec![None; ledger.n_customers()];
    for (account, entries) in ledger.account_entries.iter().enumerate() {
        // What an account held before its first entry is told by that entry: not known before it.
        if !ledger.is_known_by(account, period.last) {
            continue;
        }
        let filled = |day| ledger.balance_on(account as u32, day).unwrap_or_default() != 0;
        if !ledger.entries_within(entries, period).is_empty()
            || filled(period.first - 1)
            || filled(period.last)
        {
            there[ledger.accounts[account].customer as usize] = Some(period);
        }
    }
    for loan in &ledger.loans {
        if loan.touches(period) {
            there[loan.customer as usize] = Some(period);
        }
    }
    there
}

fn own_halves(ledger: &Ledger, customer: usize) -> Option<(Period, Period)> {
    let days = &ledger.day[ledger.customer_entries[customer].clone()];
    let own = Period::new(*days.iter().min()?, *days.iter().max()?)?;
    if own.days() < MIN_OWN_DAYS {
        return None;
    }
    let cut = own.first + (own.days() / 2) as i32;
    Period::new(own.first, cut - 1).zip(Period::new(cut, own.last))
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::data::date::days_from_civil;

    #[test]
    fn the_middle_is_the_first_of_a_month() {
        let day = |year, month, day| days_from_civil(year, month, day).unwrap();
        let cut = |first, last| format_days(middle(Period::new(first, last).unwrap()));
        assert_eq!(cut(day(2024, 1, 1), day(2024, 12, 31)), "2024-07-01");
        // Thirteen months: the first of June and the first of July are equally far, so the later one.
        assert_eq!(cut(day(2023, 12, 1), day(2024, 12, 31)), "2024-07-01");
        // The nearest first of a month may lie outside, or none inside.
        assert_eq!(cut(day(2024, 3, 20), day(2024, 4, 25)), "2024-04-01");
        assert_eq!(cut(day(2024, 3, 2), day(2024, 3, 11)), "2024-03-07");
    }
}
