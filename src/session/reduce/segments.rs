//! How a finished segmentation is looked at, and what a person writes about its segments.

use crate::base::Severity;
use crate::chart::RasterOrder;
use crate::session::action::{Effect, JobEvent, SegmentsAction};
use crate::session::race::Replay;
use crate::session::state::{About, AppState, ExportState};

/// Orders a picture: one is drawn at a time, and of those that wait only the newest counts.
fn raster(state: &mut AppState, order: RasterOrder) -> Vec<Effect> {
    let job = state.next_job();
    let view = state.finished.as_mut().and_then(|finished| finished.segments.as_mut());
    let Some(view) = view else { return Vec::new() };
    match &view.drawing {
        Some((_, drawn)) if *drawn == order => view.waiting = None,
        Some(_) => view.waiting = Some(order),
        None if view.raster.as_ref().is_some_and(|shown| shown.order == order) => {}
        None => {
            view.drawing = Some((job, order.clone()));
            return vec![Effect::Raster { job, order }];
        }
    }
    Vec::new()
}

/// What the job that draws says.
pub(super) fn drawn(state: &mut AppState, event: JobEvent) -> Vec<Effect> {
    let view = state.finished.as_mut().and_then(|finished| finished.segments.as_mut());
    let Some(view) = view else { return Vec::new() };
    view.drawing = None;
    let next = view.waiting.take();
    match event {
        JobEvent::Rastered(raster) => view.raster = Some(raster),
        JobEvent::Panicked(problem) => state.notify(About::Outside, Severity::Warning, problem),
        _ => {}
    }
    next.map(|order| raster(state, order)).unwrap_or_default()
}

pub(super) fn reduce(state: &mut AppState, action: SegmentsAction) -> Vec<Effect> {
    if let SegmentsAction::Raster(order) = action {
        return raster(state, order);
    }
    let Some(finished) = &mut state.finished else { return Vec::new() };
    let (Some(findings), Some(view)) = (finished.answer.segments(), &mut finished.segments) else {
        return Vec::new();
    };
    let before = view.edition();
    match action {
        SegmentsAction::K(k) if k != view.k && findings.at(k).is_some() => {
            view.texts.end_drag();
            view.k = k;
            // The segment at that position is another one now; the customer stays and shows where it went.
            let shown = view.customer.zip(findings.at(k));
            view.segment = shown.and_then(|(customer, found)| found.labels.get(customer as usize).copied());
        }
        SegmentsAction::K(_) | SegmentsAction::Raster(_) => {}
        SegmentsAction::Select(segment) => {
            view.segment = segment.filter(|&segment| u32::from(segment) < view.k);
            view.customer = None;
        }
        SegmentsAction::Customer(customer) => {
            let shown = findings.at(view.k);
            let label = |customer: u32| shown.and_then(|found| found.labels.get(customer as usize).copied());
            let chosen = customer.and_then(|customer| label(customer).map(|label| (customer, label)));
            view.customer = chosen.map(|(customer, _)| customer);
            if let Some((_, label)) = chosen {
                view.segment = Some(label);
            }
        }
        SegmentsAction::Text { segment, part, text } => {
            let k = view.k;
            if u32::from(segment) < k {
                view.texts.edit(|texts| texts.write(k, segment, part, &text));
            }
        }
        SegmentsAction::BeginTyping => view.texts.begin_drag(),
        SegmentsAction::EndTyping => view.texts.end_drag(),
        SegmentsAction::Undo => view.texts.undo(),
        SegmentsAction::Redo => view.texts.redo(),
        SegmentsAction::Iteration(_) | SegmentsAction::Play(_) | SegmentsAction::Advance(_) => {
            let last = findings.replay.labels.len().saturating_sub(1) as u32;
            let shown = view.replay.unwrap_or(Replay { epoch: last, playing: false });
            view.replay = Some(shown.after(&action, last));
        }
    }
    if view.edition() != before && !matches!(state.export, ExportState::Running { .. }) {
        // What was written is no longer what is shown.
        state.export = ExportState::Idle;
    }
    Vec::new()
}

impl Replay {
    /// The replay of `last` iterations after an action.
    fn after(self, action: &SegmentsAction, last: u32) -> Self {
        match *action {
            SegmentsAction::Iteration(at) => Self { epoch: at.min(last), playing: false },
            SegmentsAction::Play(playing) => self.play(playing, last),
            SegmentsAction::Advance(by) => self.advance(by, last),
            _ => self,
        }
    }

    /// Plays on, from the beginning where the end is shown.
    pub(super) fn play(self, playing: bool, last: u32) -> Self {
        if playing && self.epoch >= last {
            Self { epoch: 0, playing: last > 0 }
        } else {
            Self { playing, ..self }
        }
    }

    /// Moves a playing replay on; it rests at the end.
    pub(super) fn advance(self, by: u32, last: u32) -> Self {
        if !self.playing {
            return self;
        }
        let epoch = self.epoch.saturating_add(by).min(last);
        Self { epoch, playing: epoch < last }
    }
}
