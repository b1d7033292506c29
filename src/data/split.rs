//! Which customers a model learns from, which choose it, and which judge it.

use std::collections::{BTreeMap, BTreeSet};

use serde::{Deserialize, Serialize};

use crate::base::{RowId, Stream};

/// The rows of the three parts, each ascending, together every row handed in.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Split {
    pub train: Vec<RowId>,
    pub valid: Vec<RowId>,
    pub test: Vec<RowId>,
}

/// How large the parts shall be, in any unit.
#[derive(Clone, Copy, Debug, PartialEq, Serialize, Deserialize)]
pub struct Shares {
    pub train: f64,
    pub valid: f64,
    pub test: f64,
}

impl Default for Shares {
    fn default() -> Self {
        Self { train: 0.7, valid: 0.15, test: 0.15 }
    }
}

impl Shares {
    fn parts(self) -> [f64; 3] {
        [self.train, self.valid, self.test].map(|share| if share.is_finite() { share.max(0.0) } else { 0.0 })
    }
}

/// A stratified split: every class is divided by itself, by the largest remainders, so that
/// every class of at least three rows stands in every part with a share above 0.
///
/// Depends on the seed, the repeat, the rows and the classes only.
///
/// **Shapes:** `codes[i]` is the class of `rows[i]`.
pub fn stratified(rows: &[RowId], codes: &[u32], shares: Shares, seed: u64, repeat: u32) -> Split {
    let mut stream = Stream::new(seed, "split", repeat);
    let mut split = Split::default();
    for mut rows in by_class(rows, codes) {
        stream.shuffle(&mut rows);
        let [train, valid, _] = sizes(rows.len(), shares.parts());
        split.train.extend(&rows[..train]);
        split.valid.extend(&rows[train..train + valid]);
        split.test.extend(&rows[train + valid..]);
    }
    split.sorted()
}

/// Fold `fold` of a stratified K-fold: it is the test part, and validation rows are carved out of the rest
/// in the proportion of `shares.train` to `shares.valid`. The folds of a repeat have no row in common and cover all rows.
/// With fewer than two folds this is [`stratified`].
pub fn folds(
    rows: &[RowId],
    codes: &[u32],
    (fold, n_folds): (u32, u32),
    shares: Shares,
    seed: u64,
    repeat: u32,
) -> Split {
    if n_folds < 2 {
        return stratified(rows, codes, shares, seed, repeat);
    }
    let mut stream = Stream::new(seed, "split", repeat);
    let mut test = BTreeSet::new();
    // Counting on across classes keeps small classes from all beginning at the first fold.
    let mut next = 0;
    for mut rows in by_class(rows, codes) {
        stream.shuffle(&mut rows);
        for row in rows {
            if next % n_folds == fold % n_folds {
                test.insert(row);
            }
            next += 1;
        }
    }
    around(rows, codes, &test, shares, Stream::new(seed, &format!("split fold {fold}"), repeat))
}

/// A split with the test rows fixed by the analyst; the rest is divided into training and validation.
/// Test rows that are not among `rows` are left out.
pub fn fixed_test(
    rows: &[RowId],
    codes: &[u32],
    test_rows: &[RowId],
    shares: Shares,
    seed: u64,
    repeat: u32,
) -> Split {
    let test = test_rows.iter().copied().collect();
    around(rows, codes, &test, shares, Stream::new(seed, "split", repeat))
}

/// The split whose test part is known.
fn around(
    rows: &[RowId],
    codes: &[u32],
    test: &BTreeSet<RowId>,
    shares: Shares,
    mut stream: Stream,
) -> Split {
    let mut split = Split::default();
    let [train, valid, _] = shares.parts();
    for rows in by_class(rows, codes) {
        let (held_out, mut rest): (Vec<RowId>, Vec<RowId>) =
            rows.into_iter().partition(|row| test.contains(row));
        stream.shuffle(&mut rest);
        let [train, ..] = sizes(rest.len(), [train, valid, 0.0]);
        split.train.extend(&rest[..train]);
        split.valid.extend(&rest[train..]);
        split.test.extend(held_out);
    }
    split.sorted()
}

impl Split {
    fn sorted(mut self) -> Self {
        for part in [&mut self.train, &mut self.valid, &mut self.test] {
            part.sort_unstable();
        }
        self
    }
}

/// The rows of each class, in the order of the codes.
fn by_class(rows: &[RowId], codes: &[u32]) -> impl Iterator<Item = Vec<RowId>> {
    let mut classes: BTreeMap<u32, Vec<RowId>> = BTreeMap::new();
    for (&row, &code) in rows.iter().zip(codes) {
        classes.entry(code).or_default().push(row);
    }
    classes.into_values()
}

