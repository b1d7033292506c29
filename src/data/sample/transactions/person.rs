//! Who a customer of the made-up bank is, and what happens to them in the year.

use crate::base::Stream;
use crate::data::sample::draw::{around, pick};

/// Months of the file: the opening month is 0.
pub const N_MONTHS: u32 = 13;

/// How a customer uses the bank.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Behaviour {
    /// A salary comes in; rent, cards and cash go out.
    Salaried,
    /// Lives on a pension and has put something by.
    Saver,
    /// As salaried, with a loan to pay back.
    Borrower,
    /// Hardly anything happens.
    Dormant,
    /// Much money, few entries.
    Affluent,
    /// Many receipts and bills.
    Business,
}

/// What may turn a customer's year.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Turn {
    NewJob,
    LostJob,
    Inheritance,
    /// A house or a car takes most of the savings, and often a loan on top.
    Purchase,
    LoanTaken,
    LoanRepaid,
    /// The money goes elsewhere, a part every month.
    Leaving,
    StartsSaving,
    Growth,
    Slump,
    /// A forgotten account becomes the one the salary goes to.
    WakesUp,
}

/// A loan that runs already or begins in the year.
#[derive(Clone, Copy, Debug)]
pub struct LoanPlan {
    pub principal: f64,
    pub n_months: u32,
    /// A year.
    pub rate: f64,
    /// Instalments paid before the file begins.
    pub n_paid: u32,
}

/// A customer at the beginning; amounts in money a month.
#[derive(Clone, Debug)]
pub struct Person {
    pub behaviour: Behaviour,
    /// The first month with the bank; 0 where they were there before.
    pub joins: u32,
    pub turn: Option<(Turn, u32)>,
    pub income: f64,
    pub pay_day: u32,
    pub rent: f64,
    /// Share of the income for cards and cash.
    pub spends: f64,
    pub n_card: f64,
    pub n_cash: f64,
    /// Share of what is left above a cushion that is put by each month.
    pub saves: f64,
    pub current: f64,
    pub savings: Option<f64>,
    pub loan: Option<LoanPlan>,
    /// How far the current account may go below zero.
    pub limit: f64,
}

const BEHAVIOURS: [(Behaviour, f64); 6] = [
    (Behaviour::Salaried, 0.42),
    (Behaviour::Saver, 0.14),
    (Behaviour::Borrower, 0.16),
    (Behaviour::Dormant, 0.12),
    (Behaviour::Affluent, 0.07),
    (Behaviour::Business, 0.09),
];

impl Person {
    pub fn draw(stream: &mut Stream) -> Self {
        let behaviour = pick(stream, &BEHAVIOURS).unwrap_or(Behaviour::Salaried);
        let (income, spread) = match behaviour {
            Behaviour::Salaried | Behaviour::Borrower => (2_600.0, 0.35),
            Behaviour::Saver => (1_500.0, 0.3),
            Behaviour::Dormant => (1_900.0, 0.4),
            Behaviour::Affluent => (7_500.0, 0.4),
            Behaviour::Business => (11_000.0, 0.7),
        };
        let income = around(stream, income, spread);
        let current = match behaviour {
            Behaviour::Dormant => around(stream, 300.0, 1.0),
            Behaviour::Business => income * around(stream, 1.2, 0.7),
            _ => income * around(stream, 0.7, 0.6),
        };
        let late = !matches!(behaviour, Behaviour::Dormant) && stream.uniform() < 0.05;
        let joins = if late { 1 + stream.below(9) as u32 } else { 0 };
        let mut person = Self {
            behaviour,
            joins,
            turn: None,
            income,
            pay_day: if stream.uniform() < 0.6 { 27 } else { 1 + stream.below(26) as u32 },
            // Who owns the home pays no rent.
            rent: if stream.uniform() < 0.65 { income * (0.22 + 0.16 * stream.uniform()) } else { 0.0 },
            spends: 0.3 + 0.25 * stream.uniform(),
            n_card: around(stream, 1.1, 0.4),
            n_cash: around(stream, 0.5, 0.5),
            saves: 0.0,
            current,
            savings: None,
            loan: None,
            limit: if stream.uniform() < 0.2 { 1_000.0 } else { 0.0 },
        };
        person.draw_savings(stream);
        person.draw_loan(stream);
        person.turn = person.draw_turn(stream);
        if person.joins > 0 {
            // Who comes new brings a first deposit, and the rest over the year.
            person.current = 0.0;
            person.savings = None;
            person.loan = None;
        }
        person
    }

