//! Small tables made in memory, and runs of them without a window, for the tests of features and studies.

use std::collections::BTreeSet;
use std::time::Duration;

use stratum::base::{Stream, Watch};
use stratum::data::profile::profile;
use stratum::data::{Column, Dialect, Frame, Source, TextEncoding, Values};
use stratum::models::{ParamValue, Params};
use stratum::study::{
    Control, Driver, Findings, MethodChoice, RaceEvent, Recipe, StudyError, Tables, run, suggest_recipe,
};

pub fn numbers(name: &str, cells: &[Option<f64>]) -> Column {
    Column {
        name: name.to_owned(),
        values: Values::Float(cells.iter().map(|cell| cell.unwrap_or(0.0)).collect()),
        valid: cells.iter().map(Option::is_some).collect(),
    }
}

pub fn whole(name: &str, cells: Vec<i64>) -> Column {
    let valid = std::iter::repeat_n(true, cells.len()).collect();
    Column { name: name.to_owned(), values: Values::Int(cells), valid }
}

/// A text column; empty cells are missing.
pub fn text<S: AsRef<str>>(name: &str, cells: &[S]) -> Column {
    let present = cells.iter().map(AsRef::as_ref).filter(|cell| !cell.is_empty());
    let dictionary: Vec<String> =
        present.collect::<BTreeSet<&str>>().into_iter().map(str::to_owned).collect();
    let code =
        |cell: &S| dictionary.binary_search_by(|word| word.as_str().cmp(cell.as_ref())).unwrap_or(0) as u32;
    Column {
        name: name.to_owned(),
        valid: cells.iter().map(|cell| !cell.as_ref().is_empty()).collect(),
        values: Values::Text { codes: cells.iter().map(code).collect(), dictionary: dictionary.clone() },
    }
}

pub fn frame(columns: Vec<Column>) -> Frame {
    let n_rows = columns.first().map_or(0, |column| column.valid.len()) as u32;
    let header = columns.iter().map(|column| column.name.clone()).collect();
    let dialect =
        Dialect { encoding: TextEncoding::Utf8, separator: b',', decimal: b'.', words_are_missing: false };
    let source = Source {
        path: "made.csv".into(),
        sha256: "0".repeat(64),
        n_bytes: 0,
        dialect,
        header,
        n_records: n_rows,
        n_unreadable: 0,
    };
    Frame { columns, row_ids: (0..n_rows).collect(), source }
}

/// Customers whose tier (low, mid, high) follows from balance and region, with noise.
pub fn bank(n_rows: usize, seed: u64) -> Frame {
    let mut stream = Stream::new(seed, "test table", 0);
    let mut balance = Vec::new();
    let mut age = Vec::new();
    let mut region = Vec::new();
    let mut tier = Vec::new();
    for _ in 0..n_rows {
        let wealth = stream.normal();
        let place = ["north", "south", "east"][stream.below(3) as usize];
        let score = wealth + if place == "south" { 1.0 } else { 0.0 } + 0.4 * stream.normal();
        balance.push((stream.uniform() > 0.05).then(|| libm::exp(wealth) * 1000.0));
        age.push(Some(18.0 + 60.0 * stream.uniform()));
        region.push(place);
        tier.push(if score < -0.3 {
            "a low"
        } else if score < 0.9 {
            "b mid"
        } else {
            "c high"
        });
    }
    frame(vec![
        numbers("balance", &balance),
        numbers("age", &age),
        text("region", &region),
        text("tier", &tier),
    ])
}

/// The default recipe of a table with these methods, made quick: few hidden units, few epochs.
pub fn recipe(frame: &Frame, label: &str, methods: &[&str], repeats: u32, max_epochs: i64) -> Recipe {
    let profile = profile(frame, &Watch::unattended());
    let mut recipe = suggest_recipe(frame, &profile, Some(label), &[]);
    recipe.methods =
        methods.iter().map(|&id| MethodChoice { id: id.to_owned(), params: Params::default() }).collect();
    recipe.shared.set("hidden_layers", ParamValue::Sizes(vec![4]));
    recipe.shared.set("max_epochs", ParamValue::Int(max_epochs));
    recipe.split.repeats = repeats;
    recipe
}

/// Runs to the end with nobody watching.
pub fn run_alone(recipe: &Recipe, frame: &Frame) -> Result<Findings, StudyError> {
    run_with(recipe, frame, Control::default(), |_| {})
}

/// Runs with a hand on the control and an ear for events.
pub fn run_with(
    recipe: &Recipe,
    frame: &Frame,
    control: Control,
    mut report: impl FnMut(RaceEvent) + Send,
) -> Result<Findings, StudyError> {
    let started = std::time::Instant::now();
    let clock = move || -> Duration { started.elapsed() };
    run(recipe, &Tables::new(frame, &[]), &mut Driver { control, report: &mut report, clock: &clock })
}
