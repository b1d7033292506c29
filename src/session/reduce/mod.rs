//! How actions change the state: pure, no files, threads, clock or drawing.

mod choose;
mod churn;
mod data;
mod export;
mod job;
mod question;
mod scoring;
mod segments;
mod train;
mod value;
mod view;
mod why;

pub(super) use choose::Grounds;
pub(super) use train::without_idle_options;

use super::action::{Action, Effect};
use super::state::AppState;

/// Changes the state and says what the outside shall do.
pub fn reduce(state: &mut AppState, action: Action) -> Vec<Effect> {
    match action {
        Action::View(action) => view::reduce(state, action),
        Action::Data(action) => data::reduce(state, action),
        Action::Choose(action) => choose::reduce(state, action),
        Action::Value(action) => value::reduce(state, action),
        Action::Train(action) => train::reduce(state, &action),
        Action::Segments(action) => segments::reduce(state, action),
        Action::Churn(action) => churn::reduce(state, &action),
        Action::Why(order) => why::reduce(state, order),
        Action::Score(action) => scoring::reduce(state, action),
        Action::Export(action) => export::reduce(state, action),
        Action::Job(job, event) => job::reduce(state, job, event),
        Action::Tick(now) => {
            state.now = state.now.max(now);
            Vec::new()
        }
    }
}
