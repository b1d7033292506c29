//! K-means, principal components and the indices of groups: scikit-learn's values, a plain f64 twin, bad input,
//! threads.
#![expect(clippy::unwrap_used, reason = "what helps a test may fail as a test does")]
#![expect(clippy::needless_pass_by_value, reason = "views are passed by value, as slices are")]

use std::path::Path;

use ndarray::{Array2, ArrayView2, Axis, array};
use proptest::prelude::*;
use serde::Deserialize;
use stratum::base::{Stream, Watch};
use stratum::data::{ReadOptions, csv};
use stratum::metrics::{
    adjusted_rand, calinski_harabasz, davies_bouldin, jaccard, knee, pearson, silhouette, silhouette_samples,
};
use stratum::models::kmeans::twin;
use stratum::models::{Clustering, FitError, KMeans, Packed, ParamValue, Params, Pca, assign};

use crate::real_data::real_data;

mod kmeans;

#[derive(Deserialize)]
struct Reference {
    cases: Vec<Case>,
    agreement: Vec<Agreement>,
    kmeans: Vec<Fit>,
    correlation: Correlation,
    iris: Iris,
}

#[derive(Deserialize)]
struct Case {
    name: String,
    rows: Vec<Vec<f64>>,
    labels: Vec<u8>,
    silhouette: f64,
    silhouette_samples: Vec<f64>,
    davies_bouldin: f64,
    calinski_harabasz: f64,
}

#[derive(Deserialize)]
struct Agreement {
    a: Vec<u8>,
    b: Vec<u8>,
    adjusted_rand: f64,
    jaccard: Vec<f64>,
}

#[derive(Deserialize)]
struct Fit {
    name: String,
    rows: Vec<Vec<f64>>,
    start: Vec<Vec<f64>>,
    tol: f64,
    labels: Vec<u8>,
    inertia: f64,
    n_iter: u32,
    centroids: Vec<Vec<f64>>,
}

#[derive(Deserialize)]
struct Correlation {
    rows: Vec<Vec<f64>>,
    pearson: Vec<Vec<f64>>,
}

#[derive(Deserialize)]
struct Iris {
    rows: Vec<Vec<f64>>,
    species: Vec<u8>,
    components: Vec<Vec<f64>>,
    explained_variance: Vec<f64>,
    explained_variance_ratio: Vec<f64>,
}

fn reference() -> Reference {
    serde_json::from_str(include_str!("../../reference/clustering.json")).unwrap()
}

fn table(rows: &[Vec<f64>]) -> Array2<f64> {
    Array2::from_shape_fn((rows.len(), rows[0].len()), |(i, j)| rows[i][j])
}

fn single(rows: &Array2<f64>) -> Array2<f32> {
    rows.mapv(|value| value as f32)
}

#[track_caller]
fn close(found: f64, expected: f64, relative: f64, what: &str) {
    assert!(
        (found - expected).abs() <= relative * expected.abs().max(1e-2),
        "{what}: {found}, not {expected}"
    );
}

fn normal(n_samples: usize, n_features: usize, seed: u64) -> Array2<f32> {
    let mut stream = Stream::new(seed, "clustering test", 0);
    Array2::from_shape_fn((n_samples, n_features), |_| stream.normal() as f32)
}

/// Variance a feature, averaged: what scikit-learn's tolerance is a share of.
fn mean_variance(rows: &Array2<f64>) -> f64 {
    rows.var_axis(Axis(0), 0.0).mean().unwrap()
}

/// Silhouettes as they are defined, in f64.
fn plain_silhouettes(rows: ArrayView2<f64>, labels: &[u8]) -> Vec<f64> {
    let distance = |a: usize, b: usize| {
        rows.row(a).iter().zip(rows.row(b)).map(|(a, b)| (a - b).powi(2)).sum::<f64>().sqrt()
    };
    let mean = |row: usize, label: u8, size: usize| {
        let others = (0..labels.len()).filter(|&other| other != row && labels[other] == label);
        others.map(|other| distance(row, other)).sum::<f64>() / size as f64
    };
    let size = |label: u8| labels.iter().map(|&of_row| usize::from(of_row == label)).sum::<usize>();
    let of_row = |row: usize| {
        let own = size(labels[row]);
        if own == 1 {
            return 0.0;
        }
        let a = mean(row, labels[row], own - 1);
        let others = (0..=u8::MAX).filter(|&label| label != labels[row] && size(label) > 0);
        let b = others.map(|label| mean(row, label, size(label))).fold(f64::INFINITY, f64::min);
        if a.max(b) > 0.0 { (b - a) / a.max(b) } else { 0.0 }
    };
    (0..labels.len()).map(of_row).collect()
}

