//! The work itself, the same for the window's worker threads and for the command line.

use std::collections::BTreeMap;
use std::path::Path;
use std::sync::Arc;
use std::time::{Duration, Instant};

use crate::base::Watch;
use crate::data::leak::Suspicion;
use crate::data::profile::{self, ColumnProfile};
use crate::data::roles::Role;
use crate::data::{Column, DataError, Frame, ReadOptions, csv};
use crate::export::{self, ExportError, ExportOptions, Timing, Written};
use crate::features::{self, MissingReason};
use crate::study::churn;
use crate::study::segments::Edition;
use crate::study::value::TIER;
use crate::study::{
    self, Answer, Control, Driver, LookedAt, Question, RaceEvent, Recipe, StudyError, Tables,
};

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
        missing: missing_reasons(&loaded.frame),
        frame: Arc::new(loaded.frame),
        issues,
        profile,
        read_time: started.elapsed(),
        value: None,
        made_by: None,
        transactions: None,
    })
}

/// The numbers of segments to choose from.
pub const MIN_K: u32 = 2;
pub const MAX_K: u32 = 10;

/// Fewer columns than this make no plane to find groups on.
const FEWEST_COLUMNS: usize = 2;

/// The question a table suggests: what its label asks where there is something to predict, else segments where customers
/// can be compared.
pub fn suggested_question(table: &Table) -> Question {
    let label = table.profile.columns.iter().find(|column| column.role == Role::Label);
    let comparable = || features::suggest_for_segments(&table.profile).0.columns.len() >= FEWEST_COLUMNS;
    match label {
        _ if table.value.is_some() => Question::Tiers,
        Some(label) => question_of(table, &label.name),
        None if comparable() => Question::Segments,
        None => Question::Tiers,
    }
}

/// The question a label asks: who belongs to one class where it says yes or no, else which of its classes.
pub fn question_of(table: &Table, label: &str) -> Question {
    let two = |column: &&ColumnProfile| column.name == label && column.distinct == 2;
    if table.profile.columns.iter().any(|column| two(&column)) { Question::Churn } else { Question::Tiers }
}

/// What the empty cells of columns probably mean.
pub(super) fn missing_reasons(frame: &Frame) -> BTreeMap<String, MissingReason> {
    let reason =
        |column: &Column| Some((column.name.clone(), features::missing_reason(frame, &column.name)?));
    frame.columns.iter().filter_map(reason).collect()
}

/// The recipe of a question to a table when nobody has chosen anything but perhaps what is predicted: what was made of
/// transactions is judged by its tiers.
pub fn suggest(table: &Table, question: Question, label: Option<&str>) -> Recipe {
    let label = label.or(table.value.as_ref().map(|_| TIER));
    let recipe = match question {
        Question::Tiers => study::suggest_recipe(&table.frame, &table.profile, label, &[]),
        Question::Churn => study::suggest_churn(&table.frame, &table.profile, label, &[]),
        Question::Segments => study::suggest_segments(&table.frame, &table.profile),
    };
    Recipe { value: table.made_by.clone(), ..recipe }
}

/// What looks like a leak of the label, judged on training rows alone. `None` where the label cannot be used: the run
/// says why.
pub fn find_suspicions(table: &Table, recipe: &Recipe, watch: &Watch) -> Option<Vec<Suspicion>> {
    study::suspicions(&table.frame, recipe, watch).ok()
}

/// What answers a recipe; tests put another one in its place.
pub type Study = dyn Fn(&Recipe, &Tables, &mut Driver) -> Result<Answer, StudyError> + Send + Sync + 'static;

/// Runs a race and measures its steps.
pub fn run_race(
    study: &Study,
    table: &Table,
    recipe: &Recipe,
    control: &Control,
    report: &mut (dyn FnMut(RaceEvent) + Send),
) -> (Result<Answer, StudyError>, Timing) {
    let origin = Instant::now();
    let mut steps = Steps { methods: vec![Duration::ZERO; recipe.methods.len()], ..Steps::default() };
    let mut observed = |event: RaceEvent| {
        steps.see(&event, origin.elapsed());
        report(event);
    };
    let clock = || origin.elapsed();
    let mut driver = Driver { control: control.clone(), report: &mut observed, clock: &clock };
    let found = study(recipe, &table.tables(), &mut driver);
    (found, steps.timing(recipe, origin.elapsed(), table.read_time))
}

/// Time spent preparing, training and judging, told from the events of a race.
#[derive(Default)]
struct Steps {
    current: usize,
    since: Duration,
    spent: [Duration; 3],
    /// Whose time it is, where a study does one method after another.
    method: Option<usize>,
    methods: Vec<Duration>,
}

impl Steps {
    fn see(&mut self, event: &RaceEvent, now: Duration) {
        let step = match event {
            RaceEvent::Preparing(_) => 0,
            RaceEvent::Started { .. }
            | RaceEvent::Points { .. }
            | RaceEvent::Trials { .. }
            | RaceEvent::Finished { .. }
            | RaceEvent::Stage { .. } => 1,
            RaceEvent::Judging => 2,
        };
        // What lies between two events belongs to the step that the earlier one began.
        self.pass(now);
        self.current = step;
        match event {
            RaceEvent::Stage { method, .. } => self.method = *method,
            RaceEvent::Judging => self.method = None,
            _ => {}
        }
    }

    fn pass(&mut self, now: Duration) {
        let passed = now.saturating_sub(self.since);
        self.since = now;
        self.spent[self.current] += passed;
        if let Some(spent) = self.method.and_then(|method| self.methods.get_mut(method)) {
            *spent += passed;
        }
    }

    fn timing(mut self, recipe: &Recipe, now: Duration, read: Duration) -> Timing {
        self.pass(now);
        let of = |spent: &Duration| spent.as_secs_f64();
        let ids = recipe.methods.iter().map(|method| method.id.clone());
        let by_method = ids.zip(self.methods.iter().map(of));
        let [prepare, train, judge] = self.spent.map(|spent| spent.as_secs_f64());
        Timing {
            read_seconds: read.as_secs_f64(),
            prepare_seconds: prepare,
            train_seconds: train,
            judge_seconds: judge,
            method_seconds: by_method.filter(|(_, seconds)| *seconds > 0.0).collect(),
            threads: rayon::current_num_threads(),
        }
    }
}

/// Writes the answer of whichever question was asked, as it is looked at.
pub fn export(
    answer: &Answer,
    looked_at: Option<&LookedAt>,
    tables: &Tables,
    timing: &Timing,
    options: &ExportOptions,
    watch: &Watch,
) -> Result<Written, ExportError> {
    match answer {
        Answer::Classes(findings) => match looked_at {
            Some(LookedAt::Class(edition)) => {
                let edited = churn::edited(findings, edition);
                export::export(&edited, tables, timing, options, watch)
            }
            _ => export::export(findings, tables, timing, options, watch),
        },
        Answer::Segments(findings) => {
            let suggested = Edition::suggested(findings);
            let edition = match looked_at {
                Some(LookedAt::Segments(edition)) => edition,
                _ => &suggested,
            };
            export::export_segments(findings, edition, tables, timing, options, watch)
        }
    }
}
