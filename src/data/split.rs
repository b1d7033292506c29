//! Which customers a model learns from, which choose it, and which judge it.

use std::collections::{BTreeMap, BTreeSet};

use rayon::prelude::*;
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

/// The labelled customers of a table: rows that are copies of each other are one customer, who stays in one part.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Customers {
    /// The first row of every customer, ascending, by the classes its rows have: copies may differ in the label.
    strata: BTreeMap<Vec<u32>, Vec<RowId>>,
    /// The other rows of those who have several, by the first one.
    copies: BTreeMap<RowId, Vec<RowId>>,
    n_copies: usize,
}

impl Customers {
    /// Takes rows with equal keys together; without keys every row is a customer.
    ///
    /// **Shapes:** `codes[i]` is the class of `rows[i]` and `keys[i]` its key; `rows` ascending.
    pub fn new(rows: &[RowId], codes: &[u32], keys: Option<&[u64]>) -> Self {
        let sets = keys.map(sets_of_copies).unwrap_or_default();
        let mut customers = Self::default();
        let mut of_several = vec![false; if sets.is_empty() { 0 } else { rows.len() }];
        for set in &sets {
            let mut classes: Vec<u32> = set.iter().map(|&index| codes[index]).collect();
            classes.sort_unstable();
            classes.dedup();
            let copies: Vec<RowId> = set[1..].iter().map(|&index| rows[index]).collect();
            customers.n_copies += copies.len();
            customers.strata.entry(classes).or_default().push(rows[set[0]]);
            customers.copies.insert(rows[set[0]], copies);
            for &index in set {
                of_several[index] = true;
            }
        }
        let mut single: BTreeMap<u32, Vec<RowId>> = BTreeMap::new();
        for (index, (&row, &code)) in rows.iter().zip(codes).enumerate() {
            if !of_several.get(index).is_some_and(|&several| several) {
                single.entry(code).or_default().push(row);
            }
        }
        for (code, rows) in single {
            customers.strata.entry(vec![code]).or_default().extend(rows);
        }
        if !sets.is_empty() {
            customers.strata.values_mut().for_each(|rows| rows.sort_unstable());
        }
        customers
    }

    /// Rows that repeat an earlier one.
    pub fn n_copies(&self) -> usize {
        self.n_copies
    }

    /// All rows of a customer, the first one first.
    fn rows_of(&self, first: RowId) -> impl Iterator<Item = RowId> {
        std::iter::once(first).chain(self.copies.get(&first).into_iter().flatten().copied())
    }

    fn n_rows_of(&self, first: RowId) -> usize {
        1 + self.copies.get(&first).map_or(0, Vec::len)
    }

    fn all_rows_of(&self, firsts: &[RowId]) -> impl Iterator<Item = RowId> {
        firsts.iter().flat_map(|&first| self.rows_of(first))
    }

    /// Where to cut customers into training, validation and test rows: as near to `shares` of their rows as whole
    /// customers allow, with somebody in every part that [`sizes`] would give one.
    fn cuts(&self, firsts: &[RowId], shares: [f64; 3]) -> [usize; 2] {
        let mut before = Vec::with_capacity(firsts.len() + 1);
        before.push(0);
        for &first in firsts {
            before.push(before[before.len() - 1] + self.n_rows_of(first));
        }
        let [train, valid, _] = sizes(before[firsts.len()], shares);
        let least = sizes(firsts.len(), shares).map(|size| usize::from(size > 0));
        let nearest = |n_rows: usize| {
            let above = before.partition_point(|&rows| rows < n_rows);
            let below = above.saturating_sub(1);
            if n_rows - before[below] <= before[above] - n_rows { below } else { above }
        };
        let first = nearest(train).clamp(least[0], firsts.len() - least[1] - least[2]);
        let second = nearest(train + valid).clamp(first + least[1], firsts.len() - least[2]);
        [first, second]
    }
}

/// The positions of each set of equal keys, ascending, for keys that stand more than once; in the order of their firsts.
fn sets_of_copies(keys: &[u64]) -> Vec<Vec<usize>> {
    let mut order: Vec<(u64, usize)> = keys.iter().copied().zip(0..).collect();
    order.par_sort_unstable();
    let mut sets: Vec<Vec<usize>> = order
        .chunk_by(|a, b| a.0 == b.0)
        .filter(|set| set.len() > 1)
        .map(|set| set.iter().map(|&(_, index)| index).collect())
        .collect();
    sets.sort_unstable_by_key(|set| set[0]);
    sets
}

