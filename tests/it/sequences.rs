//! Customers as sequences: months found by name, in their order, and what becomes of months that are not there.

use std::path::Path;
use std::sync::Arc;

use ndarray::{Array3, ArrayView3};
use proptest::prelude::*;
use stratum::base::{Lang, Watch, render};
use stratum::data::ledger::{self, Decisions};
use stratum::data::profile::profile;
use stratum::data::{Column, Dataset, Frame, ReadOptions, Records, csv, sample};
use stratum::features::sequence::order_of_columns;
use stratum::features::{
    Family, FeatureError, MonthFamilies, SequencePreprocessor, SequenceSpec, Steps, month_families, problem,
    suggest_for_segments,
};
use stratum::study::suggest_value;
use stratum::study::value::prepare;

use crate::real_data::real_data;
use crate::tables::{frame, numbers, text, whole};

fn read(path: &Path) -> Frame {
    csv::read(path, &ReadOptions::default(), &Watch::unattended()).unwrap().frame
}

fn found(frame: &Frame, ascending: Option<bool>) -> Option<MonthFamilies> {
    month_families(&profile(frame, &Watch::unattended()), ascending)
}

fn months(families: Vec<Family>) -> SequenceSpec {
    SequenceSpec { steps: Steps::Months(families), target: None }
}

fn family(name: &str, columns: &[&str]) -> Family {
    Family { name: name.to_owned(), columns: columns.iter().map(|&column| column.to_owned()).collect() }
}

fn sequences(data: &Dataset) -> (ArrayView3<'_, f32>, &[u32]) {
    match &data.records {
        Records::Sequence { steps, lengths } => (steps.view(), lengths),
        Records::Table(_) => panic!("sequences are expected"),
    }
}

fn fitted(frame: &Frame, spec: &SequenceSpec) -> (SequencePreprocessor, Dataset) {
    let preprocessor = spec.fit(frame, &frame.row_ids).unwrap();
    let data = preprocessor.transform(frame, &frame.row_ids).unwrap();
    (preprocessor, data)
}

/// Customers with three months each of several families.
fn with_months(names: &[&str]) -> Frame {
    let column = |(place, name): (usize, &&str)| {
        whole(name, (0..60).map(|row| (row * 37 + place as i64 * 11) % 101 - 20).collect())
    };
    let mut columns: Vec<Column> = names.iter().enumerate().map(column).collect();
    columns.insert(0, text("name", &(0..60).map(|row| format!("n{}", row % 7)).collect::<Vec<_>>()));
    frame(columns)
}

fn words(found: &MonthFamilies) -> String {
    render(Lang::En, &found.order)
}

#[test]
fn the_number_zero_is_the_latest_month() {
    let frame = with_months(&["PAY_0", "PAY_2", "PAY_3", "BILL1", "BILL2", "BILL3"]);
    let months = found(&frame, None).unwrap();
    let expected =
        [family("PAY_0…3", &["PAY_3", "PAY_2", "PAY_0"]), family("BILL1…3", &["BILL3", "BILL2", "BILL1"])];
    assert_eq!(months.families, expected);
    assert!(!months.ascending && words(&months).contains("“PAY_0”"), "{}", words(&months));
    let turned = found(&frame, Some(true)).unwrap();
    assert_eq!(turned.families[1].columns, ["BILL1", "BILL2", "BILL3"]);
    assert_eq!(words(&turned), "The months run from “PAY_0” to “PAY_3”, as you chose.");
    // One choice for the person: that of the found order changes nothing.
    assert_eq!(found(&frame, Some(false)).unwrap().families, months.families);
}

#[test]
fn names_say_which_way_the_months_go() {
    let way = |names: &[&str]| found(&with_months(names), None).map(|months| months.ascending);
    assert_eq!(way(&["spend_m1", "spend_m2", "spend_m3"]), Some(true));
    assert_eq!(way(&["spend_202311", "spend_202312", "spend_202401"]), Some(true));
    assert_eq!(way(&["spend_lag1", "spend_lag2", "spend_lag3"]), Some(false));
    assert_eq!(way(&["前1月", "前2月", "前3月"]), Some(false));
    assert_eq!(way(&["余额1月", "余额2月", "余额3月"]), Some(true));
    assert_eq!(way(&["V1", "V2", "V3"]), None);
    assert_eq!(way(&["a_1", "b_2", "c_3"]), None);
}

