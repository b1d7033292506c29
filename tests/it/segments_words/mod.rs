//! What is said of segments: in whom, in which words, with which numbers; months, new customers, and tables that teach
//! nothing.

use std::path::Path;
use std::time::Duration;

use ndarray::Array2;
use stratum::base::{Arg, Lang, Message, RowId, Stream, Watch, render};
use stratum::data::profile::profile;
use stratum::data::{Dataset, Frame, ReadOptions, Records, csv, sample};
use stratum::features::{
    ColumnSpec, Family, FeatureSpec, Preprocessor, SequenceSpec, Steps, Treatment, suggest_for_segments,
};
use stratum::models::kmeans::{KMeans, Packed};
use stratum::models::rnn::{Encoder, RnnSettings};
use stratum::models::{Init, Params};
use stratum::nn::recurrent::{Cell, Task};
use stratum::study::segments::describe::{Customers, Described, Found, Jaccard};
use stratum::study::segments::migration::{Monthly, Months, NOT_THERE, migration};
use stratum::study::segments::model::{PlaceError, Placement, SegmentModel};
use stratum::study::segments::{CheckKind, Migration, Road, Segment, SegmentFindings, SequenceChoice, run};
use stratum::study::suggest::suggest_segments;
use stratum::study::{Control, Driver, Tables};

use crate::tables::{frame, numbers, text, whole};

mod saved;

/// A table, its columns as plain K-means sees them, and its customers.
struct Table {
    frame: Frame,
    plain: Preprocessor,
    common: Array2<f32>,
}

impl Table {
    fn new(frame: Frame) -> Self {
        let (spec, _) = suggest_for_segments(&profile(&frame, &Watch::unattended()));
        Self::with(frame, &spec)
    }

    fn with(frame: Frame, spec: &FeatureSpec) -> Self {
        let plain = spec.fit(&frame, &frame.row_ids).unwrap();
        let common = plain.transform(&frame, &frame.row_ids).unwrap().table().unwrap().clone();
        Self { frame, plain, common }
    }

    fn rows(&self) -> &[RowId] {
        &self.frame.row_ids
    }

    fn customers(&self, value: Option<&str>) -> Customers<'_> {
        Customers::new(&self.frame, self.rows(), &self.plain, self.common.view(), value).unwrap()
    }

    /// Described by the means of these labels in the common space.
    fn described(&self, labels: &[u8], k: usize, jaccard: Option<&[f64]>) -> Described {
        let centroids = means(&self.common, labels, k);
        let jaccard: Option<Vec<Jaccard>> =
            jaccard.map(|of| of.iter().map(|&mean| Jaccard { mean, lower_quartile: mean }).collect());
        let found = Found {
            space: self.common.view(),
            centroids: centroids.view(),
            labels,
            jaccard: jaccard.as_deref(),
            unread: &[],
            division: None,
        };
        self.customers(None).describe(&found)
    }
}

fn means(rows: &Array2<f32>, labels: &[u8], k: usize) -> Array2<f32> {
    let mut means = Array2::<f32>::zeros((k, rows.ncols()));
    for label in 0..k {
        let own = labels.iter().filter(|&&other| other as usize == label).count().max(1) as f32;
        for (row, _) in rows.outer_iter().zip(labels).filter(|(_, other)| **other as usize == label) {
            means.row_mut(label).scaled_add(1.0 / own, &row);
        }
    }
    means
}

/// 60 spenders, 100 who take cash, 240 who do little; who is who, in the order of the table.
fn card_holders() -> (Table, Vec<u8>) {
    let mut stream = Stream::new(5, "card holders", 0);
    let labels: Vec<u8> = (0..400).map(|row| u8::from(row >= 60) + u8::from(row >= 160)).collect();
    let mut around = |means: [f64; 3]| -> Vec<Option<f64>> {
        let cell = |&label: &u8| Some((means[label as usize] * (1.0 + 0.1 * stream.normal())).max(0.0));
        labels.iter().map(cell).collect()
    };
    let columns = [
        ("PURCHASES", [9000.0, 200.0, 100.0]),
        ("CASH_ADVANCE", [100.0, 6000.0, 200.0]),
        ("BALANCE", [2000.0, 5000.0, 800.0]),
        ("AGE", [40.0, 40.0, 40.0]),
    ]
    .map(|(name, means)| numbers(name, &around(means)));
    (Table::new(frame(columns.into())), labels)
}

