//! Balances over time: on a day, and added up over days.

use std::ops::Range;

use super::{Ledger, Period};

impl Ledger {
    /// The account's balance in cents at the end of a day: after the last entry up to it, else the opening
    /// balance; 0 before the account was opened. `None` for an account that does not exist.
    pub fn balance_on(&self, account: u32, day: i32) -> Option<i64> {
        let entries = self.account_entries.get(account as usize)?.clone();
        let before = entries.start + self.day[entries.clone()].partition_point(|&entry_day| entry_day <= day);
        if before > entries.start {
            return Some(self.balance[before - 1]);
        }
        Some(self.balance_before(account, day))
    }

    /// Σ balance · days over a period, in units of money times days.
    ///
    /// Σ over the days d of the period of B(d), B(d) the balance at the end of day d in units (cents / 100): the
    /// stated balance after the last entry up to d; the opening balance before the first entry, 0 before the account was opened;
    /// the closing balance after the last entry. Divided by [`Period::days`] it is the average daily balance.
    ///
    /// **Numerics:** added up in whole cents (i128), divided once at the end.
    pub fn balance_days(&self, account: u32, period: Period) -> f64 {
        let Some(entries) = self.account_entries.get(account as usize).cloned() else {
            return 0.0;
        };
        let inside = self.entries_within(&entries, period);
        let mut balance = self.balance_on(account, period.first - 1).unwrap_or_default();
        let mut from = period.first;
        let mut sum = 0i128;
        if inside.start == entries.start
            && let Some(opened) = self.accounts[account as usize].opened
            && period.contains(opened)
        {
            // Opened within the period, perhaps before the first entry.
            sum += i128::from(balance) * i128::from(opened - from);
            from = opened;
            balance = self.accounts[account as usize].opening;
        }
        for entry in inside {
            let day = self.day[entry];
            sum += i128::from(balance) * i128::from((day - from).max(0));
            from = from.max(day);
            balance = self.balance[entry];
        }
        sum += i128::from(balance) * (i128::from(period.last) - i128::from(from) + 1);
        sum as f64 / 100.0
    }

    /// Entries of an account, or of any run of entries in order of days, that lie within a period.
    pub fn entries_within(&self, entries: &Range<usize>, period: Period) -> Range<usize> {
        let days = &self.day[entries.clone()];
        let start = days.partition_point(|&day| day < period.first);
        let end = days.partition_point(|&day| day <= period.last);
        entries.start + start..entries.start + end.max(start)
    }

    /// Whether an account has had an entry by the end of a day. What it held until its first entry is known from that
    /// entry only.
    pub fn is_known_by(&self, account: usize, day: i32) -> bool {
        let first = self.account_entries.get(account).and_then(|entries| self.day[entries.clone()].first());
        first.is_some_and(|&first| first <= day)
    }

    /// On a day before the first entry.
    fn balance_before(&self, account: u32, day: i32) -> i64 {
        let account = &self.accounts[account as usize];
        if account.opened.is_some_and(|opened| day < opened) { 0 } else { account.opening }
    }
}
