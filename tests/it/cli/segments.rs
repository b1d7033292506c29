//! Segments from the command line: what is written, what is placed later, and what is refused.

use std::collections::BTreeMap;
use std::fs;
use std::path::Path;
use std::process::Output;

use super::{call, complaint, err, out, status};
use crate::files;
use crate::real_data::real_data;

/// A short segmentation with further arguments.
fn group(room: &Path, file: &str, more: &[&str]) -> Output {
    let mut arguments = vec!["run", "segments", file];
    if !more.contains(&"--out") {
        arguments.extend(["--out", "out"]);
    }
    arguments.extend(more);
    call(room, &arguments)
}

fn read(room: &Path, name: &str) -> String {
    fs::read_to_string(room.join(name)).unwrap()
}

fn cards(room: &Path, rows: &str) {
    let output = call(room, &["sample", "segments", "--out", "cards.csv", "--rows", rows]);
    assert_eq!(status(&output), 0, "{}", err(&output));
}

/// Cells of ours by column, row by row.
fn ours(text: &str) -> Vec<BTreeMap<String, String>> {
    let text = text.trim_start_matches('\u{feff}');
    let mut reader = csv::Reader::from_reader(text.as_bytes());
    let header = reader.headers().unwrap().clone();
    let row = |record: csv::StringRecord| -> BTreeMap<String, String> {
        let cells = header.iter().zip(&record).filter(|(name, _)| name.starts_with("stratum_"));
        cells.map(|(name, cell)| (name.to_owned(), cell.to_owned())).collect()
    };
    reader.records().map(|record| row(record.unwrap())).collect()
}

const QUICK: [&str; 6] = ["--method", "kmeans,rnn_kmeans", "--set", "max_epochs=2", "--set", "k=3"];

#[test]
fn segments_are_written_and_new_customers_placed_in_them() {
    let room = tempfile::tempdir().unwrap();
    let room = room.path();
    cards(room, "300");
    let output = group(room, "cards.csv", &QUICK);
    assert_eq!(status(&output), 0, "{}", err(&output));
    for said in ["Numbers of segments", "Methods at 3 segments", "K-means", "Code", "model.stratum"] {
        assert!(out(&output).contains(said), "{said}: {}", out(&output));
    }
    let labelled = read(room, "out/labelled.csv");
    for (line, original) in
        labelled.trim_start_matches('\u{feff}').lines().zip(read(room, "cards.csv").lines())
    {
        assert!(line.starts_with(&format!("{original},")), "{line}");
    }
    let customers = ours(&labelled);
    let codes = |customers: &[BTreeMap<String, String>]| -> Vec<String> {
        customers.iter().map(|customer| customer["stratum_segment"].clone()).collect()
    };
    assert_eq!(customers.len(), 300);
    assert!(customers.iter().all(|customer| ["1", "2", "3"].contains(&customer["stratum_segment"].as_str())));
    assert!(customers.iter().all(|customer| ["yes", "no"].contains(&customer["stratum_fit"].as_str())));
    assert!(customers.iter().all(|customer| customer["stratum_part"] == "all"));

    let findings: serde_json::Value = serde_json::from_str(&read(room, "out/findings.json")).unwrap();
    assert_eq!((&findings["study"], &findings["k"]), (&"segments".into(), &3.into()));
    assert_eq!(findings["segments"].as_array().unwrap().len(), 3);
    assert_eq!(findings["sequence"]["kind"], "months");
    assert!(
        ["yes", "no", "undecided"].contains(&findings["helped"]["answer"].as_str().unwrap())
            && findings["migration"]["counts"].is_array()
    );
    let sizes: u64 = findings["segments"]
        .as_array()
        .unwrap()
        .iter()
        .map(|segment| segment["size"].as_u64().unwrap())
        .sum();
    assert_eq!(sizes, 300);

    // The same customers, placed by the saved model, over a table with a column more and in another order.
    let wider =
        read(room, "cards.csv").lines().fold(String::new(), |text, line| text + "note," + line + "\n");
    files::write(room, "wider.csv", &wider);
    let output = call(room, &["score", "out/model.stratum", "wider.csv", "--out", "placed.csv"]);
    assert_eq!(status(&output), 0, "{}", err(&output));
    assert!(out(&output).contains("300 customers placed in 3 segments"), "{}", out(&output));
    assert!(err(&output).contains("note"), "{}", err(&output));
    let placed = ours(&read(room, "placed.csv"));
    assert_eq!(codes(&placed), codes(&customers));
    assert!(placed.iter().all(|customer| customer["stratum_part"] == "new"));
    // Over its own earlier list, and over nobody else's.
    assert_eq!(status(&call(room, &["score", "out/model.stratum", "cards.csv", "--out", "placed.csv"])), 0);
    let refused = call(room, &["score", "out/model.stratum", "cards.csv", "--out", "wider.csv"]);
    assert_eq!((status(&refused), read(room, "wider.csv")), (2, wider));
}

