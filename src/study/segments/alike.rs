//! Customers that are like others in each column's spread and each pair's correlation, but among whom there are no groups.

use ndarray::{Array2, ArrayView2};
use statrs::distribution::{ContinuousCDF, Normal};

use crate::base::Stream;

use super::unimodal::with_one_mode;

/// What such customers are drawn from.
pub(super) struct Alike {
    /// Ascending values of every column, with a single mode ([`with_one_mode`]).
    columns: Vec<Vec<f32>>,
    /// Lower triangle of the factor of the correlations between the columns' normal scores, row after row.
    factor: Array2<f64>,
}

impl Alike {
    /// **Shapes** rows (`n_samples`, `n_columns`), none of them empty.
    ///
    /// **Numerics** O(`n_samples`·`n_columns`² + `n_columns`³); columns that follow from others are drawn with them.
    ///
    /// **Source** a Gaussian copula, Nelsen (2006), section 2.3, over margins of one mode.
    pub fn of(rows: ArrayView2<f32>) -> Self {
        let columns: Vec<Vec<f32>> = rows.columns().into_iter().map(|column| column.to_vec()).collect();
        let scores: Vec<Vec<f64>> = columns.iter().map(|column| normal_scores(column)).collect();
        let d = columns.len();
        let correlations = Array2::from_shape_fn((d, d), |(a, b)| {
            let product: f64 = scores[a].iter().zip(&scores[b]).map(|(a, b)| a * b).sum();
            if a == b { 1.0 } else { product }
        });
        Self {
            columns: columns.iter().map(|column| with_one_mode(column)).collect(),
            factor: factor(&correlations),
        }
    }

    /// The same without the correlations.
    pub fn mixed(&self) -> Self {
        Self { columns: self.columns.clone(), factor: Array2::eye(self.columns.len()) }
    }

    /// As many customers as there were rows.
    pub fn draw(&self, stream: &mut Stream) -> Array2<f32> {
        let (n, d) = (self.columns.first().map_or(0, Vec::len), self.columns.len());
        let mut places = Array2::<f64>::zeros((d, n));
        let mut free = vec![0.0; d];
        for row in 0..n {
            free.fill_with(|| stream.normal());
            for column in 0..d {
                let of_column = self.factor.row(column);
                places[(column, row)] =
                    of_column.iter().zip(&free[..=column]).map(|(f, free)| f * free).sum();
            }
        }
        let mut drawn = Array2::zeros((n, d));
        for (column, values) in self.columns.iter().enumerate() {
            let places = places.row(column);
            let mut order: Vec<usize> = (0..n).collect();
            order.sort_by(|&a, &b| places[a].total_cmp(&places[b]));
            for (&row, &value) in order.iter().zip(values) {
                drawn[(row, column)] = value;
            }
        }
        drawn
    }
}

/// The normal quantiles of the ranks, equal values at the middle of theirs, with mean 0 and a sum of squares of 1; all 0
/// where every value is the same.
fn normal_scores(column: &[f32]) -> Vec<f64> {
    let n = column.len();
    let mut order: Vec<usize> = (0..n).collect();
    order.sort_by(|&a, &b| column[a].total_cmp(&column[b]));
    let mut scores = vec![0.0; n];
    let normal = Normal::standard();
    let mut first = 0;
    while first < n {
        let same = order[first..].iter().take_while(|&&at| column[at] == column[order[first]]).count().max(1);
        let middle = (first as f64 + same as f64 / 2.0) / n as f64;
        let score = normal.inverse_cdf(middle);
        order[first..first + same].iter().for_each(|&at| scores[at] = score);
        first += same;
    }
    let mean = scores.iter().sum::<f64>() / n.max(1) as f64;
    for score in &mut scores {
        *score -= mean;
    }
    let length = scores.iter().map(|score| score * score).sum::<f64>().sqrt();
    // Rounding alone leaves a little of equal values.
    if length < 1e-9 {
        return vec![0.0; n];
    }
    scores.into_iter().map(|score| score / length).collect()
}

