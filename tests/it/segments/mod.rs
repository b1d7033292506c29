//! Segmentations without a window: every method, bad input, threads, steering, and whether a network helped.

mod bad_input;
mod every_method;
mod helped;
mod plain_words;
mod real;
mod steered;

use std::time::Duration;

use stratum::base::{Stream, Watch};
use stratum::data::Frame;
use stratum::data::profile::profile;
use stratum::models::{ParamValue, Params};
use stratum::study::segments::{self, SegmentFindings};
use stratum::study::{
    Control, Driver, MethodChoice, RaceEvent, Recipe, StudyError, Tables, suggest_segments,
};

use crate::tables::{frame, numbers};

/// The default recipe of a table with these methods, made quick: small networks, few epochs, few starts.
pub fn recipe(frame: &Frame, methods: &[&str], k: Option<u32>) -> Recipe {
    let profile = profile(frame, &Watch::unattended());
    let mut recipe = suggest_segments(frame, &profile);
    recipe.methods =
        methods.iter().map(|&id| MethodChoice { id: id.to_owned(), params: Params::default() }).collect();
    recipe.shared.set("n_init", ParamValue::Int(2));
    if methods.iter().any(|id| segments::find_method(id).unwrap().is_network()) {
        recipe.shared.set("units", ParamValue::Sizes(vec![4]));
        recipe.shared.set("max_epochs", ParamValue::Int(2));
    }
    recipe.segments.as_mut().unwrap().k = k;
    recipe
}

/// Runs to the end with nobody watching.
pub fn run_alone(recipe: &Recipe, frame: &Frame) -> Result<SegmentFindings, StudyError> {
    run_with(recipe, frame, Control::default(), |_| {})
}

/// Runs with a hand on the control and an ear for events.
pub fn run_with(
    recipe: &Recipe,
    frame: &Frame,
    control: Control,
    mut report: impl FnMut(RaceEvent) + Send,
) -> Result<SegmentFindings, StudyError> {
    let started = std::time::Instant::now();
    let clock = move || -> Duration { started.elapsed() };
    segments::run(
        recipe,
        &Tables::new(frame, &[]),
        &mut Driver { control, report: &mut report, clock: &clock },
    )
}

/// Three clouds of card holders in columns of their own, with months of a balance beside them.
pub fn holders(n: usize, seed: u64) -> Frame {
    let mut stream = Stream::new(seed, "test holders", 0);
    let mut columns: Vec<Vec<Option<f64>>> = vec![Vec::new(); 7];
    for row in 0..n {
        let group = (row % 3) as f64;
        columns[0].push(Some(1000.0 * group + 100.0 * stream.normal()));
        columns[1].push(Some(if row % 3 == 1 { 50.0 } else { 0.0 } + 5.0 * stream.normal()));
        columns[2].push((stream.uniform() > 0.05).then(|| libm::exp(1.5 * stream.normal())));
        let mut balance = stream.normal();
        for month in &mut columns[3..] {
            balance = 0.8 * balance + stream.normal();
            month.push(Some(balance));
        }
    }
    let names = ["limit", "visits", "spent", "balance_1", "balance_2", "balance_3", "balance_4"];
    frame(names.iter().zip(&columns).map(|(name, cells)| numbers(name, cells)).collect())
}

/// What a run came to, without what is measured in bytes of memory only: for comparing runs.
pub fn said(findings: &SegmentFindings) -> String {
    format!(
        "{:?} {:?} {:?} {:?} {:?} {:?} {:?}",
        findings.methods,
        findings.advice,
        findings.segmentations,
        findings.agreement,
        findings.replay,
        findings.migration,
        findings.words
    )
}
