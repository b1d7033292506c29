//! What each customer brought in over a period: margins and fees, less costs, expected loss, tax and capital.

mod loan;
mod rates;

use std::ops::AddAssign;

use rayon::prelude::*;
use serde::{Deserialize, Serialize};

use crate::data::ledger::{Ledger, Loan, Period, Product};

pub use rates::{RateError, RateSpec, RateUnit, Rates, number};

pub(super) use loan::{outstanding, owed_days};

/// Whether it is already known how loans ended. A file says it as of its last day: whoever looks at an earlier
/// period did not know it then.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum LoanOutcome {
    NotYetKnown,
    Known,
}

/// The contribution of one customer in its parts, in units of money. What reduces it is negative, so the
/// total is the sum.
#[derive(Clone, Copy, Debug, Default, PartialEq, Serialize, Deserialize)]
pub struct Contribution {
    pub deposit_margin: f64,
    pub loan_margin: f64,
    pub fees: f64,
    pub costs: f64,
    pub expected_loss: f64,
    pub tax: f64,
    pub capital_charge: f64,
}

impl Contribution {
    pub fn total(&self) -> f64 {
        self.parts().iter().map(|(.., amount)| amount).sum()
    }

    /// The parts in the order of the calculation: its name in files, the key of its name for people, the amount.
    pub fn parts(&self) -> [(&'static str, &'static str, f64); 7] {
        [
            ("deposit_margin", "contribution-deposit-margin", self.deposit_margin),
            ("loan_margin", "contribution-loan-margin", self.loan_margin),
            ("fees", "contribution-fees", self.fees),
            ("costs", "contribution-costs", self.costs),
            ("expected_loss", "contribution-expected-loss", self.expected_loss),
            ("tax", "contribution-tax", self.tax),
            ("capital_charge", "contribution-capital-charge", self.capital_charge),
        ]
    }

    fn amounts(&mut self) -> [&mut f64; 7] {
        [
            &mut self.deposit_margin,
            &mut self.loan_margin,
            &mut self.fees,
            &mut self.costs,
            &mut self.expected_loss,
            &mut self.tax,
            &mut self.capital_charge,
        ]
    }

    /// What was contributed in this many years as a rate a year.
    #[must_use]
    pub fn per(mut self, years: f64) -> Self {
        for amount in self.amounts() {
            *amount /= years;
        }
        self
    }
}

impl AddAssign for Contribution {
    fn add_assign(&mut self, other: Self) {
        for (amount, (.., more)) in self.amounts().into_iter().zip(other.parts()) {
            *amount += more;
        }
    }
}

/// What a customer held and did in a period: everything the contribution is computed from.
#[derive(Clone, Copy, Debug, Default, PartialEq)]
struct Holdings {
    /// Σ deposit balance · days; overdrafts count against it.
    deposit_days: f64,
    /// Σ owed · days of loans that are not known to be bad.
    good_loan_days: f64,
    /// Σ owed · days of loans known to be bad.
    bad_loan_days: f64,
    n_out: usize,
    n_cash: usize,
    n_other: usize,
    /// Σ over accounts of the days they were open.
    account_days: f64,
}

