//! From columns to numbers: nothing missing, nothing infinite, nothing learned from rows that are not for learning.
#![expect(clippy::unwrap_used, clippy::panic, reason = "what helps a test may fail as a test does")]

use proptest::prelude::*;
use stratum::base::{Lang, RowId, Watch, render};
use stratum::data::Frame;
use stratum::data::leak::{Suspicion, SuspicionKind};
use stratum::data::profile::profile;
use stratum::features::number::NumberColumn;
use stratum::features::{
    ColumnSpec, FeatureError, FeatureSpec, Fill, FittedColumn, LeftOut, LogScale, Preprocessor, Treatment,
    left_out_of_segments, missing_reason, problem, suggest, suggest_for_segments,
};

use crate::tables::{bank, frame, numbers, text, whole};

const NUMBER: Treatment = Treatment::Number { log: LogScale::Auto, fill: Fill::Median, flag_missing: true };

fn spec(columns: &[(&str, Treatment)]) -> FeatureSpec {
    let columns =
        columns.iter().map(|&(name, treatment)| ColumnSpec { name: name.to_owned(), treatment }).collect();
    FeatureSpec { columns }
}

fn bank_spec() -> FeatureSpec {
    spec(&[("balance", NUMBER), ("age", NUMBER), ("region", Treatment::Category { max_levels: 2 })])
}

fn rows(n: u32) -> Vec<RowId> {
    (0..n).collect()
}

#[test]
fn columns_become_named_standard_features() {
    let frame = bank(400, 1);
    let train = rows(300);
    let preprocessor = bank_spec().fit(&frame, &train).unwrap();
    let data = preprocessor.transform(&frame, &train).unwrap();
    assert_eq!(data.feature_names[..3], ["balance", "balance = (missing)", "age"]);
    assert!(data.feature_names[5] == "region = (other)", "{:?}", data.feature_names);
    let table = data.table().unwrap();
    for feature in [0, 2] {
        let column = table.column(feature);
        let mean = column.iter().map(|&x| f64::from(x)).sum::<f64>() / 300.0;
        let variance = column.iter().map(|&x| (f64::from(x) - mean).powi(2)).sum::<f64>() / 300.0;
        assert!(mean.abs() < 1e-6 && (variance - 1.0).abs() < 1e-5, "{mean} {variance}");
    }
    for row in table.outer_iter() {
        assert_eq!(row.iter().skip(3).sum::<f32>(), 1.0);
    }
    let (_, FittedColumn::Number(balance)) = &preprocessor.columns()[0] else { panic!("a number column") };
    assert!(balance.log, "a lognormal balance is very skewed");
}

#[test]
fn nothing_is_learned_from_other_rows() {
    let frame = bank(400, 1);
    let train = rows(250);
    let mut poisoned = frame.clone();
    let mut cells: Vec<Option<f64>> = (0..400).map(|row| frame.columns[0].number(row)).collect();
    cells[250..].fill(Some(1e12));
    poisoned.columns[0] = numbers("balance", &cells);
    let mut regions: Vec<String> = (0..400).map(|row| frame.columns[2].category(row).unwrap()).collect();
    regions[250..].fill("atlantis".to_owned());
    poisoned.columns[2] = text("region", &regions);
    let (clean, other) =
        (bank_spec().fit(&frame, &train).unwrap(), bank_spec().fit(&poisoned, &train).unwrap());
    assert_eq!(clean, other);
    assert_eq!(clean.transform(&frame, &train), other.transform(&poisoned, &train));
}

#[test]
fn a_saved_preprocessor_makes_the_same_numbers() {
    let frame = bank(300, 3);
    let preprocessor = bank_spec().fit(&frame, &rows(200)).unwrap();
    let saved = serde_json::to_string(&preprocessor).unwrap();
    let loaded: Preprocessor = serde_json::from_str(&saved).unwrap();
    assert_eq!(loaded, preprocessor);
    assert_eq!(loaded.transform(&frame, &rows(300)), preprocessor.transform(&frame, &rows(300)));
}