/// A stratified split: the customers of every class are divided by themselves, by the largest remainders, so that
/// every class of at least three customers stands in every part with a share above 0. Where customers have several rows,
/// a part has at most one customer's rows more or less of a class than its share.
///
/// Depends on the seed, the repeat, the rows, the classes and which rows are copies only.
pub fn stratified(customers: &Customers, shares: Shares, seed: u64, repeat: u32) -> Split {
    let mut stream = Stream::new(seed, "split", repeat);
    let mut split = Split::default();
    for mut firsts in customers.strata.values().cloned() {
        stream.shuffle(&mut firsts);
        let [train, valid] = customers.cuts(&firsts, shares.parts());
        split.train.extend(customers.all_rows_of(&firsts[..train]));
        split.valid.extend(customers.all_rows_of(&firsts[train..valid]));
        split.test.extend(customers.all_rows_of(&firsts[valid..]));
    }
    split.sorted()
}

/// Fold `fold` of a stratified K-fold: it is the test part, and validation rows are carved out of the rest
/// in the proportion of `shares.train` to `shares.valid`. The folds of a repeat have no row in common and cover all rows.
/// With fewer than two folds this is [`stratified`].
pub fn folds(
    customers: &Customers,
    (fold, n_folds): (u32, u32),
    shares: Shares,
    seed: u64,
    repeat: u32,
) -> Split {
    if n_folds < 2 {
        return stratified(customers, shares, seed, repeat);
    }
    let mut stream = Stream::new(seed, "split", repeat);
    let mut test = BTreeSet::new();
    let n_folds = n_folds as usize;
    // Counting on across classes keeps small classes from all beginning at the first fold.
    let mut next = 0;
    for mut firsts in customers.strata.values().cloned() {
        stream.shuffle(&mut firsts);
        let mut n_rows = vec![0; n_folds];
        for first in firsts {
            // The fold with the fewest rows of this class so far; of equal ones the one whose turn it is.
            let in_turn = (next..next + n_folds).map(|turn| turn % n_folds);
            let emptiest = in_turn.min_by_key(|&fold| n_rows[fold]).unwrap_or(next);
            n_rows[emptiest] += customers.n_rows_of(first);
            next = (emptiest + 1) % n_folds;
            if emptiest == fold as usize % n_folds {
                test.extend(customers.rows_of(first));
            }
        }
    }
    around(customers, &test, shares, Stream::new(seed, &format!("split fold {fold}"), repeat))
}

/// A split with the test rows fixed by the analyst; the rest is divided into training and validation.
/// Test rows that are not among the customers' are left out, and so are copies of test rows that are no test rows themselves.
pub fn fixed_test(
    customers: &Customers,
    test_rows: &[RowId],
    shares: Shares,
    seed: u64,
    repeat: u32,
) -> Split {
    let test = test_rows.iter().copied().collect();
    around(customers, &test, shares, Stream::new(seed, "split", repeat))
}

