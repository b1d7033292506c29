//! What one customer held and did in a period.

use crate::data::ledger::{Ledger, Loan, Period, Product, months_after};
use crate::features::contribution::{has_loan_account, outstanding, owed_days};

use super::ColumnPlan;

/// A month's largest inflow is like a salary where it lies within this share of their median.
const SALARY_TOLERANCE: f64 = 0.2;

/// Money that came into and left deposit accounts, in cents.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub struct Flows {
    pub inflow: i64,
    pub outflow: i64,
    pub n_in: u32,
    pub n_out: u32,
}

impl Flows {
    pub fn of(ledger: &Ledger, customer: usize, period: Period) -> Self {
        let mut flows = Self::default();
        for account in ledger.customer_accounts[customer].clone() {
            if ledger.accounts[account].product == Product::Deposit {
                let entries = ledger.entries_within(&ledger.account_entries[account], period);
                ledger.cents[entries].iter().for_each(|&cents| flows.add(cents));
            }
        }
        flows
    }

    fn add(&mut self, cents: i64) {
        if cents > 0 {
            self.inflow += cents;
            self.n_in += 1;
        } else if cents < 0 {
            self.outflow -= cents;
            self.n_out += 1;
        }
    }
}

/// One whole month of the period.
#[derive(Clone, Copy, Debug)]
pub struct Month {
    period: Period,
    cents: i64,
    largest_inflow: i64,
    n_entries: u32,
    balance_days: f64,
}

impl Month {
    /// Net flow over deposit accounts.
    pub fn flow(&self) -> f64 {
        self.cents as f64 / 100.0
    }

    /// Average daily balance over deposit accounts.
    pub fn balance(&self) -> f64 {
        self.balance_days / f64::from(self.period.days())
    }
}

/// The regular large inflow of a customer, if there is one.
#[derive(Clone, Copy, Debug, PartialEq)]
pub struct Salary {
    /// Median of the months' largest inflows.
    pub amount: f64,
    /// Share of the months whose largest inflow is close to it.
    pub regularity: f64,
    /// Share of the money that came in during those months which these inflows make up.
    pub share: f64,
}

/// Everything the columns of one customer are read from. Only accounts that had an entry by the end of the period
/// count: the balance of the others is not yet known then.
#[derive(Clone, Debug, Default)]
pub struct Activity {
    last: i32,
    days: f64,
    first_seen: Option<i32>,
    last_entry: Option<i32>,
    /// As many as the plan has, aligned at the end; `None` before the customer's period.
    months: Vec<Option<Month>>,
    pub flows: Flows,
    pub n_entries: u32,
    pub n_accounts: u32,
    pub kinds: Vec<u32>,
    pub other: u32,
    pub adb_deposit: f64,
    pub adb_loan: f64,
    /// Cents over deposit accounts.
    pub balance_end: i64,
    pub n_loans: u32,
    pub loan_owed: f64,
    /// Cents a month.
    pub loan_payment: i64,
    pub loan_months_left: u32,
    /// Inflow within the whole months, in cents.
    inflow_in_months: i64,
}

impl Activity {
    pub fn of(ledger: &Ledger, customer: usize, period: Period, loans: &[&Loan], plan: &ColumnPlan) -> Self {
        let mut activity = Self {
            last: period.last,
            days: f64::from(period.days()),
            kinds: vec![0; plan.kinds.len()],
            flows: Flows::of(ledger, customer, period),
            months: months_of(period, plan.n_months),
            ..Self::default()
        };
        for account in ledger.customer_accounts[customer].clone() {
            activity.add_account(ledger, account, period, plan);
        }
        for loan in loans {
            activity.add_loan(loan, period, has_loan_account(ledger, loan));
        }
        activity
    }

    fn add_account(&mut self, ledger: &Ledger, account: usize, period: Period, plan: &ColumnPlan) {
        let all = ledger.account_entries[account].clone();
        let seen = all.start..ledger.entries_within(&all, period).end;
        let Some(&last_entry) = ledger.day[seen.clone()].last() else {
            return;
        };
        let first = ledger.day[seen.start];
        let record = &ledger.accounts[account];
        let opened = record.opened.map_or(first, |opened| opened.min(first));
        self.first_seen = Some(self.first_seen.map_or(opened, |day| day.min(opened)));
        self.last_entry = self.last_entry.max(Some(last_entry));
        self.n_accounts += 1;
        let balance_days = ledger.balance_days(account as u32, period);
        let average = balance_days / f64::from(period.days());
        let balance_end = ledger.balance_on(account as u32, period.last).unwrap_or_default();
        let inside = ledger.entries_within(&all, period);
        self.n_entries += inside.len() as u32;
        for entry in inside.clone() {
            match plan.kinds.iter().position(|(kind, _)| ledger.kind[entry] == Some(*kind)) {
                Some(index) => self.kinds[index] += 1,
                None => self.other += 1,
            }
        }
        for month in self.months.iter_mut().flatten() {
            month.n_entries += ledger.entries_within(&inside, month.period).len() as u32;
        }
        match record.product {
            Product::Loan => {
                self.adb_loan += average.abs();
                self.loan_owed += balance_end.abs() as f64 / 100.0;
                self.n_loans += u32::from(balance_end != 0);
            }
            Product::Deposit => {
                self.adb_deposit += average;
                self.balance_end += balance_end;
                for month in self.months.iter_mut().flatten() {
                    month.balance_days += ledger.balance_days(account as u32, month.period);
                    for &cents in &ledger.cents[ledger.entries_within(&inside, month.period)] {
                        month.cents += cents;
                        month.largest_inflow = month.largest_inflow.max(cents);
                        self.inflow_in_months += cents.max(0);
                    }
                }
            }
        }
    }

