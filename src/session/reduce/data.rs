//! Opening, reading again and giving up reading.

use std::path::PathBuf;

use crate::base::{Message, Problem, Severity};
use crate::data::ReadOptions;
use crate::session::action::{DataAction, Effect};
use crate::session::sample::Sample;
use crate::session::scoring::{self, ScoreAction};
use crate::session::state::{About, AppState, Reading, Screen, TableState};

pub(super) fn reduce(state: &mut AppState, action: DataAction) -> Vec<Effect> {
    match action {
        DataAction::AskForFile => vec![Effect::AskForFile],
        DataAction::Open(path) if scoring::is_model(&path) => {
            super::scoring::reduce(state, ScoreAction::Model(path))
        }
        DataAction::Open(path) => open(state, vec![path], ReadOptions::default(), Wanted::File),
        DataAction::OpenTogether(paths) if paths.is_empty() => Vec::new(),
        DataAction::OpenTogether(paths) => match super::scoring::dropped(state, &paths) {
            Some(effects) => effects,
            None => open(state, paths, ReadOptions::default(), Wanted::File),
        },
        DataAction::NoDialog => {
            let problem = Problem::new(Message::new("no-dialog")).hint(Message::new("no-dialog-hint"));
            state.notify(About::Opening, Severity::Warning, problem);
            Vec::new()
        }
        DataAction::Reread(options) => match state.table.ready() {
            Some(table) => {
                let joined = table.transactions.iter().flat_map(|transactions| &transactions.joined);
                let others = joined.map(|other| other.frame.source.path.clone());
                let paths = std::iter::once(table.frame.source.path.clone()).chain(others).collect();
                open(state, paths, options, Wanted::Again)
            }
            None => Vec::new(),
        },
        DataAction::CancelReading => cancel(state),
        DataAction::OpenSample(sample) => {
            open(state, vec![sample.file_name().into()], ReadOptions::default(), Wanted::Sample(sample))
        }
        DataAction::ForgetRecent(path) => {
            state.settings.recent.retain(|recent| *recent != path);
            vec![Effect::SaveSettings(state.settings.clone())]
        }
    }
}

#[derive(Clone, Copy, PartialEq, Eq)]
enum Wanted {
    File,
    Again,
    Sample(Sample),
}

/// Reads the first file, or what it and the others make together.
fn open(state: &mut AppState, paths: Vec<PathBuf>, options: ReadOptions, wanted: Wanted) -> Vec<Effect> {
    let mut paths = paths.into_iter();
    let Some(path) = paths.next() else { return Vec::new() };
    let others = paths.collect();
    let mut effects = super::value::give_up(state);
    let previous = match std::mem::take(&mut state.table) {
        TableState::Ready(table) => Some(table),
        TableState::Reading { job, .. } => {
            effects.push(Effect::Cancel(job));
            state.reading.take().and_then(|reading| reading.previous)
        }
        TableState::Empty | TableState::Failed { .. } => None,
    };
    state.start_pending = false;
    let (job, lang) = (state.next_job(), state.settings.lang);
    state.reading = Some(Reading {
        options: options.clone(),
        sample: matches!(wanted, Wanted::Sample(_)) || (wanted == Wanted::Again && state.is_sample),
        again: wanted == Wanted::Again,
        run_at_once: match wanted {
            Wanted::Sample(sample) => Some(sample.question()),
            Wanted::File | Wanted::Again => None,
        },
        previous,
        from: state.screen,
    });
    state.table = TableState::Reading { job, path: path.clone(), share: 0.0 };
    state.screen = Screen::Check;
    effects.push(match wanted {
        Wanted::Sample(sample) => Effect::ReadSample { job, sample, lang },
        Wanted::File | Wanted::Again => Effect::Read { job, path, others, options, lang },
    });
    effects
}

fn cancel(state: &mut AppState) -> Vec<Effect> {
    let TableState::Reading { job, .. } = state.table else { return Vec::new() };
    state.table = match state.reading.take().and_then(|reading| reading.previous) {
        Some(table) => TableState::Ready(table),
        None => TableState::Empty,
    };
    if state.table.ready().is_none() && state.screen == Screen::Check {
        state.screen = Screen::Start;
    }
    let mut effects = vec![Effect::Cancel(job)];
    effects.extend(super::choose::after_change(state));
    effects
}
