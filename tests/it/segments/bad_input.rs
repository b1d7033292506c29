//! Tables and recipes that segments cannot be made of say so; odd ones have a defined answer.

use stratum::base::{Lang, Problem, render};
use stratum::features::FeatureError;
use stratum::models::ParamValue;
use stratum::study::segments::{Objective, SequenceChoice};
use stratum::study::{Recipe, StudyError};

use super::{holders, recipe, run_alone};
use crate::tables::{frame, numbers, text};

/// Both sentences in both languages, so that no key or argument is missing.
fn readable(problem: &Problem) {
    for lang in Lang::ALL {
        for message in [Some(&problem.message), problem.hint.as_ref()].into_iter().flatten() {
            let sentence = render(lang, message);
            assert!(sentence != message.key && !sentence.contains("{$"), "{sentence}");
        }
    }
}

fn refused(recipe: &Recipe, table: &stratum::data::Frame) -> StudyError {
    let error = run_alone(recipe, table).unwrap_err();
    readable(&error.problem());
    error
}

#[test]
fn too_few_customers() {
    let table = holders(49, 1);
    let error = refused(&recipe(&table, &["kmeans"], None), &table);
    assert_eq!(error, StudyError::TooFewCustomers { n: 49 });
    let table = holders(50, 1);
    assert!(run_alone(&recipe(&table, &["kmeans"], None), &table).is_ok());
}

#[test]
fn fewer_different_customers_than_segments() {
    let cells: Vec<Option<f64>> = (0..80).map(|row| Some(f64::from(row % 3))).collect();
    let table = frame(vec![numbers("amount", &cells), numbers("spent", &cells)]);
    let mut asked = recipe(&table, &["kmeans"], Some(4));
    asked.features = recipe_of_all(&table);
    assert_eq!(refused(&asked, &table), StudyError::TooFewDifferent { k: 4, different: 3 });
    asked.segments.as_mut().unwrap().k = None;
    let findings = run_alone(&asked, &table).unwrap();
    assert_eq!(findings.advice.table.iter().map(|row| row.k).collect::<Vec<_>>(), [2, 3]);
    assert_eq!(findings.at(3).unwrap().segments.iter().map(|segment| segment.size).sum::<usize>(), 80);
}

/// Every column as a number, whatever the program would suggest.
fn recipe_of_all(table: &stratum::data::Frame) -> stratum::features::FeatureSpec {
    let columns = table.names().map(|name| stratum::features::ColumnSpec {
        name: name.to_owned(),
        treatment: stratum::features::segment_treatment(),
    });
    stratum::features::FeatureSpec { columns: columns.collect() }
}

#[test]
fn identical_customers() {
    let same = vec![Some(3.0); 60];
    let table = frame(vec![numbers("amount", &same), numbers("spent", &same)]);
    let mut asked = recipe(&table, &["kmeans"], None);
    asked.features = recipe_of_all(&table);
    assert_eq!(refused(&asked, &table), StudyError::Features(FeatureError::AllConstant));
}

#[test]
fn one_informative_column_still_gives_segments_and_a_network_is_left_out_with_the_reason() {
    let cells: Vec<Option<f64>> =
        (0..90).map(|row| Some(f64::from(row % 3) * 100.0 + f64::from(row) / 90.0)).collect();
    let table = frame(vec![numbers("amount", &cells)]);
    let mut asked = recipe(&table, &["kmeans", "pca_kmeans", "rnn_kmeans"], None);
    asked.features = recipe_of_all(&table);
    let findings = run_alone(&asked, &table).unwrap();
    assert_eq!(
        findings.methods.iter().map(|method| method.id.as_str()).collect::<Vec<_>>(),
        ["kmeans", "pca_kmeans"]
    );
    assert_eq!(findings.failed.len(), 1);
    readable(&findings.failed[0].problem);
    assert!(findings.helped.is_none());
    asked.methods.drain(..2);
    assert!(matches!(refused(&asked, &table), StudyError::AllFailed { first: Some(_) }));
}

