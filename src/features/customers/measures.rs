//! The list of measures that every customer table has: name, words, and how each follows from the activity.

use super::activity::Activity;

/// What the cells of a column are.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Form {
    Amount,
    Count,
    /// The quintile of the number among all customers, 5 the highest.
    Score,
    /// The same, 5 the lowest.
    ReversedScore,
}

/// One column that does not depend on the file.
pub struct Measure {
    pub name: &'static str,
    pub name_key: &'static str,
    pub form: Form,
    pub of: fn(&Activity) -> Option<f64>,
}

const fn measure(
    name: &'static str,
    name_key: &'static str,
    form: Form,
    of: fn(&Activity) -> Option<f64>,
) -> Measure {
    Measure { name, name_key, form, of }
}

const fn amount(name: &'static str, name_key: &'static str, of: fn(&Activity) -> Option<f64>) -> Measure {
    measure(name, name_key, Form::Amount, of)
}

const fn count(name: &'static str, name_key: &'static str, of: fn(&Activity) -> Option<f64>) -> Measure {
    measure(name, name_key, Form::Count, of)
}

pub static MEASURES: &[Measure] = &[
    amount("adb_deposit", "customer-column-adb-deposit", |a| Some(a.adb_deposit)),
    amount("balance_end", "customer-column-balance-end", |a| Some(cents(a.balance_end))),
    amount("balance_trend", "customer-column-balance-trend", Activity::balance_trend),
    amount("inflow", "customer-column-inflow", |a| Some(a.monthly(cents(a.flows.inflow)))),
    amount("outflow", "customer-column-outflow", |a| Some(a.monthly(cents(a.flows.outflow)))),
    amount("net_flow", "customer-column-net-flow", |a| {
        Some(a.monthly(cents(a.flows.inflow - a.flows.outflow)))
    }),
    amount("n_in", "customer-column-n-in", |a| Some(a.monthly(f64::from(a.flows.n_in)))),
    amount("n_out", "customer-column-n-out", |a| Some(a.monthly(f64::from(a.flows.n_out)))),
    count("n_accounts", "customer-column-n-accounts", |a| Some(f64::from(a.n_accounts))),
    amount("active_share", "customer-column-active-share", Activity::active_share),
    amount("salary_amount", "customer-column-salary-amount", |a| Some(a.salary()?.amount)),
    amount("salary_regularity", "customer-column-salary-regularity", |a| Some(a.salary()?.regularity)),
    amount("salary_share", "customer-column-salary-share", |a| Some(a.salary()?.share)),
    count("recency_days", "customer-column-recency-days", Activity::recency_days),
];

/// Only where the file or a joined table has loans.
pub static LOANS: &[Measure] = &[
    amount("adb_loan", "customer-column-adb-loan", |a| Some(a.adb_loan)),
    count("n_loans", "customer-column-n-loans", |a| Some(f64::from(a.n_loans))),
    amount("loan_owed", "customer-column-loan-owed", |a| Some(a.loan_owed)),
    amount("loan_payment", "customer-column-loan-payment", |a| Some(cents(a.loan_payment))),
    count("loan_months_left", "customer-column-loan-months-left", |a| Some(f64::from(a.loan_months_left))),
];

/// How long the relation has lasted, against the other customers; days would be more for everybody later.
pub static LENGTH: Measure = measure("rfm_l", "customer-column-rfm-l", Form::Score, Activity::tenure_days);

/// Recency, frequency and money moved, scored among all customers that have a period.
pub static SCORES: &[Measure] = &[
    measure("rfm_r", "customer-column-rfm-r", Form::ReversedScore, Activity::recency_days),
    measure("rfm_f", "customer-column-rfm-f", Form::Score, |a| Some(a.monthly(f64::from(a.n_entries)))),
    measure("rfm_m", "customer-column-rfm-m", Form::Score, |a| {
        Some(a.monthly(cents(a.flows.inflow + a.flows.outflow)))
    }),
];

fn cents(cents: i64) -> f64 {
    cents as f64 / 100.0
}
