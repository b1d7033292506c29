//! K-means iterations, k-means++ and silhouettes at fixed sizes, on one thread and on two.

use std::hint::black_box;
use std::time::{Duration, Instant};

use criterion::{Criterion, criterion_group, criterion_main};
use ndarray::{Array2, Axis};
use stratum::base::Stream;
use stratum::metrics::silhouette;
use stratum::models::{KMeans, Packed};

const N_FEATURES: usize = 17;

fn rows(n_samples: usize) -> Array2<f32> {
    let mut stream = Stream::new(1, "bench", 0);
    Array2::from_shape_fn((n_samples, N_FEATURES), |_| stream.normal() as f32)
}

fn pool(n_threads: usize) -> rayon::ThreadPool {
    let pool = rayon::ThreadPoolBuilder::new().num_threads(n_threads).build();
    pool.unwrap_or_else(|error| unreachable!("a pool of {n_threads} threads: {error}"))
}

/// Time of a fit of so many iterations from the first rows.
fn fit(packed: &Packed, start: &Array2<f32>, max_iter: u32) -> Duration {
    let settings = KMeans { n_clusters: start.nrows() as u32, n_init: 1, max_iter, tol: 0.0 };
    let begin = Instant::now();
    let _ = black_box(settings.fit_from(packed, start.view()));
    begin.elapsed()
}

fn iterations(c: &mut Criterion) {
    for (name, n_samples, k) in
        [("8950x17, k=6", 8950, 6), ("1Mx17, k=6", 1_000_000, 6), ("1Mx17, k=10", 1_000_000, 10)]
    {
        let rows = rows(n_samples);
        let packed = Packed::pack(rows.view());
        let start = rows.select(Axis(0), &(0..k).collect::<Vec<_>>());
        for n_threads in [1, 2] {
            let pool = pool(n_threads);
            c.bench_function(&format!("kmeans iteration {name}, {n_threads} threads"), |b| {
                // A fit begins and ends with work of its own: what one more iteration costs is the difference.
                b.iter_custom(|n| {
                    pool.install(|| {
                        (0..n)
                            .map(|_| (fit(&packed, &start, 12).saturating_sub(fit(&packed, &start, 2))) / 10)
                            .sum()
                    })
                });
            });
            c.bench_function(&format!("k-means++ {name}, {n_threads} threads"), |b| {
                let settings = KMeans { n_clusters: k as u32, n_init: 1, max_iter: 1, tol: 1.0 };
                b.iter(|| pool.install(|| settings.fit(&packed, 1, "bench")));
            });
        }
    }
}

fn silhouettes(c: &mut Criterion) {
    let rows = rows(8950);
    let labels: Vec<u8> = (0..8950).map(|row| (row % 6) as u8).collect();
    for n_threads in [1, 2] {
        let pool = pool(n_threads);
        c.bench_function(&format!("silhouette 8950x17, k=6, {n_threads} threads"), |b| {
            b.iter(|| pool.install(|| silhouette(rows.view(), &labels)));
        });
    }
}

criterion_group! { name = benches; config = Criterion::default().sample_size(10); targets = iterations, silhouettes }
criterion_main!(benches);