#[test]
fn a_customer_far_from_all_others_is_a_segment_with_finite_figures() {
    let mut table = holders(80, 2);
    let cells: Vec<Option<f64>> =
        (0..80).map(|row| Some(if row == 5 { 1e9 } else { 1.0 + f64::from(row) })).collect();
    table.columns.push(numbers("paid", &cells));
    table.source.header.push("paid".to_owned());
    let findings = run_alone(&recipe(&table, &["kmeans", "kmeans_log"], None), &table).unwrap();
    assert!(findings.methods.iter().all(|method| method.silhouette_own.is_finite()));
    assert!(
        findings
            .advice
            .table
            .iter()
            .all(|row| row.silhouette.is_finite() && row.calinski_harabasz.is_finite())
    );
}

#[test]
fn months_that_never_change_and_numbers_below_minus_one() {
    let n = 70;
    let same = vec![Some(4.0); n];
    let falling: Vec<Option<f64>> = (0..n).map(|row| Some(-1e6 * (row % 7) as f64)).collect();
    let other: Vec<Option<f64>> = (0..n).map(|row| Some((row % 11) as f64)).collect();
    let table = frame(vec![
        numbers("balance_1", &same),
        numbers("balance_2", &same),
        numbers("balance_3", &same),
        numbers("amount", &falling),
        numbers("visited", &other),
    ]);
    let mut asked = recipe(&table, &["kmeans", "kmeans_log", "rnn_kmeans"], Some(3));
    asked.features = recipe_of_all(&table);
    asked.segments.as_mut().unwrap().sequence = SequenceChoice::Months;
    let findings = run_alone(&asked, &table).unwrap();
    assert_eq!(findings.failed.iter().map(|failed| failed.id.as_str()).collect::<Vec<_>>(), ["rnn_kmeans"]);
    readable(&findings.failed[0].problem);
    assert!(findings.methods.iter().all(|method| method.silhouette_own.is_finite()));
}

#[test]
fn wrong_choices_are_named() {
    let mut table = holders(60, 3);
    table.columns.push(text("city", &["a", "b", "c"].repeat(20)));
    let good = recipe(&table, &["kmeans", "rnn_kmeans"], None);
    let with = |change: &dyn Fn(&mut Recipe)| {
        let mut recipe = good.clone();
        change(&mut recipe);
        let error = refused(&recipe, &table);
        assert!(error.wrong_call(), "{error:?}");
        error
    };
    assert_eq!(with(&|recipe| recipe.methods.clear()), StudyError::NoMethods);
    assert!(
        matches!(with(&|recipe| recipe.methods[0].id = "kmean".into()), StudyError::UnknownMethod { nearest, .. } if nearest[0] == "kmeans")
    );
    assert!(matches!(with(&|recipe| recipe.methods[1].id = "kmeans".into()), StudyError::MethodTwice { .. }));
    assert!(matches!(with(&|recipe| recipe.shared.set("unit", ParamValue::Int(3))), StudyError::Param(_)));
    for k in [0, 1, 21] {
        assert_eq!(
            with(&|recipe| recipe.segments.as_mut().unwrap().k = Some(k)),
            StudyError::SegmentCount { k }
        );
    }
    let value = |name: &'static str| {
        move |recipe: &mut Recipe| recipe.segments.as_mut().unwrap().value_column = Some(name.into())
    };
    assert!(matches!(with(&value("city")), StudyError::NotANumber { .. }));
    assert!(matches!(with(&value("limits")), StudyError::Features(FeatureError::UnknownColumn { .. })));
    let objective =
        |recipe: &mut Recipe| recipe.segments.as_mut().unwrap().objective = Objective::Column("city".into());
    assert!(matches!(with(&objective), StudyError::NotANumber { .. }));
    assert!(matches!(
        with(&|recipe| recipe.features.columns.clear()),
        StudyError::Features(FeatureError::NoColumns)
    ));
}

#[test]
fn months_asked_for_where_there_are_none() {
    let mut table = holders(60, 4);
    table.columns.truncate(3);
    let mut asked = recipe(&table, &["kmeans", "rnn_kmeans"], Some(2));
    asked.segments.as_mut().unwrap().sequence = SequenceChoice::Months;
    let findings = run_alone(&asked, &table).unwrap();
    assert_eq!(findings.failed[0].problem.message.key, "seg-no-months");
    asked.segments.as_mut().unwrap().sequence = SequenceChoice::Auto;
    let findings = run_alone(&asked, &table).unwrap();
    assert_eq!(findings.sequence.unwrap().kind, "columns");
}