fn en(message: &Message) -> String {
    render(Lang::En, message)
}

/// A message that has words in both languages, with every argument they want.
fn said(message: &Message) {
    for lang in Lang::ALL {
        let text = render(lang, message);
        let looks_bare = text.contains('{') || text.starts_with("seg-") || text.is_empty();
        assert!(!looks_bare, "{}: {text}", message.key);
    }
    for (_, arg) in &message.args {
        match arg {
            Arg::Message(inner) => said(inner),
            Arg::List(list) => list.iter().for_each(said),
            Arg::Text(_) | Arg::Count(_) | Arg::Number(..) | Arg::Share(..) => {}
        }
    }
}

fn all_said(segments: &[Segment]) {
    for segment in segments {
        [&segment.name, &segment.sentence, &segment.action].into_iter().for_each(said);
        let kinds: Vec<CheckKind> = segment.checks.iter().map(|check| check.kind).collect();
        assert_eq!(
            kinds,
            [CheckKind::Distinct, CheckKind::BigEnough, CheckKind::Reachable, CheckKind::Stable]
        );
        segment.checks.iter().for_each(|check| said(&check.message));
    }
    for lang in Lang::ALL {
        let names: std::collections::BTreeSet<String> =
            segments.iter().map(|segment| render(lang, &segment.name)).collect();
        assert_eq!(names.len(), segments.len(), "two of the same name: {names:?}");
    }
}

#[test]
fn segments_are_named_by_what_sets_them_apart() {
    let (table, labels) = card_holders();
    let described = table.described(&labels, 3, Some(&[0.9, 0.74, 1.0]));
    let segments = &described.segmentation.segments;
    all_said(segments);
    assert_eq!(described.order, [2, 1, 0]);
    let names: Vec<String> = segments.iter().map(|segment| en(&segment.name)).collect();
    assert_eq!(
        names,
        [
            "Low balance, low purchases",
            "High cash advances, low purchases",
            "Very high purchases, low cash advances"
        ]
    );
    let segment = &segments[2];
    let mean = |column: &str| {
        let cells = table.frame.column(column).unwrap();
        let own: Vec<f64> = (0..60).map(|row| cells.number(row).unwrap()).collect();
        let all: Vec<f64> = (0..400).map(|row| cells.number(row).unwrap()).collect();
        (own.iter().sum::<f64>() / 60.0, all.iter().sum::<f64>() / 400.0)
    };
    let (own, everyone) = mean("PURCHASES");
    assert!((segment.means[0] - own).abs() < 1e-9 * own);
    assert_eq!((segment.traits[0].column.as_str(), segment.size, segment.share), ("PURCHASES", 60, 0.15));
    assert!((segment.traits[0].overall - everyone).abs() < 1e-9 * everyone);
    let sentence = en(&segment.sentence);
    let ratio = format!("PURCHASES {:.1} times the average", own / everyone);
    assert!(sentence.contains(&ratio), "{sentence}");
    assert!(en(&segments[1].action).contains("cheaper loan"));
    let passed: Vec<bool> = segments[1].checks.iter().map(|check| check.passed).collect();
    // The Jaccard index of the second cluster, wherever that came to stand.
    assert_eq!(passed, [true, true, true, false]);
    assert!(en(&segments[1].checks[3].message).contains("74 %"));
    assert!(render(Lang::Zh, &segments[1].name).contains("取现"));
}

#[test]
fn the_order_found_changes_nothing() {
    let (table, labels) = card_holders();
    let jaccard = [0.9, 0.74, 1.0];
    let first = table.described(&labels, 3, Some(&jaccard));
    for turn in [[1u8, 2, 0], [2, 0, 1], [0, 2, 1]] {
        let turned: Vec<u8> = labels.iter().map(|&label| turn[label as usize]).collect();
        let mut jaccard_turned = [0.0; 3];
        for (old, &new) in turn.iter().enumerate() {
            jaccard_turned[new as usize] = jaccard[old];
        }
        let again = table.described(&turned, 3, Some(&jaccard_turned));
        assert_eq!(again.segmentation, first.segmentation);
        assert_eq!((again.centroids, again.limits), (first.centroids.clone(), first.limits.clone()));
        assert_eq!(turned[0], again.order[first.segmentation.labels[0] as usize]);
    }
}