#[test]
fn only_families_of_the_same_months_run_side_by_side() {
    let names = ["in_1", "in_2", "in_3", "in_4", "out_1", "out_2", "out_3", "bal_2", "bal_3", "bal_4"];
    let months = found(&with_months(&names), None).unwrap();
    assert_eq!(months.families, [family("in_1…4", &["in_1", "in_2", "in_3", "in_4"])]);
    let both = found(&with_months(&[&names[..], &["fee_1", "fee_2", "fee_3"]].concat()), None).unwrap();
    assert_eq!(
        both.families.iter().map(|family| family.name.as_str()).collect::<Vec<_>>(),
        ["out_1…3", "fee_1…3"]
    );
}

#[test]
fn months_have_names() {
    let named = |names: &[&str]| {
        let frame = with_months(names);
        fitted(&frame, &months(found(&frame, None).unwrap().families)).0.step_names()
    };
    assert_eq!(named(&["spent_202311", "spent_202312", "spent_202401"]), ["2023-11", "2023-12", "2024-01"]);
    assert_eq!(named(&["PAY_0", "PAY_2", "PAY_3", "BILL1", "BILL2", "BILL3"]), ["PAY_3", "PAY_2", "PAY_0"]);
    assert_eq!(named(&["bal_m01", "bal_m02", "bal_m03"]), ["bal_m01", "bal_m02", "bal_m03"]);
}

#[test]
fn a_channel_has_one_scale_for_all_its_months() {
    let cells = [[1.0, 2.0, 3.0], [3.0, 2.0, 1.0], [2.0, 2.0, 5.0], [2.0, 1.0, 0.0]];
    let column = |month: usize| cells.map(|row| Some(row[month])).to_vec();
    let frame = frame(vec![numbers("m1", &column(0)), numbers("m2", &column(1)), numbers("m3", &column(2))]);
    let (preprocessor, data) = fitted(&frame, &months(vec![family("m", &["m1", "m2", "m3"])]));
    assert_eq!(
        (preprocessor.n_steps(), preprocessor.channels(), preprocessor.logs()),
        (3, vec!["m".to_owned()], vec![false])
    );
    // numpy: x = the twelve cells; (x - x.mean()) / x.std(): mean 2, standard deviation 1.224744871391589
    let (steps, lengths) = sequences(&data);
    assert_eq!((steps.dim(), lengths), ((4, 3, 1), &[3; 4][..]));
    for (row, cells) in cells.iter().enumerate() {
        for (month, cell) in cells.iter().enumerate() {
            let z = (cell - 2.0) / 1.224_744_871_391_589;
            assert!((f64::from(steps[[row, month, 0]]) - z).abs() < 1e-6, "{row} {month}");
        }
    }
}

#[test]
fn sequences_begin_and_end_with_what_is_known() {
    let none = None;
    let frame = frame(vec![
        numbers("a1", &[Some(1.0), none, none, none, Some(4.0), none]),
        numbers("a2", &[Some(2.0), none, Some(7.0), none, none, none]),
        numbers("a3", &[Some(3.0), Some(5.0), none, none, none, Some(6.0)]),
        numbers("b1", &[Some(1.0), none, none, none, Some(3.0), none]),
        numbers("b2", &[Some(2.0), Some(2.0), Some(1.0), none, none, none]),
        numbers("b3", &[Some(1.0), none, Some(2.0), none, none, Some(1.0)]),
    ]);
    let spec = months(vec![family("a", &["a1", "a2", "a3"]), family("b", &["b1", "b2", "b3"])]);
    let (preprocessor, data) = fitted(&frame, &spec);
    let (steps, lengths) = sequences(&data);
    assert_eq!(lengths, [3, 2, 2, 3, 1, 1]);
    assert_eq!(preprocessor.first_steps(&frame, &frame.row_ids).unwrap(), [0, 1, 1, 3, 0, 2]);
    // Of a: 1 2 3 5 7 4 6, middle value 4; of b: 1 2 1 2 1 2 3 1, middle value 1.5.
    let z = |channel: usize, x: f64| {
        let known: [&[f64]; 2] =
            [&[1.0, 2.0, 3.0, 5.0, 7.0, 4.0, 6.0], &[1.0, 2.0, 1.0, 2.0, 1.0, 2.0, 3.0, 1.0]];
        let n = known[channel].len() as f64;
        let mean = known[channel].iter().sum::<f64>() / n;
        let variance = known[channel].iter().map(|x| (x - mean).powi(2)).sum::<f64>() / n;
        ((x - mean) / variance.sqrt()) as f32
    };
    let expected = |rows: [[Option<(f64, f64)>; 3]; 6]| {
        Array3::from_shape_fn((6, 3, 2), |(row, step, channel)| {
            rows[row][step].map_or(0.0, |(a, b)| if channel == 0 { z(0, a) } else { z(1, b) })
        })
    };
    let expected = expected([
        [Some((1.0, 1.0)), Some((2.0, 2.0)), Some((3.0, 1.0))],
        // Before the first value of a channel its middle value, after a value that value again.
        [Some((4.0, 2.0)), Some((5.0, 2.0)), None],
        [Some((7.0, 1.0)), Some((7.0, 2.0)), None],
        // Nothing is known: the middle values in every month.
        [Some((4.0, 1.5)), Some((4.0, 1.5)), Some((4.0, 1.5))],
        [Some((4.0, 3.0)), None, None],
        [Some((6.0, 1.0)), None, None],
    ]);
    let difference = (&steps - &expected).mapv(f32::abs);
    assert!(difference.iter().all(|d| *d < 1e-6), "{steps:?}");
}