/// The lower triangle L with L·Lᵀ the matrix; where a column follows from those before, nothing of its own is left.
fn factor(matrix: &Array2<f64>) -> Array2<f64> {
    /// Of a variance of 1, what is rounding.
    const NOTHING: f64 = 1e-9;
    let d = matrix.nrows();
    let mut factor = Array2::<f64>::zeros((d, d));
    for row in 0..d {
        for column in 0..=row {
            let known: f64 = (0..column).map(|k| factor[(row, k)] * factor[(column, k)]).sum();
            let left = matrix[(row, column)] - known;
            factor[(row, column)] = if row == column {
                if left > NOTHING { left.sqrt() } else { 0.0 }
            } else if factor[(column, column)] > 0.0 {
                left / factor[(column, column)]
            } else {
                0.0
            };
        }
    }
    factor
}

#[cfg(test)]
mod tests {
    use super::*;

    fn rows(n: usize) -> Array2<f32> {
        let mut stream = Stream::new(5, "alike", 0);
        let mut rows = Array2::zeros((n, 4));
        for mut row in rows.rows_mut() {
            let (size, own) = (stream.normal(), stream.normal());
            row[0] = size.exp() as f32;
            row[1] = (size + 0.5 * own).exp() as f32;
            row[2] = stream.normal() as f32;
            row[3] = row[0];
        }
        rows
    }

    fn product(a: &[f64], b: &[f64]) -> f64 {
        a.iter().zip(b).map(|(a, b)| a * b).sum()
    }

    #[test]
    fn spread_and_correlations_are_those_of_the_others() {
        let rows = rows(2_000);
        let alike = Alike::of(rows.view());
        let drawn = alike.draw(&mut Stream::new(1, "alike drawn", 0));
        assert_eq!(drawn.dim(), rows.dim());
        let scores = |table: &Array2<f32>, column: usize| normal_scores(&table.column(column).to_vec());
        for (a, b) in [(0, 1), (0, 2), (1, 2), (0, 3)] {
            let of = |table: &Array2<f32>| product(&scores(table, a), &scores(table, b));
            assert!((of(&rows) - of(&drawn)).abs() < 0.06, "{a} {b}: {} {}", of(&rows), of(&drawn));
        }
        let mut column = drawn.column(1).to_vec();
        column.sort_by(f32::total_cmp);
        assert_eq!(column, alike.columns[1]);
        assert!(drawn != alike.draw(&mut Stream::new(2, "alike drawn", 0)));
        let mixed = alike.mixed().draw(&mut Stream::new(1, "alike drawn", 0));
        assert!(product(&scores(&mixed, 0), &scores(&mixed, 1)).abs() < 0.06);
    }

    #[test]
    fn a_factor_times_itself_is_the_matrix() {
        let matrix = ndarray::array![[1.0, 0.5, 1.0], [0.5, 1.0, 0.5], [1.0, 0.5, 1.0]];
        let factor = factor(&matrix);
        assert_eq!(factor[(2, 2)], 0.0);
        let back = factor.dot(&factor.t());
        assert!((&back - &matrix).iter().all(|rest| rest.abs() < 1e-12), "{back}");
    }

    #[test]
    fn equal_values_share_a_score_and_nothing_is_no_harm() {
        let scores = normal_scores(&[2.0, 1.0, 2.0, 5.0]);
        assert!(scores[0] == scores[2] && scores[1] < scores[0] && scores[0] < scores[3]);
        assert!((product(&scores, &scores) - 1.0).abs() < 1e-12);
        assert_eq!(normal_scores(&[3.0; 5]), vec![0.0; 5]);
        assert!(Alike::of(Array2::zeros((0, 2)).view()).draw(&mut Stream::new(1, "none", 0)).is_empty());
    }
}