#[test]
fn indices_equal_scikit_learn() {
    for case in reference().cases {
        let rows = single(&table(&case.rows));
        let rows = rows.view();
        close(silhouette(rows, &case.labels).unwrap(), case.silhouette, 1e-6, &case.name);
        let samples = silhouette_samples(rows, &case.labels).unwrap();
        for (&found, &expected) in samples.iter().zip(&case.silhouette_samples) {
            assert!((f64::from(found) - expected).abs() < 2e-6, "{}: {found}, not {expected}", case.name);
        }
        assert_eq!(samples.len(), case.labels.len());
        close(davies_bouldin(rows, &case.labels).unwrap(), case.davies_bouldin, 1e-9, &case.name);
        close(calinski_harabasz(rows, &case.labels).unwrap(), case.calinski_harabasz, 1e-9, &case.name);
    }
}

#[test]
fn agreement_equals_scikit_learn() {
    for case in reference().agreement {
        close(adjusted_rand(&case.a, &case.b), case.adjusted_rand, 1e-12, "adjusted Rand");
        let found = jaccard(&case.a, &case.b);
        assert_eq!(found.len(), case.jaccard.len());
        for (found, expected) in found.iter().zip(&case.jaccard) {
            close(*found, *expected, 1e-12, "Jaccard");
        }
    }
    assert_eq!((adjusted_rand(&[], &[]), jaccard(&[], &[])), (1.0, vec![]));
    assert_eq!(jaccard(&[2, 2], &[0, 0]), [0.0, 0.0, 1.0], "labels without rows are found nowhere");
}

#[test]
fn undefined_indices_are_none() {
    let rows = normal(5, 2, 1);
    let mut not_a_number = rows.clone();
    not_a_number[[3, 1]] = f32::NAN;
    let empty = Array2::zeros((0, 2));
    for (rows, labels, what) in [
        (&rows, vec![4, 4, 4, 4, 4], "one group"),
        (&rows, vec![0, 1, 2, 3, 4], "every row its own"),
        (&not_a_number, vec![0, 0, 0, 1, 1], "not a number"),
        (&empty, vec![], "nobody"),
    ] {
        assert_eq!(silhouette(rows.view(), &labels), None, "{what}");
        assert_eq!(davies_bouldin(rows.view(), &labels), None, "{what}");
        assert_eq!(calinski_harabasz(rows.view(), &labels), None, "{what}");
    }
}

#[test]
fn the_knee_is_where_the_curve_bends() {
    let k: Vec<f64> = (1..=10).map(f64::from).collect();
    let iris = [681.3706, 152.34795, 78.85144, 57.22847, 46.44618, 39.03999, 34.420, 30.014, 28.052, 25.973];
    assert_eq!(knee(&k, &iris), Some(3.0));
    // The example of the kneedle paper's own curve, y = 1/x: the unit slope lies at √10.
    let falling: Vec<f64> = k.iter().map(|k| 1.0 / k).collect();
    assert_eq!(knee(&k, &falling), Some(3.0));
    let line: Vec<f64> = k.iter().map(|k| -k).collect();
    assert_eq!((knee(&k, &line), knee(&k, &[1.0; 10]), knee(&k[..2], &iris[..2])), (None, None, None));
    assert_eq!(knee(&k[..4], &[9.0, f64::NAN, 2.0, 1.0]), None);
}

#[test]
fn components_equal_scikit_learn() {
    let iris = reference().iris;
    let rows = single(&table(&iris.rows));
    let pca = Pca::fit(rows.view(), 4).unwrap();
    for component in 0..4 {
        close(pca.explained_variance[component], iris.explained_variance[component], 1e-6, "variance");
        close(
            pca.explained_variance_ratio[component],
            iris.explained_variance_ratio[component],
            1e-6,
            "share",
        );
        for (found, expected) in pca.components[component].iter().zip(&iris.components[component]) {
            close(*found, *expected, 1e-5, "loading");
        }
    }
    let places = pca.transform(rows.view());
    let spread = places.mapv(f64::from).var_axis(Axis(0), 1.0);
    for (found, expected) in spread.iter().zip(&iris.explained_variance) {
        close(*found, *expected, 1e-5, "variance of the places");
    }
    let first = Pca::fit(rows.view(), 1).unwrap();
    assert_eq!((&first.components[..], first.n_components()), (&pca.components[..1], 1));
}

