//! Eigenvalues and eigenvectors of a symmetric matrix.

use ndarray::{Array2, aview1};

/// Rounds for one eigenvalue at most; two are usual.
const ROUNDS: usize = 60;

/// A symmetric matrix as three diagonals, and the reflections that made it so.
struct Tridiagonal {
    diagonal: Vec<f64>,
    /// Beside the diagonal; the last place is 0.
    beside: Vec<f64>,
    /// Direction and weight β of each reflection `1 − β·v·vᵀ`, over the columns behind the one it clears.
    reflections: Vec<(Vec<f64>, f64)>,
}

/// Eigenvalues in no order and, as rows, eigenvectors of length 1; `None` once `go_on` says no.
///
/// `A = Q·T·Qᵀ` by Householder reflections, then implicit QL rotations until T is diagonal
///
/// **Shapes** matrix (n, n), symmetric and finite; n vectors of n
///
/// **Numerics** errors are of the size of the rounding of the largest eigenvalue, for small eigenvalues too; O(n³).
///
/// **Source** Golub & Van Loan, "Matrix computations", 8.3; EISPACK `tred2` and `tql2`.
pub(super) fn eigen(matrix: &Array2<f64>, go_on: &dyn Fn() -> bool) -> Option<(Vec<f64>, Vec<Vec<f64>>)> {
    let n = matrix.nrows();
    let Tridiagonal { mut diagonal, mut beside, reflections } = tridiagonal(matrix, go_on)?;
    let mut vectors = turned_back(n, &reflections, go_on)?;
    let size = (0..n).map(|i| diagonal[i].abs() + beside[i].abs()).fold(0.0, f64::max);
    let small = f64::EPSILON * size;
    for first in 0..n {
        for _ in 0..ROUNDS {
            let Some(last) = (first..n).find(|&i| beside[i].abs() <= small).filter(|&last| last > first)
            else {
                break;
            };
            if !go_on() {
                return None;
            }
            sweep(&mut diagonal, &mut beside, (first, last), &mut vectors);
        }
        beside[first] = 0.0;
    }
    Some((diagonal, vectors))
}

fn tridiagonal(matrix: &Array2<f64>, go_on: &dyn Fn() -> bool) -> Option<Tridiagonal> {
    let n = matrix.nrows();
    let mut rows: Vec<Vec<f64>> = matrix.outer_iter().map(|row| row.to_vec()).collect();
    let mut beside = vec![0.0; n];
    let mut reflections = Vec::new();
    for k in 0..n.saturating_sub(1) {
        if !go_on() {
            return None;
        }
        let (head, rest) = rows.split_at_mut(k + 1);
        let mut v = head[k][k + 1..].to_vec();
        if v[1..].iter().all(|&x| x == 0.0) {
            beside[k] = v[0];
            reflections.push((v, 0.0));
            continue;
        }
        let length = dot(&v, &v).sqrt();
        // Away from zero, so that nothing cancels.
        beside[k] = -length.copysign(v[0]);
        v[0] -= beside[k];
        for x in &mut v {
            *x /= length;
        }
        let weight = 2.0 / dot(&v, &v);
        let mut p: Vec<f64> = rest.iter().map(|row| weight * dot(&row[k + 1..], &v)).collect();
        let along = -0.5 * weight * dot(&p, &v);
        add(&mut p, along, &v);
        for (i, row) in rest.iter_mut().enumerate() {
            add(&mut row[k + 1..], -v[i], &p);
            add(&mut row[k + 1..], -p[i], &v);
        }
        reflections.push((v, weight));
    }
    Some(Tridiagonal { diagonal: (0..n).map(|i| rows[i][i]).collect(), beside, reflections })
}

fn dot(a: &[f64], b: &[f64]) -> f64 {
    aview1(a).dot(&aview1(b))
}

fn add(to: &mut [f64], times: f64, from: &[f64]) {
    to.iter_mut().zip(from).for_each(|(to, from)| *to += times * from);
}

