//! One class of a label foreseen: who finds what is there, nobody finds what is not, and no held-out customer has a say.
#![expect(clippy::unwrap_used, reason = "what helps a test may fail as a test does")]

use std::path::Path;

use stratum::base::{Lang, Stream, Watch, render};
use stratum::data::Frame;
use stratum::export::{self, ExportOptions, ModelFile, Timing, load_model};
use stratum::metrics::ThresholdRule;
use stratum::models::{Calibration, ParamValue};
use stratum::study::churn::model::ChurnModel;
use stratum::study::churn::{CalibrationChoice, ChurnRecipe, calls};
use stratum::study::{
    ChurnFindings, Control, Findings, Part, Question, RaceEvent, Recipe, StudyError, Tables, Wish,
};

use crate::tables::{frame, numbers, recipe, run_alone, run_with, text};

/// Customers of whom a fifth leaves, the more likely the larger `x` and the smaller `y`; `z` says nothing.
fn bank(n: usize, seed: u64) -> Frame {
    let mut stream = Stream::new(seed, "leaving bank", 0);
    let mut column = || (0..n).map(|_| Some(stream.normal())).collect::<Vec<_>>();
    let [x, y, z] = [column(), column(), column()];
    let left: Vec<&str> = x
        .iter()
        .zip(&y)
        .map(|(x, y)| {
            let pull = -1.9 + 1.4 * x.unwrap() - 1.0 * y.unwrap();
            if stream.uniform() < 1.0 / (1.0 + (-pull).exp()) { "yes" } else { "no" }
        })
        .collect();
    frame(vec![numbers("x", &x), numbers("y", &y), numbers("z", &z), text("left", &left)])
}

fn asked(table: &Frame, methods: &[&str], repeats: u32) -> Recipe {
    let mut recipe = recipe(table, "left", methods, repeats, 30);
    let quick = std::mem::take(&mut recipe.shared);
    for method in recipe.methods.iter_mut().filter(|method| method.id != "logistic") {
        method.params = quick.clone();
    }
    recipe.question = Question::Churn;
    recipe.churn = Some(ChurnRecipe::default());
    recipe
}

fn churn(findings: &Findings) -> &ChurnFindings {
    findings.churn.as_deref().unwrap()
}

fn mean(findings: &Findings, metric: &str) -> f64 {
    findings.methods[findings.chosen].metrics[metric].mean
}

#[test]
fn what_is_there_is_found_and_told() {
    let table = bank(3_000, 1);
    let findings = run_alone(&asked(&table, &["logistic"], 10), &table).unwrap();
    let found = churn(&findings);
    assert_eq!(findings.classes[found.class as usize], "yes");
    assert!(mean(&findings, "auc") > 0.8, "{}", mean(&findings, "auc"));
    assert!(mean(&findings, "ece") < 0.05);
    assert_eq!(findings.words[0].key, "churn-headline-repeats");
    let columns: Vec<&str> = found.importance.iter().map(|column| column.column.as_str()).collect();
    assert_eq!(columns, ["x", "y", "z"]);
    assert!(found.importance[1].mean > 10.0 * found.importance[2].mean.abs());
    for metric in ["auc", "average_precision", "recall", "precision", "brier"] {
        let measured = found.measured.iter().find(|measured| measured.name == metric).unwrap();
        let interval = measured.interval.unwrap();
        assert!(interval.low <= measured.value && measured.value <= interval.high, "{measured:?}");
        assert_eq!(measured.value, findings.methods[0].metrics[metric].values[0], "{metric}");
    }
}

