//! Reading a customer table of 1,000,000 rows × 18 columns (about 112 MB), with one thread and with two.
#![expect(clippy::expect_used, reason = "a bench without its table or its threads measures nothing")]

use std::fmt::Write;
use std::path::Path;
use std::time::Duration;

use criterion::{Criterion, Throughput};
use stratum::base::{Stream, Watch};
use stratum::data::{ReadOptions, csv};

const ROWS: usize = 1_000_000;

/// Whole numbers, amounts, categories, an identifier and missing cells, as customer files mix them.
fn table() -> String {
    let mut stream = Stream::new(1, "bench read", 0);
    let names: Vec<String> = (1..=18).map(|column| format!("column_{column}")).collect();
    let mut text = names.join(",") + "\n";
    for row in 0..ROWS {
        let draw = stream.next_u64();
        let _ = write!(
            text,
            "C{row:07},{},{},",
            draw % 80,
            ["North", "South", "East", "West"][(draw >> 8) as usize % 4]
        );
        for _ in 0..10 {
            let cents = stream.below(10_000_000);
            let _ = write!(text, "{}.{:02},", cents / 100, cents % 100);
        }
        let draw = stream.next_u64();
        let employment = ["employed", "retired", "\"self-employed, other\"", ""][(draw & 3) as usize];
        let _ = writeln!(
            text,
            "{},{},{employment},{},{}",
            draw % 12,
            draw >> 50,
            draw >> 40 & 1,
            draw >> 20 & 0xFF
        );
    }
    text
}

fn main() {
    let mut criterion =
        Criterion::default().sample_size(10).measurement_time(Duration::from_secs(15)).configure_from_args();
    let text = table();
    let mut group = criterion.benchmark_group("read 1M x 18");
    group.throughput(Throughput::Bytes(text.len() as u64));
    for threads in [1, 2] {
        let pool = rayon::ThreadPoolBuilder::new().num_threads(threads).build().expect("a thread pool");
        group.bench_function(format!("{threads} threads"), |bencher| {
            bencher.iter(|| {
                pool.install(|| {
                    let path = Path::new("bench.csv");
                    csv::read_bytes(text.as_bytes(), path, &ReadOptions::default(), &Watch::unattended())
                        .expect("a readable table")
                })
            });
        });
    }
    group.finish();
    criterion.final_summary();
}