/// What each customer contributed in his or her period; zero in every part where there is none.
///
/// With D days, `ADB = Σ balance·days / D` (the opening balance carried in), rates a year and a year of 365 days:
///
/// - deposit margin `ADB_deposit·(ftp − deposit_rate)·D/365`
/// - loan margin `ADB_loan·(loan_rate − ftp)·D/365`
/// - fees `n_out·fee_out`, of entries that leave deposit accounts
/// - costs `−(n_cash·cost_cash + n_other·cost_other + cost_account·(days its accounts were open)/365)`
/// - expected loss `−lgd·(pd·D/365·EAD_good + pd_bad·EAD_bad)`, `EAD` the average owed over the period. `pd` is the
///   usual probability within twelve months; `pd_bad` belongs to a loss that has happened and knows no time.
/// - tax `−tax·max(0, sum so far)`: a loss is not refunded
/// - capital charge `−ADB_loan·risk_weight·capital_ratio·capital_cost·D/365`
///
/// An account without an entry up to the end of the period adds nothing: its balance is known from a later entry only.
/// Where a joined table says that it was open, it costs.
///
/// Owed is the balance of a loan account without its sign, or, for a loan that only a joined table knows, the
/// principal falling by `principal / months` at the end of each month. A loan of a table that names a loan account
/// adds nothing to that account's balance, but says whether it is bad.
///
/// **Shapes:** `periods` has one entry a customer.
///
/// **Numerics:** balances are added in whole cents; each customer is computed alone, so threads change nothing.
///
/// **Source:** the improved-BP study's "comprehensive contribution", written out with standard bank terms (funds
/// transfer pricing; expected loss and risk-weighted capital as in the Basel framework).
pub fn contributions(
    ledger: &Ledger,
    periods: &[Option<Period>],
    outcome: LoanOutcome,
    rates: &Rates,
) -> Vec<Contribution> {
    let cash: Vec<bool> = ledger.kinds.iter().map(|kind| is_cash(kind)).collect();
    let loans = loans_by_customer(ledger);
    (0..ledger.n_customers())
        .into_par_iter()
        .map(|customer| {
            let Some(period) = periods.get(customer).copied().flatten() else {
                return Contribution::default();
            };
            let own = loans.get(customer).map_or(&[][..], Vec::as_slice);
            let holdings = hold(ledger, customer, period, &cash, own, outcome);
            price(&holdings, f64::from(period.days()), rates)
        })
        .collect()
}

/// The loans of joined tables, customer by customer.
pub(super) fn loans_by_customer(ledger: &Ledger) -> Vec<Vec<&Loan>> {
    let mut by_customer = vec![Vec::new(); ledger.n_customers()];
    for loan in &ledger.loans {
        if let Some(loans) = by_customer.get_mut(loan.customer as usize) {
            loans.push(loan);
        }
    }
    by_customer
}

/// Whether a loan of a joined table is also a loan account of the file, which then shows what is owed.
pub(super) fn has_loan_account(ledger: &Ledger, loan: &Loan) -> bool {
    let account = loan.account.and_then(|account| ledger.accounts.get(account as usize));
    account.is_some_and(|account| account.product == Product::Loan)
}

fn hold(
    ledger: &Ledger,
    customer: usize,
    period: Period,
    cash: &[bool],
    loans: &[&Loan],
    outcome: LoanOutcome,
) -> Holdings {
    let is_bad = |loan: &Loan| outcome == LoanOutcome::Known && loan.bad == Some(true);
    let mut holdings = Holdings::default();
    for account in ledger.customer_accounts[customer].clone() {
        let record = &ledger.accounts[account];
        let entries = &ledger.account_entries[account];
        let Some(first) = ledger.day[entries.clone()].first().copied().filter(|&first| first <= period.last)
        else {
            // What it holds is told by its first entry; that it is open may be told by a joined table.
            if record.opened.is_some_and(|opened| opened <= period.last) {
                holdings.account_days += open_days(record.opened, period);
            }
            continue;
        };
        let balance_days = ledger.balance_days(account as u32, period);
        let deposit = record.product == Product::Deposit;
        if deposit {
            holdings.deposit_days += balance_days;
        } else if loans.iter().any(|loan| loan.account == Some(account as u32) && is_bad(loan)) {
            holdings.bad_loan_days += balance_days.abs();
        } else {
            holdings.good_loan_days += balance_days.abs();
        }
        // Where no balance says that something was there before, an account begins with its first entry.
        let opened =
            record.opened.or_else(|| (!ledger.states_balances && record.opening == 0).then_some(first));
        holdings.account_days += open_days(opened, period);
        for entry in ledger.entries_within(entries, period) {
            holdings.n_out += usize::from(deposit && ledger.cents[entry] < 0);
            if ledger.kind[entry].is_some_and(|kind| cash[kind as usize]) {
                holdings.n_cash += 1;
            } else {
                holdings.n_other += 1;
            }
        }
    }
    for loan in loans.iter().filter(|loan| !has_loan_account(ledger, loan)) {
        let owed_days = owed_days(loan, period);
        if is_bad(loan) {
            holdings.bad_loan_days += owed_days;
        } else {
            holdings.good_loan_days += owed_days;
        }
    }
    holdings
}