/// Qᵀ: the reflections one after the other, the last one first, so that only what is no longer 0 or 1 is touched.
fn turned_back(n: usize, reflections: &[(Vec<f64>, f64)], go_on: &dyn Fn() -> bool) -> Option<Vec<Vec<f64>>> {
    let one = |i: usize| (0..n).map(|j| f64::from(u8::from(i == j))).collect();
    let mut vectors: Vec<Vec<f64>> = (0..n).map(one).collect();
    for (k, (v, weight)) in reflections.iter().enumerate().rev().filter(|(_, (_, weight))| *weight != 0.0) {
        if !go_on() {
            return None;
        }
        for row in &mut vectors[k + 1..] {
            let along = -weight * dot(&row[k + 1..], v);
            add(&mut row[k + 1..], along, v);
        }
    }
    Some(vectors)
}

/// One round of rotations between two places that hang together, which brings the first eigenvalue of them nearer.
fn sweep(diagonal: &mut [f64], beside: &mut [f64], (first, last): (usize, usize), vectors: &mut [Vec<f64>]) {
    let mut g = (diagonal[first + 1] - diagonal[first]) / (2.0 * beside[first]);
    g = diagonal[last] - diagonal[first] + beside[first] / (g + g.hypot(1.0).copysign(g));
    let (mut sine, mut cosine, mut p) = (1.0, 1.0, 0.0);
    for i in (first..last).rev() {
        let (f, b) = (sine * beside[i], cosine * beside[i]);
        let r = f.hypot(g);
        beside[i + 1] = r;
        if r == 0.0 {
            // It has fallen apart here already.
            diagonal[i + 1] -= p;
            beside[last] = 0.0;
            return;
        }
        (sine, cosine) = (f / r, g / r);
        g = diagonal[i + 1] - p;
        let r = (diagonal[i] - g) * sine + 2.0 * cosine * b;
        p = sine * r;
        diagonal[i + 1] = g + p;
        g = cosine * r - b;
        rotate(vectors, i, sine, cosine);
    }
    diagonal[first] -= p;
    beside[first] = g;
    beside[last] = 0.0;
}

/// Turns the plane of row i and the one behind it.
fn rotate(vectors: &mut [Vec<f64>], i: usize, sine: f64, cosine: f64) {
    let (head, rest) = vectors.split_at_mut(i + 1);
    for (one, other) in head[i].iter_mut().zip(&mut rest[0]) {
        let (x, y) = (*one, *other);
        *other = sine * x + cosine * y;
        *one = cosine * x - sine * y;
    }
}

#[cfg(test)]
mod tests {
    use ndarray::Array1;

    use super::*;
    use crate::base::Stream;

    fn matrix_of(rows: &[Vec<f64>]) -> Array2<f64> {
        Array2::from_shape_fn((rows.len(), rows.len()), |(i, j)| rows[i][j])
    }

    /// The same by cyclic Jacobi rotations: slow, and as plain as it gets. Eigenvectors as columns.
    fn twin(mut matrix: Array2<f64>) -> (Vec<f64>, Array2<f64>) {
        let n = matrix.nrows();
        let mut vectors = Array2::eye(n);
        let size = matrix.iter().map(|x| x * x).sum::<f64>();
        let pairs = || (0..n).flat_map(|p| (p + 1..n).map(move |q| (p, q)));
        for _ in 0..60 {
            if pairs().map(|(p, q)| matrix[[p, q]].powi(2)).sum::<f64>() <= 1e-34 * size {
                break;
            }
            for (p, q) in pairs().filter(|&(p, q)| matrix[[p, q]] != 0.0).collect::<Vec<_>>() {
                let theta = (matrix[[q, q]] - matrix[[p, p]]) / (2.0 * matrix[[p, q]]);
                let tangent = theta.signum() / (theta.abs() + theta.hypot(1.0));
                let cosine = 1.0 / tangent.hypot(1.0);
                let sine = tangent * cosine;
                let turn = |a: f64, b: f64| (cosine * a - sine * b, sine * a + cosine * b);
                for i in 0..n {
                    (matrix[[p, i]], matrix[[q, i]]) = turn(matrix[[p, i]], matrix[[q, i]]);
                }
                for i in 0..n {
                    (matrix[[i, p]], matrix[[i, q]]) = turn(matrix[[i, p]], matrix[[i, q]]);
                    (vectors[[i, p]], vectors[[i, q]]) = turn(vectors[[i, p]], vectors[[i, q]]);
                }
            }
        }
        (matrix.diag().to_vec(), vectors)
    }