    fn draw_savings(&mut self, stream: &mut Stream) {
        let (share, middle, spread) = match self.behaviour {
            Behaviour::Salaried => (0.45, self.income * 3.0, 0.9),
            Behaviour::Borrower => (0.25, self.income * 1.5, 0.8),
            Behaviour::Saver => (1.0, 26_000.0, 0.7),
            Behaviour::Dormant => (0.3, 1_500.0, 1.1),
            Behaviour::Affluent => (1.0, 95_000.0, 0.6),
            Behaviour::Business => (0.3, self.income * 2.0, 0.7),
        };
        let has = stream.uniform() < share;
        let amount = around(stream, middle, spread);
        let saves = 0.5 + 0.5 * stream.uniform();
        if has {
            (self.savings, self.saves) = (Some(amount), saves);
        }
    }

    fn draw_loan(&mut self, stream: &mut Stream) {
        let (share, middle, spread) = match self.behaviour {
            Behaviour::Borrower => (0.85, 17_000.0, 0.7),
            Behaviour::Salaried => (0.1, 9_000.0, 0.5),
            Behaviour::Business => (0.35, 55_000.0, 0.6),
            Behaviour::Affluent => (0.15, 90_000.0, 0.5),
            Behaviour::Saver | Behaviour::Dormant => (0.0, 0.0, 0.0),
        };
        let has = stream.uniform() < share;
        let plan = loan_plan(stream, middle, spread);
        if has {
            let n_paid = stream.below(u64::from(plan.n_months)) as u32;
            self.loan = Some(LoanPlan { n_paid, ..plan });
        }
    }

    fn draw_turn(&self, stream: &mut Stream) -> Option<(Turn, u32)> {
        let chances: &[(Turn, f64)] = match self.behaviour {
            Behaviour::Salaried => &[
                (Turn::NewJob, 0.1),
                (Turn::LostJob, 0.05),
                (Turn::Inheritance, 0.03),
                (Turn::Purchase, 0.05),
                (Turn::LoanTaken, 0.07),
                (Turn::Leaving, 0.07),
                (Turn::StartsSaving, 0.06),
            ],
            Behaviour::Saver => &[(Turn::Inheritance, 0.05), (Turn::Purchase, 0.07), (Turn::Leaving, 0.1)],
            Behaviour::Borrower => &[
                (Turn::NewJob, 0.07),
                (Turn::LostJob, 0.08),
                (Turn::LoanRepaid, 0.15),
                (Turn::LoanTaken, 0.1),
                (Turn::Leaving, 0.03),
            ],
            Behaviour::Dormant => &[(Turn::WakesUp, 0.12), (Turn::Leaving, 0.1), (Turn::Inheritance, 0.03)],
            Behaviour::Affluent => &[
                (Turn::Inheritance, 0.05),
                (Turn::Purchase, 0.14),
                (Turn::Leaving, 0.12),
                (Turn::LostJob, 0.04),
            ],
            Behaviour::Business => {
                &[(Turn::Growth, 0.2), (Turn::Slump, 0.2), (Turn::LoanTaken, 0.1), (Turn::Leaving, 0.06)]
            }
        };
        let month = 1 + stream.below(11) as u32;
        let mut rest = stream.uniform();
        for &(turn, chance) in chances {
            if rest < chance {
                return Some((turn, month));
            }
            rest -= chance;
        }
        None
    }

    /// Whether money comes in as a salary or pension.
    pub fn is_paid(&self) -> bool {
        !matches!(self.behaviour, Behaviour::Dormant | Behaviour::Business)
    }
}

/// A loan around an amount, over one to seven years.
pub fn loan_plan(stream: &mut Stream, middle: f64, spread: f64) -> LoanPlan {
    LoanPlan {
        principal: libm::round(around(stream, middle, spread) / 100.0) * 100.0,
        n_months: 12 * (1 + stream.below(7) as u32),
        rate: 0.045 + 0.05 * stream.uniform(),
        n_paid: 0,
    }
}