#[test]
fn the_same_for_any_number_of_threads() {
    let (table, labels) = card_holders();
    let with = |n: usize| {
        let pool = rayon::ThreadPoolBuilder::new().num_threads(n).build().unwrap();
        pool.install(|| {
            let customers = table.customers(Some("BALANCE"));
            let explored = (customers.explore(&|| true).unwrap(), customers.map(&|| true).unwrap());
            (table.described(&labels, 3, None), explored)
        })
    };
    let one = with(1);
    assert_eq!(one, with(2));
    assert_eq!(one, with(7));
}

#[test]
fn typical_customers_lie_nearest_and_one_in_a_hundred_does_not_fit() {
    let (table, labels) = card_holders();
    let described = table.described(&labels, 3, None);
    let segmentation = &described.segmentation;
    let distance = |row: usize| {
        let centroid = described.centroids.row(segmentation.labels[row] as usize);
        let own = table.common.row(row);
        let squares = own.iter().zip(centroid).map(|(x, c)| f64::from(x - c).powi(2));
        squares.sum::<f64>().sqrt()
    };
    for (position, segment) in segmentation.segments.iter().enumerate() {
        let mut own: Vec<usize> =
            (0..400).filter(|&row| segmentation.labels[row] as usize == position).collect();
        own.sort_by(|&a, &b| distance(a).total_cmp(&distance(b)));
        let nearest: Vec<RowId> = own[..5].iter().map(|&row| row as RowId).collect();
        assert_eq!(segment.representatives, nearest);
        let strangers = own.iter().filter(|&&row| !segmentation.fits[row]).count();
        assert_eq!(strangers, own.len() / 100);
    }
    assert!(segmentation.confidence.iter().all(|confidence| (0.0..=1.0).contains(confidence)));
}

#[test]
fn rules_find_what_they_say() {
    let (table, labels) = card_holders();
    let described = table.described(&labels, 3, None);
    let message = &described.segmentation.segments[2].checks[2].message;
    let rule = en(message);
    assert!(rule.contains("finds 100 % of them, and 100 % of those it finds belong here"), "{rule}");
    assert!(rule.contains("“PURCHASES” at least"), "{rule}");
}

#[test]
fn noise_is_not_called_distinct() {
    let mut stream = Stream::new(3, "noise", 0);
    let columns = (0..12).map(|column| {
        let cells: Vec<Option<f64>> = (0..1500).map(|_| Some(stream.normal())).collect();
        numbers(&format!("column {}", (b'a' + column) as char), &cells)
    });
    let table = Table::new(frame(columns.collect()));
    let found = KMeans::new(5).fit(&Packed::pack(table.common.view()), 1, "noise").unwrap();
    let described = table.described(&found.labels, 5, None);
    all_said(&described.segmentation.segments);
    for segment in &described.segmentation.segments {
        assert!(!segment.checks[0].passed, "{}", en(&segment.checks[0].message));
        // Means around zero and negative cells: nothing is so many times the average.
        let sentence = en(&segment.sentence);
        assert!(!sentence.contains("times") && !sentence.contains("% of the average"), "{sentence}");
    }
}

#[test]
fn a_negative_mean_of_everyone_gives_no_ratio() {
    let cells: Vec<Option<f64>> = (0..100).map(|row| Some(if row < 50 { -900.0 } else { 100.0 })).collect();
    let table = Table::new(frame(vec![numbers("margin", &cells)]));
    let labels: Vec<u8> = (0..100).map(|row| u8::from(row >= 50)).collect();
    let described = table.described(&labels, 2, None);
    all_said(&described.segmentation.segments);
    let sentences: Vec<String> =
        described.segmentation.segments.iter().map(|segment| en(&segment.sentence)).collect();
    // Of the same size: the larger mean first.
    assert_eq!(
        sentences,
        [
            "Customers with margin 100 on average (everyone: −400).",
            "Customers with margin −900 on average (everyone: −400)."
        ]
    );
}

#[test]
fn segments_that_do_not_differ_are_said_not_to() {
    let cells: Vec<Option<f64>> = (0..120).map(|row| Some(f64::from(row / 3))).collect();
    let table = Table::new(frame(vec![numbers("visits", &cells)]));
    let labels: Vec<u8> = (0..120).map(|row| (row % 3) as u8).collect();
    let described = table.described(&labels, 3, None);
    let segments = &described.segmentation.segments;
    all_said(segments);
    assert_eq!(en(&segments[0].name), "Close to the average");
    assert_eq!(en(&segments[2].name), "Close to the average (3)");
    assert!(segments.iter().all(|segment| !segment.checks[0].passed && !segment.checks[2].passed));
    assert!(segments.iter().all(|segment| segment.profile == [0.0]));
    // Three times the same mean: nobody is surely anywhere.
    assert!(described.segmentation.confidence.iter().all(|&confidence| confidence < 1e-4));
}

