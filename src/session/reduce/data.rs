//! Opening, reading again and giving up reading.

use std::path::PathBuf;

use crate::base::{Message, Problem, Severity};
use crate::data::ReadOptions;
use crate::session::action::{DataAction, Effect};
use crate::session::state::{AppState, Reading, Screen, TableState};
use crate::session::work::SAMPLE_NAME;

pub(super) fn reduce(state: &mut AppState, action: DataAction) -> Vec<Effect> {
    match action {
        DataAction::AskForFile => vec![Effect::AskForFile],
        DataAction::Open(path) => open(state, path, ReadOptions::default(), Wanted::File),
        DataAction::NoDialog => {
            let problem = Problem::new(Message::new("no-dialog")).hint(Message::new("no-dialog-hint"));
            state.notify(Severity::Warning, problem);
            Vec::new()
        }
        DataAction::Reread(options) => match state.table.ready() {
            Some(table) => {
                let path = table.frame.source.path.clone();
                open(state, path, options, Wanted::Again)
            }
            None => Vec::new(),
        },
        DataAction::CancelReading => cancel(state),
        DataAction::OpenSample => open(state, SAMPLE_NAME.into(), ReadOptions::default(), Wanted::Sample),
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
    Sample,
}

fn open(state: &mut AppState, path: PathBuf, options: ReadOptions, wanted: Wanted) -> Vec<Effect> {
    let mut effects = Vec::new();
    let previous = match std::mem::take(&mut state.table) {
        TableState::Ready(table) => Some(table),
        TableState::Reading { job, .. } => {
            effects.push(Effect::Cancel(job));
            state.reading.take().and_then(|reading| reading.previous)
        }
        TableState::Empty | TableState::Failed { .. } => None,
    };
    state.start_pending = false;
    let job = state.next_job();
    state.reading = Some(Reading {
        options: options.clone(),
        sample: wanted == Wanted::Sample || (wanted == Wanted::Again && state.is_sample),
        again: wanted == Wanted::Again,
        run_at_once: wanted == Wanted::Sample,
        previous,
        from: state.screen,
    });
    state.table = TableState::Reading { job, path: path.clone(), share: 0.0 };
    state.screen = Screen::Check;
    effects.push(match wanted {
        Wanted::Sample => Effect::ReadSample { job },
        Wanted::File | Wanted::Again => Effect::Read { job, path, options },
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
    vec![Effect::Cancel(job)]
}