#[test]
fn the_same_bytes_whatever_the_number_of_threads() {
    let room = tempfile::tempdir().unwrap();
    let room = room.path();
    cards(room, "200");
    let mut first = None;
    for threads in ["1", "2"] {
        let output =
            group(room, "cards.csv", &[&QUICK[..], &["--threads", threads, "--out", threads]].concat());
        assert_eq!(status(&output), 0, "{}", err(&output));
        let found = ["labelled.csv", "findings.json", "model.stratum"]
            .map(|name| fs::read(room.join(threads).join(name)).unwrap());
        assert!(*first.get_or_insert_with(|| found.clone()) == found, "{threads} threads");
    }
}

#[test]
fn every_field_of_the_findings_is_told() {
    let room = tempfile::tempdir().unwrap();
    let room = room.path();
    cards(room, "200");
    let chinese = [&QUICK[..], &["--json", "--lang", "zh", "--set", "value_column=purchases"]].concat();
    let output = group(room, "cards.csv", &chinese);
    assert_eq!(status(&output), 0, "{}", err(&output));
    assert_eq!(out(&output), read(room, "out/findings.json"));
    let findings: serde_json::Value = serde_json::from_str(&out(&output)).unwrap();
    let told = include_str!(concat!(env!("CARGO_MANIFEST_DIR"), "/src/export/FINDINGS.md"));
    let parts = ["k_advice", "sequence", "migration", "pca", "helped"].map(|part| findings[part].as_object());
    let rows = ["segments", "comparison"].map(|part| findings[part][0].as_object());
    let row = findings["k_advice"]["table"][0].as_object();
    let all = [findings.as_object(), row].into_iter().chain(parts).chain(rows);
    let fields = all.flat_map(|fields| fields.unwrap().keys());
    let untold: Vec<&String> = fields.filter(|field| !told.contains(&format!("`{field}`"))).collect();
    assert!(untold.is_empty(), "not in FINDINGS.md: {untold:?}");
    let words = findings["words"].to_string();
    assert!(words.chars().any(|c| ('\u{4e00}'..='\u{9fff}').contains(&c)), "{words}");
}

#[test]
fn segments_of_customers_made_from_transactions() {
    let room = tempfile::tempdir().unwrap();
    let room = room.path();
    assert_eq!(status(&call(room, &["sample", "tiers", "--out", "t.csv", "--rows", "80"])), 0);
    let more = ["--method", "kmeans", "--set", "k=3", "--set", "deposit_rate=0.02"];
    let output = group(room, "t.csv", &more);
    assert_eq!(status(&output), 0, "{}", err(&output));
    let labelled = read(room, "out/labelled.csv");
    let customers = ours(&labelled);
    assert!((50..=80).contains(&customers.len()), "{}", customers.len());
    assert!(customers.iter().all(|customer| !customer["stratum_segment"].is_empty()));
    assert!(!room.join("out/labelled_transactions.csv").exists());
    let refused = group(room, "out/labelled.csv", &["--set", "deposit_rate=0.02", "--out", "again"]);
    assert_eq!(status(&refused), 2, "a table of customers has no use for rates");
}

const WRONG_CALLS: [&[&str]; 9] = [
    &["--set", "k=1"],
    &["--set", "sequence=month"],
    &["--set", "objective=autoencodr"],
    &["--set", "value_column=incom"],
    &["--method", "kmean"],
    &["--set", "n_int=3"],
    &["--set", "sequenc=months"],
    &["--method", "kmeans", "--set", "objective=next_step"],
    &["--method", "kmeans", "--set", "rnn_kmeans.units=4"],
];

