//! Reasons in words, held against the customers they speak of.

use stratum::base::{Lang, Message, render};
use stratum::data::Frame;
use stratum::features::Treatment;
use stratum::study::churn::explain::{ColumnImportance, Explainer, MOST_REASONS, Reasons};

use super::{NUMBER, WORDS, fit, logistic, shapley, subject};
use crate::tables::{frame, numbers, text, whole};

/// A hundred customers of whom the first four are unlike the others.
fn customers() -> Frame {
    let n = 100;
    let of = |first: [i64; 4], rest: fn(i64) -> i64| -> Vec<i64> {
        first.into_iter().chain((4..n).map(rest)).collect()
    };
    let mut places = vec!["Germany", "France", "Atlantis", ""];
    places.extend((4..n).map(|row| if row % 5 == 0 { "Germany" } else { "France" }));
    let mut balance = vec![Some(250_000.5), Some(0.25), None, Some(100.0)];
    balance.extend((4..n).map(|row| Some(1000.0 * row as f64 + 0.5)));
    frame(vec![
        whole("Age", of([79, 40, 18, 50], |row| 20 + row / 2)),
        whole("NumOfProducts", of([1, 2, 3, 2], |row| 1 + row % 2)),
        text("Geography", &places),
        whole("IsActiveMember", of([0, 1, 0, 1], |row| row % 2)),
        numbers("Balance", &balance),
        whole("Points", of([700, 0, 900, 3], |row| 100 + row)),
    ])
}

/// Log odds that rise with these weights; every feature of a column has the same sign.
fn reasons(weights: &[(&str, Treatment, &[f64])], row: u32, importance: &[ColumnImportance]) -> Reasons {
    let frame = customers();
    let columns: Vec<_> = weights.iter().map(|&(name, treatment, _)| (name, treatment)).collect();
    let preprocessor = fit(&columns, &frame);
    let weights: Vec<f64> = weights.iter().flat_map(|(.., weights)| weights.iter().copied()).collect();
    assert_eq!(weights.len(), preprocessor.feature_names().len(), "{:?}", preprocessor.feature_names());
    let model = logistic(&weights, 0.0);
    let subject = subject(&preprocessor, &model);
    let explainer = Explainer::new(subject, (&frame, &frame.row_ids), importance, 1).unwrap();
    let values = shapley(&explainer, &frame, row).unwrap();
    let found = explainer.reasons(&frame, row, &values).unwrap();
    for (list, sign) in [(&found.towards, 1.0), (&found.away, -1.0)] {
        assert!(list.len() <= MOST_REASONS);
        assert!(list.iter().all(|reason| reason.push * sign > 0.0));
        assert!(list.is_sorted_by(|a, b| a.push.abs() >= b.push.abs()));
        assert!(list.iter().all(|reason| reason.push == values.values[reason.player]));
    }
    found
}

fn both(message: &Message) -> [String; 2] {
    [render(Lang::En, message), render(Lang::Zh, message)]
}

#[test]
fn the_strongest_pushes_are_said_with_the_customers_own_values() {
    // France, Germany and "missing" of the places; weights that make each next column count less.
    let found = reasons(
        &[
            ("Age", NUMBER, &[1.0]),
            ("NumOfProducts", NUMBER, &[-1.2]),
            ("Geography", Treatment::Category { max_levels: 2 }, &[-0.4, 0.6, 0.0, 0.0]),
            ("IsActiveMember", NUMBER, &[-0.3]),
        ],
        0,
        &[],
    );
    let said: Vec<[String; 2]> = found.towards.iter().map(|reason| both(&reason.message())).collect();
    assert_eq!(
        said,
        [
            [
                "age 79 (higher than 99 % of customers; half have 33 to 58)",
                "年龄 79（高于 99 % 的客户；一半客户在 33 到 58 之间）"
            ],
            ["uses 1 product (as 49 % of customers)", "使用 1 项产品（49 % 的客户也是如此）"],
            ["is in Germany (as 20 % of customers)", "位于 Germany（20 % 的客户也是如此）"],
        ]
    );
    assert!(found.away.is_empty());
    assert_eq!(
        both(&found.short()),
        ["age 79, uses 1 product, is in Germany", "年龄 79、使用 1 项产品、位于 Germany"]
    );
}

#[test]
fn whoever_stays_has_reasons_the_other_way() {
    let found = reasons(
        &[("NumOfProducts", NUMBER, &[-1.0]), ("IsActiveMember", NUMBER, &[-2.0]), ("Age", NUMBER, &[0.01])],
        1,
        &[],
    );
    let said: Vec<String> = found.away.iter().map(|reason| both(&reason.what)[0].clone()).collect();
    assert_eq!(said, ["is an active customer", "uses 2 products"]);
    assert!(found.towards.is_empty(), "a push of a hundredth is no reason: {found:?}");
    assert_eq!(both(&found.short()), ["no single value stands out", "没有特别突出的值"]);
}

