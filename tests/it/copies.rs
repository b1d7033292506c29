//! Customers that stand in a table several times: nobody is judged who was learned from.
#![expect(clippy::unwrap_used, reason = "what helps a test may fail as a test does")]

use std::collections::BTreeMap;

use stratum::base::{Lang, RowId, Stream, render};
use stratum::data::Frame;
use stratum::models::ParamValue;
use stratum::study::{Findings, Part, Recipe, check};

use crate::tables::{bank, frame, numbers, recipe, run_alone, text, whole};

/// Customers of noise with labels of noise, three rows each, in no order. With `marked` every row has a number of its
/// own behind the decimal point, so that no row is the same as another.
fn noise(n_customers: usize, seed: u64, marked: bool) -> Frame {
    let mut stream = Stream::new(seed, "copies", 0);
    let facts: Vec<[f64; 6]> = (0..n_customers).map(|_| std::array::from_fn(|_| stream.normal())).collect();
    let labels: Vec<&str> = (0..n_customers).map(|_| ["no", "yes"][stream.below(2) as usize]).collect();
    let mut rows: Vec<usize> = (0..3 * n_customers).map(|row| row % n_customers).collect();
    stream.shuffle(&mut rows);
    let fact = |index: usize| rows.iter().map(|&customer| Some(facts[customer][index])).collect::<Vec<_>>();
    let marks: Vec<Option<f64>> =
        (0..rows.len()).map(|row| Some(if marked { row as f64 + 0.5 } else { 0.5 })).collect();
    let mut columns = vec![whole("id", (0..rows.len() as i64).collect()), numbers("mark", &marks)];
    columns
        .extend(["a", "b", "c", "d", "e", "f"].iter().enumerate().map(|(at, name)| numbers(name, &fact(at))));
    columns.push(text("label", &rows.iter().map(|&customer| labels[customer]).collect::<Vec<_>>()));
    frame(columns)
}

/// A network that learns its customers by heart.
fn by_heart(table: &Frame) -> Recipe {
    let mut recipe = recipe(table, "label", &["bp_rprop"], 3, 200);
    recipe.features.columns.retain(|column| column.name.len() == 1);
    recipe.shared.set("hidden_layers", ParamValue::Sizes(vec![32]));
    recipe
}

fn accuracy(findings: &Findings) -> f64 {
    findings.methods[0].metrics["accuracy"].mean
}

/// The parts a customer's rows stand in, by the first fact.
fn parts(table: &Frame, findings: &Findings) -> BTreeMap<u64, Vec<Part>> {
    let fact = table.column("a").unwrap();
    let mut parts: BTreeMap<u64, Vec<Part>> = BTreeMap::new();
    for row in &findings.rows {
        let customer = fact.number(row.row as usize).unwrap().to_bits();
        let of_customer = parts.entry(customer).or_default();
        if let Some(part) = row.part
            && !of_customer.contains(&part)
        {
            of_customer.push(part);
        }
    }
    parts
}

fn says(findings: &Findings, key: &str) -> Option<String> {
    findings.words.iter().find(|word| word.key == key).map(|word| render(Lang::En, word))
}

#[test]
fn learning_by_heart_does_not_pay() {
    let unlike = noise(100, 1, true);
    let findings = run_alone(&by_heart(&unlike), &unlike).unwrap();
    // The trap is real: rows that are copies but do not look it are known from training.
    assert!(accuracy(&findings) > 0.8, "{}", accuracy(&findings));
    assert_eq!(says(&findings, "study-copies"), None);

    let table = noise(100, 1, false);
    for folds in [1, 4] {
        let mut recipe = by_heart(&table);
        recipe.split.folds = folds;
        let findings = run_alone(&recipe, &table).unwrap();
        assert!(accuracy(&findings) < 0.62, "{folds} folds: {}", accuracy(&findings));
        assert!(parts(&table, &findings).values().all(|parts| parts.len() == 1));
        let said = says(&findings, "study-copies").unwrap();
        assert!(said.starts_with("200 rows repeat other ones."), "{said}");
        let [train, valid, test] = findings.split;
        assert_eq!(train + valid + test, 300);
        assert!(folds > 1 || (train.abs_diff(210) <= 6 && valid.abs_diff(45) <= 6), "{:?}", findings.split);
    }
}

#[test]
fn copies_of_a_list_of_held_out_rows_are_not_learned_from() {
    let table = noise(60, 2, false);
    let mut recipe = by_heart(&table);
    let test_rows: Vec<RowId> = (0..20).collect();
    recipe.split.test_rows = Some(test_rows.clone());
    let findings = run_alone(&recipe, &table).unwrap();
    let of_part = |part| -> Vec<RowId> {
        findings.rows.iter().filter(|row| row.part == part).map(|row| row.row).collect()
    };
    assert_eq!(of_part(Some(Part::Test)), test_rows);
    assert!(parts(&table, &findings).values().all(|parts| parts.len() == 1));
    let n = of_part(None).len();
    assert!(n > 20, "{n}");
    let said = says(&findings, "study-copies-of-held-out").unwrap();
    assert!(said.starts_with(&format!("{n} customers are copies of ones on the held-out list")), "{said}");
    assert!(accuracy(&findings) < 0.8);
    // Said before the training, too.
    let keys: Vec<&str> = check(&recipe, &table).unwrap().iter().map(|word| word.key).collect();
    assert_eq!(keys, ["study-copies", "study-copies-of-held-out"]);
}

#[test]
fn few_customers_of_a_class_are_said_to_say_little() {
    let table = bank(300, 3);
    let warned = |recipe: &Recipe, table: &Frame| -> Vec<&str> {
        check(recipe, table).unwrap().iter().map(|word| word.key).collect()
    };
    assert!(warned(&recipe(&table, "tier", &["bp_classic"], 1, 5), &table).is_empty());
    let x: Vec<Option<f64>> = (0..9).map(|row| Some(f64::from(row) + 0.5)).collect();
    let labels: Vec<&str> = (0..9).map(|row| ["a", "b", "c"][row % 3]).collect();
    let table = frame(vec![numbers("x", &x), text("y", &labels)]);
    assert_eq!(warned(&recipe(&table, "y", &["bp_classic"], 1, 5), &table), ["study-few-rows"]);
}