#[test]
fn components_of_many_columns_are_orthogonal_and_give_the_rows_back() {
    let rows = normal(400, 120, 3);
    let pca = Pca::fit(rows.view(), 120).unwrap();
    for i in 0..120 {
        for j in 0..=i {
            let product: f64 = pca.components[i].iter().zip(&pca.components[j]).map(|(a, b)| a * b).sum();
            assert!((product - if i == j { 1.0 } else { 0.0 }).abs() < 1e-11, "{i} {j}: {product}");
        }
    }
    assert!(pca.explained_variance.is_sorted_by(|a, b| a >= b));
    close(pca.explained_variance_ratio.iter().sum(), 1.0, 1e-12, "all shares");
    let places = pca.transform(rows.view());
    for column in 0..120 {
        let back: f64 = (0..120).map(|i| f64::from(places[[7, i]]) * pca.components[i][column]).sum();
        assert!((back + pca.mean[column] - f64::from(rows[[7, column]])).abs() < 1e-5);
    }
}

#[test]
fn components_of_bad_input() {
    let rows = normal(6, 4, 4);
    for (rows, n) in
        [(rows.view(), 0), (rows.view(), 5), (normal(1, 4, 4).view(), 1), (normal(3, 4, 4).view(), 4)]
    {
        assert!(matches!(Pca::fit(rows, n), Err(FitError::Data(_))), "{n} of {:?}", rows.dim());
    }
    let mut infinite = rows.clone();
    infinite[[2, 3]] = f32::INFINITY;
    let Err(FitError::Data(problem)) = Pca::fit(infinite.view(), 2) else {
        panic!("an infinite value passed")
    };
    assert_eq!(problem.message.key, "kmeans-not-finite");
    let constant = Pca::fit(Array2::ones((5, 3)).view(), 2).unwrap();
    assert_eq!(
        (constant.explained_variance_ratio, constant.explained_variance),
        (vec![0.0; 2], vec![0.0; 2])
    );
}

#[test]
fn correlations_equal_numpy() {
    let reference = reference().correlation;
    let found = pearson(single(&table(&reference.rows)).view());
    for (found, expected) in found.iter().zip(reference.pearson.iter().flatten()) {
        close(*found, *expected, 1e-9, "correlation");
    }
    let constant = pearson(array![[1.0, 2.0], [1.0, 3.0], [1.0, 4.0]].view());
    assert_eq!(constant, array![[0.0, 0.0], [0.0, 1.0]]);
}

proptest! {
    #![proptest_config(ProptestConfig::with_cases(64))]

    #[test]
    fn silhouettes_equal_the_plain_ones(seed in 0u64..1000, n in 4usize..150, d in 1usize..20, k in 2u64..9) {
        let rows = normal(n, d, seed);
        let mut stream = Stream::new(seed, "labels", 0);
        let mut labels: Vec<u8> = (0..n).map(|_| stream.below(k) as u8).collect();
        (labels[0], labels[1], labels[2]) = (0, 1, 1);
        let expected = plain_silhouettes(rows.mapv(f64::from).view(), &labels);
        let found = silhouette_samples(rows.view(), &labels).unwrap();
        for (&found, &expected) in found.iter().zip(&expected) {
            prop_assert!((f64::from(found) - expected).abs() < 2e-6, "{found} {expected}");
            prop_assert!((-1.0..=1.0).contains(&found));
        }
    }

    #[test]
    fn names_of_groups_do_not_matter(seed in 0u64..1000, n in 1usize..200, k in 1u64..7) {
        let mut stream = Stream::new(seed, "labels", 1);
        let a: Vec<u8> = (0..n).map(|_| stream.below(k) as u8).collect();
        let b: Vec<u8> = (0..n).map(|_| stream.below(4) as u8).collect();
        let renamed: Vec<u8> = a.iter().map(|&label| 250 - 3 * label).collect();
        prop_assert_eq!(adjusted_rand(&a, &renamed), 1.0);
        prop_assert_eq!(adjusted_rand(&a, &b), adjusted_rand(&renamed, &b));
        prop_assert_eq!(adjusted_rand(&a, &b), adjusted_rand(&b, &a));
        prop_assert!(jaccard(&a, &renamed).iter().all(|&found| found == 1.0 || found == 0.0));
    }

    #[test]
    fn every_customer_lies_in_the_nearest_segment(seed in 0u64..1000, n in 8usize..400, d in 1usize..9, k in 1u32..9) {
        let rows = normal(n, d, seed);
        let found = KMeans { n_init: 2, ..KMeans::new(k) }.fit(&Packed::pack(rows.view()), seed, "any").unwrap();
        let assigned = assign(found.centroids.view(), rows.view());
        prop_assert!(kmeans::sizes(&found)[0] > 0);
        let mut inertia = 0.0;
        for row in 0..n {
            let own = found.centroids.row(usize::from(found.labels[row]));
            let square: f64 = rows.row(row).iter().zip(own).map(|(x, c)| f64::from(x - c).powi(2)).sum();
            prop_assert!(square.sqrt() <= f64::from(assigned.nearest[row]) + 1e-5);
            prop_assert!(assigned.nearest[row] <= assigned.second[row]);
            inertia += square;
        }
        prop_assert!((inertia - found.inertia).abs() <= 1e-5 * inertia.max(1e-3));
    }
}