#[test]
fn wrong_calls_name_what_was_meant() {
    let room = tempfile::tempdir().unwrap();
    let room = room.path();
    files::write(room, "c.csv", &files::customers(80).replace("balance", "income"));
    let mut said = Vec::new();
    for arguments in WRONG_CALLS {
        let output = group(room, "c.csv", arguments);
        assert_eq!(status(&output), 2, "{arguments:?}: {}", err(&output));
        said.push(format!("{}\n{}", arguments.join(" "), complaint(room, &output)));
    }
    insta::assert_snapshot!(said.join("\n\n"), @r#"
    --set k=1
    error: “1” does not suit the setting k.
    hint: It takes auto|2..20.

    --set sequence=month
    error: “month” does not suit the setting sequence.
    hint: It takes auto|columns|months.

    --set objective=autoencodr
    error: “autoencodr” does not suit the setting objective.
    hint: Did you mean autoencoder, auto?

    --set value_column=incom
    error: There is no column “incom” in this file.
    hint: Did you mean income?

    --method kmean
    error: There is no method “kmean”.
    hint: Did you mean kmeans, kmeans_log, pca_kmeans?

    --set n_int=3
    error: There is no setting called “n_int”.
    hint: Did you mean n_init?

    --set sequenc=months
    error: There is no setting called “sequenc”.
    hint: Did you mean sequence?

    --method kmeans --set objective=next_step
    error: objective has no effect: no method with a network takes part.
    hint: Add one, for example with --method kmeans,rnn_kmeans, or leave objective out.

    --method kmeans --set rnn_kmeans.units=4
    error: The method “rnn_kmeans” is not in this race.
    hint: Add it with --method rnn_kmeans.
    "#);
    assert!(!room.join("out").exists());
}

#[test]
fn a_table_without_the_columns_of_the_model_is_refused() {
    let room = tempfile::tempdir().unwrap();
    let room = room.path();
    files::write(room, "c.csv", &files::customers(80));
    let output = group(room, "c.csv", &["--method", "kmeans", "--set", "k=2"]);
    assert_eq!(status(&output), 0, "{}", err(&output));
    files::write(room, "other.csv", &files::customers(80).replace("balance", "balanse"));
    files::write(room, "words.csv", &files::customers(80).replacen("C00007,", "C00007,about ", 1));
    // A column that is empty for everybody is filled, as single empty cells are.
    let without_age = |(row, line): (usize, &str)| {
        let mut cells: Vec<&str> = line.split(',').collect();
        cells[1] = if row == 0 { cells[1] } else { "" };
        cells.join(",") + "\n"
    };
    let customers = files::customers(80);
    assert!(customers.starts_with("customer_id,age,"), "{customers}");
    let gaps: String = customers.lines().enumerate().map(without_age).collect();
    files::write(room, "gaps.csv", &gaps);
    let output = call(room, &["score", "out/model.stratum", "gaps.csv", "--out", "filled.csv"]);
    assert_eq!(status(&output), 0, "{}", err(&output));
    let model = fs::read(room.join("out/model.stratum")).unwrap();
    fs::write(room.join("cut.stratum"), &model[..model.len() - 1]).unwrap();
    let mut said = Vec::new();
    for (model, file) in [
        ("out/model.stratum", "other.csv"),
        ("out/model.stratum", "words.csv"),
        ("cut.stratum", "c.csv"),
        ("c.csv", "c.csv"),
    ] {
        let output = call(room, &["score", model, file, "--out", "placed.csv"]);
        assert_eq!(status(&output), 1, "{model} {file}: {}", err(&output));
        said.push(complaint(room, &output));
    }
    insta::assert_snapshot!(said.join("\n\n"), @r#"
    error: The table does not have every column that the segments were found by. Missing: balance.
    hint: If another column of the file stands for it, say so: --rename "balance=balanse"

    error: Row 8 has “about 20” in “age”, where a number was expected.
    hint: Correct the cell, or leave it empty, and try again.

    error: cut.stratum is damaged: it is not what Stratum wrote.
    hint: Copy it again from where it was written, or run the analysis again: the same seed gives the same model.

    error: c.csv is no model written by Stratum.
    hint: A run of segments or churn writes model.stratum into the folder of its results; name that file.
    "#);
    assert!(!room.join("placed.csv").exists());
}

#[test]
fn the_real_card_holders_are_divided_as_scikit_learn_does() {
    let Some(file) = real_data("cc_general.csv") else { return };
    let room = tempfile::tempdir().unwrap();
    let more = ["--method", "kmeans", "--set", "k=6", "--json"];
    let output = group(room.path(), file.to_str().unwrap(), &more);
    assert_eq!(status(&output), 0, "{}", err(&output));
    let findings: serde_json::Value = serde_json::from_str(&out(&output)).unwrap();
    let figure = |name: &str| findings["comparison"][0][name].as_f64().unwrap();
    assert!((figure("silhouette_common") - 0.203).abs() < 0.005, "{}", figure("silhouette_common"));
    assert!((figure("davies_bouldin_common") - 1.51).abs() < 0.02, "{}", figure("davies_bouldin_common"));
}
