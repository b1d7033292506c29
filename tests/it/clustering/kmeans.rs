//! K-means: scikit-learn values, the kernel against its twin, threads, bad input, new customers.

use super::*;

#[test]
fn kmeans_from_given_starts_equals_scikit_learn() {
    for case in reference().kmeans {
        let rows = table(&case.rows);
        let start = table(&case.start);
        let settings = KMeans { tol: case.tol, ..KMeans::new(start.nrows() as u32) };
        let packed = Packed::pack(single(&rows).view());
        let found = settings.fit_from(&packed, single(&start).view()).unwrap();
        assert_eq!((found.n_iter, &found.labels), (case.n_iter, &case.labels), "{}", case.name);
        close(found.inertia, case.inertia, 1e-6, &case.name);
        for (found, expected) in found.centroids.iter().zip(case.centroids.iter().flatten()) {
            close(f64::from(*found), *expected, 1e-5, &case.name);
        }
        let plain = twin::lloyd(rows.view(), start.view(), case.tol * mean_variance(&rows), 300);
        assert_eq!((plain.n_iter, &plain.labels), (case.n_iter, &case.labels), "{}", case.name);
        close(plain.inertia, case.inertia, 1e-9, &case.name);
        for (found, expected) in plain.centroids.iter().zip(case.centroids.iter().flatten()) {
            close(*found, *expected, 1e-9, &case.name);
        }
    }
}

#[test]
fn iris_has_its_known_values() {
    let iris = reference().iris;
    let rows = table(&iris.rows);
    let narrow = single(&rows);
    let packed = Packed::pack(narrow.view());
    let known = [681.3706, 152.3479517603579, 78.851441426146, 57.22847321428572, 46.446182051282065];
    let known =
        [&known[..], &[39.03998724608726, 34.4201917862839, 30.01439849624061, 28.052316017316016]].concat();
    for (k, &inertia) in (1..).zip(&known) {
        // One start of ten often ends in a valley of its own.
        let found = KMeans { n_init: 60, ..KMeans::new(k) }.fit(&packed, 1, "iris").unwrap();
        let start = found.centroids.mapv(f64::from);
        let plain = twin::lloyd(rows.view(), start.view(), 0.0, 300);
        if k <= 6 {
            close(found.inertia, inertia, 1e-6, "inertia through f32");
            close(plain.inertia, inertia, 1e-9, "inertia");
        } else {
            assert!(found.inertia <= inertia * (1.0 + 1e-6), "{k}: {} above {inertia}", found.inertia);
        }
        if k == 3 {
            assert_eq!((sizes(&found), &plain.labels), (vec![38, 50, 62], &found.labels));
            close(silhouette(narrow.view(), &found.labels).unwrap(), 0.5528190123564095, 1e-6, "silhouette");
            let samples = plain_silhouettes(rows.view(), &found.labels);
            close(samples.iter().sum::<f64>() / 150.0, 0.5528190123564095, 1e-9, "silhouette");
            close(davies_bouldin(narrow.view(), &found.labels).unwrap(), 0.6619715465007465, 1e-6, "DB");
            close(calinski_harabasz(narrow.view(), &found.labels).unwrap(), 561.62775662962, 1e-6, "CH");
            close(adjusted_rand(&iris.species, &found.labels), 0.7302382722834697, 1e-12, "ARI");
        }
    }
}

pub fn sizes(found: &Clustering) -> Vec<usize> {
    let mut sizes = vec![0; found.centroids.nrows()];
    for &label in &found.labels {
        sizes[usize::from(label)] += 1;
    }
    sizes.sort_unstable();
    sizes
}