/// Divides `n` by the largest remainders; no wanted part stays empty as long as another has two.
fn sizes(n: usize, shares: [f64; 3]) -> [usize; 3] {
    let total: f64 = shares.iter().sum();
    if total <= 0.0 {
        return [n, 0, 0];
    }
    let exact = shares.map(|share| n as f64 * share / total);
    let mut sizes = exact.map(|size| size.floor() as usize);
    let mut order = [0, 1, 2];
    // Stable: of equal remainders the earlier part takes the row.
    order.sort_by(|&a, &b| (exact[b] - exact[b].floor()).total_cmp(&(exact[a] - exact[a].floor())));
    for part in order.into_iter().cycle().take(n.saturating_sub(sizes.iter().sum())) {
        sizes[part] += 1;
    }
    for part in 0..3 {
        let largest = (0..3).fold(0, |best, other| if sizes[other] > sizes[best] { other } else { best });
        if shares[part] > 0.0 && sizes[part] == 0 && sizes[largest] >= 2 {
            sizes[largest] -= 1;
            sizes[part] += 1;
        }
    }
    sizes
}

#[cfg(test)]
mod tests {
    use super::*;

    fn classes(counts: &[usize]) -> (Vec<RowId>, Vec<u32>) {
        let codes: Vec<u32> = counts.iter().enumerate().flat_map(|(code, &n)| vec![code as u32; n]).collect();
        ((0..codes.len() as RowId).map(|row| row * 3 + 1).collect(), codes)
    }

    fn all(split: &Split) -> Vec<RowId> {
        let mut rows = [split.train.as_slice(), &split.valid, &split.test].concat();
        rows.sort_unstable();
        rows
    }

    fn count(part: &[RowId], rows: &[RowId], codes: &[u32], code: u32) -> usize {
        rows.iter().zip(codes).filter(|(row, c)| **c == code && part.contains(row)).count()
    }

    #[test]
    fn sizes_follow_the_shares() {
        assert_eq!(sizes(10, [0.7, 0.15, 0.15]), [7, 2, 1]);
        assert_eq!(sizes(3, [0.7, 0.15, 0.15]), [1, 1, 1]);
        assert_eq!(sizes(2, [0.7, 0.15, 0.15]), [1, 1, 0]);
        assert_eq!(sizes(1, [0.7, 0.15, 0.15]), [1, 0, 0]);
        assert_eq!(sizes(0, [0.7, 0.15, 0.15]), [0, 0, 0]);
        assert_eq!(sizes(5, [0.8, 0.2, 0.0]), [4, 1, 0]);
        for n in 0..200 {
            assert_eq!(sizes(n, [0.7, 0.15, 0.15]).iter().sum::<usize>(), n);
        }
    }

    #[test]
    fn every_class_of_three_stands_in_every_part() {
        let (rows, codes) = classes(&[700, 300, 3]);
        let split = stratified(&rows, &codes, Shares::default(), 1, 0);
        assert_eq!(all(&split), rows);
        for code in 0..3 {
            for part in [&split.train, &split.valid, &split.test] {
                assert!(count(part, &rows, &codes, code) >= 1);
            }
        }
        assert_eq!(count(&split.train, &rows, &codes, 0), 490);
        assert!(split.train.is_sorted() && split.valid.is_sorted() && split.test.is_sorted());
    }

    #[test]
    fn seed_and_repeat_decide() {
        let (rows, codes) = classes(&[60, 40]);
        let split = |seed, repeat| stratified(&rows, &codes, Shares::default(), seed, repeat);
        assert_eq!(split(1, 0), split(1, 0));
        assert_ne!(split(1, 0), split(1, 1));
        assert_ne!(split(1, 0), split(2, 0));
    }

    #[test]
    fn folds_cover_everything_once() {
        let (rows, codes) = classes(&[57, 41, 5]);
        let mut tested = Vec::new();
        for fold in 0..5 {
            let split = folds(&rows, &codes, (fold, 5), Shares::default(), 3, 0);
            assert_eq!(all(&split), rows);
            assert!((20..=21).contains(&split.test.len()));
            assert_eq!(count(&split.test, &rows, &codes, 2), 1);
            assert!(!split.valid.is_empty());
            tested.extend(split.test);
        }
        tested.sort_unstable();
        assert_eq!(tested, rows);
    }

    #[test]
    fn fixed_test_rows_are_kept() {
        let (rows, codes) = classes(&[50, 50]);
        let wanted = [rows[3], rows[60], 999_999];
        let split = fixed_test(&rows, &codes, &wanted, Shares::default(), 3, 0);
        assert_eq!(split.test, wanted[..2]);
        assert_eq!(all(&split), rows);
    }
}