#[test]
fn the_matrix_is_that_of_the_threshold() {
    let table = bank(2_000, 2);
    let findings = run_alone(&asked(&table, &["logistic"], 1), &table).unwrap();
    let found = churn(&findings);
    let counts = found.at(found.decision.threshold);
    assert_eq!(counts, found.counts);
    let [no, yes] = [0, 1];
    let expected = vec![
        vec![counts.true_negative, counts.false_positive],
        vec![counts.false_negative, counts.true_positive],
    ];
    assert_eq!(findings.confusion, expected);
    assert_eq!((findings.classes[no].as_str(), findings.classes[yes].as_str()), ("no", "yes"));
    for result in &findings.rows {
        assert_eq!(result.predicted == 1, result.probability >= found.decision.threshold);
    }
    let test = findings.rows.iter().filter(|row| row.part == Some(Part::Test));
    let right = test.clone().filter(|row| row.actual == Some(row.predicted)).count() as f64;
    assert_eq!(right / test.count() as f64, findings.methods[0].metrics["accuracy"].values[0]);
}

#[test]
fn shuffled_labels_are_not_foreseen() {
    let mut stream = Stream::new(3, "shuffled leavers", 0);
    let table = bank(1_500, 3);
    let mut columns = table.columns.clone();
    let label = columns.pop().unwrap();
    let mut names: Vec<String> = (0..1_500).map(|row| label.text(row).unwrap().to_owned()).collect();
    stream.shuffle(&mut names);
    columns.push(text("left", &names.iter().map(String::as_str).collect::<Vec<_>>()));
    let table = frame(columns);
    let findings = run_alone(&asked(&table, &["logistic", "ann"], 10), &table).unwrap();
    assert_eq!(findings.words[0].key, "churn-chance", "{:?}", findings.words[0]);
    assert!((mean(&findings, "auc") - 0.5).abs() < 0.08);
}

/// Calibration and threshold come from validation rows: changing every held-out label changes none of them.
#[test]
fn held_out_customers_set_no_threshold() {
    let table = bank(1_000, 4);
    let mut recipe = asked(&table, &["logistic"], 1);
    recipe.split.test_rows = Some((0..200).collect());
    let before = run_alone(&recipe, &table).unwrap();
    let mut columns = table.columns.clone();
    let label = columns.pop().unwrap();
    let names: Vec<String> = (0..1_000)
        .map(|row| match (row < 200, label.text(row).unwrap()) {
            (true, "yes") => "no".to_owned(),
            (true, _) => "yes".to_owned(),
            (false, same) => same.to_owned(),
        })
        .collect();
    columns.push(text("left", &names.iter().map(String::as_str).collect::<Vec<_>>()));
    let mut poisoned = frame(columns);
    poisoned.source = table.source.clone();
    recipe.churn.as_mut().unwrap().class = Some("yes".to_owned());
    let after = run_alone(&recipe, &poisoned).unwrap();
    assert_eq!(churn(&before).decision, churn(&after).decision);
    assert_ne!(churn(&before).counts, churn(&after).counts);
}

#[test]
fn the_rule_of_the_threshold_is_kept_to() {
    let table = bank(4_000, 5);
    let with = |rule| {
        let mut recipe = asked(&table, &["logistic"], 1);
        recipe.churn.as_mut().unwrap().threshold = rule;
        run_alone(&recipe, &table).unwrap()
    };
    let recall = with(ThresholdRule::RecallFloor(0.8));
    assert!((churn(&recall).counts.recall() - 0.8).abs() < 0.12, "{}", churn(&recall).counts.recall());
    let tenth = with(ThresholdRule::CapacityShare(0.1));
    // Of those who can still be called: the list is as long as was asked for.
    let counts = churn(&tenth).counts;
    assert!((counts.false_positive_rate() - 0.1).abs() < 0.04, "{counts:?}");
    let list = |rule| {
        let findings = with(rule);
        let found = churn(&findings);
        calls::n_called(&findings.rows, &found.there, found.decision.threshold)
    };
    let wanted = list(ThresholdRule::Capacity { customers: 300, of: 0 });
    assert!((200..=400).contains(&wanted), "{wanted}");
    assert!(list(ThresholdRule::Capacity { customers: 1, of: 0 }) <= 10, "a capacity too small for anybody");
    let fixed = with(ThresholdRule::Fixed(0.25));
    assert_eq!(churn(&fixed).decision.threshold, 0.25);
}

