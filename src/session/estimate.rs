//! How long a race will take, before it has begun.

use crate::features::Treatment;
use crate::models::ParamValue;
use crate::study::{MethodChoice, Question, Recipe};

use super::options;
use super::state::Table;

/// Weights moved a second, times rows: two cores of 2024, every round used. A finished race tells better.
pub const USUAL_SPEED: f64 = 12e9;
/// A watched row is only computed forwards.
const WATCHED: f64 = 0.4;
/// A race that is over sooner says nothing about the speed.
const LEAST_SECONDS: f64 = 0.5;

/// The numbers a column becomes.
fn width(table: &Table, name: &str, treatment: Treatment) -> f64 {
    let distinct =
        table.profile.columns.iter().find(|column| column.name == name).map_or(1, |column| column.distinct);
    match treatment {
        Treatment::Number { .. } => 1.0,
        Treatment::Category { max_levels } => distinct.min(max_levels as usize + 1) as f64,
    }
}

/// Weights × rows × rounds of all networks, if every round is used; of segments also the distances of K-means and of
/// the silhouettes.
pub fn work(recipe: &Recipe, table: &Table) -> f64 {
    match recipe.question {
        Question::Tiers | Question::Churn => work_of_classes(recipe, table),
        Question::Segments => work_of_segments(recipe, table),
    }
}

/// All numbers of segments that are tried, added up.
const SUM_OF_K: f64 = 54.0;
/// Fits of K-means to all customers for each number: its starts, the bootstraps, the gap.
const FITS: f64 = 150.0;
/// Iterations until the means rest.
const ITERATIONS: f64 = 12.0;
/// Trainings of a network: itself, again from other weights, and where there is no order to learn.
const TRAININGS: f64 = 26.0;
/// Customers that starts and silhouettes are taken of at most.
const MOST_FITTED: f64 = 200_000.0;
const MOST_COMPARED: f64 = 50_000.0;
/// A round of a recurrent network, forwards and backwards, by weight: its steps are small and stay in the cache.
const PASSES: f64 = 0.6;

fn work_of_segments(recipe: &Recipe, table: &Table) -> f64 {
    let (rows, columns) = (table.frame.n_rows() as f64, recipe.features.columns.len() as f64);
    let kmeans = SUM_OF_K * FITS * ITERATIONS * rows.min(MOST_FITTED) * columns;
    // Nine numbers of segments, and each method in two spaces.
    let compared = rows.min(MOST_COMPARED);
    let silhouettes = (9.0 + 2.0 * recipe.methods.len() as f64) * compared * compared * columns;
    let networks: f64 = recipe
        .methods
        .iter()
        .map(|method| {
            let units = units(recipe, method);
            let gates = match method.id.as_str() {
                "rnn_kmeans" => 1.0,
                "gru_kmeans" => 3.0,
                _ => 4.0,
            };
            let weights = gates * units * (units + 1.0);
            TRAININGS * PASSES * weights * epochs(recipe, method) * rows * columns
        })
        .sum();
    kmeans + silhouettes + networks
}

/// Units of all layers of a recurrent network; 0 for what is none.
fn units(recipe: &Recipe, method: &MethodChoice) -> f64 {
    match options::value(recipe, method, "units") {
        Some(ParamValue::Sizes(sizes)) => sizes.into_iter().map(f64::from).sum(),
        Some(ParamValue::Int(units)) => units as f64,
        _ => 0.0,
    }
}

fn work_of_classes(recipe: &Recipe, table: &Table) -> f64 {
    let rows = table.frame.n_rows() as f64;
    let part = |percent: u32| rows * f64::from(percent) / 100.0;
    let rows = part(recipe.split.train_percent) + WATCHED * part(recipe.split.valid_percent);
    let inputs: f64 =
        recipe.features.columns.iter().map(|column| width(table, &column.name, column.treatment)).sum();
    let label = table.profile.columns.iter().find(|column| column.name == recipe.label);
    let classes = label.map_or(2, |column| column.distinct) as f64;
    let rounds: f64 = recipe
        .methods
        .iter()
        .map(|method| weights(recipe, method, inputs, classes) * epochs(recipe, method))
        .sum();
    rounds * rows * f64::from(recipe.split.repeats * recipe.split.folds)
}

fn epochs(recipe: &Recipe, method: &MethodChoice) -> f64 {
    match options::value(recipe, method, "max_epochs") {
        Some(ParamValue::Int(epochs)) => epochs as f64,
        _ => 0.0,
    }
}

fn weights(recipe: &Recipe, method: &MethodChoice, inputs: f64, classes: f64) -> f64 {
    let hidden = match options::value(recipe, method, "hidden_layers") {
        Some(ParamValue::Sizes(sizes)) => sizes,
        Some(ParamValue::Int(size)) => vec![u32::try_from(size).unwrap_or(0)],
        _ => Vec::new(),
    };
    let sizes: Vec<f64> =
        [inputs].into_iter().chain(hidden.into_iter().map(f64::from)).chain([classes]).collect();
    sizes.windows(2).map(|pair| pair[0] * pair[1]).sum()
}

/// The speed a finished race ran at; early stopping is part of it. `None` where it was too short to tell.
pub fn speed(recipe: &Recipe, table: &Table, seconds: f64) -> Option<f64> {
    (seconds >= LEAST_SECONDS).then(|| work(recipe, table) / seconds)
}
