//! How the probability goes with one column, all else as it is.

use ndarray::{Array1, Axis, Slice};

use crate::base::{RowId, quantile};
use crate::data::{Column, Frame, Values};
use crate::features::{CellValue, FeatureError, FittedColumn};
use crate::study::StudyError;

use super::usual::find;
use super::{Subject, sample};

/// Customers whose cell is changed.
const MOST_ROWS: usize = 500;

/// Values tried of a column of numbers.
const N_POINTS: usize = 20;

/// One value of the column.
#[derive(Clone, Debug, PartialEq)]
pub struct DependencePoint {
    pub value: CellValue,
    /// The mean probability of the customers if all had this value.
    pub mean: f64,
    /// A quarter of the customers would be below.
    pub lower: f64,
    /// A quarter of the customers would be above.
    pub upper: f64,
}

/// The probability for each value of a column.
#[derive(Clone, Debug, PartialEq)]
pub struct Dependence {
    pub column: String,
    /// Numbers ascending or the levels of a category in their order; then any other value, then a missing one, where
    /// the model knows of them.
    pub points: Vec<DependencePoint>,
    /// Customers whose cell was changed.
    pub n_rows: usize,
}

/// Partial dependence: `mean over the rows of f(row with the column set to the value)`, with the quartiles of what is
/// averaged (of the individual conditional expectations).
///
/// Numbers are tried at up to 20 quantiles of `rows` from 1 % to 99 %, whole ones at whole numbers; categories at every
/// level the model knows. At most 500 rows, drawn by the seed, are changed.
///
/// **Errors** no rows, a column that the model does not use, a column or row that the table does not have.
///
/// **Source** Friedman 2001; scikit-learn `partial_dependence` with `method="brute"`.
pub fn dependence(
    subject: &Subject,
    (frame, rows): (&Frame, &[RowId]),
    column: &str,
    seed: u64,
) -> Result<Dependence, StudyError> {
    if rows.is_empty() {
        return Err(FeatureError::NoRows.into());
    }
    let place = subject.preprocessor.place(column)?;
    let range = Slice::from(subject.preprocessor.feature_ranges()[place].clone());
    let values = values(&subject.preprocessor.columns()[place].1, find(frame, column)?, (frame, rows))?;
    let features = subject.features(frame, &sample(rows, MOST_ROWS, seed, "explain dependence"))?;
    let mut points = Vec::with_capacity(values.len());
    for value in values {
        let mut changed = features.clone();
        let cell = Array1::from_vec(subject.preprocessor.encode(column, &value)?);
        changed.slice_axis_mut(Axis(1), range).assign(&cell);
        let mut probabilities = subject.probabilities(changed)?;
        let mean = probabilities.iter().sum::<f64>() / probabilities.len() as f64;
        probabilities.sort_unstable_by(f64::total_cmp);
        let [lower, upper] = [0.25, 0.75].map(|share| quantile(&probabilities, share));
        points.push(DependencePoint { value, mean, lower, upper });
    }
    Ok(Dependence { column: column.to_owned(), points, n_rows: features.nrows() })
}

/// What is tried.
fn values(
    fitted: &FittedColumn,
    column: &Column,
    (frame, rows): (&Frame, &[RowId]),
) -> Result<Vec<CellValue>, FeatureError> {
    let (mut values, missing) = match fitted {
        FittedColumn::Number(number) => {
            let grid = grid(numbers(column, (frame, rows))?, is_whole(column));
            (grid.into_iter().map(CellValue::Number).collect(), number.missing_feature)
        }
        FittedColumn::Category(category) => {
            let levels = category.levels.iter().cloned().map(CellValue::Level);
            (levels.chain(category.other.then_some(CellValue::Other)).collect::<Vec<_>>(), category.missing)
        }
    };
    values.extend(missing.then_some(CellValue::Missing));
    Ok(values)
}

/// Whether a number between two of the column's would be none that a cell may hold.
pub fn is_whole(column: &Column) -> bool {
    !matches!(column.values, Values::Float(_))
}

/// The numbers of these rows in ascending order.
pub fn numbers(column: &Column, (frame, rows): (&Frame, &[RowId])) -> Result<Vec<f64>, FeatureError> {
    let mut numbers = Vec::with_capacity(rows.len());
    for &row in rows {
        let position = frame.position(row).ok_or(FeatureError::UnknownRow(row))?;
        numbers.extend(column.number(position));
    }
    numbers.sort_unstable_by(f64::total_cmp);
    Ok(numbers)
}

/// Quantiles, each once; every number where there are no more than that.
fn grid(mut sorted: Vec<f64>, whole: bool) -> Vec<f64> {
    let different = 1 + sorted.windows(2).filter(|pair| pair[0] != pair[1]).count();
    if different > N_POINTS {
        let share = |index: usize| 0.01 + 0.98 * index as f64 / (N_POINTS - 1) as f64;
        let at = |index| quantile(&sorted, share(index));
        sorted = (0..N_POINTS).map(|index| if whole { at(index).round() } else { at(index) }).collect();
    }
    sorted.dedup();
    sorted
}

#[cfg(test)]
mod tests {
    use super::grid;

    #[test]
    fn a_grid_has_every_number_of_a_few_and_quantiles_of_many() {
        assert_eq!(grid(vec![1.0, 1.0, 2.0, 4.0], true), [1.0, 2.0, 4.0]);
        assert_eq!(grid(Vec::new(), false), [0.0; 0]);
        let many: Vec<f64> = (0..=1000).map(f64::from).collect();
        let quantiles = grid(many.clone(), false);
        assert_eq!((quantiles.len(), quantiles[0]), (20, 10.0));
        assert!((quantiles[19] - 990.0).abs() < 1e-9);
        assert!(grid(many, true).iter().all(|x| x.fract() == 0.0));
        // A third are nought, as balances are.
        let balances: Vec<f64> = (0..300).map(|i| f64::from((i - 100).max(0))).collect();
        let grid = grid(balances, false);
        assert!(grid.len() < 20 && grid.windows(2).all(|pair| pair[0] < pair[1]));
    }
}
