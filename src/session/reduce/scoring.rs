//! Scoring new customers: choosing model and customers, writing the list.

use std::path::{Path, PathBuf};
use std::sync::Arc;

use crate::base::Lang;
use crate::export::{ExportError, Matching, ModelFile, ScoreError, segment_model};
use crate::session::action::{Effect, JobEvent};
use crate::session::race::Finished;
use crate::session::scoring::{
    Origin, ScoreAction, ScoreChoice, ScoreDone, ScoreRun, ScoringModel, is_model, list_beside,
};
use crate::session::state::{AppState, JobId, Screen};
use crate::study::churn::edition;

pub(super) fn reduce(state: &mut AppState, action: ScoreAction) -> Vec<Effect> {
    match action {
        ScoreAction::AskForModel => vec![Effect::AskForModel],
        ScoreAction::Model(path) => load(state, path),
        ScoreAction::UseRun => use_run(state),
        ScoreAction::AskForCustomers => vec![Effect::AskForCustomers],
        ScoreAction::Customers(file) => customers(state, file),
        ScoreAction::AskForFolder => vec![Effect::AskForListFolder],
        ScoreAction::Set(choice) => {
            let sound = choice.threshold.is_none_or(|threshold| (0.0..=1.0).contains(&threshold));
            if sound && choice != state.scoring.choice {
                state.scoring.choice = choice;
                forget_failure(state);
            }
            Vec::new()
        }
        ScoreAction::Start => start(state),
        ScoreAction::Stop => match &state.scoring.run {
            ScoreRun::Running { job, .. } => vec![Effect::Cancel(*job)],
            _ => Vec::new(),
        },
        ScoreAction::OpenFolder => match &state.scoring.done {
            Some(done) => vec![Effect::OpenFolder(folder_of(&done.choice.target))],
            None => Vec::new(),
        },
    }
}

/// Files that were dropped together while customers are to be scored, or with a model among them. `None`: none of it is
/// about scoring.
pub(super) fn dropped(state: &mut AppState, paths: &[PathBuf]) -> Option<Vec<Effect>> {
    let model = paths.iter().find(|path| is_model(path));
    if model.is_none() && state.screen != Screen::Score {
        return None;
    }
    let file = paths.iter().find(|path| !is_model(path));
    let mut effects = model.map(|path| load(state, path.clone())).unwrap_or_default();
    effects.extend(file.map(|file| customers(state, file.clone())).unwrap_or_default());
    Some(effects)
}

/// The folder a list stands in.
pub(super) fn folder_of(target: &Path) -> PathBuf {
    let folder = target.parent().filter(|folder| !folder.as_os_str().is_empty());
    folder.unwrap_or(Path::new(".")).to_path_buf()
}

/// Shows the screen.
fn show(state: &mut AppState) -> Vec<Effect> {
    state.screen = Screen::Score;
    super::choose::settle(state)
}

fn load(state: &mut AppState, path: PathBuf) -> Vec<Effect> {
    let mut effects = show(state);
    let job = state.next_job();
    state.scoring.refused = None;
    state.scoring.loading = Some((job, path.clone()));
    effects.push(Effect::LoadModel { job, path });
    effects
}

/// Takes the model of the run in memory as it is looked at.
fn use_run(state: &mut AppState) -> Vec<Effect> {
    let lang = state.settings.lang;
    let Some(finished) = &state.finished else { return Vec::new() };
    let Some(model) = model_of(finished, lang) else { return Vec::new() };
    let model = ScoringModel { origin: Origin::Run(finished.run), model };
    state.scoring.loading = None;
    let mut effects = show(state);
    effects.extend(take_model(state, model));
    effects
}

/// What scores new customers as the finished run does.
fn model_of(finished: &Finished, lang: Lang) -> Option<ModelFile> {
    if let Some((findings, view)) = finished.segments() {
        let made = finished.table.value.is_some();
        return segment_model(findings, &view.edition(), made, lang)
            .map(|model| ModelFile::Segments(Box::new(model)));
    }
    let foreseen = finished.foreseen()?;
    let mut model = (*foreseen.churn.model).clone();
    if !foreseen.as_chosen() {
        model = edition::model(&model, &foreseen.view.at);
    }
    Some(ModelFile::Churn(Box::new(model)))
}

