//! What a customer orders in a month, and how a turn in their life changes it.

use crate::data::sample::draw::{around, poisson};

use super::person::{Behaviour, Turn, loan_plan};
use super::year::{CURRENT, Year, cents};

/// A payment somebody wants made.
#[derive(Clone, Copy, Debug)]
pub struct Order {
    pub day: u32,
    pub account: usize,
    /// The other account of the same customer, where the money goes there.
    pub to: Option<usize>,
    pub kind: &'static str,
    pub cents: i64,
    /// Made whatever the balance.
    pub must: bool,
}

impl Order {
    fn new(day: u32, account: usize, kind: &'static str, cents: i64) -> Self {
        Self { day, account, to: None, kind, cents, must: false }
    }

    pub fn must(day: u32, account: usize, kind: &'static str, cents: i64) -> Self {
        Self { must: true, ..Self::new(day, account, kind, cents) }
    }

    fn between(day: u32, from: usize, to: usize, kind: &'static str, cents: i64) -> Self {
        Self { to: Some(to), ..Self::new(day, from, kind, -cents) }
    }
}

/// The orders of a month; a turn of life that falls into it comes first.
pub fn orders(year: &mut Year, month: u32) -> Vec<Order> {
    let mut orders = Vec::new();
    let turn = year.person.turn.filter(|&(_, begins)| month >= begins.max(year.person.joins));
    if let Some((turn, begins)) = turn {
        take_turn(year, turn, month - begins, &mut orders);
    }
    let leaving = turn.is_some_and(|(turn, begins)| turn == Turn::Leaving && month > begins + 1);
    match year.person.behaviour {
        Behaviour::Business => trade(year, &mut orders),
        Behaviour::Dormant => drift(year, &mut orders),
        _ => live(year, leaving, &mut orders),
    }
    pay_back(year, &mut orders);
    orders
}

/// What the turn does `since` months after it began.
fn take_turn(year: &mut Year, turn: Turn, since: u32, orders: &mut Vec<Order>) {
    let first = since == 0;
    match turn {
        Turn::NewJob if first => year.person.income *= around(&mut year.stream, 1.35, 0.15),
        Turn::LostJob if first => year.person.income *= 0.42,
        Turn::Inheritance if first => {
            let amount = around(&mut year.stream, 45_000.0, 0.8);
            orders.push(Order::new(12, CURRENT, "transfer_in", cents(amount)));
            let (share, account) = (0.6 + 0.35 * year.stream.uniform(), year.savings_account());
            orders.push(Order::between(19, CURRENT, account, "saving", cents(amount * share)));
        }
        Turn::Purchase if first => {
            let share = 0.7 + 0.25 * year.stream.uniform();
            let account = year.savings.unwrap_or(CURRENT);
            let amount = (year.accounts[account].balance as f64 / 100.0 * share).max(0.0);
            if account != CURRENT {
                orders.push(Order::between(8, account, CURRENT, "saving", cents(amount)));
            }
            orders.push(Order::new(10, CURRENT, "transfer_out", -cents(amount)));
            if year.stream.uniform() < 0.6 {
                borrow(year, 25_000.0, 9, true, orders);
            }
        }
        Turn::LoanTaken if first => {
            let middle = if year.person.behaviour == Behaviour::Business { 50_000.0 } else { 12_000.0 };
            borrow(year, middle, 6, year.person.behaviour != Behaviour::Business, orders);
        }
        Turn::LoanRepaid if first => {
            for loan in year.loans.clone() {
                let owed = -year.accounts[loan.account].balance;
                // Another bank takes the loan over.
                orders.push(Order::new(2, CURRENT, "transfer_in", owed.max(0)));
                orders.push(Order::between(2, CURRENT, loan.account, "repayment", owed.max(0)));
            }
        }
        Turn::Leaving => {
            let share = 0.2 + 0.25 * year.stream.uniform();
            let held: Vec<usize> = std::iter::once(CURRENT).chain(year.savings).collect();
            for account in held {
                let part = (year.accounts[account].balance as f64 / 100.0 * share).max(0.0);
                orders.push(Order::new(15, account, "transfer_out", -cents(part)));
            }
        }
        Turn::StartsSaving if first => {
            year.savings_account();
            year.person.saves = 0.85;
            year.person.spends *= 0.75;
        }
        Turn::Growth => year.person.income *= around(&mut year.stream, 1.07, 0.04),
        Turn::Slump => year.person.income *= around(&mut year.stream, 0.9, 0.04),
        Turn::WakesUp if first => year.person.behaviour = Behaviour::Salaried,
        _ => {}
    }
}

