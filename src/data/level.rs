//! Cells as whole numbers that are equal where the cells are and in the cells' order.

use rayon::prelude::*;

use super::{Column, Values};

/// A value that can be counted, compared and sorted without making text: a dictionary code, a whole number, a day, or the
/// bits of another number in an order that is the order of the numbers.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub struct Level(i64);

impl Level {
    /// The value of a cell; `None` where missing.
    pub fn of(column: &Column, position: usize) -> Option<Self> {
        column.valid.get(position).then(|| {
            Self(match &column.values {
                Values::Text { codes, .. } => i64::from(codes[position]),
                Values::Int(values) => values[position],
                Values::Date(days) => i64::from(days[position]),
                // Adding 0 makes the two zeros one.
                Values::Float(values) => flip((values[position] + 0.0).to_bits() as i64),
            })
        })
    }

    /// The first `n` cells of a column in ascending order, the missing ones first.
    pub(super) fn sorted(column: &Column, n: usize) -> Vec<Option<Self>> {
        let mut levels: Vec<Option<Self>> = (0..n).map(|position| Self::of(column, position)).collect();
        levels.par_sort_unstable();
        levels
    }

    /// The different values of a column in ascending order.
    pub fn distinct(column: &Column) -> Vec<Self> {
        let mut levels: Vec<Self> = Self::sorted(column, column.valid.len()).into_iter().flatten().collect();
        levels.dedup();
        levels
    }

    /// A hash of these cells of a row; the finaliser of `SplitMix64`.
    pub(super) fn row_hash<'a>(columns: impl IntoIterator<Item = &'a Column>, position: usize) -> u64 {
        columns.into_iter().fold(0, |key: u64, column| {
            // Missing is a value of its own; any odd number that no sensible cell holds will do.
            let cell = Self::of(column, position).map_or(0xD6E8_FEB8_6659_FD93, |level| level.0 as u64);
            let mut bits = (key ^ cell).wrapping_add(0x9E37_79B9_7F4A_7C15);
            bits = (bits ^ (bits >> 30)).wrapping_mul(0xBF58_476D_1CE4_E5B9);
            bits = (bits ^ (bits >> 27)).wrapping_mul(0x94D0_49BB_1331_11EB);
            bits ^ (bits >> 31)
        })
    }

    /// The value as [`Column::category`] words it.
    pub fn words(self, column: &Column) -> Option<String> {
        Some(match &column.values {
            Values::Text { dictionary, .. } => dictionary.get(self.0 as usize)?.clone(),
            Values::Int(_) => self.0.to_string(),
            Values::Date(_) => super::date::format_days(self.0 as i32),
            Values::Float(_) => f64::from_bits(flip(self.0) as u64).to_string(),
        })
    }
}

/// The bits of a number in the order of the numbers, and back: negative ones are turned round.
fn flip(bits: i64) -> i64 {
    bits ^ (((bits >> 63) as u64) >> 1) as i64
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn numbers_keep_their_order_and_their_words() {
        let cells = vec![f64::MIN, -2.5, -0.0, 0.0, 1e-300, 3.0, f64::MAX, 0.0];
        let mut valid: Vec<bool> = vec![true; cells.len()];
        valid[7] = false;
        let column = Column {
            name: "balance".to_owned(),
            values: Values::Float(cells.clone()),
            valid: valid.into_iter().collect(),
        };
        let levels: Vec<Level> = (0..7).filter_map(|position| Level::of(&column, position)).collect();
        assert!(levels.is_sorted() && levels.len() == 7);
        assert_eq!(levels[2], levels[3], "the two zeros");
        assert_eq!(Level::of(&column, 7), None);
        assert_eq!(Level::distinct(&column).len(), 6);
        assert_eq!(Level::sorted(&column, 8)[0], None);
        let hash = |position| Level::row_hash([&column, &column], position);
        assert!(hash(2) == hash(3) && hash(3) != hash(7), "zero is no missing cell");
        for (level, cell) in levels.iter().zip(cells) {
            assert_eq!(level.words(&column), Some((cell + 0.0).to_string()));
        }
    }
}