#[test]
fn threads_and_parts_do_not_change_the_numbers() {
    let frame = bank(20_000, 4);
    let preprocessor = bank_spec().fit(&frame, &rows(15_000)).unwrap();
    let whole = preprocessor.transform(&frame, &rows(20_000)).unwrap();
    for threads in [1, 2, 7] {
        let pool = rayon::ThreadPoolBuilder::new().num_threads(threads).build().unwrap();
        let again =
            pool.install(|| bank_spec().fit(&frame, &rows(15_000)).unwrap().transform(&frame, &rows(20_000)));
        assert_eq!(again.unwrap(), whole);
    }
    let some: Vec<RowId> = (0..20_000).step_by(7).collect();
    let part = preprocessor.transform(&frame, &some).unwrap();
    for (index, &row) in some.iter().enumerate() {
        assert_eq!(part.table().unwrap().row(index), whole.table().unwrap().row(row as usize));
    }
}

fn refused(frame: &Frame, spec: &FeatureSpec) -> String {
    let error = spec.fit(frame, &frame.row_ids).unwrap_err();
    let problem = problem(&error);
    assert!(problem.hint.is_some());
    render(Lang::En, &problem.message)
}

#[test]
fn unusable_columns_are_refused_in_words() {
    let frame = frame(vec![
        numbers("empty", &[None; 4]),
        whole("same", vec![7; 4]),
        text("word", &["a", "b", "a", "b"]),
        text("one", &["x"; 4]),
        whole("good", vec![1, 2, 3, 4]),
    ]);
    all_equal(&[
        (refused(&frame, &spec(&[])), "No column is chosen to learn from."),
        (refused(&frame, &spec(&[("goood", NUMBER)])), "There is no column “goood” in this file."),
        (refused(&frame, &spec(&[("empty", NUMBER)])), "The column “empty” cannot be used: it is empty."),
        (
            refused(&frame, &spec(&[("word", NUMBER)])),
            "The column “word” cannot be used: it holds text, and is treated as a number.",
        ),
        (
            refused(&frame, &spec(&[("same", NUMBER), ("one", Treatment::Category { max_levels: 5 })])),
            "The chosen columns are the same for every customer that is learned from.",
        ),
    ]);
    let error = spec(&[("goood", NUMBER)]).fit(&frame, &[0]).unwrap_err();
    assert_eq!(error, FeatureError::UnknownColumn { name: "goood".into(), nearest: vec!["good".into()] });
    assert_eq!(spec(&[("good", NUMBER)]).fit(&frame, &[]).unwrap_err(), FeatureError::NoRows);
    let fitted = spec(&[("good", NUMBER), ("same", NUMBER)]).fit(&frame, &frame.row_ids).unwrap();
    assert_eq!(fitted.constant_columns().collect::<Vec<_>>(), ["same"]);
    assert_eq!(fitted.transform(&frame, &[99]).unwrap_err(), FeatureError::UnknownRow(99));
}

fn all_equal(pairs: &[(String, &str)]) {
    for (found, expected) in pairs {
        assert_eq!(found, expected);
    }
}

#[test]
fn identifiers_people_constants_and_leaks_are_not_suggested() {
    let n = 300;
    let ids: Vec<i64> = (0..n).map(|row| 15_000_000 + row).collect();
    let surnames: Vec<String> = (0..n).map(|row| format!("Smith{}", row % 90)).collect();
    let left: Vec<&str> = (0..n).map(|row| if row % 5 == 0 { "yes" } else { "no" }).collect();
    let fees: Vec<i64> = (0..n).map(|row| if row % 5 == 0 { 100 + row } else { row / 10 }).collect();
    let age: Vec<i64> = (0..n).map(|row| 20 + (row * 7) % 50).collect();
    let frame = frame(vec![
        whole("customer_id", ids),
        text("surname", &surnames),
        whole("age", age),
        whole("branch", vec![3; n as usize]),
        whole("closing_fee", fees),
        numbers("nothing", &vec![None; n as usize]),
        text("left_bank", &left),
    ]);
    let profile = profile(&frame, &Watch::unattended());
    let leak = Suspicion {
        column: "closing_fee".into(),
        kind: SuspicionKind::Leak,
        score: 1.0,
        message: stratum::base::Message::text("…"),
    };
    let (spec, left_out) = suggest(&profile, Some("left_bank"), &[leak]);
    assert_eq!(spec.columns.iter().map(|column| column.name.as_str()).collect::<Vec<_>>(), ["age"]);
    let reasons: Vec<(&str, LeftOut)> =
        left_out.iter().map(|column| (column.column.as_str(), column.reason)).collect();
    let expected = [
        ("customer_id", LeftOut::Identifier),
        ("surname", LeftOut::Personal),
        ("branch", LeftOut::Constant),
        ("closing_fee", LeftOut::ProbableLeak),
        ("nothing", LeftOut::Constant),
        ("left_bank", LeftOut::Label),
    ];
    assert_eq!(reasons, expected);
    assert_eq!(
        stratum::features::left_out(&FeatureSpec::default(), &profile, Some("left_bank"), &[]).len(),
        7
    );
}

