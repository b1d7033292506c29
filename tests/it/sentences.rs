//! What a study says of itself, held against its numbers.

use stratum::base::{Lang, Message, Problem, RowId, Stream, render};
use stratum::data::Frame;
use stratum::features::FeatureError;
use stratum::models::{ParamValue, PredictError};
use stratum::study::plan::Plan;
use stratum::study::{Comparison, Findings, Recipe, StudyError, Tables, Verdict, judge};

use crate::tables::{bank, frame, numbers, recipe, run_alone, text};

fn in_english(findings: &Findings) -> Vec<String> {
    findings.words.iter().map(|word| render(Lang::En, word)).collect()
}

fn says(findings: &Findings, sentence: &str) {
    let words = in_english(findings);
    assert!(words.iter().any(|word| word == sentence), "no “{sentence}” among {words:#?}");
}

fn keys(findings: &Findings) -> Vec<&'static str> {
    findings.words.iter().map(|word| word.key).collect()
}

fn mean_accuracy(findings: &Findings, method: usize) -> f64 {
    let values = &findings.methods[method].metrics["accuracy"].values;
    values.iter().sum::<f64>() / values.len() as f64
}

/// Classic and improved BP with these epochs each.
fn race_of_two(table: &Frame, repeats: u32, [classic, improved]: [i64; 2]) -> Recipe {
    let mut recipe = recipe(table, "tier", &["bp_classic", "bp_improved"], repeats, improved);
    recipe.methods[0].params.set("max_epochs", ParamValue::Int(classic));
    recipe
}

#[test]
fn a_winner_is_named_with_its_size_its_chance_and_its_rounds() {
    let table = bank(400, 21);
    let findings = run_alone(&race_of_two(&table, 10, [3, 120]), &table).unwrap();
    let points = (mean_accuracy(&findings, 1) - mean_accuracy(&findings, 0)) * 100.0;
    let pair = &findings.comparisons[0];
    assert_eq!((pair.better, pair.verdict), (1, Verdict::LargerThanChance), "{pair:?}");
    let p = pair.p_value.unwrap();
    let p = if p < 0.001 { "< 0.001".to_owned() } else { format!("= {p:.3}") };
    says(
        &findings,
        &format!(
            "Within 120 rounds, Improved BP is more accurate than Classic BP by {points:.1} percentage points. \
             That is larger than chance (p {p})."
        ),
    );
    says(
        &findings,
        "Classic BP was still learning after 3 rounds: this compares what is reached in 3 rounds, not what it can \
         reach.",
    );
}

#[test]
fn training_errors_are_told_of_the_method_they_belong_to() {
    let table = bank(300, 22);
    let findings = run_alone(&race_of_two(&table, 1, [200, 200]), &table).unwrap();
    let curves = [&findings.methods[0].curve, &findings.methods[1].curve];
    let last = curves[0].len().min(curves[1].len()) - 1;
    let [classic, improved] = curves.map(|curve| curve[last].train_loss);
    assert!(improved < classic);
    says(
        &findings,
        &format!(
            "After the same number of rounds, Improved BP stands at a training error of {improved:.4}, Classic BP at \
             {classic:.4}."
        ),
    );
    // Errors of different losses are on different scales and are not set side by side.
    let mut mixed = race_of_two(&table, 1, [200, 200]);
    mixed.methods[1].params.set("loss", ParamValue::Choice("softmax".into()));
    let findings = run_alone(&mixed, &table).unwrap();
    assert!(keys(&findings).iter().all(|key| !key.starts_with("study-error")), "{:?}", keys(&findings));
}

#[test]
fn few_repeats_are_no_proof_against_the_baseline() {
    let table = bank(300, 23);
    let findings = run_alone(&recipe(&table, "tier", &["bp_rprop"], 9, 60), &table).unwrap();
    assert!(mean_accuracy(&findings, 0) > 0.6);
    assert!(keys(&findings).contains(&"study-baseline-unknown"), "{:?}", keys(&findings));
    let findings = run_alone(&recipe(&table, "tier", &["bp_rprop"], 10, 60), &table).unwrap();
    assert!(keys(&findings).contains(&"study-above-baseline"), "{:?}", keys(&findings));
}

