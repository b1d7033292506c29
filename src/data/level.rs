//! Cells as whole numbers that are equal where the cells are and in the cells' order.

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

    /// The value as a number for [`super::duplicates`], which has no meaning but sameness.
    pub(super) fn bits(self) -> u64 {
        self.0 as u64
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
        for (level, cell) in levels.iter().zip(cells) {
            assert_eq!(level.words(&column), Some((cell + 0.0).to_string()));
        }
    }
}
