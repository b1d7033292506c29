//! What jobs say. Events of jobs that were given up are dropped by their number.

use std::path::PathBuf;
use std::sync::Arc;
use std::time::Duration;

use crate::base::{Message, Problem, Severity};
use crate::data::leak::Suspicion;
use crate::session::action::{Effect, JobEvent};
use crate::session::churn::ChurnView;
use crate::session::race::{Finished, LiveRace, RaceState};
use crate::session::segments::SegmentView;
use crate::session::settings::MAX_RECENT;
use crate::session::state::{
    About, AppState, Choice, ExportChoice, ExportState, JobId, Screen, Table, TableState,
};
use crate::session::undo::Undo;
use crate::study::{Answer, RaceEvent};

/// The step a job is the current one of.
enum Concern {
    Reading,
    Integration,
    Suspicions,
    Race,
    Raster,
    Why,
    Scoring,
    Export,
    /// Given up.
    Nothing,
}

fn concern(state: &AppState, job: JobId) -> Concern {
    match (&state.table, &state.race, &state.export) {
        (TableState::Reading { job: current, .. }, _, _) if *current == job => Concern::Reading,
        (_, RaceState::Running(live), _) if live.job == job => Concern::Race,
        (_, _, ExportState::Running { job: current, .. }) if *current == job => Concern::Export,
        _ if draws(state, job) => Concern::Raster,
        _ if super::why::is_ours(state, job) => Concern::Why,
        _ if state.scoring.is_of_job(job) => Concern::Scoring,
        _ if state.integration.as_ref().is_some_and(|current| current.job == job) => Concern::Integration,
        _ if state.suspicion_job.as_ref().is_some_and(|current| current.job == job) => Concern::Suspicions,
        _ => Concern::Nothing,
    }
}

/// Whether the job draws the customers of the finished segmentation.
fn draws(state: &AppState, job: JobId) -> bool {
    let view = state.finished.as_ref().and_then(|finished| finished.segments.as_ref());
    view.and_then(|view| view.drawing.as_ref()).is_some_and(|(current, _)| *current == job)
}

pub(super) fn reduce(state: &mut AppState, job: JobId, event: JobEvent) -> Vec<Effect> {
    match (concern(state, job), event) {
        (Concern::Reading, JobEvent::ReadShare(done)) => {
            if let TableState::Reading { share, .. } = &mut state.table {
                *share = done.clamp(0.0, 1.0);
            }
            Vec::new()
        }
        (Concern::Reading, JobEvent::Read(Ok(table))) => opened(state, table),
        (Concern::Reading, JobEvent::Read(Err(problem)) | JobEvent::Panicked(problem)) => {
            reading_failed(state, problem);
            super::choose::after_change(state)
        }
        (Concern::Integration, event) => super::value::heard(state, event),
        (Concern::Raster, event) => super::segments::drawn(state, event),
        (Concern::Why, event) => super::why::heard(state, event),
        (Concern::Scoring, event) => super::scoring::heard(state, job, event),
        (Concern::Suspicions, JobEvent::Suspicions(suspicions)) => suspected(state, suspicions),
        (Concern::Suspicions, JobEvent::Panicked(problem)) => {
            state.notify(About::Leaks, Severity::Warning, problem);
            suspected(state, None)
        }
        (Concern::Race, JobEvent::Race(event)) => {
            if let RaceState::Running(live) = &mut state.race {
                race_event(live, event, state.now);
            }
            Vec::new()
        }
        (Concern::Race, JobEvent::Timing(timing)) => {
            if let RaceState::Running(live) = &mut state.race {
                live.timing = timing;
            }
            Vec::new()
        }
        (Concern::Race, JobEvent::RaceDone(Ok(answer))) => {
            finished(state, answer);
            Vec::new()
        }
        (Concern::Race, JobEvent::RaceDone(Err(problem)) | JobEvent::Panicked(problem)) => {
            state.race = RaceState::Failed { problem: problem.clone() };
            if state.screen != Screen::Train {
                state.notify(About::Training, Severity::Error, problem);
            }
            Vec::new()
        }
        (Concern::Race, JobEvent::RaceDiscarded) => {
            state.race = RaceState::Idle;
            Vec::new()
        }
        (Concern::Export, JobEvent::ExportShare(done)) => {
            if let ExportState::Running { share, .. } = &mut state.export {
                *share = done.clamp(0.0, 1.0);
            }
            Vec::new()
        }
        (Concern::Export, JobEvent::Exported(Ok(written))) => {
            state.export = ExportState::Done(written);
            Vec::new()
        }
        (Concern::Export, JobEvent::Exported(Err(error))) => {
            state.export = ExportState::Failed { problem: error.problem(), may_force: error.may_force() };
            Vec::new()
        }
        (Concern::Export, JobEvent::NoPseudonyms(problem) | JobEvent::Panicked(problem)) => {
            state.export = ExportState::Failed { problem, may_force: false };
            Vec::new()
        }
        _ => Vec::new(),
    }
}

