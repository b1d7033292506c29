//! Whole studies on small tables: what a race may and may not find, and what bad input is told.
#![expect(clippy::unwrap_used, reason = "what helps a test may fail as a test does")]

use std::collections::BTreeMap;
use std::time::Duration;

use stratum::base::{Lang, RowId, Stream, Watch, render};
use stratum::data::Frame;
use stratum::metrics::corrected_t;
use stratum::models::{ParamValue, StopReason};
use stratum::study::plan::Plan;
use stratum::study::{
    Control, Driver, Findings, Labels, MethodFindings, Part, Recipe, StudyError, Tables, Verdict, check,
    suspicions, waves,
};

use crate::tables::{bank, frame, numbers, recipe, run_alone, text, whole};

const FOUR: [&str; 4] = ["bp_classic", "bp_momentum", "bp_adaptive", "bp_improved"];

fn winners(findings: &Findings) -> usize {
    findings.comparisons.iter().filter(|pair| pair.verdict == Verdict::LargerThanChance).count()
}

#[test]
fn shuffled_labels_have_no_winner() {
    let seeds = 100;
    let mut with_plain_test = 0;
    let with_winner = (0..seeds)
        .filter(|&seed| {
            let mut stream = Stream::new(seed, "shuffled labels", 0);
            let cells: Vec<Vec<Option<f64>>> =
                (0..3).map(|_| (0..90).map(|_| Some(stream.normal())).collect()).collect();
            let mut labels: Vec<&str> = (0..90).map(|row| if row < 45 { "no" } else { "yes" }).collect();
            stream.shuffle(&mut labels);
            let table = frame(vec![
                numbers("x1", &cells[0]),
                numbers("x2", &cells[1]),
                numbers("x3", &cells[2]),
                text("label", &labels),
            ]);
            let mut recipe = recipe(&table, "label", &["bp_classic", "bp_adam", "bp_rprop"], 10, 30);
            recipe.seed = seed;
            let findings = run_alone(&recipe, &table).unwrap();
            with_plain_test += usize::from(plain_test_finds_a_winner(&findings));
            winners(&findings) > 0
        })
        .count();
    assert!(with_winner <= 5, "{with_winner} of {seeds} seeds found a winner where there is none");
    // The trap is real: the plain paired t test falls into it.
    assert!(with_plain_test > 5, "the plain test found {with_plain_test}");
}

/// The paired t test without correction for overlapping training sets and for looking at several pairs.
fn plain_test_finds_a_winner(findings: &Findings) -> bool {
    let values = |method: usize| &findings.methods[method].metrics["accuracy"].values;
    findings.comparisons.iter().any(|pair| {
        let differences: Vec<f64> =
            values(pair.better).iter().zip(values(pair.worse)).map(|(a, b)| a - b).collect();
        corrected_t(&differences, 0.0).is_some_and(|p| p < 0.05)
    })
}

#[test]
fn a_planted_better_method_is_found() {
    let found = (0..5)
        .filter(|&seed| {
            let table = bank(1_000, seed);
            let mut recipe = recipe(&table, "tier", &["bp_classic", "bp_rprop"], 10, 60);
            // Classic BP has come most of the way by then.
            recipe.methods[0].params.set("max_epochs", ParamValue::Int(200));
            let findings = run_alone(&recipe, &table).unwrap();
            let pair = &findings.comparisons[0];
            assert_eq!((pair.better, findings.chosen), (1, 1), "{pair:?}");
            assert!(pair.difference < 0.2, "the gap is modest: {pair:?}");
            pair.verdict == Verdict::LargerThanChance
        })
        .count();
    assert!(found >= 4, "{found} of 5");
}