#[test]
fn what_an_earlier_run_wrote_is_not_suggested() {
    let left: Vec<i64> = (0..300).map(|row| i64::from(row % 5 == 0)).collect();
    let frame = frame(vec![
        whole("age", (0..300).map(|row| 20 + (row * 7) % 50).collect()),
        whole("left_bank", left.clone()),
        whole("stratum_label", left),
    ]);
    let profile = profile(&frame, &Watch::unattended());
    let found = stratum::data::leak::label_suspicions(
        &frame,
        frame.column("left_bank").unwrap(),
        &frame.row_ids,
        &Watch::unattended(),
    );
    assert_eq!((found.len(), found[0].kind), (1, SuspicionKind::NearCopy));
    let (spec, left_out) = suggest(&profile, Some("left_bank"), &found);
    assert_eq!(spec.columns.len(), 1);
    let ours = left_out.iter().find(|column| column.column == "stratum_label").unwrap();
    assert_eq!(ours.reason, LeftOut::EarlierRun);
    for lang in Lang::ALL {
        assert!(render(lang, &ours.reason.message()).contains("Stratum"));
    }
}

fn why_empty(frame: &Frame, column: &str) -> Option<(String, Fill)> {
    missing_reason(frame, column).map(|reason| (render(Lang::En, &reason.message), reason.fill))
}

#[test]
fn empty_cells_have_a_probable_meaning() {
    let n = 400usize;
    let cells = |of: &dyn Fn(usize) -> Option<f64>| (0..n).map(of).collect::<Vec<_>>();
    let paid = cells(&|row| Some(if row % 10 == 0 { 0.0 } else { (row * 13 % 97) as f64 + 1.0 }));
    let frame = frame(vec![
        numbers("paid", &paid),
        // Empty wherever nothing was paid, and for a few others.
        numbers("least", &cells(&|row| (row % 10 != 0 && row % 61 != 1).then_some(row as f64))),
        numbers("few", &cells(&|row| (row % 200 != 7).then_some(row as f64))),
        numbers("some", &cells(&|row| (row % 13 != 7).then_some(row as f64))),
        numbers("skewed", &cells(&|row| (row % 13 != 7).then_some((row as f64 / 20.0).exp()))),
        numbers("many", &cells(&|row| (row % 2 == 0).then_some(row as f64))),
        numbers("nothing", &vec![None; n]),
        numbers("bal_m1", &cells(&|row| (row % 5 > 1).then_some(row as f64))),
        numbers("bal_m2", &cells(&|row| (row % 5 > 0).then_some(row as f64))),
        numbers("bal_m3", &cells(&|row| Some(row as f64))),
        text("word", &(0..n).map(|row| if row < 9 { "" } else { "a" }).collect::<Vec<_>>()),
    ]);
    for column in ["paid", "word", "bal_m3", "nobody"] {
        assert_eq!(why_empty(&frame, column), None, "{column}");
    }
    let told = |column| why_empty(&frame, column).unwrap();
    let least = told("least");
    assert_eq!(
        (least.0.as_str(), least.1),
        (
            "“least” is empty for 47 customers, among them 40 whose “paid” is 0: probably there was nothing to enter, \
             so 0 fits.",
            Fill::Zero
        )
    );
    for (column, part) in [
        ("few", "for 2 customers, less than 1 %"),
        ("some", "(8 %): the middle value stands"),
        ("skewed", "a few very large values"),
        ("many", "(50 %): so many"),
        ("nothing", "empty for all 400"),
        ("bal_m1", "begin later"),
        ("bal_m2", "begin later"),
    ] {
        assert!(told(column).0.contains(part) && told(column).1 == Fill::Median, "{}", told(column).0);
    }
}

