//! Categories to features: one 0/1 feature a frequent value, the rarer ones share one.

use std::collections::{BTreeMap, HashMap};

use serde::{Deserialize, Serialize};

use crate::data::{Column, Level};

/// A category column as learned from training rows.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
pub struct CategoryColumn {
    /// Values with a feature of their own: text in byte order, numbers and dates by value.
    pub levels: Vec<String>,
    /// Whether rarer training values share the feature "(other)"; values never seen in training join them.
    /// Without it an unseen value leaves all features of the column at 0.
    pub other: bool,
    /// Whether training cells were missing: then "missing" is a level of its own, else it is like an unseen value.
    pub missing: bool,
}

impl CategoryColumn {
    /// Learns the `max_levels` most frequent values (equally frequent ones in their own order) of the cells at
    /// `positions`, and nothing from any other cell.
    pub fn fit(column: &Column, positions: &[usize], max_levels: u32) -> Self {
        let mut counts: BTreeMap<Level, usize> = BTreeMap::new();
        let mut missing = false;
        for &position in positions {
            match Level::of(column, position) {
                Some(level) => *counts.entry(level).or_default() += 1,
                None => missing = true,
            }
        }
        let mut frequent: Vec<(Level, usize)> = counts.into_iter().collect();
        // A stable sort: equally frequent values stay in their own order.
        frequent.sort_by_key(|&(_, count)| std::cmp::Reverse(count));
        let other = frequent.len() > max_levels as usize;
        frequent.truncate(max_levels as usize);
        frequent.sort_by_key(|&(level, _)| level);
        let levels = frequent.iter().filter_map(|(level, _)| level.words(column)).collect();
        Self { levels, other, missing }
    }

    /// Whether no value is a level twice.
    pub(super) fn is_whole(&self) -> bool {
        let levels: std::collections::BTreeSet<&String> = self.levels.iter().collect();
        levels.len() == self.levels.len()
    }

    /// How many features a cell gives: 0 where all training cells are the same.
    pub fn n_features(&self) -> usize {
        let n = self.levels.len() + usize::from(self.other) + usize::from(self.missing);
        if n < 2 { 0 } else { n }
    }

    /// Names of the features, in their order.
    pub fn feature_names(&self, column: &str) -> Vec<String> {
        if self.n_features() == 0 {
            return Vec::new();
        }
        let own = self.levels.iter().map(|level| format!("{column} = {level}"));
        let other = self.other.then(|| format!("{column} = (other)"));
        let missing = self.missing.then(|| format!("{column} = (missing)"));
        own.chain(other).chain(missing).collect()
    }

    /// The place of the feature that is 1 for these words (`None`: a missing cell).
    pub fn place(&self, words: Option<&str>) -> Option<usize> {
        if self.n_features() == 0 {
            return None;
        }
        let unseen = self.other.then_some(self.levels.len());
        match words {
            Some(words) => self.levels.iter().position(|level| level == words).or(unseen),
            None if self.missing => Some(self.levels.len() + usize::from(self.other)),
            None => unseen,
        }
    }
}

/// Places of a column's cells, each distinct value looked up once.
pub struct Places<'a> {
    column: &'a Column,
    fitted: &'a CategoryColumn,
    known: HashMap<Level, Option<usize>>,
    missing: Option<usize>,
}

impl<'a> Places<'a> {
    pub fn new(column: &'a Column, fitted: &'a CategoryColumn) -> Self {
        Self { column, fitted, known: HashMap::new(), missing: fitted.place(None) }
    }

    /// The place of the feature that is 1 for the cell at `position`.
    pub fn place(&mut self, position: usize) -> Option<usize> {
        match Level::of(self.column, position) {
            Some(level) => *self
                .known
                .entry(level)
                .or_insert_with(|| self.fitted.place(level.words(self.column).as_deref())),
            None => self.missing,
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::data::{Validity, Values};

    fn text(cells: &[&str]) -> Column {
        let mut dictionary: Vec<String> =
            cells.iter().filter(|cell| !cell.is_empty()).map(|&cell| cell.to_owned()).collect();
        dictionary.sort();
        dictionary.dedup();
        let code = |cell: &&str| dictionary.iter().position(|word| word == cell).unwrap_or(0) as u32;
        Column {
            name: "Geography".to_owned(),
            values: Values::Text { codes: cells.iter().map(code).collect(), dictionary: dictionary.clone() },
            valid: cells.iter().map(|cell| !cell.is_empty()).collect::<Validity>(),
        }
    }

    fn fit(column: &Column, n: usize, max_levels: u32) -> CategoryColumn {
        CategoryColumn::fit(column, &(0..n).collect::<Vec<_>>(), max_levels)
    }

    #[test]
    fn frequent_values_rare_values_and_missing_cells() {
        let column = text(&["Spain", "France", "Spain", "Malta", "France", "", "Italy", "Peru"]);
        // Peru stands in no training row.
        let fitted = fit(&column, 7, 2);
        assert_eq!(
            fitted.feature_names("Geography"),
            ["Geography = France", "Geography = Spain", "Geography = (other)", "Geography = (missing)"]
        );
        let mut places = Places::new(&column, &fitted);
        let found: Vec<_> = (0..8).map(|position| places.place(position)).collect();
        assert_eq!(found, [1, 0, 1, 2, 0, 3, 2, 2].map(Some));
    }

    #[test]
    fn unseen_values_without_rare_ones_are_all_zero() {
        let fitted = fit(&text(&["a", "b"]), 2, 5);
        assert_eq!(fitted.place(Some("c")), None);
        assert_eq!(fitted.place(None), None);
        assert_eq!(fitted.n_features(), 2);
    }

    #[test]
    fn one_value_gives_no_feature() {
        assert_eq!(fit(&text(&["a", "a"]), 2, 5).n_features(), 0);
        assert_eq!(fit(&text(&["a", ""]), 2, 5).n_features(), 2);
    }

    #[test]
    fn numbers_are_ordered_by_value() {
        let column = Column {
            name: "x".to_owned(),
            values: Values::Float(vec![10.0, -2.5, 3.0, -0.0, 0.0, -7.0]),
            valid: std::iter::repeat_n(true, 6).collect(),
        };
        assert_eq!(fit(&column, 6, 9).levels, ["-7", "-2.5", "0", "3", "10"]);
    }
}