#[test]
fn weights_on_classes_are_undone() {
    let table = bank(4_000, 6);
    let with = |weights: &str| {
        let mut recipe = asked(&table, &["ann"], 1);
        recipe.methods[0].params.set("class_weights", ParamValue::Choice(weights.to_owned()));
        recipe.churn.as_mut().unwrap().calibration = CalibrationChoice::None;
        run_alone(&recipe, &table).unwrap()
    };
    for weights in ["none", "balanced"] {
        let findings = with(weights);
        assert_eq!(churn(&findings).decision.calibration, Calibration::None);
        assert!(mean(&findings, "ece") < 0.06, "{weights}: {}", mean(&findings, "ece"));
    }
}

/// On the same held-out customers other starts say nothing of other customers.
#[test]
fn fixed_rows_of_shuffled_labels_have_no_winner() {
    for seed in 0..4 {
        let mut stream = Stream::new(seed, "shuffled leavers of fixed rows", 0);
        let mut columns = bank(800, seed).columns;
        let label = columns.pop().unwrap();
        let mut names: Vec<String> = (0..800).map(|row| label.text(row).unwrap().to_owned()).collect();
        stream.shuffle(&mut names);
        columns.push(text("left", &names));
        let table = frame(columns);
        let mut recipe = asked(&table, &["logistic", "ann"], 10);
        recipe.split.test_rows = Some((0..200).collect());
        let findings = run_alone(&recipe, &table).unwrap();
        assert!(findings.comparisons.iter().all(|pair| pair.p_value.is_none()));
        assert!(findings.words.iter().any(|words| words.key == "churn-headline-starts"));
    }
}

#[test]
fn a_column_that_knows_the_label_is_said_first() {
    let table = bank(1_000, 11);
    let mut columns = table.columns.clone();
    let label = columns.pop().unwrap();
    let copy: Vec<&str> =
        (0..1_000).map(|row| if label.text(row) == Some("yes") { "closed" } else { "open" }).collect();
    columns.push(text("account", &copy));
    columns.push(label);
    let table = frame(columns);
    let mut recipe = asked(&table, &["logistic"], 1);
    recipe.features.columns.retain(|column| column.name != "account");
    let findings = run_alone(&recipe, &table).unwrap();
    assert_eq!(findings.words[0].key, "churn-leaks-left-out", "{:?}", findings.words[0]);
}

#[test]
fn one_class_of_three_is_foreseen() {
    let mut stream = Stream::new(7, "three reasons", 0);
    let x: Vec<f64> = (0..1_500).map(|_| stream.normal()).collect();
    let label = |&x: &f64| match x + 0.5 * stream.normal() {
        pull if pull > 0.9 => "price",
        pull if pull < -0.9 => "service",
        _ => "stays",
    };
    let labels: Vec<&str> = x.iter().map(label).collect();
    let x: Vec<Option<f64>> = x.into_iter().map(Some).collect();
    let table = frame(vec![numbers("x", &x), text("left", &labels)]);
    let mut recipe = asked(&table, &["logistic", "ann"], 2);
    recipe.churn.as_mut().unwrap().class = Some("service".to_owned());
    let findings = run_alone(&recipe, &table).unwrap();
    assert_eq!(findings.classes[churn(&findings).class as usize], "service");
    assert!(mean(&findings, "auc") > 0.9);
    assert_eq!(findings.confusion.len(), 3);
    let found = churn(&findings);
    let told_apart = found.measured.iter().find(|measured| measured.name == "accuracy_one_vs_rest").unwrap();
    assert_eq!(told_apart.value, found.counts.accuracy());
    let right: u64 = (0..3).map(|class| findings.confusion[class][class]).sum();
    let accuracy = findings.methods[findings.chosen].metrics["accuracy"].values[0];
    assert_eq!(accuracy, right as f64 / found.counts.total() as f64);
    assert!(told_apart.value > accuracy, "what is neither is not told apart");
    assert!(found.measured.iter().all(|measured| measured.name != "accuracy"));
    for row in 0..findings.rows.len() {
        let sum: f32 = findings.probabilities_of(row).iter().sum();
        assert!((sum - 1.0).abs() < 1e-5, "{sum}");
    }
    recipe.churn.as_mut().unwrap().class = Some("Service".to_owned());
    assert!(matches!(run_alone(&recipe, &table), Err(StudyError::UnknownClass { .. })));
}