#[test]
fn columns_are_steps_without_the_one_to_predict() {
    let frame = frame(vec![
        numbers("x", &[Some(1.0), Some(2.0), None, Some(9.0)]),
        whole("w", vec![5, 6, 7, 8]),
        whole("z", vec![3, 3, 1, 1]),
        whole("same", vec![3; 4]),
    ]);
    let (features, _) = suggest_for_segments(&profile(&frame, &Watch::unattended()));
    let spec = SequenceSpec { steps: Steps::Columns(features.clone()), target: Some("w".to_owned()) };
    let (preprocessor, data) = fitted(&frame, &spec);
    assert_eq!(preprocessor.step_names(), ["x", "z"]);
    assert_eq!(preprocessor.source_columns(), ["x", "z"]);
    assert_eq!(data.feature_names, ["value"]);
    let (steps, lengths) = sequences(&data);
    assert_eq!((steps.dim(), lengths), ((4, 2, 1), &[2; 4][..]));
    let table = features.fit(&frame, &frame.row_ids).unwrap().transform(&frame, &frame.row_ids).unwrap();
    for row in 0..4 {
        assert_eq!(
            [steps[[row, 0, 0]], steps[[row, 1, 0]]],
            [table.table().unwrap()[[row, 0]], table.table().unwrap()[[row, 2]]]
        );
    }
    let targets = preprocessor.targets(&frame, &frame.row_ids).unwrap().unwrap();
    let sd = 1.25f32.sqrt();
    assert!(
        targets.iter().zip([-1.5, -0.5, 0.5, 1.5]).all(|(z, y)| (z - y / sd).abs() < 1e-6),
        "{targets:?}"
    );
    assert_eq!(preprocessor.first_steps(&frame, &[0, 2]).unwrap(), [0, 0]);
    let without = SequenceSpec { target: None, ..spec };
    assert_eq!(fitted(&frame, &without).0.targets(&frame, &[0]).unwrap(), None);
    assert!(render(Lang::En, &order_of_columns()).contains("not time"));
}

fn refused(frame: &Frame, spec: &SequenceSpec) -> FeatureError {
    let error = spec.fit(frame, &frame.row_ids).unwrap_err();
    let told = problem(&error);
    for lang in Lang::ALL {
        assert!(!render(lang, &told.message).is_empty() && told.hint.is_some());
    }
    error
}

