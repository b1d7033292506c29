//! Why a class is foreseen: one thing is worked out at a time, and of those that wait only the newest counts.

use crate::session::action::{Effect, JobEvent};
use crate::session::race::Finished;
use crate::session::state::{AppState, JobId};
use crate::session::why::{Explained, WhyOrder};

pub(super) fn reduce(state: &mut AppState, order: WhyOrder) -> Vec<Effect> {
    let job = state.next_job();
    let Some(finished) = &mut state.finished else { return Vec::new() };
    if !finished.why.lacks(&order) {
        return Vec::new();
    }
    if finished.why.running.is_some() {
        finished.why.waiting = Some(order);
        return Vec::new();
    }
    begin(finished, job, order)
}

fn begin(finished: &mut Finished, job: JobId, order: WhyOrder) -> Vec<Effect> {
    let Some(foreseen) = finished.foreseen() else { return Vec::new() };
    let (findings, churn) = (foreseen.findings.clone(), foreseen.churn.clone());
    finished.why.running = Some((job, order.clone()));
    let (table, known) = (finished.table.clone(), finished.why.changeable.clone());
    vec![Effect::Explain { job, findings, churn, table, order, known }]
}

/// Whether the job works out why the class of the finished run is foreseen.
pub(super) fn is_ours(state: &AppState, job: JobId) -> bool {
    let why = state.finished.as_ref().map(|finished| &finished.why);
    why.and_then(|why| why.running.as_ref()).is_some_and(|(current, _)| *current == job)
}

/// What such a job says.
pub(super) fn heard(state: &mut AppState, event: JobEvent) -> Vec<Effect> {
    let job = state.next_job();
    let Some(finished) = &mut state.finished else { return Vec::new() };
    let why = &mut finished.why;
    let Some((_, order)) = why.running.take() else { return Vec::new() };
    match event {
        JobEvent::Explained(Ok(Explained::Column(found))) => {
            why.columns.insert(found.column.clone(), found);
        }
        JobEvent::Explained(Ok(Explained::Customer(found, changeable))) => {
            why.customer = Some(found);
            why.changeable = Some(changeable);
        }
        JobEvent::Explained(Ok(Explained::Calls(found))) => why.calls.extend(found),
        JobEvent::Explained(Err(problem)) | JobEvent::Panicked(problem) => {
            why.failed = Some((order, problem));
        }
        _ => {}
    }
    match finished.why.waiting.take() {
        Some(next) => begin(finished, job, next),
        None => Vec::new(),
    }
}