#[test]
fn threads_do_not_change_the_findings() {
    let table = bank(20_000, 8);
    let recipe = asked(&table, &["ann", "logistic"], 1);
    let found: Vec<String> = [1, 2, 7]
        .into_iter()
        .map(|threads| {
            let pool = rayon::ThreadPoolBuilder::new().num_threads(threads).build().unwrap();
            format!("{:?}", pool.install(|| run_alone(&recipe, &table).unwrap()))
        })
        .collect();
    assert!(found[0] == found[1] && found[1] == found[2]);
}

#[test]
fn the_saved_model_says_the_same() {
    let room = tempfile::tempdir().unwrap();
    let file = room.path().join("customers.csv");
    std::fs::write(&file, stratum::data::sample::churn(1_200, 5)).unwrap();
    let loaded =
        stratum::data::csv::read(&file, &stratum::data::ReadOptions::default(), &Watch::unattended())
            .unwrap();
    let mut recipe = recipe(&loaded.frame, "left_bank", &["ann"], 1, 10);
    recipe.question = Question::Churn;
    let findings = run_alone(&recipe, &loaded.frame).unwrap();
    let folder = room.path().join("out");
    let options = ExportOptions {
        folder: &folder,
        bom: false,
        keep_formulas: false,
        force: false,
        lang: Lang::En,
        pseudonyms: None,
    };
    let tables = Tables::new(&loaded.frame, &[]);
    let written =
        export::export(&findings, &tables, &Timing::default(), &options, &Watch::unattended()).unwrap();
    assert!(written.files.contains(&"call_list.csv".to_owned()), "{written:?}");
    let ModelFile::Churn(model) = load_model(&folder.join("model.stratum")).unwrap() else {
        panic!("another model");
    };
    let scored = model.score(&loaded.frame, &loaded.frame.row_ids).unwrap();
    for (index, result) in findings.rows.iter().enumerate() {
        let scored = scored.get(index).unwrap();
        assert_eq!((scored.of_interest, scored.label), (result.probability, result.predicted));
    }
    let calls = std::fs::read_to_string(folder.join("call_list.csv")).unwrap();
    let added =
        "stratum_rank,stratum_probability,stratum_decile,stratum_control,stratum_part,stratum_reasons,";
    assert!(calls.starts_with(added), "{calls}");
    let churn = churn(&findings);
    let order = calls::calls(&findings.rows, churn.class, churn.decision.threshold, findings.seed);
    let mut parts = std::collections::BTreeSet::new();
    for (line, call) in calls.lines().skip(1).zip(&order) {
        let part = findings.rows[call.index as usize].part.map_or("", Part::id);
        assert_eq!(line.split(',').nth(4), Some(part), "{line}");
        parts.insert(part);
    }
    assert_eq!(parts.into_iter().collect::<Vec<_>>(), ["test", "train", "valid"]);
    assert!(findings.words.iter().any(|words| words.key == "churn-list-known"));
    new_customers_are_called_likewise(room.path(), &file, &model, &calls);
    for message in &findings.words {
        for lang in Lang::ALL {
            assert!(!render(lang, message).contains('{'), "{message:?}");
        }
    }
    // A run that writes no model leaves none of an earlier one beside its findings, and nothing of somebody else is touched.
    std::fs::write(folder.join("labelled_transactions.csv"), "of somebody else").unwrap();
    recipe.question = Question::Tiers;
    recipe.methods.iter_mut().for_each(|method| method.id = "bp_adam".to_owned());
    let tiers = run_alone(&recipe, &loaded.frame).unwrap();
    export::export(&tiers, &tables, &Timing::default(), &options, &Watch::unattended()).unwrap();
    let there = |name: &str| folder.join(name).exists();
    assert_eq!(["model.stratum", "call_list.csv"].map(there), [false; 2]);
    assert!(there("labelled.csv") && there("labelled_transactions.csv"));
}

