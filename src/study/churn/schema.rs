//! What the customers a model learned from had in each column: what new ones are held against.

use std::collections::HashMap;

use serde::{Deserialize, Serialize};

use crate::data::{Column, Level, Values};
use crate::features::FittedColumn;
use crate::features::category::CategoryColumn;

/// Groups of equal size that the numbers of a column are cut into.
const GROUPS: usize = 10;

/// What the cells of a column are, whatever they become.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum ColumnKind {
    Number,
    Date,
    Text,
}

impl ColumnKind {
    pub fn of(column: &Column) -> Self {
        match column.values {
            Values::Float(_) | Values::Int(_) => Self::Number,
            Values::Date(_) => Self::Date,
            Values::Text { .. } => Self::Text,
        }
    }
}

/// One column as the customers learned from had it.
///
/// Its values fall into groups: numbers between `edges` (about a tenth of the customers each), categories by the levels
/// they were learned with and one group of all others; missing cells are the last group of either.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
pub struct ColumnSchema {
    pub name: String,
    pub kind: ColumnKind,
    /// Upper ends of the groups of numbers, ascending, the last group open; empty for categories.
    pub edges: Vec<f64>,
    /// The share of the customers in each group.
    pub shares: Vec<f64>,
}

impl ColumnSchema {
    /// Learns from the cells at `positions` (training rows) and from nothing else.
    pub(super) fn learn(column: &Column, fitted: &FittedColumn, positions: &[usize]) -> Self {
        let edges = match fitted {
            FittedColumn::Number(_) => edges(column, positions),
            FittedColumn::Category(_) => Vec::new(),
        };
        let mut schema =
            Self { name: column.name.clone(), kind: ColumnKind::of(column), edges, shares: Vec::new() };
        let mut counts = vec![0; schema.n_groups(fitted)];
        schema.count(column, fitted, positions.iter().copied(), &mut counts);
        schema.shares = counts.iter().map(|&count| count as f64 / positions.len().max(1) as f64).collect();
        schema
    }

    /// Groups of values, the missing ones included.
    pub fn n_groups(&self, fitted: &FittedColumn) -> usize {
        match fitted {
            FittedColumn::Number(_) => self.edges.len() + 2,
            FittedColumn::Category(category) => category.levels.len() + 2,
        }
    }

    /// Adds the cells at `positions` to the counts of their groups.
    pub fn count(
        &self,
        column: &Column,
        fitted: &FittedColumn,
        positions: impl Iterator<Item = usize>,
        counts: &mut [u64],
    ) {
        let Some(missing) = counts.len().checked_sub(1) else { return };
        match fitted {
            FittedColumn::Number(_) => {
                for position in positions {
                    let group = column.number(position).map_or(missing, |value| {
                        self.edges.iter().map(|&edge| usize::from(value > edge)).sum()
                    });
                    counts[group] += 1;
                }
            }
            FittedColumn::Category(category) => {
                let mut groups = Groups { column, category, known: HashMap::new() };
                for position in positions {
                    counts[groups.group(position).unwrap_or(missing)] += 1;
                }
            }
        }
    }

    /// Whether a file's words about this column hold together, and with what was learned of it.
    pub(super) fn is_whole(&self, name: &str, fitted: &FittedColumn) -> bool {
        let ascending = self.edges.iter().all(|edge| edge.is_finite())
            && self.edges.windows(2).all(|pair| pair[0] < pair[1]);
        let of_kind = match fitted {
            FittedColumn::Number(_) => self.kind != ColumnKind::Text && !self.edges.is_empty(),
            FittedColumn::Category(_) => self.edges.is_empty(),
        };
        let shares = self.shares.iter().all(|share| (0.0..=1.0).contains(share));
        let all: f64 = self.shares.iter().sum();
        self.name == name
            && ascending
            && of_kind
            && shares
            && self.shares.len() == self.n_groups(fitted)
            && (all - 1.0).abs() < 1e-6
    }
}

/// Groups of a category's cells, each distinct value looked up once; the group of all others comes after the levels.
struct Groups<'a> {
    column: &'a Column,
    category: &'a CategoryColumn,
    known: HashMap<Level, usize>,
}

impl Groups<'_> {
    /// `None` for a missing cell.
    fn group(&mut self, position: usize) -> Option<usize> {
        let level = Level::of(self.column, position)?;
        let levels = &self.category.levels;
        Some(*self.known.entry(level).or_insert_with(|| {
            let words = level.words(self.column);
            levels.iter().position(|level| Some(level) == words.as_ref()).unwrap_or(levels.len())
        }))
    }
}

/// The deciles of the values that are there, without repeats. Where a tenth of them or more are the smallest value,
/// what is smaller yet is a group of its own: nobody was there.
fn edges(column: &Column, positions: &[usize]) -> Vec<f64> {
    let mut values: Vec<f64> = positions.iter().filter_map(|&position| column.number(position)).collect();
    values.sort_unstable_by(f64::total_cmp);
    let Some(&smallest) = values.first() else { return vec![0.0] };
    let decile = |group: usize| values[(values.len() * group).div_ceil(GROUPS).max(1) - 1];
    let mut edges: Vec<f64> = (1..GROUPS).map(decile).collect();
    if edges.first() == Some(&smallest) {
        edges.insert(0, smallest.next_down());
    }
    // The two zeros are one value.
    edges.dedup();
    edges.retain(|edge| edge.is_finite());
    edges
}
