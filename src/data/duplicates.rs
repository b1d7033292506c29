//! Customers that stand in a table several times: whole rows that are the same but for a running number.

use rayon::prelude::*;

use super::{Column, Frame, Level, Values};

/// Copies a row may have by chance, on average, for equal rows still to be believed copies: with a few columns of a few
/// values each, customers are alike without being the same.
const BY_CHANCE: f64 = 0.001;

/// The rows of a table that are copies of each other.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Duplicates {
    /// By position in the table; equal for rows that are copies of each other.
    pub keys: Vec<u64>,
    /// Rows that repeat another one: all but one of each set of copies.
    pub rows: usize,
}

/// Looks for rows that are the same in every column but
/// those whose values never repeat (identifiers, running numbers) and those an earlier run of this program wrote.
/// `None` where no row repeats, or where so many equal rows are to be expected by chance.
///
/// By chance a row has n · Π Σ p² copies, were the columns independent: the product over the columns compared, the sum
/// over the shares p of a column's values.
///
/// **Numerics:** rows are compared by 64-bit hashes of their cells; two different rows of a million are taken
/// for copies with a probability below 1e-7.
pub fn find(frame: &Frame) -> Option<Duplicates> {
    let compared: Vec<&Column> = frame
        .columns
        .par_iter()
        .enumerate()
        .filter(|(index, column)| !frame.is_from_earlier_run(*index) && !never_repeats(column))
        .map(|(_, column)| column)
        .collect();
    if compared.is_empty() {
        return None;
    }
    let keys: Vec<u64> = (0..frame.n_rows())
        .into_par_iter()
        .map(|position| compared.iter().fold(0, |key, column| mixed(key, Level::of(column, position))))
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

/// The hash of the cells so far and one more; the finaliser of `SplitMix64`.
fn mixed(key: u64, cell: Option<Level>) -> u64 {
    // Missing is a value of its own; any odd number that no sensible cell holds will do.
    let cell = cell.map_or(0xD6E8_FEB8_6659_FD93, Level::bits);
    let mut bits = (key ^ cell).wrapping_add(0x9E37_79B9_7F4A_7C15);
    bits = (bits ^ (bits >> 30)).wrapping_mul(0xBF58_476D_1CE4_E5B9);
    bits = (bits ^ (bits >> 27)).wrapping_mul(0x94D0_49BB_1331_11EB);
    bits ^ (bits >> 31)
}

/// Whether every cell is present and different from all others, and the column may be a name or number given to rows:
/// amounts with decimals are measured.
fn never_repeats(column: &Column) -> bool {
    let counted = !matches!(column.values, Values::Float(_)) && column.valid.missing() == 0;
    counted && levels(column).windows(2).all(|pair| pair[0] != pair[1])
}

/// Σ p²: the probability that two customers drawn at random have the same value.
fn share_alike(column: &Column) -> f64 {
    let levels = levels(column);
    let squares: f64 = levels.chunk_by(|a, b| a == b).map(|run| (run.len() as f64).powi(2)).sum();
    squares / (levels.len() as f64).powi(2)
}

/// All cells in ascending order, the missing ones first.
fn levels(column: &Column) -> Vec<Option<Level>> {
    let mut levels: Vec<Option<Level>> =
        (0..column.valid.len()).map(|position| Level::of(column, position)).collect();
    levels.sort_unstable();
    levels
}