/// Days of a period on which an account opened on this day was open.
fn open_days(opened: Option<i32>, period: Period) -> f64 {
    let from = opened.map_or(period.first, |opened| opened.max(period.first));
    (f64::from(period.last) - f64::from(from) + 1.0).max(0.0)
}

fn price(holdings: &Holdings, days: f64, rates: &Rates) -> Contribution {
    let years = days / 365.0;
    let deposits = holdings.deposit_days / days;
    let (good, bad) = (holdings.good_loan_days / days, holdings.bad_loan_days / days);
    let deposit_margin = deposits * (rates.ftp - rates.deposit_rate) * years;
    let loan_margin = (good + bad) * (rates.loan_rate - rates.ftp) * years;
    let fees = holdings.n_out as f64 * rates.fee_out;
    let costs = holdings.n_cash as f64 * rates.cost_cash
        + holdings.n_other as f64 * rates.cost_other
        + rates.cost_account * holdings.account_days / 365.0;
    let expected_loss = rates.lgd * (rates.pd * years * good + rates.pd_bad * bad);
    let before_tax = deposit_margin + loan_margin + fees - costs - expected_loss;
    let tax = rates.tax * before_tax.max(0.0);
    let capital = (good + bad) * rates.risk_weight * rates.capital_ratio * rates.capital_cost * years;
    // 0 − x, not −x: what costs nothing shall not be written as −0.
    Contribution {
        deposit_margin,
        loan_margin,
        fees,
        costs: 0.0 - costs,
        expected_loss: 0.0 - expected_loss,
        tax: 0.0 - tax,
        capital_charge: 0.0 - capital,
    }
}

/// Whether a kind of transaction is cash over the counter or at a machine; in English, Czech and Chinese terms.
/// A payment by card is none.
fn is_cash(kind: &str) -> bool {
    let kind = kind.to_lowercase();
    let words = ["cash", "atm", "vklad", "vyber", "výběr", "现金", "取现", "存现", "現金"];
    let cards = ["card", "kart", "卡"];
    let mut tokens = kind.split(|c: char| !c.is_alphanumeric());
    let named = tokens.any(|token| {
        words.iter().any(|word| if *word == "atm" { token == *word } else { token.contains(word) })
    });
    named && !cards.iter().any(|card| kind.contains(card))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn contributions_add_up_part_by_part() {
        let one = Contribution {
            deposit_margin: 1.0,
            loan_margin: 2.0,
            fees: 4.0,
            costs: -8.0,
            expected_loss: -16.0,
            tax: -32.0,
            capital_charge: -64.0,
        };
        let mut two = one;
        two += one;
        assert_eq!(two.per(2.0), one);
        assert_eq!(two.parts().map(|(.., amount)| amount), [2.0, 4.0, 8.0, -16.0, -32.0, -64.0, -128.0]);
        assert_eq!(two.total(), 2.0 * one.total());
    }

    #[test]
    fn cash_is_told_from_transfers_and_cards() {
        for kind in ["VKLAD", "VYBER", "credit in cash", "withdrawal in cash", "ATM", "现金存款"] {
            assert!(is_cash(kind), "{kind}");
        }
        for kind in ["PREVOD Z UCTU", "VYBER KARTOU", "collection from another bank", "treatment", "工资", ""]
        {
            assert!(!is_cash(kind), "{kind}");
        }
    }
}
