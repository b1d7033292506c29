//! How far two groupings of the same customers agree.

use super::LABELS;

/// Rows by the label in one and in the other: `counts[a][b]`.
fn contingency(a: &[u8], b: &[u8]) -> Vec<[u64; LABELS]> {
    let mut counts = vec![[0; LABELS]; a.iter().max().map_or(0, |&label| usize::from(label) + 1)];
    for (&a, &b) in a.iter().zip(b) {
        counts[usize::from(a)][usize::from(b)] += 1;
    }
    counts
}

/// Adjusted Rand index: the share of pairs of customers on which two groupings agree, 0 where they agree as by chance,
/// 1 where they are the same but for the names.
///
/// `2(TP·TN − FN·FP) / ((TP + FN)(FN + TN) + (TP + FP)(FP + TN))` over ordered pairs
///
/// **Numerics** pairs are counted in whole numbers; 1 where no pair is apart in only one of the two, also without rows.
///
/// **Source** Hubert & Arabie 1985; scikit-learn `adjusted_rand_score`.
pub fn adjusted_rand(a: &[u8], b: &[u8]) -> f64 {
    let n = a.len().min(b.len());
    let counts = contingency(&a[..n], &b[..n]);
    let square = |count: u64| i128::from(count) * i128::from(count);
    let both: i128 = counts.iter().flatten().map(|&count| square(count)).sum();
    let in_a: i128 = counts.iter().map(|row| square(row.iter().sum())).sum();
    let in_b: i128 = (0..LABELS).map(|b| square(counts.iter().map(|row| row[b]).sum())).sum();
    let n = n as i128;
    let (together, only_b, only_a) = (both - n, in_b - both, in_a - both);
    let apart = n * n - both - only_a - only_b;
    if only_a == 0 && only_b == 0 {
        return 1.0;
    }
    let (tp, tn, fp, fn_) = (together as f64, apart as f64, only_b as f64, only_a as f64);
    2.0 * (tp * tn - fn_ * fp) / ((tp + fn_) * (fn_ + tn) + (tp + fp) * (fp + tn))
}

/// For each group of a reference the best Jaccard index among the groups of another grouping: whether it is found again.
///
/// `max over B of |A ∩ B| / |A ∪ B|`
///
/// **Shapes** result: one a label of the reference, up to its largest; 0 for labels without rows
///
/// **Source** Hennig 2007, "Cluster-wise assessment of cluster stability" (above .75: stable).
pub fn jaccard(reference: &[u8], other: &[u8]) -> Vec<f64> {
    let n = reference.len().min(other.len());
    let counts = contingency(&reference[..n], &other[..n]);
    let in_other: Vec<u64> = (0..LABELS).map(|b| counts.iter().map(|row| row[b]).sum()).collect();
    let best = |row: &[u64; LABELS]| {
        let in_reference: u64 = row.iter().sum();
        let ratios = row.iter().zip(&in_other).filter(|(both, _)| **both > 0);
        ratios
            .map(|(&both, &in_other)| both as f64 / (in_reference + in_other - both) as f64)
            .fold(0.0, f64::max)
    };
    counts.iter().map(best).collect()
}