/// Median-filled, standardised numbers of the 8,950 card holders, in f64.
fn card_holders(path: &Path) -> Array2<f64> {
    let loaded = csv::read(path, &ReadOptions::default(), &Watch::unattended()).unwrap();
    let frame = loaded.frame;
    let mut rows = Array2::zeros((frame.n_rows(), 17));
    for (index, mut to) in rows.axis_iter_mut(Axis(1)).enumerate() {
        let column = &frame.columns[index + 1];
        let cells: Vec<Option<f64>> = (0..frame.n_rows()).map(|row| column.number(row)).collect();
        let mut known: Vec<f64> = cells.iter().copied().flatten().collect();
        known.sort_by(f64::total_cmp);
        let half = known.len() / 2;
        let median =
            if known.len() % 2 == 1 { known[half] } else { f64::midpoint(known[half - 1], known[half]) };
        to.assign(&cells.iter().map(|cell| cell.unwrap_or(median)).collect::<ndarray::Array1<f64>>());
        let (mean, sd) = (to.mean().unwrap(), to.std(0.0));
        to.mapv_inplace(|value| (value - mean) / sd);
    }
    rows
}

#[test]
fn card_holders_are_clustered_as_by_scikit_learn() {
    let Some(path) = real_data("cc_general.csv") else { return };
    let wide = card_holders(&path);
    let rows = single(&wide);
    let start = rows.select(Axis(0), &[0, 1492, 2983, 4475, 5966, 7458]);
    let settings = KMeans { tol: 0.0, ..KMeans::new(6) };
    let found = settings.fit_from(&Packed::pack(rows.view()), start.view()).unwrap();
    let plain =
        twin::lloyd(wide.view(), wide.select(Axis(0), &[0, 1492, 2983, 4475, 5966, 7458]).view(), 0.0, 300);
    assert_eq!((found.n_iter, plain.n_iter), (37, 37));
    assert_eq!(found.labels, plain.labels);
    let mut by_start = [0; 6];
    found.labels.iter().for_each(|&label| by_start[usize::from(label)] += 1);
    assert_eq!(by_start, [1310, 3037, 970, 2226, 1321, 86]);
    close(plain.inertia, 84826.39594287136, 1e-9, "inertia");
    close(found.inertia, 84826.39594287136, 1e-6, "inertia through f32");
    close(silhouette(rows.view(), &found.labels).unwrap(), 0.20275079228228607, 1e-6, "silhouette");
    close(davies_bouldin(rows.view(), &found.labels).unwrap(), 1.506481689730876, 1e-6, "DB");
    close(calinski_harabasz(rows.view(), &found.labels).unwrap(), 1419.7050528764435, 1e-6, "CH");
    let pca = Pca::fit(rows.view(), 2).unwrap();
    close(pca.explained_variance[0], 4.641122690146684, 1e-6, "variance");
    close(pca.explained_variance_ratio[1], 0.20313779614506602, 1e-6, "share");
    // Ten starts of scikit-learn end between 84,824.2 and 84,826.7.
    let best = KMeans::new(6).fit(&Packed::pack(rows.view()), 1, "card holders").unwrap();
    assert!((84_824.0..84_830.0).contains(&best.inertia), "{}", best.inertia);
}