#[test]
fn the_kernel_agrees_with_the_twin() {
    for (n_samples, n_features, k) in [
        (1, 1, 1),
        (7, 1, 7),
        (63, 2, 3),
        (64, 17, 6),
        (65, 3, 8),
        (300, 5, 2),
        (999, 33, 13),
        (5000, 4, 25),
        (9000, 17, 6),
    ] {
        let rows = normal(n_samples, n_features, 5);
        let start = rows.slice_axis(Axis(0), (..k).into());
        let packed = Packed::pack(rows.view());
        for max_iter in [1, 2, 4] {
            let settings = KMeans { n_clusters: k as u32, n_init: 1, max_iter, tol: 0.0 };
            let found = settings.fit_from(&packed, start).unwrap();
            let wide = rows.mapv(f64::from);
            let plain = twin::lloyd(wide.view(), start.mapv(f64::from).view(), 0.0, max_iter);
            let what = format!("{n_samples} x {n_features} in {k}, {max_iter} iterations");
            assert_eq!((&found.labels, found.n_iter), (&plain.labels, plain.n_iter), "{what}");
            assert!((found.inertia - plain.inertia).abs() <= 1e-6 * plain.inertia.max(1e-6), "{what}");
            for (found, expected) in found.centroids.iter().zip(&plain.centroids) {
                assert!((f64::from(*found) - expected).abs() < 2e-6, "{what}");
            }
        }
    }
}

#[test]
fn the_same_bits_for_any_number_of_threads() {
    let rows = normal(120_000, 7, 6);
    let few = normal(3000, 5, 7);
    let all = || {
        let packed = Packed::pack(rows.view());
        let settings = KMeans { n_init: 3, max_iter: 12, ..KMeans::new(7) };
        let found = settings.fit_traced(&packed, 9, "threads", &[0, 119_999]).unwrap();
        let labels = &found.labels;
        let indices = [
            davies_bouldin(rows.view(), labels).unwrap(),
            calinski_harabasz(rows.view(), labels).unwrap(),
            silhouette(few.view(), &labels[..3000]).unwrap(),
            pearson(rows.view())[[2, 1]],
            found.inertia,
        ];
        let pca = Pca::fit(rows.view(), 3).unwrap();
        let places = pca.transform(rows.view());
        let assigned = assign(found.centroids.view(), rows.view());
        (found, indices.map(f64::to_bits), pca, places, assigned)
    };
    let on = |n_threads| rayon::ThreadPoolBuilder::new().num_threads(n_threads).build().unwrap().install(all);
    let one = on(1);
    assert!(one == on(2) && one == on(7), "the number of threads shows");
}

#[test]
fn the_trace_ends_at_the_result_and_never_rises() {
    let rows = normal(3000, 6, 8);
    let packed = Packed::pack(rows.view());
    let everybody: Vec<u32> = (0..3000).collect();
    let settings = KMeans { n_init: 4, tol: 0.0, ..KMeans::new(5) };
    let traced = settings.fit_traced(&packed, 3, "trace", &everybody).unwrap();
    assert_eq!(traced.trace.len(), traced.n_iter as usize);
    assert_eq!(traced.trace.last().unwrap().labels, traced.labels);
    assert!(traced.trace.is_sorted_by(|a, b| a.inertia >= b.inertia * (1.0 - 1e-6)));
    close(traced.trace.last().unwrap().inertia, traced.inertia, 1e-6, "inertia of the last iteration");
    let plain = settings.fit(&packed, 3, "trace").unwrap();
    assert_eq!((Clustering { trace: vec![], ..traced }, plain.trace.len()), (plain, 0));
}

#[test]
fn starts_find_groups_far_apart() {
    // Greedy k-means++ finds all of ten groups in a single start nearly always; uniform draws hardly ever would.
    let mut rows = normal(2000, 2, 9);
    for (row, mut values) in rows.outer_iter_mut().enumerate() {
        values[0] += 100.0 * (row % 10) as f32;
    }
    let packed = Packed::pack(rows.view());
    let expected: Vec<u8> = (0..2000).map(|row| (row % 10) as u8).collect();
    let found = |seed| KMeans { n_init: 1, ..KMeans::new(10) }.fit(&packed, seed, "starts").unwrap();
    let right = (0..20).filter(|&seed| adjusted_rand(&expected, &found(seed).labels) == 1.0).count();
    assert!(right >= 18, "{right} of 20");
}