/// Two classes, mostly “no”; “yes” follows from x.
fn mostly_no() -> Frame {
    let mut stream = Stream::new(24, "two classes", 0);
    let cells: Vec<f64> = (0..300).map(|_| stream.normal()).collect();
    let labels: Vec<&str> = cells.iter().map(|x| if *x > 0.5 { "yes" } else { "no" }).collect();
    let cells: Vec<Option<f64>> = cells.into_iter().map(Some).collect();
    frame(vec![numbers("x", &cells), text("leaves", &labels)])
}

#[test]
fn fixed_held_out_rows_are_judged_by_the_class_that_was_learned() {
    let table = mostly_no();
    let class = |row: RowId| table.columns[1].category(row as usize).unwrap();
    // Held out: 30 that leave and 10 that stay, against mostly stayers to learn from.
    let of = |wanted: &'static str, n| (0..300).filter(move |&row| class(row) == wanted).take(n);
    let mut held_out: Vec<RowId> = of("yes", 30).chain(of("no", 10)).collect();
    held_out.sort_unstable();
    let mut recipe = recipe(&table, "leaves", &["bp_rprop"], 10, 40);
    recipe.split.test_rows = Some(held_out);
    let findings = run_alone(&recipe, &table).unwrap();
    says(&findings, "Saying “no” for everybody would be right for 25.0 %.");
    let headline = &in_english(&findings)[0];
    assert!(headline.ends_with("10 starts on the same 40 held-out customers."), "{headline}");
    assert!(findings.methods[0].metrics.contains_key("auc"));
    // With leavers alone held out there is nothing to rank.
    recipe.split.test_rows = Some(of("yes", 30).collect());
    let findings = run_alone(&recipe, &table).unwrap();
    assert!(!findings.methods[0].metrics.contains_key("auc"));
}

#[test]
fn a_tie_is_called_one() {
    // Labels that nothing can be learned of: everybody says the frequent class.
    let x: Vec<Option<f64>> = (0..120).map(|row| Some(f64::from(row % 2))).collect();
    let labels: Vec<&str> = (0..120).map(|row| if row % 6 < 2 { "yes" } else { "no" }).collect();
    let table = frame(vec![numbers("x", &x), text("y", &labels)]);
    let findings = run_alone(&recipe(&table, "y", &["bp_classic", "bp_improved"], 10, 30), &table).unwrap();
    assert_eq!(findings.comparisons[0].difference, 0.0);
    let told = in_english(&findings);
    assert!(keys(&findings).contains(&"study-difference-none"), "{told:#?}");
    assert!(keys(&findings).contains(&"study-below-baseline"), "{told:#?}");
    assert!(told.iter().all(|word| !word.contains("0.0 percentage points")), "{told:#?}");
}

#[test]
fn a_method_ahead_of_the_chosen_one_is_told() {
    let (mut told, mut chosen_leads) = (0, 0);
    for seed in 0..12 {
        let table = bank(150, seed);
        let mut recipe = recipe(&table, "tier", &["bp_adam", "bp_rprop", "bp_improved"], 10, 60);
        recipe.seed = seed;
        let findings = run_alone(&recipe, &table).unwrap();
        let behind =
            |method: usize| mean_accuracy(&findings, method) - mean_accuracy(&findings, findings.chosen);
        let leader = (0..3).max_by(|&a, &b| behind(a).total_cmp(&behind(b))).unwrap();
        let sentences: Vec<&Message> =
            findings.words.iter().filter(|word| word.key.starts_with("study-leader")).collect();
        if behind(leader) < 0.0005 {
            assert!(sentences.is_empty(), "seed {seed}: {sentences:?}");
            chosen_leads += 1;
            continue;
        }
        let pair: &Comparison = findings
            .comparisons
            .iter()
            .find(|pair| (pair.better, pair.worse) == (leader, findings.chosen))
            .unwrap();
        let key = match pair.verdict {
            Verdict::LargerThanChance => "study-leader-real",
            Verdict::NotLargerThanChance => "study-leader-chance",
            Verdict::TooFewRepeats => "study-leader-unknown",
        };
        assert_eq!(sentences.iter().map(|word| word.key).collect::<Vec<_>>(), [key], "seed {seed}");
        let name = |id: &str| {
            ["BP with Adam", "BP with iRprop+", "Improved BP"][match id {
                "bp_adam" => 0,
                "bp_rprop" => 1,
                _ => 2,
            }]
        };
        let sentence = render(Lang::En, sentences[0]);
        let (leader, chosen) =
            (name(&findings.methods[leader].id), name(&findings.methods[findings.chosen].id));
        let points = format!("{:.1} percentage points", pair.difference * 100.0);
        let place = |part: &str| sentence.find(part).unwrap();
        assert!(place(leader) < place(chosen) && sentence.contains(&points), "{sentence}");
        told += 1;
    }
    assert!(told > 0 && chosen_leads > 0, "{told} {chosen_leads}");
}