#[test]
fn fewer_than_ten_pairs_say_nothing_of_chance() {
    let table = bank(200, 1);
    let findings = run_alone(&recipe(&table, "tier", &["bp_classic", "bp_rprop"], 9, 10), &table).unwrap();
    assert_eq!(
        (findings.comparisons[0].verdict, findings.comparisons[0].p_value),
        (Verdict::TooFewRepeats, None)
    );
    let mut folds = recipe(&table, "tier", &["bp_classic", "bp_rprop"], 2, 10);
    folds.split.folds = 5;
    let findings = run_alone(&folds, &table).unwrap();
    assert_eq!(findings.methods[0].metrics["accuracy"].values.len(), 10);
    assert!(findings.comparisons[0].p_value.is_some());
}

fn numbers_of(method: &MethodFindings) -> String {
    format!("{method:?}")
}

#[test]
fn another_method_changes_no_numbers() {
    let table = bank(300, 2);
    let alone = run_alone(&recipe(&table, "tier", &["bp_adaptive"], 3, 40), &table).unwrap();
    let among =
        run_alone(&recipe(&table, "tier", &["bp_adam", "bp_adaptive", "bp_softmax"], 3, 40), &table).unwrap();
    assert_eq!(numbers_of(&alone.methods[0]), numbers_of(&among.methods[1]));
    assert_eq!(alone.split, among.split);
}