#[test]
fn a_cluster_without_customers_breaks_nothing() {
    let (table, labels) = card_holders();
    let described = table.described(&labels, 4, Some(&[1.0; 4]));
    all_said(&described.segmentation.segments);
    let last = &described.segmentation.segments[3];
    assert_eq!((last.size, last.share, last.representatives.len()), (0, 0.0, 0));
    assert!(!last.checks[1].passed);
}

#[test]
fn one_column_is_a_line() {
    let cells: Vec<Option<f64>> = (0..60).map(|row| Some(f64::from(row))).collect();
    let table = Table::new(frame(vec![numbers("income", &cells)]));
    let customers = table.customers(None);
    let (explore, map) = (customers.explore(&|| true).unwrap(), customers.map(&|| true).unwrap());
    assert_eq!((explore.columns, explore.correlations), (vec!["income".to_owned()], vec![vec![1.0]]));
    assert_eq!(explore.explained_variance_ratio, [1.0]);
    assert!(map.points.iter().all(|point| point[1] == 0.0) && map.shares == [1.0, 0.0]);
    assert_eq!((en(&map.axes[0]), en(&map.axes[1])), ("income".to_owned(), "nothing".to_owned()));
    let labels: Vec<u8> = (0..60).map(|row| u8::from(row >= 40)).collect();
    let described = table.described(&labels, 2, None);
    all_said(&described.segmentation.segments);
    assert_eq!(en(&described.segmentation.segments[1].name), "High income");
}

#[test]
fn columns_are_explored() {
    let (table, _) = card_holders();
    let explore = table.customers(None).explore(&|| true).unwrap();
    assert_eq!(explore.columns, ["PURCHASES", "CASH_ADVANCE", "BALANCE", "AGE"]);
    let total: f64 = explore.explained_variance_ratio.iter().sum();
    assert!((total - 1.0).abs() < 1e-9 && explore.loadings.len() == 4);
    assert!(explore.correlations[1][2] > 0.9 && explore.correlations[1][2] == explore.correlations[2][1]);
    explore.components.iter().for_each(said);
    let first = en(&explore.components[0]);
    assert!(first.contains("CASH_ADVANCE") && first.contains("BALANCE"), "{first}");
}

#[test]
fn shares_of_value_are_those_of_the_column() {
    let (table, labels) = card_holders();
    let centroids = means(&table.common, &labels, 3);
    let found = Found {
        space: table.common.view(),
        centroids: centroids.view(),
        labels: &labels,
        jaccard: None,
        unread: &[],
        division: None,
    };
    let shares = |value: &str| -> Vec<Option<f64>> {
        let described = table.customers(Some(value)).describe(&found);
        described.segmentation.segments.iter().map(|segment| segment.value_share).collect()
    };
    let of_age: Vec<f64> = shares("AGE").into_iter().flatten().collect();
    assert!((of_age.iter().sum::<f64>() - 1.0).abs() < 1e-12);
    assert!((of_age[2] - 0.15).abs() < 0.01 && of_age[0] > of_age[1], "{of_age:?}");
    let unknown = Customers::new(&table.frame, table.rows(), &table.plain, table.common.view(), Some("AGES"));
    assert!(unknown.is_err());
    let text_value = frame(vec![whole("a", vec![1, 2, 3]), text("b", &["x", "y", "z"])]);
    let table = Table::new(text_value);
    let refused = Customers::new(&table.frame, table.rows(), &table.plain, table.common.view(), Some("b"));
    assert!(refused.is_err());
    let negative = Table::new(frame(vec![whole("a", vec![1, 2, 3]), whole("b", vec![-1, 2, 3])]));
    let described = negative.customers(Some("b")).describe(&Found {
        space: negative.common.view(),
        centroids: means(&negative.common, &[0, 1, 1], 2).view(),
        labels: &[0, 1, 1],
        jaccard: None,
        unread: &[],
        division: None,
    });
    assert!(described.segmentation.segments.iter().all(|segment| segment.value_share.is_none()));
}

