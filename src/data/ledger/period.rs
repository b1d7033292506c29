//! A run of days, both ends included, and the months in it.

use serde::{Deserialize, Serialize};

use crate::data::date::{civil_from_days, days_from_civil};

/// From the first to the last day, both included; days since 1970-01-01.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Period {
    pub first: i32,
    pub last: i32,
}

impl Period {
    /// `None` where it would end before it begins.
    pub fn new(first: i32, last: i32) -> Option<Self> {
        (first <= last).then_some(Self { first, last })
    }

    /// How many days, at least 1.
    pub fn days(self) -> u32 {
        (i64::from(self.last) - i64::from(self.first) + 1).max(1) as u32
    }

    pub fn contains(self, day: i32) -> bool {
        (self.first..=self.last).contains(&day)
    }
}

/// The calendar month of a day, counted from January of the year 0.
pub fn month_of(day: i32) -> i32 {
    let (year, month, _) = civil_from_days(day);
    year * 12 + month as i32 - 1
}

/// The first day of a month counted as [`month_of`] does; outside the years 1 to 9999 the nearest one inside.
pub fn first_of_month(month: i32) -> i32 {
    let month = month.clamp(12, 9999 * 12 + 11);
    days_from_civil(month / 12, (month % 12) as u32 + 1, 1).unwrap_or_default()
}

/// The same day of the month `months` later (earlier where negative); the last day of a month that is too short.
pub fn months_after(day: i32, months: i32) -> i32 {
    let (year, month, of_month) = civil_from_days(day);
    let month = (year * 12 + month as i32 - 1).saturating_add(months);
    let first = first_of_month(month);
    let length = first_of_month(month.saturating_add(1)) - first;
    first + (of_month as i32 - 1).min((length - 1).max(0))
}

#[cfg(test)]
mod tests {
    use super::*;

    fn day(year: i32, month: u32, day: u32) -> i32 {
        days_from_civil(year, month, day).unwrap()
    }

    #[test]
    fn both_ends_of_a_period_count() {
        let period = Period::new(day(1995, 12, 30), day(1996, 3, 1)).unwrap();
        assert_eq!(period.days(), 63);
        assert_eq!(Period::new(5, 4), None);
        assert_eq!(Period::new(5, 5).map(Period::days), Some(1));
    }

    #[test]
    fn months_are_counted_by_the_calendar() {
        assert_eq!(months_after(day(2023, 1, 31), 1), day(2023, 2, 28));
        assert_eq!(months_after(day(2023, 1, 31), 13), day(2024, 2, 29));
        assert_eq!(months_after(day(2024, 3, 31), -1), day(2024, 2, 29));
        assert_eq!(months_after(day(2024, 1, 15), -12), day(2023, 1, 15));
    }

    #[test]
    fn the_first_of_a_month_is_in_it() {
        for month in [1969 * 12 + 11, 1970 * 12, 2000 * 12 + 1] {
            let first = first_of_month(month);
            assert_eq!(month_of(first), month);
            assert_eq!(month_of(first - 1), month - 1);
        }
    }
}
