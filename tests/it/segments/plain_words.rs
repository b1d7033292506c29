//! What must not be taken for groups, and customers of whom nothing is known.

use stratum::base::{Lang, Stream, render};
use stratum::data::Frame;
use stratum::study::segments::migration::NOT_THERE;
use stratum::study::segments::{CheckKind, SegmentFindings, TextPart};

use super::{holders, recipe, run_alone};
use crate::tables::{frame, numbers};

fn drawn(n: usize, columns: usize, mut cell: impl FnMut(&mut Stream) -> f64) -> Frame {
    let mut stream = Stream::new(11, "without groups", (n + columns) as u32);
    let mut column = |name: &str| {
        let cells: Vec<Option<f64>> = (0..n).map(|_| Some(cell(&mut stream))).collect();
        numbers(name, &cells)
    };
    frame((0..columns).map(|at| column(&format!("{}mount", (b'a' + at as u8) as char))).collect())
}

fn lognormal(stream: &mut Stream) -> f64 {
    libm::exp(stream.normal())
}

fn distinct(findings: &SegmentFindings, k: u32) -> Vec<bool> {
    let passed = |kind: CheckKind| {
        let segments = &findings.at(k).unwrap().segments;
        let of = |segment: &stratum::study::segments::Segment| {
            segment.checks.iter().any(|check| check.kind == kind && check.passed)
        };
        segments.iter().map(of).collect()
    };
    passed(CheckKind::Distinct)
}

#[test]
fn customers_without_groups_are_divided_and_nothing_else_is_said_first() {
    let tables = [
        drawn(900, 2, Stream::uniform),
        drawn(90, 2, Stream::uniform),
        drawn(900, 2, Stream::normal),
        drawn(500, 5, Stream::normal),
        drawn(500, 6, Stream::uniform),
        drawn(2_000, 6, lognormal),
        drawn(600, 3, |stream| f64::from(u8::from(stream.uniform() < 0.4))),
    ];
    for table in tables {
        let findings = run_alone(&recipe(&table, &["kmeans"], None), &table).unwrap();
        let name = format!("{} x {}", table.n_rows(), table.columns.len());
        assert_eq!(findings.words[0].key, "seg-said-division", "{name}: {:?}", findings.advice);
        for lang in Lang::ALL {
            let said = render(lang, &findings.words[0]);
            assert!(!said.contains("seg-") && !said.contains("{$"), "{said}");
        }
        assert!(findings.advice.table.iter().all(stratum::study::segments::KRow::is_division), "{name}");
        for segmentation in &findings.segmentations {
            assert!(!distinct(&findings, segmentation.k).contains(&true), "{name} {}", segmentation.k);
        }
        let apart = |key: &str| key.starts_with("seg-said-apart");
        assert!(!findings.words.iter().any(|words| apart(words.key)), "{name}");
    }
}

#[test]
fn clouds_of_customers_are_groups() {
    let table = holders(300, 3);
    let mut asked = recipe(&table, &["kmeans", "pca_kmeans", "kmeans_log"], Some(3));
    asked.features.columns.truncate(2);
    let findings = run_alone(&asked, &table).unwrap();
    assert_ne!(findings.words[0].key, "seg-said-division", "{:?}", findings.advice);
    assert!(!findings.advice.row(3).unwrap().is_division());
    assert_eq!(distinct(&findings, 3), [true; 3]);
    assert_eq!((findings.advice.recommended, findings.advice.by_gap()), (3, Some(3)));
}

#[test]
fn two_humps_of_one_column_are_groups() {
    let mut table = drawn(600, 2, Stream::normal);
    let cell = |row: usize| table.columns[0].number(row).map(|x| if row % 5 < 2 { x } else { x + 8.0 });
    table.columns[0] = numbers("limit", &(0..600).map(cell).collect::<Vec<_>>());
    let findings = run_alone(&recipe(&table, &["kmeans"], Some(2)), &table).unwrap();
    assert!(!findings.advice.row(2).unwrap().is_division(), "{:?}", findings.advice);
}

/// Three clouds, the first customers without anything in any column.
fn with_unknown(n_unknown: usize) -> Frame {
    let mut table = holders(120, 5);
    for column in &mut table.columns {
        let cell = |row: usize| column.number(row).filter(|_| row >= n_unknown);
        *column = numbers(&column.name, &(0..120).map(cell).collect::<Vec<_>>());
    }
    table
}

#[test]
fn customers_of_whom_nothing_is_known_fit_nowhere_and_teach_nothing() {
    let table = with_unknown(4);
    let findings = run_alone(&recipe(&table, &["kmeans", "rnn_kmeans"], Some(3)), &table).unwrap();
    let found = findings.at(3).unwrap();
    assert_eq!(
        (&found.fits[..5], &found.confidence[..4]),
        (&[false, false, false, false, true][..], &[0.0; 4][..])
    );
    for segment in &found.segments {
        assert!(segment.representatives.iter().all(|&row| row >= 4), "{:?}", segment.representatives);
    }
    let placed = findings.model.place(&table, &table.row_ids).unwrap();
    assert!(placed[..4].iter().all(|customer| !customer.fits && customer.confidence == 0.0));
    assert!(placed[4].fits);
    assert_eq!(findings.words.last().unwrap().key, "seg-said-unread");
    let warnings: Vec<&str> = findings.methods[1].warnings.iter().map(|warning| warning.key).collect();
    assert!(warnings.contains(&"seg-network-unread"), "{warnings:?}");
    let months = &findings.migration.as_ref().unwrap().segments;
    assert!(months.iter().all(|month| month[..4] == [NOT_THERE; 4] && month[4] != NOT_THERE));
    let said = findings.words.iter().chain(&findings.methods[1].warnings);
    assert!(said.clone().all(|words| !render(Lang::En, words).contains("{$")));
    assert!(found.segments.iter().all(|segment| !TextPart::Name.suggested(segment).key.is_empty()));
}

#[test]
fn what_counts_is_what_the_method_reads() {
    // Only the months are empty: they are all that the network reads, and not all that K-means does.
    let mut table = holders(120, 5);
    for column in &mut table.columns[3..] {
        let cell = |row: usize| column.number(row).filter(|_| row >= 6);
        *column = numbers(&column.name, &(0..120).map(cell).collect::<Vec<_>>());
    }
    let by = |method: &str| run_alone(&recipe(&table, &[method], Some(3)), &table).unwrap();
    assert!(by("rnn_kmeans").at(3).unwrap().fits[..6].iter().all(|fits| !fits));
    assert!(by("kmeans").at(3).unwrap().fits[..6].iter().all(|fits| *fits));
}