/// A loan is paid out to the current account and, for a purchase, passed on the next day.
fn borrow(year: &mut Year, middle: f64, day: u32, spent: bool, orders: &mut Vec<Order>) {
    let plan = loan_plan(&mut year.stream, middle, 0.6);
    let account = year.open_loan(plan);
    let amount = cents(plan.principal);
    orders.push(Order::between(day, account, CURRENT, "loan_payout", amount));
    if spent {
        orders.push(Order::new(day + 1, CURRENT, "transfer_out", -amount));
    }
}

/// A household: paid, then rent, bills, cards, cash and savings.
fn live(year: &mut Year, leaving: bool, orders: &mut Vec<Order>) {
    let Year { person, stream, .. } = year;
    if person.is_paid() && !leaving {
        let kind = if person.behaviour == Behaviour::Saver { "pension" } else { "salary" };
        let day = person.pay_day + stream.below(2) as u32;
        orders.push(Order::new(day, CURRENT, kind, cents(around(stream, person.income, 0.015))));
    }
    orders.push(Order::new(3, CURRENT, "rent", -cents(person.rent)));
    if stream.uniform() < 0.5 {
        let bill = around(stream, 0.05 * person.income, 0.4);
        orders.push(Order::new(5 + stream.below(10) as u32, CURRENT, "bill", -cents(bill)));
    }
    let budget = person.income * person.spends * if leaving { 0.3 } else { 1.0 };
    let each = budget / (person.n_card + person.n_cash);
    for _ in 0..poisson(stream, person.n_card) {
        let amount = around(stream, each, 0.5);
        orders.push(Order::new(1 + stream.below(28) as u32, CURRENT, "card", -cents(amount)));
    }
    for _ in 0..poisson(stream, person.n_cash) {
        let tens = libm::round(around(stream, each, 0.4) / 10.0).max(1.0);
        orders.push(Order::new(1 + stream.below(28) as u32, CURRENT, "cash", -cents(tens * 10.0)));
    }
    put_by(year, orders);
}

/// What lies above a cushion goes to the savings account; what is lacking comes back from it.
fn put_by(year: &mut Year, orders: &mut Vec<Order>) {
    let Some(savings) = year.savings else { return };
    let current = year.accounts[CURRENT].balance as f64 / 100.0;
    let (above, person) = (current - 0.8 * year.person.income, &year.person);
    if above > 0.35 * person.income && person.saves > 0.0 {
        let amount = libm::floor(above * person.saves / 50.0) * 50.0;
        orders.push(Order::between(28, CURRENT, savings, "saving", cents(amount)));
    } else if current < 0.25 * person.income {
        let held = year.accounts[savings].balance as f64 / 100.0;
        let amount = libm::floor(held.min(0.4 * person.income) / 10.0) * 10.0;
        orders.push(Order::between(2, savings, CURRENT, "saving", cents(amount.max(0.0))));
    }
}

/// A business: receipts and bills, and the owner's share.
fn trade(year: &mut Year, orders: &mut Vec<Order>) {
    let Year { person, stream, .. } = year;
    let each = person.income / 3.0;
    for _ in 0..poisson(stream, 3.0) {
        let amount = around(stream, each, 0.6);
        orders.push(Order::new(1 + stream.below(28) as u32, CURRENT, "receipt", cents(amount)));
    }
    for _ in 0..poisson(stream, 2.6) {
        let amount = around(stream, each * 0.85, 0.6);
        orders.push(Order::new(1 + stream.below(28) as u32, CURRENT, "bill", -cents(amount)));
    }
    if stream.uniform() < 0.5 {
        let tens = libm::round(around(stream, each * 0.3, 0.5) / 10.0).max(1.0);
        orders.push(Order::new(1 + stream.below(28) as u32, CURRENT, "cash_in", cents(tens * 10.0)));
    }
    let owner = person.income * 0.12;
    orders.push(Order::new(26, CURRENT, "transfer_out", -cents(around(stream, owner, 0.1))));
    put_by(year, orders);
}

/// An account nobody thinks of.
fn drift(year: &mut Year, orders: &mut Vec<Order>) {
    let stream = &mut year.stream;
    if stream.uniform() < 0.15 {
        let amount = around(stream, 60.0, 0.7);
        orders.push(Order::new(1 + stream.below(28) as u32, CURRENT, "card", -cents(amount)));
    }
    if stream.uniform() < 0.08 {
        let amount = around(stream, 80.0, 0.7);
        orders.push(Order::new(1 + stream.below(28) as u32, CURRENT, "transfer_in", cents(amount)));
    }
}

/// The instalments of all loans, none of them larger than what is owed.
fn pay_back(year: &Year, orders: &mut Vec<Order>) {
    for loan in &year.loans {
        let owed = -year.accounts[loan.account].balance;
        if owed > 0 {
            let amount = loan.instalment.min(owed);
            orders.push(Order::between(20, CURRENT, loan.account, "instalment", amount));
        }
    }
}