#[test]
fn segments_compare_by_numbers_that_have_distances() {
    let n = 300;
    let frame = frame(vec![
        whole("customer_id", (0..n).map(|row| 15_000_000 + row).collect()),
        numbers("balance", &(0..n).map(|row| (row % 9 != 0).then_some(row as f64 * 3.7)).collect::<Vec<_>>()),
        whole("education", (0..n).map(|row| row % 4).collect()),
        whole("has_card", (0..n).map(|row| row % 2).collect()),
        text("region", &(0..n).map(|row| ["north", "south"][row as usize % 2]).collect::<Vec<_>>()),
        whole("logins", (0..n).map(|row| row * 7 % 31).collect()),
        whole("churned", (0..n).map(|row| i64::from(row % 5 == 0)).collect()),
    ]);
    let profile = profile(&frame, &Watch::unattended());
    let (spec, left_out) = suggest_for_segments(&profile);
    let names: Vec<&str> = spec.columns.iter().map(|column| column.name.as_str()).collect();
    assert_eq!(names, ["balance", "has_card", "logins"]);
    let treatment = Treatment::Number { log: LogScale::Off, fill: Fill::Median, flag_missing: false };
    assert!(spec.columns.iter().all(|column| column.treatment == treatment));
    let reasons: Vec<(&str, LeftOut)> =
        left_out.iter().map(|column| (column.column.as_str(), column.reason)).collect();
    let expected = [
        ("customer_id", LeftOut::Identifier),
        ("education", LeftOut::GroupCodes),
        ("region", LeftOut::Words),
        ("churned", LeftOut::OtherOutcome),
    ];
    assert_eq!(reasons, expected);
    let none = left_out_of_segments(&FeatureSpec::default(), &profile);
    assert_eq!((none.len(), none[1].reason), (7, LeftOut::Chosen));
    for lang in Lang::ALL {
        assert!(none.iter().all(|column| !render(lang, &column.reason.message()).is_empty()));
    }
    // A third of a column is empty, and still a column is one number: nothing else would be plain K-means.
    let preprocessor = spec.fit(&frame, &frame.row_ids).unwrap();
    assert_eq!(preprocessor.feature_names(), ["balance", "has_card", "logins"]);
}

#[test]
fn recipes_of_before_flag_missing_cells() {
    let old = r#"{"number":{"log":"auto","fill":"median"}}"#;
    assert_eq!(serde_json::from_str::<Treatment>(old).unwrap(), NUMBER);
}

proptest! {
    #[test]
    fn no_table_gives_nan(
        cells in prop::collection::vec(prop::option::of(prop_oneof![any::<f64>().prop_filter("finite", |x| x.is_finite()), -5.0..5.0]), 3..40),
        log in prop_oneof![Just(LogScale::Auto), Just(LogScale::On), Just(LogScale::Off)],
        fill in prop_oneof![Just(Fill::Median), Just(Fill::Mean), Just(Fill::Zero)],
        n_train in 1usize..40,
    ) {
        let frame = frame(vec![numbers("x", &cells)]);
        let train = rows(n_train.min(cells.len()) as u32);
        if let Ok(fitted) = spec(&[("x", Treatment::Number { log, fill, flag_missing: true })]).fit(&frame, &train) {
            let data = fitted.transform(&frame, &frame.row_ids).unwrap();
            prop_assert!(data.table().unwrap().iter().all(|x| x.is_finite()));
        }
    }

    #[test]
    fn scaling_has_an_inverse(
        cells in prop::collection::vec(-1e6..1e6f64, 3..30),
        value in -1e6..1e6f64,
        log in any::<bool>(),
    ) {
        let cells: Vec<Option<f64>> = cells.into_iter().map(Some).collect();
        let positions: Vec<usize> = (0..cells.len()).collect();
        let log = if log { LogScale::On } else { LogScale::Off };
        let fitted = NumberColumn::fit(&numbers("x", &cells), &positions, log, Fill::Median).unwrap();
        prop_assume!(fitted.sd.is_some_and(|sd| sd > 1e-3));
        let back = fitted.unscale(fitted.scale(value));
        prop_assert!((back - value).abs() <= 1e-8 * value.abs().max(1.0), "{} -> {}", value, back);
    }
}
