//! One order of the segments for the same result: by size, then by the means.

/// `order[position]` is the cluster that stands there: the largest first, among equal sizes the larger means first,
/// column by column.
pub fn canonical_order(sizes: &[usize], means: &[Vec<f64>]) -> Vec<u8> {
    let mut order: Vec<u8> = (0..sizes.len()).map(|cluster| cluster as u8).collect();
    order.sort_by(|&a, &b| {
        let (a, b) = (a as usize, b as usize);
        let by_means = || means[b].iter().zip(&means[a]).map(|(b, a)| b.total_cmp(a));
        let unequal = || by_means().find(|order| order.is_ne());
        sizes[b].cmp(&sizes[a]).then_with(|| unequal().unwrap_or(std::cmp::Ordering::Equal))
    });
    order
}

/// Customers in each cluster.
pub fn sizes(labels: &[u8], k: usize) -> Vec<usize> {
    let mut sizes = vec![0; k];
    for &label in labels {
        sizes[label as usize] += 1;
    }
    sizes
}

/// The labels as positions in `order`.
pub fn relabel(labels: &[u8], order: &[u8]) -> Vec<u8> {
    let mut position_of = vec![0u8; order.len()];
    for (position, &cluster) in order.iter().enumerate() {
        position_of[cluster as usize] = position as u8;
    }
    labels.iter().map(|&label| position_of[label as usize]).collect()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn by_size_then_by_means_whatever_the_order_found() {
        let sizes_of = [3, 5, 3];
        let means = [vec![1.0, 9.0], vec![0.0, 0.0], vec![1.0, 10.0]];
        assert_eq!(canonical_order(&sizes_of, &means), [1, 2, 0]);
        assert_eq!(relabel(&[0, 1, 2], &[1, 2, 0]), [2, 0, 1]);
        assert_eq!(sizes(&[0, 2, 2], 3), [1, 0, 2]);
        // Equal in everything: the order found.
        assert_eq!(canonical_order(&[2, 2], &[vec![f64::NAN], vec![f64::NAN]]), [0, 1]);
    }
}
