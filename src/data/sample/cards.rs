//! Card holders of the made-up bank: a year of card use, in sums and month by month.
//!
//! Every holder has an income, a limit and a way of using the card; some change it during the year. The months are lived
//! one after another (what was owed is paid back, or not; then the card is used as far as the limit allows), and all
//! columns are sums over them. No group is drawn for its own sake and none stands in the table: the ways overlap, and
//! how well any method finds them was not looked at when their numbers were chosen.

use rayon::prelude::*;

use crate::base::Stream;

use super::draw::{around, pick, poisson};

/// The first columns of [`cards`]; then come balance, spending and payments of each month.
pub const CARD_COLUMNS: [&str; 16] = [
    "holder_id",
    "average_balance",
    "balance_share",
    "purchases",
    "one_off_purchases",
    "instalment_purchases",
    "cash_amount",
    "purchase_month_share",
    "cash_month_share",
    "n_purchases",
    "n_cash",
    "credit_limit",
    "payments",
    "minimum_amount_due",
    "full_payment_share",
    "months_with_card",
];

/// What every month says, in this order: owed at its end, charged in it, paid in it.
pub const CARD_FAMILIES: [&str; 3] = ["balance", "spending", "payments"];

const N_MONTHS: usize = 12;

/// A table of card holders, as CSV with `\n` line ends: money in whole units, months before the card empty.
///
/// **Numerics:** whole money, `libm` and [`Stream`] only. A holder depends on the seed and their own number alone.
pub fn cards(n_rows: usize, seed: u64) -> String {
    let line = |number: usize| Holder::draw(seed, number as u32).live().line(number);
    let lines: Vec<String> = (1..=n_rows).into_par_iter().map(line).collect();
    let mut header: Vec<String> = CARD_COLUMNS.map(str::to_owned).to_vec();
    for family in CARD_FAMILIES {
        header.extend((1..=N_MONTHS).map(|month| format!("{family}_m{month:02}")));
    }
    let mut text = header.join(",") + "\n";
    text.extend(lines);
    text
}

/// How a holder uses the card.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
enum Habit {
    /// For everyday purchases, paid back in full.
    Everyday,
    /// Much of the limit is always owed.
    Revolving,
    /// Larger things in instalments.
    Instalments,
    /// As a source of cash.
    Cash,
    /// Hardly.
    Occasional,
    /// For nearly everything, with a high limit.
    Generous,
}

const HABITS: [(Habit, f64); 6] = [
    (Habit::Everyday, 0.26),
    (Habit::Revolving, 0.24),
    (Habit::Instalments, 0.16),
    (Habit::Cash, 0.12),
    (Habit::Occasional, 0.14),
    (Habit::Generous, 0.08),
];

/// What may change during the year.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
enum Turn {
    IntoDebt,
    OutOfDebt,
    /// Another card takes over, bit by bit.
    Leaving,
    /// The card comes out of the drawer.
    WakesUp,
    LostIncome,
}

/// More of everything is bought before the holidays.
const SEASON: [f64; N_MONTHS] = [0.95, 0.9, 0.97, 1.0, 1.0, 1.03, 1.08, 1.05, 0.98, 1.0, 1.1, 1.35];

/// A month, on what is still owed after the payment.
const INTEREST: f64 = 0.015;

/// What is asked for each month: at least so much, or this share of what is owed.
const LEAST_DUE: i64 = 25;
const SHARE_DUE: f64 = 0.03;

/// Months over which a larger thing is paid.
const PLANS: [(u32, f64); 4] = [(3, 0.35), (6, 0.35), (10, 0.15), (12, 0.15)];

/// A holder as they stand in the month that is lived; amounts in whole money.
struct Holder {
    stream: Stream,
    limit: i64,
    limit_known: bool,
    joins: usize,
    turn: Option<(Turn, usize)>,
    /// Purchases a month, and what one costs.
    n_purchases: f64,
    price: f64,
    /// Chance that a plan of instalments begins.
    plan: f64,
    /// Chance of taking cash.
    cash: f64,
    /// Chance of paying everything that is owed, else about this share of it.
    pays_all: f64,
    pays: f64,
    /// Chance of paying nothing.
    forgets: f64,
    owed: i64,
    /// Amount a month and months left.
    plans: Vec<(i64, u32)>,
}

