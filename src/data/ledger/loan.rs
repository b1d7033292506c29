//! A loan, and when it runs.

use super::{Period, months_after};

/// A loan granted, from a joined table.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Loan {
    pub customer: u32,
    pub account: Option<u32>,
    /// Day it was paid out.
    pub start: i32,
    /// In cents.
    pub principal: i64,
    /// Duration.
    pub months: u32,
    /// In cents a month.
    pub payment: i64,
    /// Not paid as agreed; `None` where the table does not say.
    pub bad: Option<bool>,
}

impl Loan {
    /// The first day after its agreed end; `None` for a loan without a duration, which does not end.
    fn end(&self) -> Option<i32> {
        (self.months > 0).then(|| months_after(self.start, self.months as i32))
    }

    /// Whether it has been paid out and not yet come to its agreed end on a day.
    pub fn is_running(&self, day: i32) -> bool {
        self.touches(Period { first: day, last: day })
    }

    /// Whether it runs on any day of a period.
    pub fn touches(&self, period: Period) -> bool {
        self.start <= period.last && self.end().is_none_or(|end| end > period.first)
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::data::date::days_from_civil;

    #[test]
    fn a_loan_touches_the_periods_in_which_it_runs_on_a_day() {
        let day = |year, month, day| days_from_civil(year, month, day).unwrap();
        let start = day(2023, 1, 31);
        let loan = |months| Loan {
            customer: 0,
            account: None,
            start,
            principal: 120_000,
            months,
            payment: 10_000,
            bad: None,
        };
        let periods = [
            (day(2022, 1, 1), day(2023, 1, 30)),
            (day(2023, 1, 1), day(2023, 1, 31)),
            (day(2024, 1, 30), day(2024, 6, 30)),
            // The agreed end is 31 January 2024: from then on it runs no longer.
            (day(2024, 1, 31), day(2024, 2, 1)),
            (day(2024, 2, 1), day(2024, 6, 30)),
        ];
        for months in [12, 0] {
            let touched = periods.map(|(first, last)| loan(months).touches(Period { first, last }));
            assert_eq!(touched, [false, true, true, months == 0, months == 0]);
            for (first, last) in periods {
                let by_day = (first..=last).any(|day| loan(months).is_running(day));
                assert_eq!(loan(months).touches(Period { first, last }), by_day);
            }
        }
    }
}