#[test]
fn missing_cells_count_as_filled_and_categories_as_shares() {
    let income: Vec<Option<f64>> =
        (0..100).map(|row| (row % 10 != 0).then_some(if row < 50 { 100.0 } else { 500.0 })).collect();
    let place: Vec<&str> = (0..100).map(|row| if row < 50 { "north" } else { "south" }).collect();
    let columns = frame(vec![numbers("income", &income), text("place", &place)]);
    let (mut spec, _) = suggest_for_segments(&profile(&columns, &Watch::unattended()));
    spec.columns
        .push(ColumnSpec { name: "place".to_owned(), treatment: Treatment::Category { max_levels: 5 } });
    let table = Table::with(columns, &spec);
    let labels: Vec<u8> = (0..100).map(|row| u8::from(row >= 50)).collect();
    let described = table.described(&labels, 2, None);
    all_said(&described.segmentation.segments);
    let rich = &described.segmentation.segments[0];
    // 45 cells of 500 and 5 that were empty: 45 of 100 and 45 of 500 have the middle value 300.
    assert!((rich.means[0] - (45.0 * 500.0 + 5.0 * 300.0) / 50.0).abs() < 1e-9, "{:?}", rich.means);
    let sentence = en(&rich.sentence);
    assert!(sentence.contains("place = south for 100 % of them (everyone: 50 %)"), "{sentence}");
}

/// A run over sample card holders.
fn findings(methods: &[&str], sequence: SequenceChoice) -> SegmentFindings {
    let text = sample::cards(300, 42);
    let loaded = csv::read_bytes(
        text.as_bytes(),
        Path::new("cards.csv"),
        &ReadOptions::default(),
        &Watch::unattended(),
    )
    .unwrap();
    let profile = profile(&loaded.frame, &Watch::unattended());
    let mut recipe = suggest_segments(&loaded.frame, &profile);
    let choice = recipe.methods[0].clone();
    recipe.methods = methods
        .iter()
        .map(|&id| stratum::study::MethodChoice { id: id.to_owned(), ..choice.clone() })
        .collect();
    if let Some(segments) = &mut recipe.segments {
        segments.sequence = sequence;
        segments.value_column = Some("payments".to_owned());
    }
    let clock = || Duration::ZERO;
    let mut driver = Driver { control: Control::default(), report: &mut |_| {}, clock: &clock };
    run(&recipe, &Tables::new(&loaded.frame, &loaded.issues), &mut driver).unwrap()
}

#[test]
fn a_whole_run_is_said_in_both_languages() {
    let mut findings = findings(&["kmeans", "rnn_kmeans"], SequenceChoice::Auto);
    findings.words.iter().for_each(said);
    for segmentation in &findings.segmentations {
        all_said(&segmentation.segments);
        assert_eq!(segmentation.labels.len(), findings.rows.len());
    }
    let helped = findings.helped.as_ref().unwrap();
    assert!(findings.words.contains(&helped.sentence) && findings.words.contains(&findings.advice.reason));
    let migration = findings.migration.as_ref().unwrap();
    assert_eq!(migration.months.len(), 12);
    assert!(findings.words.contains(&migration.words[0]));
    let shares = findings.at(findings.k).unwrap().segments.iter().filter_map(|segment| segment.value_share);
    assert!((shares.sum::<f64>() - 1.0).abs() < 1e-9);
    // What is said follows from what was found.
    findings.advice.sampled = Some(20_000);
    findings.stopped = true;
    findings.methods[1].silhouette_own = findings.methods[0].silhouette_own + 0.2;
    findings.methods[1].silhouette_common = findings.methods[0].silhouette_common - 0.2;
    let words = stratum::study::segments::words(&findings);
    words.iter().for_each(said);
    let keys: Vec<&str> = words.iter().map(|word| word.key).collect();
    assert_eq!(keys[0], "seg-said-stopped");
    for key in ["seg-said-headline", "seg-said-sampled", "seg-said-flatters"] {
        assert!(keys.contains(&key), "{key} not in {keys:?}");
    }
    let sampled = words.iter().find(|word| word.key == "seg-said-sampled").unwrap();
    assert!(en(sampled).contains("20,000"));
}

#[test]
fn columns_as_steps_are_said_not_to_be_time() {
    let findings = findings(&["kmeans", "rnn_kmeans"], SequenceChoice::Columns);
    let words: Vec<String> = findings.words.iter().map(en).collect();
    assert!(words.iter().any(|word| word.contains("not time")), "{words:#?}");
}