impl Holder {
    fn draw(seed: u64, number: u32) -> Self {
        let mut stream = Stream::new(seed, "sample cards", number);
        let habit = pick(&mut stream, &HABITS).unwrap_or(Habit::Everyday);
        let generous = if habit == Habit::Generous { 2.2 } else { 1.0 };
        let income = around(&mut stream, 2_300.0 * generous, 0.4);
        let limit = libm::round(income * around(&mut stream, 1.7, 0.5) / 500.0).clamp(1.0, 60.0) * 500.0;
        let (n_purchases, price, plan, cash) = match habit {
            Habit::Everyday => (5.0, 42.0, 0.03, 0.01),
            Habit::Revolving => (3.5, 48.0, 0.05, 0.08),
            Habit::Instalments => (0.9, 38.0, 0.28, 0.02),
            Habit::Cash => (0.5, 45.0, 0.02, 0.36),
            Habit::Occasional => (0.25, 60.0, 0.01, 0.01),
            Habit::Generous => (11.0, 85.0, 0.1, 0.03),
        };
        let (pays_all, pays, forgets) = match habit {
            Habit::Everyday | Habit::Generous => (0.93, 0.4, 0.01),
            Habit::Revolving => (0.03, 0.08, 0.04),
            Habit::Instalments => (0.75, 0.35, 0.02),
            Habit::Cash => (0.1, 0.14, 0.06),
            Habit::Occasional => (0.85, 0.5, 0.05),
        };
        let n_purchases = around(&mut stream, n_purchases, 0.45);
        let price = around(&mut stream, price * libm::sqrt(income / 2_300.0), 0.3);
        // Who pays in full owes what the month before came to.
        let owed = match habit {
            Habit::Revolving => limit * (0.15 + 0.7 * stream.uniform()),
            Habit::Cash => limit * 0.5 * stream.uniform(),
            _ => (n_purchases * price * (0.5 + 1.2 * stream.uniform())).min(0.9 * limit),
        };
        let joins = if stream.uniform() < 0.14 { 1 + stream.below(8) as usize } else { 0 };
        let turn = draw_turn(&mut stream, habit, joins);
        Self {
            limit: limit as i64,
            limit_known: stream.uniform() >= 0.004,
            joins,
            turn,
            n_purchases,
            price,
            plan,
            cash: (cash * around(&mut stream, 1.0, 0.5)).min(0.9),
            pays_all,
            pays: (pays * around(&mut stream, 1.0, 0.4)).min(1.0),
            forgets,
            owed: if joins == 0 && habit != Habit::Occasional { owed as i64 } else { 0 },
            plans: Vec::new(),
            stream,
        }
    }

    /// The year, month by month.
    fn live(mut self) -> Year {
        let mut months = Vec::new();
        for (month, &season) in SEASON.iter().enumerate().skip(self.joins) {
            self.take_turn(month);
            months.push(self.month(season));
        }
        Year { joins: self.joins, limit: self.limit_known.then_some(self.limit), months }
    }

    /// What a turn does in a month; some of it every month anew.
    fn take_turn(&mut self, month: usize) {
        let Some((turn, begins)) = self.turn.filter(|&(_, begins)| month >= begins) else { return };
        let first = month == begins;
        match turn {
            Turn::IntoDebt if first => {
                self.n_purchases *= 1.3;
                (self.pays_all, self.pays) = (0.03, 0.06);
            }
            Turn::OutOfDebt if first => {
                self.n_purchases *= 0.55;
                self.cash *= 0.3;
                self.pays = 0.3;
            }
            Turn::Leaving => {
                self.n_purchases *= 0.5;
                self.cash *= 0.5;
                self.plan *= 0.3;
                self.pays = self.pays.max(0.3);
            }
            Turn::WakesUp if first => {
                self.n_purchases = around(&mut self.stream, 5.0, 0.4);
                self.plan = 0.08;
            }
            Turn::LostIncome if first => {
                self.n_purchases *= 0.7;
                self.cash = (self.cash + 0.2).min(0.9);
                (self.pays_all, self.pays, self.forgets) = (0.05, 0.05, 0.15);
            }
            _ => {}
        }
    }

    /// First what was owed is paid back, then the card is used.
    fn month(&mut self, season: f64) -> Month {
        let mut month = Month { due: self.owed, ..Month::default() };
        if self.owed > 0 {
            let least = ((self.owed as f64 * SHARE_DUE) as i64).max(LEAST_DUE).min(self.owed);
            month.minimum = least;
            month.paid = self.payment(least);
            self.owed -= month.paid;
            self.owed += libm::round(self.owed as f64 * INTEREST) as i64;
        }
        for (amount, left) in std::mem::take(&mut self.plans) {
            // A plan is agreed and therefore charged, whatever the limit says.
            self.owed += amount;
            month.instalments += amount;
            month.n_purchases += 1;
            if left > 1 {
                self.plans.push((amount, left - 1));
            }
        }
        if self.stream.uniform() < self.plan * season {
            let price = around(&mut self.stream, 520.0, 0.6);
            let months = pick(&mut self.stream, &PLANS).unwrap_or(6);
            if self.owed + price as i64 <= self.limit {
                self.plans.push(((price / f64::from(months)) as i64 + 1, months));
            }
        }
        for _ in 0..poisson(&mut self.stream, (self.n_purchases * season).min(60.0)) {
            let amount = (around(&mut self.stream, self.price, 0.7) as i64).max(1);
            if self.owed + amount <= self.limit {
                self.owed += amount;
                month.one_off += amount;
                month.n_purchases += 1;
            }
        }
        if self.stream.uniform() < self.cash {
            let amount = libm::round(around(&mut self.stream, 320.0, 0.6) / 10.0) as i64 * 10;
            if amount > 0 && self.owed + amount <= self.limit {
                self.owed += amount;
                month.cash = amount;
            }
        }
        month.balance = self.owed;
        month
    }