/// The same customers as new ones: the same list, its reasons too, found from what the model keeps.
fn new_customers_are_called_likewise(room: &Path, file: &Path, model: &ChurnModel, calls: &str) {
    let (list, target) = (room.join("scored.csv"), room.join("calls.csv"));
    let scoring = export::ChurnScoring {
        list: export::Scoring {
            target: &list,
            bom: false,
            keep_formulas: false,
            force: false,
            keep: true,
            renames: &[],
        },
        threshold: None,
        only_above: true,
        calls: Some(export::CallList { target: &target, lang: Lang::En }),
    };
    let later = export::score_churn(model, file, &scoring, &Watch::unattended()).unwrap();
    let written = later.calls.unwrap();
    assert!(written.with_reasons && written.explained > 0 && written.already > 0, "{written:?}");
    assert_eq!(written.listed as usize + 1, calls.lines().count());
    let of_run = |line: &str| {
        let mut cells: Vec<&str> = line.splitn(6, ',').collect();
        cells[4] = "part";
        cells.join(",")
    };
    let later = std::fs::read_to_string(&target).unwrap();
    assert!(later.lines().map(of_run).eq(calls.lines().map(of_run)), "{later}");
    assert!(later.lines().skip(1).all(|line| line.split(',').nth(4) == Some("new")), "{later}");
}

#[test]
fn what_tells_can_be_stopped_half_way() {
    let table = bank(3_000, 4);
    let recipe = asked(&table, &["logistic"], 1);
    let at_importance = |wish: Wish| {
        let control = Control::default();
        run_with(&recipe, &table, control.clone(), |event| {
            if matches!(&event, RaceEvent::Stage { stage, .. } if stage.key == "churn-stage-importance") {
                control.wish(wish);
            }
        })
    };
    assert!(churn(&at_importance(Wish::StopAndKeepBest).unwrap()).importance.is_empty());
    assert_eq!(at_importance(Wish::Discard).unwrap_err(), StudyError::Discarded);
    assert_eq!(churn(&at_importance(Wish::Run).unwrap()).importance.len(), 3);
}

#[test]
fn very_few_leavers_are_said_to_be_few() {
    let mut stream = Stream::new(9, "rare leavers", 0);
    let x: Vec<Option<f64>> = (0..4_000).map(|_| Some(stream.normal())).collect();
    let left: Vec<&str> = (0..4_000).map(|row| if row % 1_000 < 4 { "yes" } else { "no" }).collect();
    let table = frame(vec![numbers("x", &x), text("left", &left)]);
    let findings = run_alone(&asked(&table, &["logistic"], 1), &table).unwrap();
    assert!(findings.words.iter().any(|message| message.key == "churn-few"));
    let found = churn(&findings);
    assert!(found.has_few());
    for measured in &found.measured {
        let is_share = ["accuracy_one_vs_rest", "recall", "precision"].contains(&measured.name);
        assert!(is_share || measured.interval.is_none(), "{measured:?}");
    }
    let recall = found.measured.iter().find(|measured| measured.name == "recall").unwrap();
    let range = recall.interval.unwrap();
    assert!(range.low < range.high && range.low <= recall.value && recall.value <= range.high, "{recall:?}");
}
