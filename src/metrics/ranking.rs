//! How well scores put the customers of interest before the others.

/// Area under the ROC curve: the probability that a customer of the class scores higher than one of the others,
/// ties counted one half.
///
/// `AUC = (Σ ranks of the positives − n₊(n₊+1)/2) / (n₊·n₋)`, ranks averaged over ties
///
/// **Shapes** `scores` and `positive` `(n_samples)`.
///
/// **Numerics** `None` where one of the two groups is empty. Ranks are summed in f64, exact to 2^52.
///
/// **Source** Mann–Whitney; scikit-learn `roc_auc_score`.
pub fn roc_auc(scores: &[f32], positive: &[bool]) -> Option<f64> {
    let n = scores.len().min(positive.len());
    let n_positive = positive[..n].iter().filter(|&&is| is).count();
    if n_positive == 0 || n_positive == n {
        return None;
    }
    let mut order: Vec<usize> = (0..n).collect();
    order.sort_unstable_by(|&a, &b| scores[a].total_cmp(&scores[b]));
    let mut rank_sum = 0.0;
    let mut start = 0;
    while start < n {
        let mut end = start + 1;
        while end < n && scores[order[end]] == scores[order[start]] {
            end += 1;
        }
        let tied_positives = order[start..end].iter().filter(|&&row| positive[row]).count();
        rank_sum += tied_positives as f64 * (start + end + 1) as f64 / 2.0;
        start = end;
    }
    let positives = n_positive as f64;
    Some((rank_sum - positives * (positives + 1.0) / 2.0) / (positives * (n - n_positive) as f64))
}
