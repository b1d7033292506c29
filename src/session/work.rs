//! The work itself, the same for the window's worker threads and for the command line.

use std::path::Path;
use std::sync::Arc;
use std::time::{Duration, Instant};

use crate::base::Watch;
use crate::data::leak::Suspicion;
use crate::data::{DataError, ReadOptions, csv, profile};
use crate::export::Timing;
use crate::study::value::TIER;
use crate::study::{self, Control, Driver, Findings, RaceEvent, Recipe, StudyError, Tables};

use super::state::Table;

/// Share of a reading that is over when the columns are described.
const READ_SHARE: f32 = 0.8;

/// Reads a file and describes its columns.
pub fn read_table(path: &Path, options: &ReadOptions, watch: &Watch) -> Result<Table, DataError> {
    let started = Instant::now();
    let stop = watch.stop();
    let reading = |share: f32| watch.report(share * READ_SHARE);
    let loaded = csv::read(path, options, &Watch::new(stop.clone(), &reading))?;
    let describing = |share: f32| watch.report(READ_SHARE + share * (1.0 - READ_SHARE));
    let profile = profile::profile(&loaded.frame, &Watch::new(stop.clone(), &describing));
    if stop.requested() {
        return Err(DataError::Stopped);
    }
    let mut issues = loaded.issues;
    issues.extend(profile.issues());
    Ok(Table {
        frame: Arc::new(loaded.frame),
        issues,
        profile,
        read_time: started.elapsed(),
        value: None,
        made_by: None,
        transactions: None,
    })
}

/// The recipe of a table when nobody has chosen anything: what was made of transactions is judged by its tiers.
pub fn suggest(table: &Table) -> Recipe {
    let label = table.value.as_ref().map(|_| TIER);
    let recipe = study::suggest_recipe(&table.frame, &table.profile, label, &[]);
    Recipe { value: table.made_by.clone(), ..recipe }
}

/// What looks like a leak of the label, judged on training rows alone. Nothing where the label cannot be used: the run
/// says why.
pub fn find_suspicions(table: &Table, recipe: &Recipe, watch: &Watch) -> Vec<Suspicion> {
    study::suspicions(&table.frame, recipe, watch).unwrap_or_default()
}

/// What answers a recipe; tests put another one in its place.
pub type Study =
    dyn Fn(&Recipe, &Tables, &mut Driver) -> Result<Findings, StudyError> + Send + Sync + 'static;

/// Runs a race and measures its steps.
pub fn run_race(
    study: &Study,
    table: &Table,
    recipe: &Recipe,
    control: &Control,
    report: &mut (dyn FnMut(RaceEvent) + Send),
) -> (Result<Findings, StudyError>, Timing) {
    let origin = Instant::now();
    let mut steps = Steps::default();
    let mut observed = |event: RaceEvent| {
        steps.see(&event, origin.elapsed());
        report(event);
    };
    let clock = || origin.elapsed();
    let mut driver = Driver { control: control.clone(), report: &mut observed, clock: &clock };
    let found = study(recipe, &table.tables(), &mut driver);
    (found, steps.timing(origin.elapsed(), table.read_time))
}

/// Time spent preparing, training and judging, told from the events of a race.
#[derive(Default)]
struct Steps {
    current: usize,
    since: Duration,
    spent: [Duration; 3],
}

impl Steps {
    fn see(&mut self, event: &RaceEvent, now: Duration) {
        let step = match event {
            RaceEvent::Preparing(_) => 0,
            RaceEvent::Started { .. } | RaceEvent::Points { .. } | RaceEvent::Finished { .. } => 1,
            RaceEvent::Judging => 2,
        };
        // What lies between two events belongs to the step that the earlier one began.
        self.spent[self.current] += now.saturating_sub(self.since);
        (self.current, self.since) = (step, now);
    }

    fn timing(mut self, now: Duration, read: Duration) -> Timing {
        self.spent[self.current] += now.saturating_sub(self.since);
        let [prepare, train, judge] = self.spent.map(|spent| spent.as_secs_f64());
        Timing {
            read_seconds: read.as_secs_f64(),
            prepare_seconds: prepare,
            train_seconds: train,
            judge_seconds: judge,
            threads: rayon::current_num_threads(),
        }
    }
}
