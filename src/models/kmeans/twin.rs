//! K-means in plain f64 loops: what the kernel is judged by.

use ndarray::{Array2, ArrayView1, ArrayView2, Axis};

/// What the iterations come to.
#[derive(Clone, Debug, PartialEq)]
pub struct TwinClustering {
    /// (`n_clusters`, `n_features`)
    pub centroids: Array2<f64>,
    pub labels: Vec<u8>,
    pub inertia: f64,
    pub n_iter: u32,
}

/// Lloyd's iterations from given centroids until no label changes, or the centroids together move by no more than the
/// tolerance (a squared distance).
///
/// **Shapes** rows (`n_samples`, `n_features`), start (`n_clusters`, `n_features`)
///
/// **Source** scikit-learn `KMeans(algorithm="lloyd", init=start)`; clusters without rows take the farthest ones.
pub fn lloyd(rows: ArrayView2<f64>, start: ArrayView2<f64>, tolerance: f64, max_iter: u32) -> TwinClustering {
    let mut centroids = start.to_owned();
    let mut labels: Option<Vec<u8>> = None;
    let mut n_iter = 0;
    while n_iter < max_iter {
        n_iter += 1;
        let found = nearest(rows, centroids.view());
        let moved = move_to_means(rows, &found, &mut centroids);
        let settled = labels.as_ref() == Some(&found);
        labels = Some(found);
        if settled || moved <= tolerance {
            break;
        }
    }
    let labels = nearest(rows, centroids.view());
    let inertia = (0..rows.nrows()).map(|row| to_own(rows, &labels, &centroids, row)).sum();
    TwinClustering { centroids, labels, inertia, n_iter }
}

fn squared_distance(a: ArrayView1<f64>, b: ArrayView1<f64>) -> f64 {
    a.iter().zip(b).map(|(a, b)| (a - b).powi(2)).sum()
}

fn to_own(rows: ArrayView2<f64>, labels: &[u8], centroids: &Array2<f64>, row: usize) -> f64 {
    squared_distance(rows.row(row), centroids.row(usize::from(labels[row])))
}

fn nearest(rows: ArrayView2<f64>, centroids: ArrayView2<f64>) -> Vec<u8> {
    let of_row = |row: ArrayView1<f64>| {
        let distances = centroids.outer_iter().map(|centroid| squared_distance(row, centroid));
        let least = distances
            .enumerate()
            .fold((0, f64::INFINITY), |least, other| if other.1 < least.1 { other } else { least });
        least.0 as u8
    };
    rows.outer_iter().map(of_row).collect()
}

fn move_to_means(rows: ArrayView2<f64>, labels: &[u8], centroids: &mut Array2<f64>) -> f64 {
    let mut sums = Array2::<f64>::zeros(centroids.dim());
    let mut sizes = vec![0.0; centroids.nrows()];
    for (row, &label) in rows.outer_iter().zip(labels) {
        let mut sum = sums.row_mut(usize::from(label));
        sum += &row;
        sizes[usize::from(label)] += 1.0;
    }
    let empty: Vec<usize> = (0..sizes.len()).filter(|&cluster| sizes[cluster] == 0.0).collect();
    let mut farthest: Vec<usize> = (0..rows.nrows()).collect();
    let far = |row: usize| to_own(rows, labels, centroids, row);
    if !empty.is_empty() {
        farthest.sort_by(|&a, &b| far(b).total_cmp(&far(a)));
    }
    for (&cluster, &row) in empty.iter().zip(&farthest) {
        if far(row) == 0.0 {
            break;
        }
        let mut from = sums.row_mut(usize::from(labels[row]));
        from -= &rows.row(row);
        sizes[usize::from(labels[row])] -= 1.0;
        sums.row_mut(cluster).assign(&rows.row(row));
        sizes[cluster] = 1.0;
    }
    let mut moved = 0.0;
    for (cluster, mut centroid) in centroids.axis_iter_mut(Axis(0)).enumerate() {
        if sizes[cluster] > 0.0 {
            let mean = &sums.row(cluster) / sizes[cluster];
            moved += squared_distance(mean.view(), centroid.view());
            centroid.assign(&mean);
        }
    }
    moved
}