    fn symmetric(n: usize, rank: usize) -> Array2<f64> {
        let mut stream = Stream::new(n as u64, "eigen", rank as u32);
        let half = Array2::from_shape_simple_fn((n, rank), || stream.normal());
        half.dot(&half.t())
    }

    /// Positions by falling value.
    fn ranked(values: &[f64]) -> Vec<usize> {
        let mut order: Vec<usize> = (0..values.len()).collect();
        order.sort_by(|&a, &b| values[b].total_cmp(&values[a]));
        order
    }

    #[test]
    fn the_same_as_by_jacobi_rotations() {
        for (n, rank) in [(1, 1), (2, 2), (3, 3), (7, 7), (25, 25), (40, 11), (64, 80)] {
            let matrix = symmetric(n, rank);
            let (values, vectors) = eigen(&matrix, &|| true).unwrap();
            let vectors = matrix_of(&vectors);
            let (expected, columns) = twin(matrix);
            let (order, twins) = (ranked(&values), ranked(&expected));
            let size = expected[twins[0]].abs();
            for (place, (&own, &other)) in order.iter().zip(&twins).enumerate() {
                assert!((values[own] - expected[other]).abs() < 1e-12 * size, "{n} {rank}: {place}");
                let next = |by: usize| twins.get(by).map_or(f64::NEG_INFINITY, |&next| expected[next]);
                let alone = expected[other] - next(place + 1) > 1e-3 * size
                    && (place == 0 || next(place - 1) - expected[other] > 1e-3 * size);
                let along = vectors.row(own).dot(&columns.column(other)).abs();
                assert!(!alone || (along - 1.0).abs() < 1e-10, "{n} {rank}: direction {place}: {along}");
            }
        }
    }

    #[test]
    fn what_hangs_together_nowhere_or_has_equal_values_still_comes_apart() {
        let mut blocks = Array2::<f64>::eye(9);
        (blocks[[2, 5]], blocks[[5, 2]], blocks[[8, 8]]) = (0.5, 0.5, 0.0);
        for matrix in [Array2::zeros((4, 4)), Array2::eye(5), blocks, Array2::ones((6, 6)), symmetric(30, 2)]
        {
            let (values, vectors) = eigen(&matrix, &|| true).unwrap();
            let vectors = matrix_of(&vectors);
            let back = vectors.t().dot(&Array2::from_diag(&Array1::from(values))).dot(&vectors);
            let unit = vectors.dot(&vectors.t()) - Array2::<f64>::eye(matrix.nrows());
            let size = matrix.iter().fold(1.0, |most: f64, x| most.max(x.abs()));
            assert!((back - &matrix).iter().all(|x| x.abs() < 1e-12 * size), "{matrix}");
            assert!(unit.iter().all(|x| x.abs() < 1e-13), "{matrix}");
        }
    }

    #[test]
    fn it_ends_when_asked_to() {
        let looks = std::cell::Cell::new(0);
        let go_on = || {
            looks.set(looks.get() + 1);
            looks.get() < 60
        };
        assert!(eigen(&symmetric(40, 40), &go_on).is_none());
        assert!(eigen(&symmetric(40, 40), &|| false).is_none());
    }
}