#[test]
fn bad_input_is_refused_in_words() {
    let rows = normal(6, 2, 10);
    let mut holes = rows.clone();
    holes[[4, 1]] = f32::NAN;
    holes[[5, 0]] = f32::NAN;
    let mut vast = rows.clone();
    vast[[0, 0]] = 1e30;
    let alike = array![[1.0, 2.0], [1.0, 2.0], [3.0, 1.0], [3.0, 1.0]];
    for (rows, k, key) in [
        (&rows, 7, "kmeans-too-few"),
        (&rows, 0, "kmeans-k-range"),
        (&rows, 201, "kmeans-k-range"),
        (&Array2::zeros((0, 2)), 1, "kmeans-too-few"),
        (&Array2::zeros((5, 0)), 2, "kmeans-no-columns"),
        (&holes, 2, "kmeans-not-finite"),
        (&vast, 2, "kmeans-not-finite"),
        (&alike, 3, "kmeans-too-alike"),
        (&Array2::ones((100, 3)), 2, "kmeans-too-alike"),
    ] {
        let packed = Packed::pack(rows.view());
        let Err(FitError::Data(problem)) = KMeans::new(k).fit(&packed, 1, "bad") else { panic!("{key}") };
        assert_eq!(problem.message.key, key);
        assert!(problem.hint.is_some());
    }
    assert_eq!(Packed::pack(holes.view()).refused(), Some((4, 1)));
    let packed = Packed::pack(rows.view());
    assert!(KMeans::new(3).fit_from(&packed, Array2::zeros((2, 2)).view()).is_err());
    assert!(KMeans::new(2).fit_from(&packed, Array2::from_elem((2, 2), f32::NAN).view()).is_err());
}

#[test]
fn few_or_equal_customers_have_defined_answers() {
    let alike = array![[1.0, 2.0], [1.0, 2.0], [3.0, 1.0], [3.0, 1.0]];
    let two = KMeans::new(2).fit(&Packed::pack(alike.view()), 1, "alike").unwrap();
    assert_eq!((two.inertia, sizes(&two)), (0.0, vec![2, 2]));
    let one = KMeans::new(1).fit(&Packed::pack(Array2::from_elem((9, 2), 0.1).view()), 1, "same").unwrap();
    assert_eq!((one.labels, one.inertia), (vec![0; 9], 0.0));
    let rows = normal(5, 1, 11);
    let own = KMeans::new(5).fit(&Packed::pack(rows.view()), 1, "own").unwrap();
    assert_eq!((own.inertia, sizes(&own)), (0.0, vec![1; 5]));
    // All starts at the same place: every cluster but one is empty at first.
    let start = Array2::from_elem((4, 1), rows[[2, 0]]);
    let found = KMeans::new(4).fit_from(&Packed::pack(rows.view()), start.view()).unwrap();
    assert_eq!(sizes(&found), [1, 1, 1, 2]);
}

#[test]
fn parameters_come_by_name() {
    let mut params = Params::default();
    params.set("n_init", ParamValue::Int(3));
    params.set("tol", ParamValue::Float(0.0));
    let settings = KMeans::from_params(4, &params).unwrap();
    assert_eq!(settings, KMeans { n_clusters: 4, n_init: 3, max_iter: 300, tol: 0.0 });
    assert_eq!(KMeans::from_params(4, &Params::default()), Ok(KMeans::new(4)));
    params.set("n_init", ParamValue::Int(0));
    assert!(matches!(KMeans::from_params(4, &params), Err(FitError::Params(_))));
}

#[test]
fn new_customers_go_to_the_nearest_mean() {
    let centroids = array![[0.0, 0.0], [3.0, 4.0], [0.0, 10.0]];
    let assigned = assign(centroids.view(), array![[0.0, 1.0], [3.0, 5.0], [1.5, 2.0]].view());
    assert_eq!(assigned.labels, [0, 1, 0], "of equally near ones the first");
    assert_eq!((assigned.nearest[1], assigned.second[2]), (1.0, 2.5));
    let alone = assign(centroids.slice_axis(Axis(0), (..1).into()), array![[3.0, 4.0]].view());
    assert_eq!((alone.nearest[0], alone.second[0]), (5.0, f32::INFINITY));
    let lost = assign(centroids.view(), array![[f32::NAN, 0.0]].view());
    assert_eq!((lost.labels[0], lost.nearest[0]), (0, f32::INFINITY));
}
