//! Writing the results into a folder.

use crate::session::action::{Effect, ExportAction};
use crate::session::state::{AppState, ExportState};

pub(super) fn reduce(state: &mut AppState, action: ExportAction) -> Vec<Effect> {
    match action {
        ExportAction::AskForFolder => vec![Effect::AskForFolder],
        ExportAction::Set(choice) => {
            if !matches!(state.export, ExportState::Running { .. })
                && state.export_choice.as_ref() != Some(&choice)
            {
                state.export = ExportState::Idle;
            }
            state.export_choice = Some(choice);
            Vec::new()
        }
        ExportAction::Start => start(state),
        ExportAction::OpenFolder => match &state.export {
            ExportState::Done(written) => vec![Effect::OpenFolder(written.folder.clone())],
            _ => Vec::new(),
        },
    }
}

fn start(state: &mut AppState) -> Vec<Effect> {
    if matches!(state.export, ExportState::Running { .. }) {
        return Vec::new();
    }
    let job = state.next_job();
    let (Some(finished), Some(choice)) = (&state.finished, &state.export_choice) else { return Vec::new() };
    state.export = ExportState::Running { job, share: 0.0 };
    vec![Effect::Export {
        job,
        answer: finished.answer.clone(),
        looked_at: finished.looked_at(),
        table: finished.table.clone(),
        timing: finished.timing.clone(),
        choice: choice.clone(),
        lang: state.settings.lang,
    }]
}
