//! Linear equations with a symmetric positive definite matrix.

use std::ops::Range;

use ndarray::linalg::general_mat_mul;
use ndarray::{Array2, ArrayView1, Axis, Slice};

/// Columns factored together; the work on all earlier ones is a product of matrices.
const PANEL: usize = 48;

/// Solves A·x = b in place: the lower half of `matrix` becomes L with A = L·Lᵀ, and `b` becomes x.
///
/// Answers `false`, with both spoilt, where A is not positive definite within rounding.
///
/// **Shapes** matrix (n, n), of which the lower half is read; b (n)
///
/// **Source** Golub & Van Loan, Matrix Computations, section 4.2
pub(super) fn solve(matrix: &mut Array2<f64>, b: &mut [f64]) -> bool {
    let n = b.len();
    for start in (0..n).step_by(PANEL) {
        let end = n.min(start + PANEL);
        subtract_known(matrix, start, end);
        for row in start..n {
            for column in start..end.min(row) {
                let known = part(matrix, row, start..column).dot(&part(matrix, column, start..column));
                matrix[[row, column]] = (matrix[[row, column]] - known) / matrix[[column, column]];
            }
            if row < end {
                let so_far = part(matrix, row, start..row);
                let rest = matrix[[row, row]] - so_far.dot(&so_far);
                if !(rest > 0.0 && rest.is_finite()) {
                    return false;
                }
                matrix[[row, row]] = rest.sqrt();
            }
        }
    }
    for row in 0..n {
        let known = part(matrix, row, 0..row).dot(&ArrayView1::from(&b[..row]));
        b[row] = (b[row] - known) / matrix[[row, row]];
    }
    for row in (0..n).rev() {
        b[row] /= matrix[[row, row]];
        let value = b[row];
        for (rest, factor) in b[..row].iter_mut().zip(matrix.row(row)) {
            *rest -= value * factor;
        }
    }
    true
}

/// Takes from the columns `start..end`, at and below the diagonal, what the columns before them explain.
fn subtract_known(matrix: &mut Array2<f64>, start: usize, end: usize) {
    let below = matrix.slice_axis_mut(Axis(0), Slice::from(start..));
    let (known, mut open) = below.split_at(Axis(1), start);
    let across = known.slice_axis(Axis(0), Slice::from(..end - start));
    let mut panel = open.slice_axis_mut(Axis(1), Slice::from(..end - start));
    general_mat_mul(-1.0, &known, &across.t(), 1.0, &mut panel);
}

fn part(matrix: &Array2<f64>, row: usize, columns: Range<usize>) -> ArrayView1<'_, f64> {
    matrix.row(row).split_at(Axis(0), columns.end).0.split_at(Axis(0), columns.start).1
}

#[cfg(test)]
mod tests {
    use ndarray::array;

    use super::*;

    #[test]
    fn three_equations_by_hand() {
        // L = [2; 6 1; −8 5 3], x = (1, 2, 3); the upper half is never read.
        let mut matrix = array![[4.0, 9.0, 9.0], [12.0, 37.0, 9.0], [-16.0, -43.0, 98.0]];
        let mut b = [-20.0, -43.0, 192.0];
        assert!(solve(&mut matrix, &mut b));
        for (found, expected) in b.into_iter().zip([1.0, 2.0, 3.0]) {
            assert!((found - expected).abs() < 1e-12, "{b:?}");
        }
    }

    #[test]
    fn many_equations_over_several_panels() {
        for n in [PANEL, PANEL + 1, 3 * PANEL - 5] {
            // Cosines are no pattern; adding n to the diagonal makes it positive definite.
            let root =
                Array2::from_shape_fn((n, n), |(row, column)| libm::cos((row * n + column * column) as f64));
            let matrix = root.dot(&root.t()) + Array2::<f64>::eye(n) * n as f64;
            let expected: Vec<f64> = (0..n).map(|row| libm::sin(row as f64)).collect();
            let mut b = matrix.dot(&ArrayView1::from(&expected)).to_vec();
            assert!(solve(&mut matrix.clone(), &mut b));
            for (found, expected) in b.iter().zip(&expected) {
                assert!((found - expected).abs() < 1e-11, "{n}: {found} is not {expected}");
            }
        }
    }

    #[test]
    fn what_is_not_positive_definite_is_refused() {
        for corner in [1.0, 0.5, f64::NAN, f64::INFINITY] {
            assert!(!solve(&mut array![[1.0, 0.0], [1.0, corner]], &mut [1.0, 1.0]), "{corner}");
        }
    }
}