fn take_model(state: &mut AppState, model: ScoringModel) -> Vec<Effect> {
    state.scoring.refused = None;
    state.scoring.model = Some(Arc::new(model));
    // Another model calls from another probability on.
    state.scoring.choice.threshold = None;
    forget_failure(state);
    hold_against(state)
}

fn customers(state: &mut AppState, file: PathBuf) -> Vec<Effect> {
    let mut effects = show(state);
    let target = list_beside(&file);
    let choice = ScoreChoice { target, force: false, ..state.scoring.choice.clone() };
    state.scoring.choice = choice;
    state.scoring.file = Some(file);
    forget_failure(state);
    effects.extend(hold_against(state));
    effects
}

/// Something else was chosen: what was in the way may no longer be.
fn forget_failure(state: &mut AppState) {
    if matches!(state.scoring.run, ScoreRun::Failed { .. }) {
        state.scoring.run = ScoreRun::Idle;
    }
}

/// Has the columns of the customers held against those of the model.
fn hold_against(state: &mut AppState) -> Vec<Effect> {
    state.scoring.matched = None;
    let mut effects: Vec<Effect> = state.scoring.matching.take().map(Effect::Cancel).into_iter().collect();
    let job = state.next_job();
    let scoring = &mut state.scoring;
    if let (Some(model), Some(file)) = (&scoring.model, &scoring.file) {
        scoring.matching = Some(job);
        effects.push(Effect::MatchColumns { job, model: model.clone(), file: file.clone() });
    }
    effects
}

fn start(state: &mut AppState) -> Vec<Effect> {
    if state.scoring.is_running() {
        return Vec::new();
    }
    let (job, lang) = (state.next_job(), state.settings.lang);
    let scoring = &mut state.scoring;
    let (Some(model), Some(file)) = (scoring.model.clone(), scoring.file.clone()) else { return Vec::new() };
    let choice = scoring.choice.clone();
    let effect =
        Effect::Score { job, model: model.clone(), file: file.clone(), choice: choice.clone(), lang };
    scoring.run = ScoreRun::Running { job, share: 0.0, model, file, choice };
    vec![effect]
}

/// What a job about scoring says.
pub(super) fn heard(state: &mut AppState, job: JobId, event: JobEvent) -> Vec<Effect> {
    match event {
        JobEvent::ModelLoaded(Ok(model)) => {
            state.scoring.loading = None;
            return take_model(state, model);
        }
        JobEvent::ModelLoaded(Err(problem)) => {
            state.scoring.refused = state.scoring.loading.take().map(|(_, path)| (path, problem));
        }
        JobEvent::Matched(matched) => {
            let scoring = &mut state.scoring;
            scoring.matching = None;
            if let Ok(Matching { missing, unread, .. }) = &matched {
                // What stood for a column in another file may stand for it in this one, too.
                scoring.choice.renames.retain(|(column, of_file)| {
                    missing.iter().any(|(missing, _)| missing == column) && unread.contains(of_file)
                });
            }
            scoring.matched = Some(matched);
        }
        JobEvent::ScoreShare(done) => {
            if let ScoreRun::Running { share, .. } = &mut state.scoring.run {
                *share = done.clamp(0.0, 1.0);
            }
        }
        JobEvent::CustomersScored(Ok(outcome)) => {
            if let ScoreRun::Running { model, file, choice, .. } = std::mem::take(&mut state.scoring.run) {
                state.scoring.choice.force = false;
                let choice = ScoreChoice { force: false, ..choice };
                state.scoring.done = Some(Arc::new(ScoreDone { model, file, choice, outcome }));
            }
        }
        // Whoever stops it knows.
        JobEvent::CustomersScored(Err(ScoreError::Export(ExportError::Stopped))) => {
            state.scoring.run = ScoreRun::Idle;
        }
        JobEvent::CustomersScored(Err(error)) => {
            let may_force = matches!(&error, ScoreError::Export(error) if error.may_force());
            state.scoring.run = ScoreRun::Failed { problem: error.problem(), may_force };
        }
        JobEvent::Panicked(problem) => {
            if state.scoring.matching == Some(job) {
                state.scoring.matching = None;
                state.scoring.matched = Some(Err(problem));
            } else if let Some((_, path)) = state.scoring.loading.take_if(|(loading, _)| *loading == job) {
                state.scoring.refused = Some((path, problem));
            } else {
                state.scoring.run = ScoreRun::Failed { problem, may_force: false };
            }
        }
        _ => {}
    }
    Vec::new()
}