#[test]
fn what_is_no_sequence_is_refused_in_words() {
    let frame = frame(vec![
        whole("m1", vec![1, 2, 3]),
        whole("m2", vec![3, 2, 3]),
        whole("m3", vec![1, 9, 3]),
        whole("c1", vec![4, 4, 4]),
        whole("c2", vec![4, 4, 4]),
        text("t1", &["a", "b", "c"]),
        numbers("e1", &[None; 3]),
    ]);
    let m = || family("m", &["m1", "m2", "m3"]);
    assert_eq!(refused(&frame, &months(vec![family("m", &["m1"])])), FeatureError::OneStep);
    assert_eq!(refused(&frame, &months(vec![family("c", &["c1", "c2"])])), FeatureError::AllConstant);
    assert_eq!(refused(&frame, &months(vec![family("e", &["e1", "e1"])])), FeatureError::AllConstant);
    assert_eq!(refused(&frame, &months(vec![])), FeatureError::NoColumns);
    let unequal = FeatureError::UnequalMonths { name: "c".into(), months: 2, expected: 3 };
    assert_eq!(refused(&frame, &months(vec![m(), family("c", &["c1", "c2"])])), unequal);
    for name in ["t1", "m4"] {
        let error = refused(&frame, &months(vec![family("t", &["m1", name])]));
        assert!(render(Lang::En, &problem(&error).message).contains(name), "{error:?}");
    }
    for target in ["m2", "c1", "t1", "nobody"] {
        let error = refused(&frame, &SequenceSpec { target: Some(target.to_owned()), ..months(vec![m()]) });
        assert!(render(Lang::En, &problem(&error).message).contains(target), "{error:?}");
    }
    assert_eq!(months(vec![m()]).fit(&frame, &[]).unwrap_err(), FeatureError::NoRows);
    // A family that never changes is said and left out beside one that does.
    let (preprocessor, data) = fitted(&frame, &months(vec![family("c", &["c1", "c2", "c1"]), m()]));
    assert_eq!(
        (preprocessor.constant(), preprocessor.channels()),
        (vec!["c".to_owned()], vec!["m".to_owned()])
    );
    assert_eq!(sequences(&data).0.dim(), (3, 3, 1));
    assert_eq!(preprocessor.transform(&frame, &[7]).unwrap_err(), FeatureError::UnknownRow(7));
}

#[test]
fn more_months_than_memory_allows_are_refused_before_anything_is_made() {
    let frame = with_months(&["bal_m1", "bal_m2", "bal_m3"]);
    let preprocessor = months(found(&frame, None).unwrap().families).fit(&frame, &frame.row_ids).unwrap();
    let many = family("long", &["bal_m1", "bal_m2", "bal_m3"].repeat(2_000));
    let long = months(vec![many]).fit(&frame, &frame.row_ids).unwrap();
    let rows = vec![0; 100_000];
    let error = long.transform(&frame, &rows).unwrap_err();
    assert_eq!(error, FeatureError::TooManySteps { customers: 100_000, steps: 6_000, channels: 1 });
    assert!(render(Lang::En, &problem(&error).message).contains("100,000 customers with 6,000 steps"));
    assert_eq!(preprocessor.transform(&frame, &rows).unwrap().n_samples(), 100_000);
}

#[test]
fn threads_parts_and_a_saved_preprocessor_do_not_change_the_numbers() {
    let text = sample::cards(9_000, 5);
    let file = tempfile::NamedTempFile::new().unwrap();
    std::fs::write(file.path(), text).unwrap();
    let frame = read(file.path());
    let spec = months(found(&frame, None).unwrap().families);
    let (preprocessor, data) = fitted(&frame, &spec);
    for threads in [1, 2, 7] {
        let pool = rayon::ThreadPoolBuilder::new().num_threads(threads).build().unwrap();
        assert_eq!(pool.install(|| fitted(&frame, &spec)), (preprocessor.clone(), data.clone()));
    }
    let saved: SequencePreprocessor =
        serde_json::from_str(&serde_json::to_string(&preprocessor).unwrap()).unwrap();
    let some: Vec<u32> = (0..9_000).rev().step_by(13).collect();
    let part = saved.transform(&frame, &some).unwrap();
    let ((whole, all), (steps, lengths)) = (sequences(&data), sequences(&part));
    for (index, &row) in some.iter().enumerate() {
        assert_eq!(lengths[index], all[row as usize]);
        assert_eq!(
            steps.index_axis(ndarray::Axis(0), index),
            whole.index_axis(ndarray::Axis(0), row as usize)
        );
    }
}

proptest! {
    #[test]
    fn no_month_gives_nan(
        cells in prop::collection::vec(prop::option::of(prop_oneof![
            any::<f64>().prop_filter("finite", |x| x.is_finite()), -5.0..5.0, Just(0.0)
        ]), 12..60),
    ) {
        let months_of = |month: usize| cells.iter().skip(month).step_by(4).take(cells.len() / 4).copied().collect::<Vec<_>>();
        let names = ["m1", "m2", "m3", "m4"];
        let frame = frame((0..4).map(|month| numbers(names[month], &months_of(month))).collect());
        if let Ok(preprocessor) = months(vec![family("m", &names)]).fit(&frame, &frame.row_ids) {
            let data = preprocessor.transform(&frame, &frame.row_ids).unwrap();
            let (steps, lengths) = sequences(&data);
            prop_assert!(steps.iter().all(|x| x.is_finite()));
            for (row, &length) in steps.outer_iter().zip(lengths) {
                prop_assert!((1..=4).contains(&length));
                prop_assert!(row.iter().skip(length as usize).all(|x| *x == 0.0));
            }
        }
    }
}

