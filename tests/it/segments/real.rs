//! The real bank files: known figures come out.

use stratum::base::Watch;
use stratum::data::{Frame, ReadOptions, csv};
use stratum::models::ParamValue;

use super::{recipe, run_alone};
use crate::real_data::real_data;

fn read(name: &str) -> Option<Frame> {
    let path = real_data(name)?;
    Some(csv::read(&path, &ReadOptions::default(), &Watch::unattended()).unwrap().frame)
}

#[test]
fn six_segments_of_card_holders_are_those_of_scikit_learn() {
    let Some(table) = read("cc_general.csv") else { return };
    let mut recipe = recipe(&table, &["kmeans", "kmeans_log"], Some(6));
    recipe.shared.set("n_init", ParamValue::Int(10));
    let findings = run_alone(&recipe, &table).unwrap();
    let (method, logged) = (&findings.methods[0], &findings.methods[1]);
    // log1p of every column, then z-scores.
    assert!((logged.silhouette_own - 0.230).abs() < 0.005, "{logged:?}");
    assert!((logged.silhouette_common - 0.082).abs() < 0.005, "{logged:?}");
    assert!(!findings.advice.row(6).unwrap().is_division());
    assert!((method.silhouette_own - 0.203).abs() < 0.005, "{method:?}");
    assert!((method.davies_bouldin_own - 1.51).abs() < 0.02, "{method:?}");
    assert_eq!(findings.used.len(), 17);
    assert_eq!(findings.at(6).unwrap().labels.len(), 8950);
}

#[test]
fn months_of_the_default_file_are_recognised_without_help() {
    let Some(mut table) = read("uci_default.csv") else { return };
    for column in &mut table.columns {
        let cells: Vec<Option<f64>> = (0..600).map(|row| column.number(row)).collect();
        *column = crate::tables::numbers(&column.name, &cells);
    }
    table.row_ids.truncate(600);
    let findings = run_alone(&recipe(&table, &["kmeans", "rnn_kmeans"], Some(3)), &table).unwrap();
    let sequence = findings.sequence.as_ref().unwrap();
    assert_eq!((sequence.kind, sequence.steps.len(), sequence.channels.len()), ("months", 6, 3));
    assert!(findings.migration.is_some() && findings.helped.is_some());
}
