//! Whether new customers are like those a model learned from: counted while they are scored, said column by column.

use crate::base::Message;
use crate::data::{Frame, Values};
use crate::features::FittedColumn;
use crate::metrics::{psi, psi_by_chance};

use super::model::ChurnModel;

/// From these indices on a column is somewhat, and much, unlike before.
const SHIFTED: f64 = 0.1;
const DRIFTED: f64 = 0.25;

/// How a column of today stands to that learned from.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub enum Shift {
    Stable,
    /// It looks different, as so few customers may by chance.
    TooFew,
    Shifted,
    Drifted,
}

impl Shift {
    /// The word used in summaries.
    pub fn id(self) -> &'static str {
        match self {
            Self::Stable => "stable",
            Self::TooFew => "too_few",
            Self::Shifted => "shifted",
            Self::Drifted => "drifted",
        }
    }
}

/// One column of today against that learned from.
#[derive(Clone, Debug, PartialEq)]
pub struct ColumnDrift {
    pub column: String,
    /// Population stability index.
    pub psi: f64,
    pub shift: Shift,
    /// Shares of missing cells, before and now.
    pub missing: (f64, f64),
}

/// Values of a category that have no level of their own.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Unseen {
    pub column: String,
    pub customers: u64,
    /// The first of the values, in byte order.
    pub example: Option<String>,
    /// Whether rare values of the customers learned from are among them; otherwise nobody had any of these.
    pub with_rare: bool,
}

/// Counts of the groups of every column.
#[derive(Clone, Debug, PartialEq)]
pub struct Tally {
    /// Groups by column, in the order of the model's columns.
    counts: Vec<Vec<u64>>,
    examples: Vec<Option<String>>,
    customers: u64,
}

impl Tally {
    pub fn new(model: &ChurnModel) -> Self {
        let counts: Vec<Vec<u64>> =
            model.fitted().map(|(schema, fitted)| vec![0; schema.n_groups(fitted)]).collect();
        Self { examples: vec![None; counts.len()], counts, customers: 0 }
    }

    /// Counts every customer of a table that has the model's columns.
    pub fn add(&mut self, model: &ChurnModel, frame: &Frame) {
        self.customers += frame.n_rows() as u64;
        let places = self.counts.iter_mut().zip(&mut self.examples);
        for ((schema, fitted), (counts, example)) in model.fitted().zip(places) {
            let Some(column) = frame.column(&schema.name) else { continue };
            let others = counts.len().saturating_sub(2);
            let before = counts.get(others).copied();
            schema.count(column, fitted, 0..frame.n_rows(), counts);
            if let FittedColumn::Category(category) = fitted
                && counts.get(others).copied() > before
            {
                let strange = |word: &String| !category.levels.contains(word);
                // A word of a dictionary is that of some customer.
                let first = match &column.values {
                    Values::Text { dictionary, .. } => dictionary.iter().find(|word| strange(word)).cloned(),
                    _ => (0..frame.n_rows()).filter_map(|position| column.category(position)).find(strange),
                };
                keep_first(example, first.as_ref());
            }
        }
    }

    /// Adds the counts of other customers.
    pub fn merge(&mut self, other: &Self) {
        self.customers += other.customers;
        for (counts, others) in self.counts.iter_mut().zip(&other.counts) {
            counts.iter_mut().zip(others).for_each(|(count, more)| *count += more);
        }
        for (example, other) in self.examples.iter_mut().zip(&other.examples) {
            keep_first(example, other.as_ref());
        }
    }

    /// Every column against that learned from, in the order of the model's columns.
    pub fn drift(&self, model: &ChurnModel) -> Vec<ColumnDrift> {
        let of_column = |((schema, _), counts): ((&super::ColumnSchema, _), &Vec<u64>)| {
            let now: Vec<f64> =
                counts.iter().map(|&count| count as f64 / self.customers.max(1) as f64).collect();
            let (n_before, n_now) = (model.card.rows.train, self.customers);
            let psi = if n_now == 0 { 0.0 } else { psi((&schema.shares, n_before), (&now, n_now)) };
            let groups = schema.shares.iter().zip(&now).filter(|(before, now)| **before > 0.0 || **now > 0.0);
            let chance = psi_by_chance(groups.count(), n_before, n_now);
            let shift = match psi {
                psi if psi < SHIFTED => Shift::Stable,
                psi if psi <= chance => Shift::TooFew,
                psi if psi <= DRIFTED => Shift::Shifted,
                _ => Shift::Drifted,
            };
            let last = |shares: &[f64]| shares.last().copied().unwrap_or(0.0);
            let missing = (last(&schema.shares), last(&now));
            ColumnDrift { column: schema.name.clone(), psi, shift, missing }
        };
        model.fitted().zip(&self.counts).map(of_column).collect()
    }

    /// The categories with values that have no level of their own.
    pub fn unseen(&self, model: &ChurnModel) -> Vec<Unseen> {
        let mut unseen = Vec::new();
        let counted = self.counts.iter().zip(&self.examples);
        for ((schema, fitted), (counts, example)) in model.fitted().zip(counted) {
            let FittedColumn::Category(category) = fitted else { continue };
            let customers = counts.get(category.levels.len()).copied().unwrap_or(0);
            if customers > 0 {
                let (column, example) = (schema.name.clone(), example.clone());
                unseen.push(Unseen { column, customers, example, with_rare: category.other });
            }
        }
        unseen
    }
}

/// Keeps the first of two words in byte order.
fn keep_first(kept: &mut Option<String>, other: Option<&String>) {
    if let Some(other) = other
        && kept.as_ref().is_none_or(|kept| other < kept)
    {
        *kept = Some(other.clone());
    }
}

/// What is to be said of it, most important first.
pub fn words(drift: &[ColumnDrift], unseen: &[Unseen]) -> Vec<Message> {
    let named = |shift: Shift| -> Vec<Message> {
        let column = |drift: &ColumnDrift| {
            Message::new("scoring-drift-column").with("column", &drift.column).number("psi", drift.psi, 2)
        };
        let mut those: Vec<&ColumnDrift> = drift.iter().filter(|drift| drift.shift == shift).collect();
        those.sort_by(|a, b| b.psi.total_cmp(&a.psi));
        those.into_iter().map(column).collect()
    };
    let mut words = Vec::new();
    for (shift, key) in [
        (Shift::Drifted, "scoring-drifted"),
        (Shift::Shifted, "scoring-shifted"),
        (Shift::TooFew, "scoring-drift-too-few"),
    ] {
        let columns = named(shift);
        if !columns.is_empty() {
            words.push(Message::new(key).with("n", columns.len()).with("columns", columns));
        }
    }
    if words.is_empty() && !drift.is_empty() {
        words.push(Message::new("scoring-stable"));
    }
    words.extend(unseen.iter().map(|unseen| {
        let key = if unseen.with_rare { "scoring-rare" } else { "scoring-unseen" };
        let message = Message::new(key).with("n", unseen.customers).with("column", &unseen.column);
        message.with("example", unseen.example.clone().unwrap_or_default())
    }));
    words
}