    fn payment(&mut self, least: i64) -> i64 {
        if self.stream.uniform() < self.forgets {
            return 0;
        }
        let all = self.stream.uniform() < self.pays_all;
        let part = (self.owed as f64 * around(&mut self.stream, self.pays, 0.4)) as i64;
        if all { self.owed } else { part.clamp(least, self.owed) }
    }
}

fn draw_turn(stream: &mut Stream, habit: Habit, joins: usize) -> Option<(Turn, usize)> {
    let chances: &[(Option<Turn>, f64)] = match habit {
        Habit::Everyday => &[
            (Some(Turn::IntoDebt), 0.09),
            (Some(Turn::Leaving), 0.08),
            (Some(Turn::LostIncome), 0.03),
            (None, 0.8),
        ],
        Habit::Revolving => &[
            (Some(Turn::OutOfDebt), 0.18),
            (Some(Turn::LostIncome), 0.06),
            (Some(Turn::Leaving), 0.04),
            (None, 0.72),
        ],
        Habit::Instalments => &[(Some(Turn::IntoDebt), 0.1), (Some(Turn::Leaving), 0.08), (None, 0.82)],
        Habit::Cash => &[(Some(Turn::OutOfDebt), 0.15), (Some(Turn::LostIncome), 0.08), (None, 0.77)],
        Habit::Occasional => &[(Some(Turn::WakesUp), 0.15), (Some(Turn::Leaving), 0.1), (None, 0.75)],
        Habit::Generous => &[(Some(Turn::Leaving), 0.14), (Some(Turn::IntoDebt), 0.06), (None, 0.8)],
    };
    let turn = pick(stream, chances).flatten();
    let month = (joins + 1 + stream.below(8) as usize).min(N_MONTHS - 1);
    turn.map(|turn| (turn, month))
}

/// What a month came to.
#[derive(Clone, Copy, Debug, Default)]
struct Month {
    /// Owed at its beginning, and what of it was asked for.
    due: i64,
    minimum: i64,
    paid: i64,
    one_off: i64,
    instalments: i64,
    cash: i64,
    n_purchases: u32,
    /// Owed at its end.
    balance: i64,
}

impl Month {
    fn spent(&self) -> i64 {
        self.one_off + self.instalments + self.cash
    }
}

/// A holder's year as it is written down.
struct Year {
    joins: usize,
    limit: Option<i64>,
    months: Vec<Month>,
}

impl Year {
    fn line(&self, number: usize) -> String {
        let months = &self.months;
        let sum = |of: fn(&Month) -> i64| months.iter().map(of).sum::<i64>();
        let count = |is: fn(&Month) -> bool| months.iter().filter(|month| is(month)).count();
        let n = months.len();
        let due = count(|month| month.due > 0);
        let mut cells = vec![
            format!("H{number:05}"),
            hundredths(sum(|month| month.balance) * 100, n),
            hundredths(count(|month| month.balance > 0) as i64 * 100, n),
            sum(|month| month.one_off + month.instalments).to_string(),
            sum(|month| month.one_off).to_string(),
            sum(|month| month.instalments).to_string(),
            sum(|month| month.cash).to_string(),
            hundredths(count(|month| month.n_purchases > 0) as i64 * 100, n),
            hundredths(count(|month| month.cash > 0) as i64 * 100, n),
            months.iter().map(|month| month.n_purchases).sum::<u32>().to_string(),
            count(|month| month.cash > 0).to_string(),
            // What the bank does not know of everyone.
            self.limit.map_or_else(String::new, |limit| limit.to_string()),
            sum(|month| month.paid).to_string(),
            // Nothing was ever asked for where nothing was owed.
            if due > 0 { sum(|month| month.minimum).to_string() } else { String::new() },
            hundredths(count(|month| month.due > 0 && month.paid == month.due) as i64 * 100, due.max(1)),
            n.to_string(),
        ];
        for of in [|month: &Month| month.balance, Month::spent, |month: &Month| month.paid] {
            cells.extend(std::iter::repeat_n(String::new(), self.joins));
            cells.extend(months.iter().map(|month| of(month).to_string()));
        }
        cells.join(",") + "\n"
    }
}

/// A hundred times a number, divided by `n` and rounded, with two decimals.
fn hundredths(hundred_times: i64, n: usize) -> String {
    let n = n as i64;
    super::draw::money((2 * hundred_times + n) / (2 * n))
}