#[test]
fn amounts_missing_cells_and_values_never_seen_are_said_as_they_are() {
    let columns: [(&str, Treatment, &[f64]); 2] =
        [("Balance", NUMBER, &[-2.0, 0.5]), ("Points", NUMBER, &[1.0])];
    let low = reasons(&columns, 1, &[]);
    assert_eq!(
        both(&low.towards[0].message())[0],
        "balance 0.250 (lower than 98 % of customers; half have 26,000 to 76,000)"
    );
    // Its own name where no plain word is known.
    assert!(both(&low.away[0].what)[0].starts_with("Points 0"), "{low:?}");
    let missing = reasons(&columns, 2, &[]);
    let said: Vec<String> = missing.towards.iter().map(|reason| both(&reason.message())[0].clone()).collect();
    assert!(said.contains(&"no value for balance (as 1 % of customers)".to_owned()), "{said:?}");
    let place: [(&str, Treatment, &[f64]); 2] =
        [("Geography", WORDS, &[3.0, -1.0, -1.0, 1.0]), ("Age", NUMBER, &[-0.5])];
    let unseen = reasons(&place, 2, &[]);
    assert_eq!(both(&unseen.towards[0].message())[0], "is in Atlantis (as 1 % of customers)");
    let nowhere = reasons(&place, 3, &[]);
    assert_eq!(both(&nowhere.towards[0].message())[0], "no value for Geography (as 1 % of customers)");
}

#[test]
fn customers_of_another_table_may_have_what_nobody_had() {
    let known = customers();
    let preprocessor = fit(&[("Age", NUMBER), ("NumOfProducts", NUMBER)], &known);
    let model = logistic(&[0.5, 1.0], 0.0);
    let rows = (&known, &known.row_ids[..]);
    let explainer = Explainer::new(subject(&preprocessor, &model), rows, &[], 1).unwrap();
    let new = frame(vec![whole("Age", vec![30, 95]), whole("NumOfProducts", vec![7, 1])]);
    let values = shapley(&explainer, &new, 0).unwrap();
    let found = explainer.reasons(&new, 0, &values).unwrap();
    assert_eq!(both(&found.towards[0].message())[0], "uses 7 products (as none of the customers compared)");
}

#[test]
fn columns_that_are_called_the_same_keep_their_names() {
    let cells: Vec<Option<f64>> = (0..60).map(|row| Some(f64::from(row) + 0.5)).collect();
    let mut turned = cells.clone();
    turned.reverse();
    let table = frame(vec![numbers("Balance", &cells), numbers("Account_Balance", &turned)]);
    let preprocessor = fit(&[("Balance", NUMBER), ("Account_Balance", NUMBER)], &table);
    let model = logistic(&[1.0, -1.0], 0.0);
    let rows = (&table, &table.row_ids[..]);
    let explainer = Explainer::new(subject(&preprocessor, &model), rows, &[], 1).unwrap();
    let values = shapley(&explainer, &table, 59).unwrap();
    let found = explainer.reasons(&table, 59, &values).unwrap();
    assert_eq!(both(&found.short())[0], "Balance 59.5, Account_Balance 0.500");
}

#[test]
fn the_columns_that_are_not_told_apart_are_said_together() {
    let names: Vec<String> = (0..11).map(|index| format!("c{index}x")).collect();
    let cells = |index: i64| (0..40).map(|row| (row * 7 + index * 11) % 40).collect::<Vec<i64>>();
    let table = frame(names.iter().zip(0..).map(|(name, index)| whole(name, cells(index))).collect());
    let preprocessor = fit(&names.iter().map(|name| (name.as_str(), NUMBER)).collect::<Vec<_>>(), &table);
    // Without a known importance the first nine are told apart; only the last two weigh, by the customer's side.
    let own = preprocessor.transform(&table, &[3]).unwrap();
    let own = own.table().unwrap().row(0).to_vec();
    let mut weights = vec![0.0; 11];
    weights[9] = f64::from(own[9].signum());
    weights[10] = f64::from(own[10].signum());
    let model = logistic(&weights, 0.0);
    let rows = (&table, &table.row_ids[..]);
    let explainer = Explainer::new(subject(&preprocessor, &model), rows, &[], 1).unwrap();
    let values = shapley(&explainer, &table, 3).unwrap();
    let found = explainer.reasons(&table, 3, &values).unwrap();
    assert_eq!(
        both(&found.towards[0].message()),
        ["everything else together (2 columns)", "其余各列合计（2 列）"]
    );
    assert_eq!(both(&found.short())[0], "no single value stands out");
}
