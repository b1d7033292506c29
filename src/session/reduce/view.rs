//! Screens, language, theme, panels and the replay.

use crate::session::action::{Effect, ViewAction};
use crate::session::race::{Finished, Replay};
use crate::session::state::{About, AppState};

pub(super) fn reduce(state: &mut AppState, action: ViewAction) -> Vec<Effect> {
    match action {
        ViewAction::Go(screen) => {
            if state.step_lock(screen).is_none() {
                state.screen = screen;
                return super::choose::settle(state);
            }
        }
        ViewAction::Language(lang) => {
            state.settings.lang = lang;
            return vec![Effect::SaveSettings(state.settings.clone())];
        }
        ViewAction::Theme(theme) => {
            state.settings.theme = theme;
            return vec![Effect::SaveSettings(state.settings.clone())];
        }
        ViewAction::ToggleWhy => state.why_open = !state.why_open,
        ViewAction::TogglePalette => state.palette_open = !state.palette_open,
        ViewAction::Dismiss(id) => state.notices.retain(|notice| notice.id != id),
        ViewAction::Notify(severity, problem) => state.notify(About::Outside, severity, problem),
        ViewAction::LogScale(on) => state.log_scale = on,
        ViewAction::ShowAllRepeats(on) => state.show_all_repeats = on,
        ViewAction::ReplayEpoch(_) | ViewAction::ReplayPlay(_) | ViewAction::ReplayAdvance(_) => {
            replay(state, &action);
        }
        ViewAction::MatrixCell(cell) => {
            let n_classes =
                state.finished.as_ref().and_then(Finished::classes).map_or(0, |found| found.classes.len())
                    as u32;
            state.matrix_cell = cell.filter(|&(truth, predicted)| truth < n_classes && predicted < n_classes);
        }
    }
    Vec::new()
}

fn replay(state: &mut AppState, action: &ViewAction) {
    let Some(last) = state.finished.as_ref().map(Finished::epoch) else { return };
    let shown = state.replay.unwrap_or(Replay { epoch: last, playing: false });
    state.replay = Some(match *action {
        ViewAction::ReplayEpoch(epoch) => Replay { epoch: epoch.min(last), playing: false },
        ViewAction::ReplayPlay(playing) => shown.play(playing, last),
        ViewAction::ReplayAdvance(by) => shown.advance(by, last),
        _ => shown,
    });
}