#[test]
fn the_months_of_customers_made_from_transactions_are_found() {
    let frame = read(&Path::new(env!("CARGO_MANIFEST_DIR")).join("sample_data/transactions.csv"));
    let profiled = profile(&frame, &Watch::unattended());
    let mapping = ledger::recognise(&frame, &profiled).unwrap();
    let ledger = ledger::build(&frame, &mapping, &[], &Decisions::default(), &Watch::unattended()).unwrap();
    let names = ["ordinary", "potential", "high quality", "high net worth"].map(str::to_owned);
    let value = suggest_value(mapping, Vec::new(), names);
    let customers = prepare(Arc::new(ledger), &frame, &value, &Watch::unattended()).unwrap().customers;
    let months = found(&customers, None).unwrap();
    let named: Vec<(&str, usize, &str)> = months
        .families
        .iter()
        .map(|family| (family.name.as_str(), family.columns.len(), family.columns[0].as_str()))
        .collect();
    assert_eq!(named, [("flow_m1…6", 6, "flow_m1"), ("balance_m1…6", 6, "balance_m1")]);
    assert!(months.ascending);
    let data = fitted(&customers, &self::months(months.families)).1;
    let (steps, lengths) = sequences(&data);
    assert_eq!(steps.dim(), (customers.n_rows(), 6, 2));
    assert!(lengths.iter().all(|&length| length == 6), "who came late had nothing before: 0, not unknown");
}

#[test]
fn the_sample_of_card_holders_has_three_families() {
    let frame = read(&Path::new(env!("CARGO_MANIFEST_DIR")).join("sample_data/cards.csv"));
    let found = found(&frame, None).unwrap();
    let (preprocessor, data) = fitted(&frame, &months(found.families));
    assert_eq!(preprocessor.channels(), ["balance_m01…12", "spending_m01…12", "payments_m01…12"]);
    let (steps, lengths) = sequences(&data);
    assert_eq!(steps.dim(), (9_000, 12, 3));
    let card = frame.column("months_with_card").unwrap();
    let first = preprocessor.first_steps(&frame, &frame.row_ids).unwrap();
    for row in 0..9_000 {
        assert_eq!(card.number(row), Some(f64::from(lengths[row])));
        assert_eq!(first[row] + lengths[row], 12, "whoever has a card has it to the end");
    }
}

#[test]
fn real_card_tables() {
    let (Some(cc), Some(uci)) = (real_data("cc_general.csv"), real_data("uci_default.csv")) else { return };
    let cc = read(&cc);
    assert_eq!(found(&cc, None), None);
    let (features, _) = suggest_for_segments(&profile(&cc, &Watch::unattended()));
    let spec = SequenceSpec { steps: Steps::Columns(features), target: Some("BALANCE_FREQUENCY".to_owned()) };
    let (preprocessor, data) = fitted(&cc, &spec);
    assert_eq!((preprocessor.n_steps(), sequences(&data).0.dim()), (16, (8_950, 16, 1)));

    let uci = read(&uci);
    let found = found(&uci, None).unwrap();
    let columns = |index: usize| found.families[index].columns.join(" ");
    assert_eq!(found.families.len(), 3);
    assert_eq!(columns(0), "PAY_6 PAY_5 PAY_4 PAY_3 PAY_2 PAY_0");
    assert_eq!(columns(1), "BILL_AMT6 BILL_AMT5 BILL_AMT4 BILL_AMT3 BILL_AMT2 BILL_AMT1");
    assert_eq!(columns(2), "PAY_AMT6 PAY_AMT5 PAY_AMT4 PAY_AMT3 PAY_AMT2 PAY_AMT1");
    let (preprocessor, data) = fitted(&uci, &months(found.families));
    assert_eq!(
        (preprocessor.step_names().join(" "), preprocessor.logs()),
        ("PAY_6 PAY_5 PAY_4 PAY_3 PAY_2 PAY_0".to_owned(), vec![false, true, true])
    );
    assert_eq!((sequences(&data).0.dim(), sequences(&data).1[0]), ((30_000, 6, 3), 6));
}