/// The split whose test part is known.
fn around(customers: &Customers, test: &BTreeSet<RowId>, shares: Shares, mut stream: Stream) -> Split {
    let mut split = Split::default();
    let [train, valid, _] = shares.parts();
    for firsts in customers.strata.values() {
        let (held_out, mut rest): (Vec<RowId>, Vec<RowId>) =
            firsts.iter().partition(|&&first| customers.rows_of(first).any(|row| test.contains(&row)));
        stream.shuffle(&mut rest);
        let [train, _] = customers.cuts(&rest, [train, valid, 0.0]);
        split.train.extend(customers.all_rows_of(&rest[..train]));
        split.valid.extend(customers.all_rows_of(&rest[train..]));
        split.test.extend(customers.all_rows_of(&held_out).filter(|row| test.contains(row)));
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

    /// Customers of one row each.
    fn single(rows: &[RowId], codes: &[u32]) -> Customers {
        Customers::new(rows, codes, None)
    }

    #[test]
    fn every_class_of_three_stands_in_every_part() {
        let (rows, codes) = classes(&[700, 300, 3]);
        let split = stratified(&single(&rows, &codes), Shares::default(), 1, 0);
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
        let customers = single(&rows, &codes);
        let split = |seed, repeat| stratified(&customers, Shares::default(), seed, repeat);
        assert_eq!(split(1, 0), split(1, 0));
        assert_ne!(split(1, 0), split(1, 1));
        assert_ne!(split(1, 0), split(2, 0));
    }

    #[test]
    fn folds_cover_everything_once() {
        let (rows, codes) = classes(&[57, 41, 5]);
        let mut tested = Vec::new();
        for fold in 0..5 {
            let split = folds(&single(&rows, &codes), (fold, 5), Shares::default(), 3, 0);
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
        let split = fixed_test(&single(&rows, &codes), &wanted, Shares::default(), 3, 0);
        assert_eq!(split.test, wanted[..2]);
        assert_eq!(all(&split), rows);
    }

    /// The rule for customers of one row, as it was before rows could be copies.
    fn plain(rows: &[RowId], codes: &[u32], seed: u64) -> Split {
        let mut stream = Stream::new(seed, "split", 0);
        let mut split = Split::default();
        for class in 0..=codes.iter().copied().max().unwrap_or(0) {
            let of_class = rows.iter().zip(codes).filter(|(_, code)| **code == class);
            let mut of_class: Vec<RowId> = of_class.map(|(row, _)| *row).collect();
            stream.shuffle(&mut of_class);
            let [train, valid, _] = sizes(of_class.len(), Shares::default().parts());
            split.train.extend(&of_class[..train]);
            split.valid.extend(&of_class[train..train + valid]);
            split.test.extend(&of_class[train + valid..]);
        }
        split.sorted()
    }

    #[test]
    fn without_copies_nothing_changes() {
        for counts in [&[700, 300, 3][..], &[1, 2, 3, 4, 5], &[17, 1, 90]] {
            let (rows, codes) = classes(counts);
            let keys: Vec<u64> = rows.iter().map(|&row| u64::from(row).wrapping_mul(77)).collect();
            let keyed = Customers::new(&rows, &codes, Some(&keys));
            assert_eq!(keyed, single(&rows, &codes));
            for seed in 0..20 {
                assert_eq!(stratified(&keyed, Shares::default(), seed, 0), plain(&rows, &codes, seed));
            }
        }
    }

    /// Rows of three classes in which customers have one to `most` rows; some copies differ in the class.
    fn repeated(n: usize, most: u64, seed: u64) -> (Vec<RowId>, Vec<u32>, Vec<u64>) {
        let mut stream = Stream::new(seed, "copies", 0);
        let (mut codes, mut keys) = (Vec::new(), Vec::new());
        for customer in 0..n as u64 {
            let class = [0, 0, 0, 1, 1, 2][stream.below(6) as usize];
            for _ in 0..=stream.below(most) {
                codes.push(if customer % 50 == 0 { stream.below(3) as u32 } else { class });
                keys.push(customer);
            }
        }
        let mut order: Vec<usize> = (0..codes.len()).collect();
        stream.shuffle(&mut order);
        let shuffled = |index: usize| (codes[order[index]], keys[order[index]]);
        let (codes, keys) = (0..order.len()).map(shuffled).unzip();
        ((0..order.len() as RowId).collect(), codes, keys)
    }

    fn keys_of(part: &[RowId], keys: &[u64]) -> BTreeSet<u64> {
        part.iter().map(|&row| keys[row as usize]).collect()
    }

    #[test]
    fn copies_stay_together_and_shares_are_kept() {
        for seed in 0..10 {
            let (rows, codes, keys) = repeated(400, 4, seed);
            let customers = Customers::new(&rows, &codes, Some(&keys));
            assert_eq!(customers.n_copies(), rows.len() - keys_of(&rows, &keys).len());
            let mut splits = vec![(stratified(&customers, Shares::default(), seed, 0), 0.15)];
            splits.extend((0..5).map(|fold| (folds(&customers, (fold, 5), Shares::default(), seed, 0), 0.2)));
            for (split, share) in splits {
                assert_eq!(all(&split), rows);
                let [train, valid, test] =
                    [&split.train, &split.valid, &split.test].map(|part| keys_of(part, &keys));
                assert!(train.is_disjoint(&valid) && train.is_disjoint(&test) && valid.is_disjoint(&test));
                for code in 0..3 {
                    let of_class = codes.iter().filter(|&&c| c == code).count() as f64;
                    let found = count(&split.test, &rows, &codes, code) as f64;
                    // A customer of at most four rows from this class, and from each mixture of classes it is in.
                    assert!((found - share * of_class).abs() <= 4.0 * 2.0, "{found} of {of_class}");
                }
            }
        }
    }

    #[test]
    fn one_customer_of_many_rows_leaves_somebody_for_each_part() {
        let rows: Vec<RowId> = (0..104).collect();
        let keys: Vec<u64> = rows.iter().map(|&row| u64::from(row.saturating_sub(99))).collect();
        let customers = Customers::new(&rows, &[0; 104], Some(&keys));
        for seed in 0..20 {
            let split = stratified(&customers, Shares::default(), seed, 0);
            assert!([&split.train, &split.valid, &split.test].iter().all(|part| !part.is_empty()));
            assert_eq!(all(&split), rows);
        }
    }

    #[test]
    fn copies_of_fixed_test_rows_take_no_part() {
        let rows: Vec<RowId> = (0..60).collect();
        let codes: Vec<u32> = rows.iter().map(|row| row % 2).collect();
        // Rows 0, 20 and 40 are one customer, and so on.
        let keys: Vec<u64> = rows.iter().map(|&row| u64::from(row % 20)).collect();
        let customers = Customers::new(&rows, &codes, Some(&keys));
        let split = fixed_test(&customers, &[3, 44, 20], Shares::default(), 5, 0);
        assert_eq!(split.test, [3, 20, 44]);
        let left: Vec<RowId> = rows.iter().copied().filter(|row| ![0, 3, 4].contains(&(row % 20))).collect();
        let mut learned = [split.train.as_slice(), &split.valid].concat();
        learned.sort_unstable();
        assert_eq!(learned, left);
        assert!(keys_of(&split.train, &keys).is_disjoint(&keys_of(&split.valid, &keys)));
    }
}
