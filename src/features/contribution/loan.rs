//! What is owed on a loan that only a joined table knows: the principal, falling in equal steps month by month.

use crate::data::ledger::{Loan, Period, months_after};

/// Cents owed at the end of a day: `principal·(months − k)/months` with k whole months since it was paid out.
pub fn outstanding(loan: &Loan, day: i32) -> f64 {
    if !loan.is_running(day) {
        return 0.0;
    }
    let elapsed = (1..=loan.months as i32).take_while(|&k| months_after(loan.start, k) <= day).count();
    left_after(loan, elapsed as u32)
}

/// Σ owed · days over a period, in units of money times days.
pub fn owed_days(loan: &Loan, period: Period) -> f64 {
    let mut cents = 0.0;
    for k in 0..loan.months.max(1) {
        let from = months_after(loan.start, k as i32).max(period.first);
        let next = if loan.months == 0 { i32::MAX } else { months_after(loan.start, k as i32 + 1) };
        let to = (next - 1).min(period.last);
        if from > period.last {
            break;
        }
        cents += left_after(loan, k) * (f64::from(to) - f64::from(from) + 1.0).max(0.0);
    }
    cents / 100.0
}

fn left_after(loan: &Loan, months: u32) -> f64 {
    let left = loan.months.saturating_sub(months);
    loan.principal as f64 * f64::from(left.max(u32::from(loan.months == 0))) / f64::from(loan.months.max(1))
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::data::date::days_from_civil;

    fn day(year: i32, month: u32, day: u32) -> i32 {
        days_from_civil(year, month, day).unwrap()
    }

    fn loan(months: u32) -> Loan {
        let start = day(2023, 1, 31);
        Loan { customer: 0, account: None, start, principal: 120_000, months, payment: 10_000, bad: None }
    }

    #[test]
    fn the_principal_falls_month_by_month() {
        let loan = loan(12);
        for (on, owed) in [
            (day(2023, 1, 30), 0.0),
            (day(2023, 1, 31), 120_000.0),
            (day(2023, 2, 27), 120_000.0),
            (day(2023, 2, 28), 110_000.0),
            (day(2023, 12, 31), 10_000.0),
            (day(2024, 1, 30), 10_000.0),
            (day(2024, 1, 31), 0.0),
        ] {
            assert_eq!(outstanding(&loan, on), owed, "{on}");
            assert_eq!(loan.is_running(on), owed > 0.0, "{on}");
        }
    }

    #[test]
    fn owed_days_are_the_sum_over_days() {
        for loan in [loan(12), loan(1), loan(0)] {
            for (first, last) in [
                (day(2023, 1, 1), day(2023, 6, 30)),
                (day(2023, 5, 3), day(2023, 5, 3)),
                (day(2020, 1, 1), day(2020, 12, 31)),
                (day(2023, 1, 1), day(2025, 12, 31)),
            ] {
                let by_day: f64 = (first..=last).map(|day| outstanding(&loan, day) / 100.0).sum();
                let period = Period { first, last };
                assert!((owed_days(&loan, period) - by_day).abs() < 1e-6 * by_day.max(1.0), "{loan:?}");
            }
        }
    }
}