fn opened(state: &mut AppState, table: Arc<Table>) -> Vec<Effect> {
    let Some(reading) = state.reading.take() else { return Vec::new() };
    let kept = if reading.again { state.choice.as_ref().map(|choice| choice.recipe.current()) } else { None };
    let mut recipe = super::choose::first_choice(&table, reading.run_at_once, kept);
    recipe.read.words_are_missing = reading.options.words_are_missing;
    if let Some(kept) = kept.filter(|_| table.transactions.is_some()) {
        recipe.value.clone_from(&kept.value);
    }
    let path = table.frame.source.path.clone();
    state.unsay(About::Opening);
    state.choice = Some(Choice {
        recipe: Undo::new(recipe),
        aside: Vec::new(),
        left_out: Vec::new(),
        suspicions: Vec::new(),
        looked_through: None,
        insisted: std::collections::BTreeSet::new(),
        unreadable: std::collections::BTreeMap::new(),
        obstacle: None,
    });
    state.table = TableState::Ready(table);
    state.is_sample = reading.sample;
    state.suspected_on = None;
    let mut effects = super::choose::after_change(state);
    if !reading.sample {
        remember(&mut state.settings.recent, path);
        effects.push(Effect::SaveSettings(state.settings.clone()));
    }
    if reading.run_at_once.is_some() {
        effects.extend(super::train::start(state));
    }
    effects
}

fn remember(recent: &mut Vec<PathBuf>, path: PathBuf) {
    recent.retain(|old| *old != path);
    recent.insert(0, path);
    recent.truncate(MAX_RECENT);
}

/// The table and the choices of before come back, with the reason said.
fn reading_failed(state: &mut AppState, problem: Problem) {
    let TableState::Reading { path, .. } = std::mem::take(&mut state.table) else { return };
    let Some(reading) = state.reading.take() else { return };
    if let Some(table) = reading.previous {
        state.table = TableState::Ready(table);
        state.notify(About::Opening, Severity::Error, problem);
        // Beside the message the old table would pass for the file that could not be read.
        if state.screen == Screen::Check {
            state.screen = reading.from;
        }
        return;
    }
    state.table = TableState::Failed { path, problem };
    if state.screen == Screen::Check {
        state.screen = Screen::Start;
    }
}

fn suspected(state: &mut AppState, found: Option<Vec<Suspicion>>) -> Vec<Effect> {
    let Some(job) = state.suspicion_job.take() else { return Vec::new() };
    if let Some(choice) = &mut state.choice
        && choice.recipe.current().label == job.label
    {
        choice.looked_through = found.as_ref().map(|_| job.label);
        choice.suspicions = found.unwrap_or_default();
        super::choose::prune(choice);
    }
    let mut effects = super::choose::after_change(state);
    if state.start_pending {
        effects.extend(super::train::start(state));
    }
    effects
}

