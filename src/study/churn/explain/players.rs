//! What is explained as one: a source column with all its features, or all columns that matter least.

use std::ops::Range;

use crate::features::Preprocessor;

/// Among so many the credit is divided: exact values take 2¹⁰ coalitions.
pub const MOST_PLAYERS: usize = 10;

/// Columns that come in and out of a coalition together.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Player {
    /// One column, or all those that are not told apart.
    pub columns: Vec<String>,
    /// Their features, in the order of the columns.
    pub(super) features: Vec<Range<usize>>,
}

impl Player {
    /// The one column this player is; `None` for the columns that are not told apart.
    pub fn column(&self) -> Option<&str> {
        match &self.columns[..] {
            [column] => Some(column),
            _ => None,
        }
    }

    /// Whether the two rows are the same in all these features.
    pub(super) fn alike(&self, a: &[f32], b: &[f32]) -> bool {
        self.features.iter().all(|range| a[range.clone()] == b[range.clone()])
    }

    /// Gives `to` these features of `from`.
    pub(super) fn copy(&self, from: &[f32], to: &mut [f32]) {
        for range in &self.features {
            to[range.clone()].copy_from_slice(&from[range.clone()]);
        }
    }
}

/// The columns that give features, each a player of its own in the order of the table; where there are more than
/// [`MOST_PLAYERS`], the most important ones (those without a known importance last) and one player for all others.
///
/// `importance`: names of columns, the most important one first.
pub fn players(preprocessor: &Preprocessor, importance: &[&str]) -> Vec<Player> {
    let names = preprocessor.columns().iter().map(|(name, _)| name.clone());
    let columns: Vec<(String, Range<usize>)> =
        names.zip(preprocessor.feature_ranges()).filter(|(_, range)| !range.is_empty()).collect();
    let mut own = vec![true; columns.len()];
    if columns.len() > MOST_PLAYERS {
        let rank =
            |name: &str| importance.iter().position(|known| *known == name).unwrap_or(importance.len());
        let mut order: Vec<usize> = (0..columns.len()).collect();
        // A stable sort: columns of equal rank stay in the order of the table.
        order.sort_by_key(|&index| rank(&columns[index].0));
        for &index in &order[MOST_PLAYERS - 1..] {
            own[index] = false;
        }
    }
    let mut players = Vec::new();
    let mut others = Player { columns: Vec::new(), features: Vec::new() };
    for ((column, range), own) in columns.into_iter().zip(own) {
        if own {
            players.push(Player { columns: vec![column], features: vec![range] });
        } else {
            others.columns.push(column);
            others.features.push(range);
        }
    }
    if !others.columns.is_empty() {
        players.push(others);
    }
    players
}