    /// Loans granted by the end of the period; how they ended is not looked at.
    fn add_loan(&mut self, loan: &Loan, period: Period, has_account: bool) {
        if loan.start > period.last {
            return;
        }
        if !has_account {
            self.adb_loan += owed_days(loan, period) / f64::from(period.days());
            self.loan_owed += outstanding(loan, period.last) / 100.0;
        }
        if loan.is_running(period.last) {
            self.n_loans += u32::from(!has_account);
            self.loan_payment += loan.payment;
            let left = (0..loan.months)
                .rev()
                .take_while(|&month| months_after(loan.start, month as i32 + 1) > period.last)
                .count();
            self.loan_months_left = self.loan_months_left.max(left as u32);
        }
    }

    pub fn month(&self, index: usize) -> Option<&Month> {
        self.months.get(index)?.as_ref()
    }

    /// From the last entry to the end of the period.
    pub fn recency_days(&self) -> Option<f64> {
        self.last_entry.map(|day| f64::from(self.last) - f64::from(day))
    }

    /// From the opening of the first account, or its first entry, to the end of the period.
    pub fn tenure_days(&self) -> Option<f64> {
        self.first_seen.map(|day| (f64::from(self.last) - f64::from(day)).max(0.0))
    }

    /// A sum over the period for each 30 days of it, so that periods of different length compare.
    pub fn monthly(&self, sum: f64) -> f64 {
        sum * 30.0 / self.days
    }

    /// Share of the whole months that have an entry.
    pub fn active_share(&self) -> Option<f64> {
        let months = self.months.iter().flatten();
        let n = months.clone().count();
        (n > 0).then(|| months.filter(|month| month.n_entries > 0).count() as f64 / n as f64)
    }

    /// Slope of the least-squares line through the months' average balances: money a month.
    pub fn balance_trend(&self) -> Option<f64> {
        let balances: Vec<f64> = self.months.iter().flatten().map(Month::balance).collect();
        let n = balances.len() as f64;
        if balances.len() < 2 {
            return None;
        }
        let middle = (n - 1.0) / 2.0;
        let mean = balances.iter().sum::<f64>() / n;
        let products = balances.iter().enumerate().map(|(month, y)| (month as f64 - middle) * (y - mean));
        Some(products.sum::<f64>() / (n * (n * n - 1.0) / 12.0))
    }

    /// What looks like a salary; needs two whole months. Zero in every part where no money came in.
    pub fn salary(&self) -> Option<Salary> {
        let months: Vec<&Month> = self.months.iter().flatten().collect();
        if months.len() < 2 {
            return None;
        }
        let mut largest: Vec<i64> = months.iter().map(|month| month.largest_inflow).collect();
        largest.retain(|&cents| cents > 0);
        largest.sort_unstable();
        let n = largest.len();
        if n == 0 {
            return Some(Salary { amount: 0.0, regularity: 0.0, share: 0.0 });
        }
        let median = (largest[(n - 1) / 2] + largest[n / 2]) as f64 / 2.0;
        let close =
            largest.iter().filter(|&&cents| (cents as f64 - median).abs() <= SALARY_TOLERANCE * median);
        let (count, sum) = close.fold((0, 0), |(count, sum), cents| (count + 1, sum + cents));
        Some(Salary {
            amount: median / 100.0,
            regularity: f64::from(count) / months.len() as f64,
            share: sum as f64 / self.inflow_in_months as f64,
        })
    }
}

/// The last whole months of a period, at most `most`, counted back from its end, in order.
pub fn whole_months(period: Period, most: usize) -> Vec<Period> {
    let mut end = period.last + 1;
    let mut months = Vec::new();
    for back in 1..=most as i32 {
        let first = months_after(period.last + 1, -back);
        if first < period.first {
            break;
        }
        months.push(Period { first, last: end - 1 });
        end = first;
    }
    months.reverse();
    months
}

/// As many months as the plan has, missing at the front where the period has fewer.
fn months_of(period: Period, n_months: usize) -> Vec<Option<Month>> {
    let whole = whole_months(period, n_months);
    let month = |period| Some(Month { period, cents: 0, largest_inflow: 0, n_entries: 0, balance_days: 0.0 });
    std::iter::repeat_n(None, n_months - whole.len()).chain(whole.into_iter().map(month)).collect()
}