#[test]
fn threads_do_not_change_the_findings() {
    let table = bank(100_000, 3);
    let recipe = recipe(&table, "tier", &["bp_classic", "bp_improved"], 1, 3);
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
fn waves_do_not_change_the_findings() {
    let table = bank(300, 4);
    let recipe = recipe(&table, "tier", &["bp_classic", "bp_adam"], 4, 20);
    let metrics = |wave_bytes| {
        let mut driver =
            Driver { control: Control::default(), report: &mut |_| {}, clock: &|| Duration::ZERO };
        let tally =
            waves::train(&Plan::new(&recipe, &Tables::new(&table, &[])).unwrap(), wave_bytes, &mut driver)
                .unwrap();
        tally.methods.into_iter().map(|method| (method.metrics, method.curves)).collect::<Vec<_>>()
    };
    assert_eq!(metrics(1), metrics(usize::MAX));
}

#[test]
fn trainings_beyond_the_first_keep_short_curves() {
    let table = bank(60, 4);
    let mut recipe = recipe(&table, "tier", &["bp_classic"], 2, 1_200);
    recipe.shared.set("patience", ParamValue::Int(1_200));
    let mut driver = Driver { control: Control::default(), report: &mut |_| {}, clock: &|| Duration::ZERO };
    let plan = Plan::new(&recipe, &Tables::new(&table, &[])).unwrap();
    let tally = waves::train(&plan, usize::MAX, &mut driver).unwrap();
    let lengths: Vec<usize> = tally.methods[0].curves.iter().map(Vec::len).collect();
    assert_eq!((lengths, tally.methods[0].n_at_limit), (vec![1_201, 401], 2));
}

#[test]
fn rows_matrix_and_metrics_agree() {
    let mut table = bank(500, 5);
    // Every tenth customer has no label.
    let labels: Vec<String> = (0..500)
        .map(|row| if row % 10 == 0 { String::new() } else { table.columns[3].category(row).unwrap() })
        .collect();
    table.columns[3] = text("tier", &labels);
    let findings = run_alone(&recipe(&table, "tier", &FOUR, 2, 80), &table).unwrap();
    assert_eq!(findings.rows.len(), 500);
    assert_eq!(findings.rows.iter().filter(|row| row.part.is_none()).count(), 50);
    assert!(findings.rows.iter().all(|row| row.part.is_some() == row.actual.is_some()));
    assert!(findings.rows.iter().all(|row| (0.0..=1.0).contains(&row.probability)));
    let held_out: Vec<_> = findings.rows.iter().filter(|row| row.part == Some(Part::Test)).collect();
    let right = held_out.iter().filter(|row| row.actual == Some(row.predicted)).count();
    let diagonal: u64 = (0..findings.classes.len()).map(|class| findings.confusion[class][class]).sum();
    assert_eq!((held_out.len(), right as u64), (findings.split[2], diagonal));
    let accuracy = findings.methods[findings.chosen].metrics["accuracy"].values[0];
    assert_eq!(accuracy, right as f64 / held_out.len() as f64);
    assert_eq!(findings.split.iter().sum::<usize>(), 450);
    assert!(accuracy > 0.6, "it learns something: {accuracy}");
}

/// Everything but what is said of the rows that were held out.
fn without_held_out(mut findings: Findings, test_rows: &[RowId]) -> String {
    let n_classes = findings.classes.len();
    let probabilities = findings.rows.iter().zip(findings.probabilities.chunks(n_classes));
    let learned = probabilities.filter(|(row, _)| !test_rows.contains(&row.row));
    findings.probabilities = learned.flat_map(|(_, probabilities)| probabilities.to_vec()).collect();
    findings.rows.retain(|row| !test_rows.contains(&row.row));
    findings.confusion.clear();
    findings.class_scores.clear();
    findings.comparisons.clear();
    findings.baselines.clear();
    findings.leads.clear();
    if let Some(rivals) = findings.claim.as_mut().and_then(|claim| claim.rivals.as_mut()) {
        rivals.more_accurate = rivals.faster;
    }
    findings.words.clear();
    for method in &mut findings.methods {
        method.metrics = BTreeMap::new();
    }
    format!("{findings:?}")
}

#[test]
fn held_out_rows_reach_neither_fitting_nor_stopping_nor_choice() {
    let mut table = bank(400, 6);
    // A disguise of the label, which is to be suspected by the training rows alone.
    let disguise: Vec<String> =
        (0..400).map(|row| table.columns[3].category(row).unwrap().replace(' ', "_")).collect();
    table.columns.push(text("disguise", &disguise));
    table.source.header.push("disguise".into());
    let test_rows: Vec<RowId> = (0..400).filter(|row| row % 7 == 3).collect();
    let mut recipe = recipe(&table, "tier", &FOUR, 3, 60);
    recipe.features.columns.retain(|column| column.name != "disguise");
    recipe.split.test_rows = Some(test_rows.clone());
    let clean = run_alone(&recipe, &table).unwrap();
    let suspected = |table: &Frame| suspicions(table, &recipe, &Watch::unattended()).unwrap();
    assert!(suspected(&table).iter().any(|suspicion| suspicion.column == "disguise"));

    let mut poisoned = table.clone();
    let mut stream = Stream::new(1, "poison", 0);
    let balance: Vec<Option<f64>> = (0..400)
        .map(|row| if row % 7 == 3 { Some(1e9 * stream.normal()) } else { table.columns[0].number(row) })
        .collect();
    let region: Vec<String> = (0..400)
        .map(|row| if row % 7 == 3 { "atlantis".into() } else { table.columns[2].category(row).unwrap() })
        .collect();
    let mut held_labels: Vec<String> =
        test_rows.iter().map(|&row| table.columns[3].category(row as usize).unwrap()).collect();
    stream.shuffle(&mut held_labels);
    let mut held_labels = held_labels.into_iter();
    let labels: Vec<String> =
        (0..400)
            .map(|row| {
                if row % 7 == 3 {
                    held_labels.next().unwrap()
                } else {
                    table.columns[3].category(row).unwrap()
                }
            })
            .collect();
    poisoned.columns[0] = numbers("balance", &balance);
    poisoned.columns[2] = text("region", &region);
    poisoned.columns[3] = text("tier", &labels);
    // The held-out rows now speak against the disguise.
    poisoned.columns[4] = text(
        "disguise",
        &(0..400).map(|row| if row % 7 == 3 { "a_low" } else { disguise[row].as_str() }).collect::<Vec<_>>(),
    );
    let other = run_alone(&recipe, &poisoned).unwrap();
    assert_eq!(suspected(&table), suspected(&poisoned));

    assert_ne!(clean.confusion, other.confusion);
    assert_eq!(without_held_out(clean, &test_rows), without_held_out(other, &test_rows));
}

#[test]
fn held_out_rows_of_a_drawn_split_do_not_reach_the_first_repeat() {
    let table = bank(400, 7);
    let recipe = recipe(&table, "tier", &FOUR, 1, 60);
    let clean = run_alone(&recipe, &table).unwrap();
    let test_rows: Vec<RowId> =
        clean.rows.iter().filter(|row| row.part == Some(Part::Test)).map(|row| row.row).collect();
    let mut poisoned = table.clone();
    let age: Vec<Option<f64>> = (0..400)
        .map(|row| if test_rows.contains(&(row as RowId)) { None } else { table.columns[1].number(row) })
        .collect();
    poisoned.columns[1] = numbers("age", &age);
    let other = run_alone(&recipe, &poisoned).unwrap();
    assert_eq!(without_held_out(clean, &test_rows), without_held_out(other, &test_rows));
}

#[test]
fn a_wild_learning_rate_is_told_and_the_others_finish() {
    let table = bank(300, 13);
    let mut recipe = recipe(&table, "tier", &["bp_momentum", "bp_adaptive"], 2, 150);
    recipe.methods[0].params.set("learning_rate", ParamValue::Float(10.0));
    recipe.methods[0].params.set("gradient", ParamValue::Choice("sum".into()));
    let findings = run_alone(&recipe, &table).unwrap();
    assert_eq!(findings.chosen, 1);
    let warnings: Vec<&str> = findings.methods[0].warnings.iter().map(|warning| warning.key).collect();
    assert!(warnings.contains(&"study-learned-nothing"), "{warnings:?}");
    assert_eq!(findings.methods[0].params["learning_rate"], ParamValue::Float(10.0));
    assert_eq!(findings.methods[1].metrics["accuracy"].values.len(), 2);
}

#[test]
fn divergence_leaves_the_others_and_is_an_error_alone() {
    let table = bank(300, 13);
    let mut recipe = recipe(&table, "tier", &["bp_softmax", "bp_adaptive"], 2, 150);
    recipe.methods[0].params.set("learning_rate", ParamValue::Float(100.0));
    let findings = run_alone(&recipe, &table).unwrap();
    assert_eq!((findings.chosen, findings.methods[0].stopped_because), (1, StopReason::Diverged));
    assert!(findings.methods[0].warnings.iter().any(|warning| warning.key == "study-diverged"));
    recipe.methods.truncate(1);
    let error = run_alone(&recipe, &table).unwrap_err();
    assert!(matches!(error, StudyError::AllFailed { first: Some(_) }) && !error.wrong_call());
}

#[test]
fn ordered_classes_keep_the_order_given() {
    let table = bank(300, 14);
    let mut recipe = recipe(&table, "tier", &["bp_rprop"], 1, 40);
    let plain = run_alone(&recipe, &table).unwrap();
    assert!(!plain.ordered && !plain.methods[0].metrics.contains_key("kappa_quadratic"));
    recipe.class_order = Some(["c high", "b mid", "a low"].map(str::to_owned).to_vec());
    let findings = run_alone(&recipe, &table).unwrap();
    assert_eq!(findings.classes, ["c high", "b mid", "a low"]);
    assert!(findings.ordered && findings.methods[0].metrics.contains_key("kappa_quadratic"));
    assert_eq!(findings.class_scores[0].support, plain.class_scores[2].support);
    recipe.class_order = Some(vec!["a low".into(), "c high".into()]);
    assert!(matches!(run_alone(&recipe, &table), Err(StudyError::ClassOrder { .. })));
}

/// The error of a run, in words, with its hint.
fn told(recipe: &Recipe, table: &Frame) -> (bool, String) {
    let error = check(recipe, table).err().or_else(|| run_alone(recipe, table).err()).unwrap();
    let problem = error.problem();
    for lang in Lang::ALL {
        assert_ne!(render(lang, &problem.message), problem.message.key);
    }
    assert!(problem.hint.is_some(), "{error:?}");
    (error.wrong_call(), render(Lang::En, &problem.message))
}

#[test]
fn bad_labels_are_refused_in_words() {
    let n = 60;
    let x: Vec<Option<f64>> = (0..n).map(|row| Some(f64::from(row % 7))).collect();
    let mut few = vec!["big"; n as usize];
    few[0] = "tiny";
    few[1] = "tiny";
    let table = frame(vec![
        numbers("x", &x),
        text("one class", &vec!["yes"; n as usize]),
        text("empty", &vec![""; n as usize]),
        whole("many", (0..i64::from(n)).collect()),
        text("few", &few),
        text("good", &(0..n).map(|row| if row % 2 == 0 { "a" } else { "b" }).collect::<Vec<_>>()),
    ]);
    let mut recipe = recipe(&table, "good", &["bp_classic"], 1, 5);
    recipe.features.columns.retain(|column| column.name == "x");
    assert!(check(&recipe, &table).is_ok());
    let mut of = |label: &str| {
        recipe.label = label.to_owned();
        told(&recipe, &table)
    };
    assert_eq!(of(""), (true, "There is no column to predict yet.".into()));
    assert_eq!(of("gud"), (true, "There is no column “gud” to predict in this file.".into()));
    assert_eq!(of("empty"), (false, "The column “empty” is empty.".into()));
    let one = "Every customer has the same value “yes” in “one class”, so there is nothing to tell apart.";
    assert_eq!(of("one class"), (false, one.into()));
    assert_eq!(
        of("many"),
        (false, "The column “many” has 60 different values. These are not classes.".into())
    );
    let few = "There are too few customers in the classes of “few” to learn from some and judge on others. Too small: tiny.";
    assert_eq!(of("few"), (false, few.into()));
    assert_eq!(
        of("x"),
        (true, "“x” is what is predicted and cannot be learned from at the same time.".into())
    );
}

#[test]
fn bad_choices_are_refused_in_words() {
    let table = bank(60, 15);
    let good = recipe(&table, "tier", &["bp_classic"], 1, 5);
    let told_after = |change: fn(&mut Recipe)| {
        let mut recipe = good.clone();
        change(&mut recipe);
        told(&recipe, &table)
    };
    let unknown = told_after(|recipe| recipe.methods[0].id = "bp_clasic".into());
    assert_eq!(unknown, (true, "There is no method “bp_clasic”.".into()));
    assert!(told_after(|recipe| recipe.methods.clear()).0);
    assert!(told_after(|recipe| recipe.methods.push(recipe.methods[0].clone())).0);
    assert!(told_after(|recipe| recipe.features.columns.clear()).0);
    assert!(told_after(|recipe| recipe.features.columns[0].name = "balanse".into()).0);
    assert!(told_after(|recipe| recipe.split.train_percent = 90).0);
    assert!(told_after(|recipe| recipe.split.valid_percent = 0).0);
    let repeats = (true, "Repeats go from 1 to 100, folds from 1 to 20.".to_owned());
    assert_eq!(told_after(|recipe| recipe.split.repeats = 0), repeats);
    assert_eq!(told_after(|recipe| recipe.split.folds = 21), repeats);
    assert!(told_after(|recipe| recipe.split.test_rows = Some(vec![1, 99_999])).0);
    assert!(told_after(|recipe| recipe.split.test_rows = Some(Vec::new())).0);
    let fixed_and_folds = told_after(|recipe| {
        recipe.split.test_rows = Some(vec![1, 2, 3]);
        recipe.split.folds = 3;
    });
    assert!(fixed_and_folds.0);
    let own_rule =
        told_after(|recipe| recipe.methods[0].params.set("rule", ParamValue::Choice("adam".into())));
    assert_eq!(
        own_rule,
        (true, "“rule” cannot be chosen for bp_classic: it is what makes the method.".into())
    );
    let shared_rule = told_after(|recipe| recipe.shared.set("rule", ParamValue::Choice("adam".into())));
    assert_eq!(shared_rule, own_rule);
    let unknown = told_after(|recipe| recipe.shared.set("learnin_rate", ParamValue::Float(0.1)));
    assert_eq!(unknown, (true, "There is no setting called “learnin_rate”.".into()));
    assert!(told_after(|recipe| recipe.shared.set("learning_rate", ParamValue::Float(-3.0))).0);
}

#[test]
fn small_and_odd_tables_run_or_say_why() {
    // Two rows.
    let two = frame(vec![numbers("x", &[Some(1.0), Some(2.0)]), text("y", &["a", "b"])]);
    let mut recipe_of_two = recipe(&bank(60, 1), "tier", &["bp_classic"], 1, 5);
    recipe_of_two.label = "y".into();
    recipe_of_two.features.columns.truncate(1);
    recipe_of_two.features.columns[0].name = "x".into();
    assert!(matches!(run_alone(&recipe_of_two, &two), Err(StudyError::TooFewRows { .. })));
    // Three rows a class run.
    let six = frame(vec![
        numbers("x", &[Some(1.0), Some(2.0), Some(3.0), Some(4.0), Some(5.0), Some(6.0)]),
        text("y", &["a", "b", "a", "b", "a", "b"]),
    ]);
    let findings = run_alone(&recipe_of_two, &six).unwrap();
    assert_eq!(findings.split, [2, 2, 2]);
    // A class of two is told, and the rest goes on.
    let mut labels = vec!["a"; 40];
    labels[..18].fill("b");
    labels[38..].fill("rare");
    let cells: Vec<Option<f64>> = (0..40).map(|row| Some(f64::from(row % 9))).collect();
    let rare = frame(vec![numbers("x", &cells), text("y", &labels)]);
    let findings = run_alone(&recipe_of_two, &rare).unwrap();
    assert!(findings.words.iter().any(|word| word.key == "study-small-classes"));
    // A tier can be given a larger share; a class of the file cannot.
    let known = Labels::of(&rare, "y", None).unwrap();
    let keys = |are_tiers| known.warnings(are_tiers).iter().map(|warning| warning.key).collect::<Vec<_>>();
    assert_eq!(keys(false)[0], "study-small-classes");
    assert_eq!(keys(true)[0], "study-small-tiers");
    // A constant column among the features is told.
    let mut constant = recipe_of_two.clone();
    constant.features.columns.push(constant.features.columns[0].clone());
    constant.features.columns[1].name = "same".into();
    let table = frame(vec![numbers("x", &cells), whole("same", vec![4; 40]), text("y", &labels)]);
    let findings = run_alone(&constant, &table).unwrap();
    assert!(findings.words.iter().any(|word| word.key == "study-constant-columns"));
}

#[test]
fn honest_sentences_for_useless_columns() {
    let mut stream = Stream::new(3, "noise", 0);
    let cells: Vec<Option<f64>> = (0..200).map(|_| Some(stream.normal())).collect();
    let labels: Vec<&str> = (0..200).map(|row| if row % 5 == 0 { "yes" } else { "no" }).collect();
    let table = frame(vec![numbers("x", &cells), text("y", &labels)]);
    let findings = run_alone(&recipe(&table, "y", &FOUR, 10, 60), &table).unwrap();
    let keys: Vec<&str> = findings.words.iter().map(|word| word.key).collect();
    let no_better = ["study-below-baseline", "study-baseline-chance"];
    assert!(keys.iter().any(|key| no_better.contains(key)), "{keys:?}");
    for word in findings.words.iter().chain([&findings.chosen_reason]) {
        for lang in Lang::ALL {
            let sentence = render(lang, word);
            assert!(sentence != word.key && !sentence.contains('{'), "{sentence}");
        }
    }
}
