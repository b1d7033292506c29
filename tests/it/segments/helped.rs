//! "The network helped" is said where only the order within the sequences tells customers apart, and not elsewhere.

use stratum::base::Stream;
use stratum::data::Frame;
use stratum::metrics::clustering::adjusted_rand;
use stratum::models::ParamValue;
use stratum::study::Recipe;
use stratum::study::segments::Verdict;

use super::{recipe, run_alone};
use crate::tables::{frame, numbers};

const N: usize = 300;
const MONTHS: usize = 12;

/// Half of the customers keep to their level from month to month, the other half swing from one side to the other. The
/// values of any one month, and those of all months together, are spread alike in both halves: only the order tells.
fn keeping_or_swinging(seed: u64) -> (Vec<Vec<f64>>, Vec<u8>) {
    let mut stream = Stream::new(seed, "planted order", 0);
    let customer = |row: usize| {
        let swing = if row.is_multiple_of(2) { 0.95 } else { -0.95 };
        let mut level = stream.normal();
        (0..MONTHS)
            .map(|_| {
                let now = level;
                level = swing * level + libm::sqrt(1.0 - 0.95 * 0.95) * stream.normal();
                now
            })
            .collect()
    };
    ((0..N).map(customer).collect(), (0..N).map(|row| (row % 2) as u8).collect())
}

fn table(customers: &[Vec<f64>]) -> Frame {
    let month = |month: usize| {
        let cells: Vec<Option<f64>> = customers.iter().map(|customer| Some(customer[month])).collect();
        numbers(&format!("balance_{}", month + 1), &cells)
    };
    frame((0..MONTHS).map(month).collect())
}

fn with_network(table: &Frame) -> Recipe {
    let mut recipe = recipe(table, &["kmeans", "rnn_kmeans"], Some(4));
    recipe.shared.set("n_init", ParamValue::Int(5));
    recipe.shared.set("units", ParamValue::Sizes(vec![16]));
    recipe.shared.set("max_epochs", ParamValue::Int(60));
    recipe.shared.set("patience", ParamValue::Int(20));
    recipe.shared.set("batch_size", ParamValue::Int(32));
    recipe.shared.set("learning_rate", ParamValue::Float(0.01));
    recipe
}

/// How well keeping is told from swinging by the segments, each taken as what most of its customers are.
fn recovered(labels: &[u8], truth: &[u8]) -> f64 {
    let swinging = |label: u8| {
        let of = || labels.iter().zip(truth).filter(move |(other, _)| **other == label);
        u8::from(of().filter(|(_, truth)| **truth == 1).count() * 2 > of().count())
    };
    let guess: Vec<u8> = labels.iter().map(|&label| swinging(label)).collect();
    adjusted_rand(truth, &guess)
}

#[test]
fn where_only_the_order_tells_the_network_helps() {
    let (customers, truth) = keeping_or_swinging(1);
    let table = table(&customers);
    let findings = run_alone(&with_network(&table), &table).unwrap();
    let helped = findings.helped.clone().unwrap();
    assert_eq!(helped.answer, Verdict::Yes, "{helped:?} {:?}", findings.methods);
    assert_eq!(helped.sentence.key, "seg-helped");
    assert_eq!(findings.methods[findings.chosen].id, "rnn_kmeans");
    assert_eq!(findings.sequence.as_ref().unwrap().kind, "months");
    let by_network = recovered(&findings.at(4).unwrap().labels, &truth);
    assert!(by_network > 0.7, "the segments of the network tell the halves apart only by {by_network}");
    let plain = run_alone(&recipe(&table, &["kmeans"], Some(4)), &table).unwrap();
    let by_columns = recovered(&plain.at(4).unwrap().labels, &truth);
    assert!(by_columns < by_network - 0.2, "the columns alone tell the halves apart: {by_columns}");
    assert!(findings.migration.is_some());
}

#[test]
fn the_same_customers_with_their_months_shuffled_are_not_helped() {
    let (mut customers, _) = keeping_or_swinging(1);
    let mut stream = Stream::new(1, "planted shuffle", 0);
    for customer in &mut customers {
        stream.shuffle(customer);
    }
    let table = table(&customers);
    let findings = run_alone(&with_network(&table), &table).unwrap();
    let helped = findings.helped.unwrap();
    assert_eq!(helped.answer, Verdict::No, "{helped:?}");
    assert_eq!(helped.sentence.key, "seg-helped-not");
    assert_eq!(findings.methods[findings.chosen].id, "kmeans");
}

#[test]
fn noise_is_not_helped() {
    let mut stream = Stream::new(2, "planted noise", 0);
    let customers: Vec<Vec<f64>> = (0..N).map(|_| (0..MONTHS).map(|_| stream.uniform()).collect()).collect();
    let table = table(&customers);
    let findings = run_alone(&with_network(&table), &table).unwrap();
    let helped = findings.helped.unwrap();
    assert_eq!(helped.answer, Verdict::No, "{helped:?}");
    assert_eq!(helped.reasons.len(), 3);
    assert_eq!(findings.methods[findings.chosen].id, "kmeans");
}
