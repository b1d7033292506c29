//! A customer's accounts through the months: what is ordered, and what the balances allow.

use crate::base::Stream;
use crate::data::date;

use super::Entry;
use super::month::{self, Order};
use super::person::{LoanPlan, N_MONTHS, Person};

/// The day the current account is opened for somebody who joins.
const JOIN_DAY: u32 = 2;
/// A year, on savings.
const SAVINGS_RATE: f64 = 0.012;
/// A month, taken at the end of each quarter.
const ACCOUNT_FEE: i64 = 250;

#[derive(Clone, Debug)]
pub struct Account {
    pub product: &'static str,
    pub balance: i64,
    limit: i64,
}

/// A loan that runs: where, at what rate, and how much is paid back each month.
#[derive(Clone, Copy, Debug)]
pub struct Loan {
    pub account: usize,
    pub instalment: i64,
    rate: f64,
}

/// A customer with the accounts as they stand in the month that is lived.
pub struct Year {
    pub person: Person,
    pub stream: Stream,
    pub accounts: Vec<Account>,
    pub savings: Option<usize>,
    pub loans: Vec<Loan>,
    entries: Vec<Entry>,
}

/// The current account stands first.
pub const CURRENT: usize = 0;

impl Year {
    pub fn new(seed: u64, number: u32) -> Self {
        let mut stream = Stream::new(seed, "sample tiers", number);
        let person = Person::draw(&mut stream);
        let current =
            Account { product: "deposit", balance: cents(person.current), limit: cents(person.limit) };
        let mut year = Self {
            savings: None,
            loans: Vec::new(),
            accounts: vec![current],
            entries: Vec::new(),
            stream,
            person,
        };
        if let Some(amount) = year.person.savings {
            let account = year.savings_account();
            year.accounts[account].balance = cents(amount);
        }
        if let Some(plan) = year.person.loan {
            let account = year.open_loan(plan);
            year.accounts[account].balance = -cents(owed(plan));
        }
        year
    }

    /// All entries of the file, in the order in which they happened.
    pub fn live(mut self) -> Vec<Entry> {
        for month in self.person.joins..N_MONTHS {
            let mut orders = month::orders(&mut self, month);
            if month > 0 && month == self.person.joins {
                if self.person.saves > 0.0 {
                    self.savings_account();
                }
                orders.insert(
                    0,
                    Order::must(JOIN_DAY, CURRENT, "transfer_in", cents(self.person.income * 0.5)),
                );
                for order in &mut orders {
                    order.day = order.day.max(JOIN_DAY);
                }
            }
            orders.sort_by_key(|order| order.day);
            for order in &orders {
                self.post(month, order);
            }
            self.close(month);
        }
        self.entries
    }

    /// The savings account, opened where there is none.
    pub fn savings_account(&mut self) -> usize {
        *self.savings.get_or_insert_with(|| {
            self.accounts.push(Account { product: "deposit", balance: 0, limit: 0 });
            self.accounts.len() - 1
        })
    }

    /// A new loan account, with nothing paid out yet.
    pub fn open_loan(&mut self, plan: LoanPlan) -> usize {
        self.accounts.push(Account { product: "loan", balance: 0, limit: i64::MAX });
        let account = self.accounts.len() - 1;
        self.loans.push(Loan { account, instalment: cents(annuity(plan)), rate: plan.rate });
        account
    }

    /// Carries an order out if the balance allows it.
    fn post(&mut self, month: u32, order: &Order) {
        // Nobody pays back more than is still owed on the day.
        let paid_back = order.to.map(|to| &self.accounts[to]).filter(|to| to.product == "loan");
        let cents = paid_back.map_or(order.cents, |loan| order.cents.max(loan.balance.min(0)));
        let account = &self.accounts[order.account];
        let covered = cents >= 0 || account.balance + cents >= -account.limit.min(i64::MAX / 2);
        if cents == 0 || !(covered || order.must) {
            return;
        }
        self.enter(month, order.day, order.account, order.kind, cents);
        if let Some(to) = order.to {
            self.enter(month, order.day, to, order.kind, -cents);
        }
    }

    fn enter(&mut self, month: u32, day: u32, account: usize, kind: &'static str, cents: i64) {
        let holder = &mut self.accounts[account];
        holder.balance += cents;
        let (product, balance) = (holder.product, holder.balance);
        self.entries.push(Entry { day: day_of(month, day), account, product, kind, cents, balance });
    }

    /// What the bank itself enters on the last day: fees and loan interest each quarter, savings interest each year.
    fn close(&mut self, month: u32) {
        if !month.is_multiple_of(3) {
            return;
        }
        let last = last_day(month);
        self.enter(month, last, CURRENT, "fee", -3 * ACCOUNT_FEE);
        if let Some(account) = self.savings.filter(|_| month.is_multiple_of(12)) {
            let interest = cents(self.accounts[account].balance as f64 / 100.0 * SAVINGS_RATE).max(1);
            self.enter(month, last, account, "interest", interest);
        }
        for loan in self.loans.clone() {
            let owed = -self.accounts[loan.account].balance;
            if owed > 0 {
                let interest = cents(owed as f64 / 100.0 * loan.rate / 4.0).max(1);
                self.enter(month, last, loan.account, "loan_interest", -interest);
            }
        }
    }
}

pub fn cents(amount: f64) -> i64 {
    libm::round(amount * 100.0) as i64
}

/// The equal monthly payment that pays a loan back.
fn annuity(plan: LoanPlan) -> f64 {
    let monthly = plan.rate / 12.0;
    plan.principal * monthly / (1.0 - libm::pow(1.0 + monthly, -f64::from(plan.n_months)))
}

/// What is still owed after the instalments paid so far.
fn owed(plan: LoanPlan) -> f64 {
    let grown = libm::pow(1.0 + plan.rate / 12.0, f64::from(plan.n_paid));
    plan.principal * grown - annuity(plan) * (grown - 1.0) / (plan.rate / 12.0)
}

/// Days since 1970-01-01 of a day of a month of the file; later days of short months are their last.
fn day_of(month: u32, day: u32) -> i32 {
    let (year, of_year) = if month == 0 { (2024, 12) } else { (2025, month) };
    let day = day.min(last_day(month));
    date::days_from_civil(year, of_year, day).unwrap_or_default()
}

fn last_day(month: u32) -> u32 {
    match month {
        2 => 28,
        4 | 6 | 9 | 11 => 30,
        _ => 31,
    }
}
