//! Whether a simple rule on one or two columns reaches a segment.

use super::columns::Columns;

/// Values of a column are told apart by this many parts of about equal size.
const N_BINS: usize = 32;

/// Cut points are taken from at most this many customers, evenly spread over the table.
const CUTS_FROM: usize = 20_000;

/// Columns a rule may be made of: those that set the segment apart most.
const N_CANDIDATES: usize = 3;

/// How much better two columns must be than one to be worth the second.
const WORTH_A_COLUMN: f64 = 0.03;

/// A column's cells as parts of its range.
struct Binned {
    /// Ascending; a cell belongs to the part above every cut that is not larger than it.
    cuts: Vec<f64>,
    bins: Vec<u8>,
}

/// The columns in parts, once for every number of segments.
pub struct Bins(Vec<Binned>);

impl Bins {
    pub fn of(columns: &Columns) -> Self {
        use rayon::prelude::*;
        Self((0..columns.len()).into_par_iter().map(|index| binned(columns, index)).collect())
    }
}

fn binned(columns: &Columns, index: usize) -> Binned {
    let step = columns.n_rows().div_ceil(CUTS_FROM).max(1);
    let mut sample: Vec<f64> = columns.cells(index).step_by(step).collect();
    sample.sort_unstable_by(f64::total_cmp);
    let mut cuts: Vec<f64> =
        (1..N_BINS).filter_map(|bin| sample.get(sample.len() * bin / N_BINS).copied()).collect();
    cuts.dedup();
    let bins = columns.cells(index).map(|x| cuts.partition_point(|cut| *cut <= x) as u8).collect();
    Binned { cuts, bins }
}

/// One condition: the column at least the cut, or below it.
#[derive(Clone, Debug, PartialEq)]
pub struct Condition {
    pub column: usize,
    pub name: String,
    pub at_least: bool,
    pub cut: f64,
}

/// The best simple rule for a segment.
#[derive(Clone, Debug, PartialEq)]
pub struct Reach {
    pub first: Condition,
    /// Where one column is not enough.
    pub second: Option<Condition>,
    /// Share of the segment's customers that the rule finds.
    pub recall: f64,
    /// Share of the customers it finds that belong to the segment.
    pub precision: f64,
}

impl Reach {
    /// What the rule is judged by: the smaller of both shares.
    pub fn worth(&self) -> f64 {
        self.recall.min(self.precision)
    }
}

/// The rule on one or two of the segment's strongest columns with the largest [`Reach::worth`]; `None` where no
/// column differs.
pub fn best_rule(
    columns: &Columns,
    bins: &Bins,
    labels: &[u8],
    segment: u8,
    profile: &[f64],
) -> Option<Reach> {
    let mut candidates: Vec<usize> = (0..profile.len()).filter(|&column| profile[column] != 0.0).collect();
    candidates.sort_by(|&a, &b| profile[b].abs().total_cmp(&profile[a].abs()));
    candidates.truncate(N_CANDIDATES);
    let condition = |column: usize, cut: usize| {
        let at_least = profile[column] > 0.0;
        let name = columns.column(column).name.clone();
        Condition { column, name, at_least, cut: bins.0[column].cuts[cut] }
    };
    let single = candidates
        .iter()
        .filter_map(|&column| {
            let (cut, recall, precision) = best_cut(&bins.0[column], labels, segment, profile[column] > 0.0)?;
            Some(Reach { first: condition(column, cut), second: None, recall, precision })
        })
        .reduce(better)?;
    let pairs = candidates
        .iter()
        .enumerate()
        .flat_map(|(place, &a)| candidates[place + 1..].iter().map(move |&b| (a, b)));
    let double = pairs
        .filter_map(|(a, b)| {
            let up = [profile[a] > 0.0, profile[b] > 0.0];
            let ([cut_a, cut_b], recall, precision) =
                best_pair([&bins.0[a], &bins.0[b]], labels, segment, up)?;
            let (first, second) = (condition(a, cut_a), Some(condition(b, cut_b)));
            Some(Reach { first, second, recall, precision })
        })
        .reduce(better);
    Some(double.filter(|double| double.worth() >= single.worth() + WORTH_A_COLUMN).unwrap_or(single))
}

/// The first of equally good ones.
fn better(first: Reach, second: Reach) -> Reach {
    if second.worth() > first.worth() { second } else { first }
}

/// The cut of one column with the largest smaller share: (cut, recall, precision).
fn best_cut(binned: &Binned, labels: &[u8], segment: u8, at_least: bool) -> Option<(usize, f64, f64)> {
    let mut counts = [[0u64; 2]; N_BINS];
    for (&bin, &label) in binned.bins.iter().zip(labels) {
        counts[bin as usize][usize::from(label == segment)] += 1;
    }
    let inside: u64 = counts.iter().map(|count| count[1]).sum();
    let mut best: Option<(usize, f64, f64)> = None;
    for cut in 0..binned.cuts.len() {
        let found = if at_least { &counts[cut + 1..] } else { &counts[..=cut] };
        let (others, own) = found.iter().fold((0, 0), |sum, count| (sum.0 + count[0], sum.1 + count[1]));
        take_better(&mut best, cut, own, others, inside);
    }
    best
}

/// The same for two columns that must both hold.
fn best_pair(
    binned: [&Binned; 2],
    labels: &[u8],
    segment: u8,
    at_least: [bool; 2],
) -> Option<([usize; 2], f64, f64)> {
    // Parts are counted from the end that the rule begins at, so that every rule is a corner of the table.
    let corner = |side: usize, bin: u8| {
        let bin = bin as usize;
        if at_least[side] { binned[side].cuts.len() - bin } else { bin }
    };
    let mut counts = vec![[0u64; 2]; N_BINS * N_BINS];
    for ((&a, &b), &label) in binned[0].bins.iter().zip(&binned[1].bins).zip(labels) {
        counts[corner(0, a) * N_BINS + corner(1, b)][usize::from(label == segment)] += 1;
    }
    let inside: u64 = counts.iter().map(|count| count[1]).sum();
    // Sums over all corners at once.
    for side in [1, N_BINS] {
        for place in 0..counts.len() {
            let first = if side == 1 { place % N_BINS == 0 } else { place < N_BINS };
            if !first {
                let before = counts[place - side];
                counts[place][0] += before[0];
                counts[place][1] += before[1];
            }
        }
    }
    let mut best = None;
    for a in 0..binned[0].cuts.len() {
        for b in 0..binned[1].cuts.len() {
            let [others, own] = counts[a * N_BINS + b];
            let cut = |side: usize, corner: usize| {
                if at_least[side] { binned[side].cuts.len() - 1 - corner } else { corner }
            };
            take_better(&mut best, [cut(0, a), cut(1, b)], own, others, inside);
        }
    }
    best
}

fn take_better<C>(best: &mut Option<(C, f64, f64)>, cut: C, own: u64, others: u64, inside: u64) {
    if own == 0 {
        return;
    }
    let (recall, precision) = (own as f64 / inside as f64, own as f64 / (own + others) as f64);
    if best.as_ref().is_none_or(|(_, r, p)| recall.min(precision) > r.min(*p)) {
        *best = Some((cut, recall, precision));
    }
}