fn race_event(live: &mut LiveRace, event: RaceEvent, now: Duration) {
    match event {
        RaceEvent::Preparing(_) => live.stage = Message::new("stage-preparing"),
        RaceEvent::Started { methods, max_epochs, .. } => {
            live.methods = methods;
            live.max_epochs = max_epochs;
            live.stage = Message::new("stage-training");
        }
        RaceEvent::Trials { method, trials } => {
            live.trials.insert(method, trials);
        }
        RaceEvent::Points { points, share } => {
            for (lane, point) in points {
                live.lanes.entry(lane).or_default().points.push(point);
            }
            live.reached(share, now);
        }
        RaceEvent::Finished { lane, because } => live.lanes.entry(lane).or_default().finished = Some(because),
        RaceEvent::Stage { stage, share, .. } => {
            let elapsed = live.elapsed(now);
            let over = std::mem::replace(&mut live.stage, stage);
            if let Some(began) = live.stage_began.replace(elapsed) {
                live.stages.push((over, elapsed.saturating_sub(began)));
            }
            live.reached(share, now);
        }
        RaceEvent::Judging => live.stage = Message::new("stage-judging"),
    }
}

fn finished(state: &mut AppState, answer: Answer) {
    let RaceState::Running(mut live) = std::mem::take(&mut state.race) else { return };
    let seconds = live.elapsed(state.now).as_secs_f64();
    if !answer.stopped() {
        let speed = &mut state.speed[live.recipe.question as usize];
        *speed = crate::session::estimate::speed(&live.recipe, &live.table, seconds).or(*speed);
    }
    let of_sample =
        state.is_sample && state.table.ready().is_some_and(|table| Arc::ptr_eq(table, &live.table));
    let choice = state.export_choice.take();
    state.export_choice = Some(ExportChoice {
        folder: results_folder(&live.table, state.documents.clone().filter(|_| of_sample)),
        bom: choice.as_ref().is_none_or(|choice| choice.bom),
        keep_formulas: choice.as_ref().is_some_and(|choice| choice.keep_formulas),
        pseudonyms: choice.is_some_and(|choice| choice.pseudonyms),
        force: false,
    });
    if !matches!(state.export, ExportState::Running { .. }) {
        state.export = ExportState::Idle;
    }
    let segments = answer.segments().map(|findings| {
        let before = state.finished.as_ref().and_then(|finished| {
            finished.segments().map(|(findings, view)| (findings, view, &*finished.table))
        });
        SegmentView::new(findings, &live.table, before)
    });
    let churn =
        answer.classes().and_then(|findings| Some(ChurnView::new(findings, findings.churn.as_deref()?)));
    let mut stages = std::mem::take(&mut live.stages);
    if let Some(began) = live.stage_began {
        stages.push((live.stage.clone(), live.elapsed(state.now).saturating_sub(began)));
    }
    state.finished = Some(Finished {
        run: live.job,
        answer,
        segments,
        churn,
        why: crate::session::Why::default(),
        table: live.table,
        recipe: live.recipe,
        lanes: live.lanes,
        seconds,
        stages,
        timing: live.timing,
    });
    state.replay = None;
    state.matrix_cell = None;
    if state.screen == Screen::Train {
        state.screen = Screen::Results;
    } else {
        let problem = Problem::new(Message::new("race-finished")).hint(Message::new("race-finished-hint"));
        state.notify(About::Training, Severity::Info, problem);
    }
}

/// A folder beside the file, named after it; for the sample, a folder among the person's documents.
fn results_folder(table: &Table, documents: Option<PathBuf>) -> PathBuf {
    let path = &table.frame.source.path;
    let stem =
        path.file_stem().map_or_else(|| "customers".to_owned(), |stem| stem.to_string_lossy().into_owned());
    let parent = documents.or_else(|| path.parent().map(PathBuf::from)).unwrap_or_default();
    parent.join(format!("{stem}-stratum"))
}
