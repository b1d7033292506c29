//! Customers that stand in a table several times: whole rows that are the same but for a running number.

use rayon::prelude::*;

use super::{Column, Frame, Level, Values};

/// Copies a row may have by chance, on average, for equal rows still to be believed copies: with a few columns of a few
/// values each, customers are alike without being the same.
const BY_CHANCE: f64 = 0.001;

/// Rows that show whether a column repeats its values, in most columns.
const FIRST_ROWS: usize = 1000;

/// The rows of a table that are copies of each other.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Duplicates {
    /// By position in the table; equal for rows that are copies of each other.
    pub keys: Vec<u64>,
    /// Rows that repeat another one: all but one of each set of copies.
    pub rows: usize,
}

/// Looks for rows that are the same in every column but those whose values never repeat (identifiers, running
/// numbers), those an earlier run of this program wrote, and the column `aside` where one is named. `None` where no
/// row repeats, or where so many equal rows are to be expected by chance.
///
/// By chance a row has n · Π Σ p² copies, were the columns independent: the product over the columns compared, the sum
/// over the shares p of a column's values.
///
/// **Numerics:** rows are compared by 64-bit hashes of their cells; two different rows of a million are taken
/// for copies with a probability below 1e-7.
pub fn find(frame: &Frame, aside: Option<&str>) -> Option<Duplicates> {
    let compared: Vec<&Column> = frame
        .columns
        .par_iter()
        .enumerate()
        .filter(|(index, column)| {
            let facts = !frame.is_from_earlier_run(*index) && aside != Some(column.name.as_str());
            facts && !never_repeats(column)
        })
        .map(|(_, column)| column)
        .collect();
    if compared.is_empty() {
        return None;
    }
    let keys: Vec<u64> = (0..frame.n_rows())
        .into_par_iter()
        .map(|position| Level::row_hash(compared.iter().copied(), position))
        .collect();
    let mut sorted = keys.clone();
    sorted.par_sort_unstable();
    let rows = sorted.windows(2).filter(|pair| pair[0] == pair[1]).count();
    if rows == 0 {
        return None;
    }
    let alike: Vec<f64> = compared.par_iter().map(|column| share_alike(column)).collect();
    let by_chance = keys.len() as f64 * alike.iter().product::<f64>();
    (by_chance <= BY_CHANCE).then_some(Duplicates { keys, rows })
}

/// Whether every cell is present and different from all others, and the column may be a name or number given to rows:
/// amounts with decimals are measured.
fn never_repeats(column: &Column) -> bool {
    let counted = !matches!(column.values, Values::Float(_)) && column.valid.missing() == 0;
    let differ = |n: usize| Level::sorted(column, n).windows(2).all(|pair| pair[0] != pair[1]);
    // Nearly every column repeats a value within its first rows, which saves sorting it.
    counted && differ(column.valid.len().min(FIRST_ROWS)) && differ(column.valid.len())
}

/// Σ p²: the probability that two customers drawn at random have the same value.
fn share_alike(column: &Column) -> f64 {
    let levels = Level::sorted(column, column.valid.len());
    let squares: f64 = levels.chunk_by(|a, b| a == b).map(|run| (run.len() as f64).powi(2)).sum();
    squares / (levels.len() as f64).powi(2)
}