fn every_error() -> Vec<StudyError> {
    let (label, class) = (|| "tier".to_owned(), || "a".to_owned());
    let name = || "balanse".to_owned();
    let features = [
        FeatureError::UnknownColumn { name: name(), nearest: Vec::new() },
        FeatureError::UnknownColumn { name: name(), nearest: vec!["balance".into()] },
        FeatureError::NoColumns,
        FeatureError::NoRows,
        FeatureError::AllConstant,
        FeatureError::UnknownRow(3),
        FeatureError::Unusable { name: name(), message: Message::text("why") },
    ];
    let mut errors = vec![
        StudyError::NoLabel,
        StudyError::UnknownLabel { name: name(), nearest: Vec::new() },
        StudyError::UnknownLabel { name: name(), nearest: vec![label()] },
        StudyError::NoClasses { label: label() },
        StudyError::OneClass { label: label(), class: class() },
        StudyError::TooManyClasses { label: label(), n: 99 },
        StudyError::TooFewRows { label: label(), classes: vec![class()] },
        StudyError::ClassOrder { label: label(), classes: vec![class()] },
        StudyError::LabelIsFeature { label: label() },
        StudyError::Shares,
        StudyError::Repeats,
        StudyError::FoldsOfFixedRows,
        StudyError::TestRows { n_unusable: 0 },
        StudyError::TestRows { n_unusable: 2 },
        StudyError::Split { repeat: 1 },
        StudyError::NoMethods,
        StudyError::UnknownMethod { id: name(), nearest: Vec::new() },
        StudyError::UnknownMethod { id: name(), nearest: vec!["bp_adam".into()] },
        StudyError::MethodTwice { id: name() },
        StudyError::FixedParam { method: name(), key: "rule".into() },
        StudyError::AllFailed { first: None },
        StudyError::AllFailed {
            first: Some(judge::prediction_problem(&PredictError::Shape { expected: 3, found: 2 })),
        },
        StudyError::Stopped,
        StudyError::Discarded,
    ];
    errors.extend(features.map(StudyError::Features));
    errors
}

#[test]
fn no_problem_shows_its_placeholders() {
    let table = bank(60, 25);
    let mut problems: Vec<Problem> = every_error().iter().map(StudyError::problem).collect();
    // What parameters are refused for, as the methods say it.
    for (key, value) in [
        ("learnin_rate", ParamValue::Float(0.1)),
        ("learning_rate", ParamValue::Float(-3.0)),
        ("learning_rate", ParamValue::Choice("fast".into())),
        ("max_epochs", ParamValue::Float(0.5)),
        ("hidden_layers", ParamValue::Sizes(vec![0])),
        ("hidden_layers", ParamValue::Sizes(vec![4_000_000])),
        ("activation", ParamValue::Choice("step".into())),
    ] {
        let mut recipe = recipe(&table, "tier", &["bp_classic"], 1, 5);
        recipe.methods[0].params.set(key, value);
        let refused =
            Plan::new(&recipe, &Tables::new(&table, &[])).err().or_else(|| run_alone(&recipe, &table).err());
        problems.push(refused.unwrap().problem());
    }
    for problem in &problems {
        for message in [Some(&problem.message), problem.hint.as_ref()].into_iter().flatten() {
            for lang in Lang::ALL {
                let sentence = render(lang, message);
                assert!(!sentence.contains('{') && sentence != message.key, "{sentence}");
            }
        }
    }
}
