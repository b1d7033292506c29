//! A job's way out: what does not fit into the channel is gathered by the worker, which never waits.

use std::collections::VecDeque;
use std::sync::mpsc::{SyncSender, TrySendError};
use std::sync::{Mutex, PoisonError};
use std::time::Duration;

use super::{Clock, Waker};
use crate::session::action::{Action, JobEvent};
use crate::session::state::JobId;
use crate::study::RaceEvent;

/// Between two wakes for progress.
const WAKE_EVERY: Duration = Duration::from_millis(100);

pub(super) fn locked<'a, 'b>(outbox: &'a Mutex<&'b mut Outbox>) -> std::sync::MutexGuard<'a, &'b mut Outbox> {
    outbox.lock().unwrap_or_else(PoisonError::into_inner)
}

/// What does not fit is gathered until it does; points are joined and never lost.
pub(super) struct Outbox {
    job: JobId,
    sender: SyncSender<Action>,
    waiting: VecDeque<JobEvent>,
    waker: Waker,
    clock: Clock,
    last_wake: Option<Duration>,
}

impl Outbox {
    pub(super) fn new(job: JobId, sender: SyncSender<Action>, waker: Waker, clock: Clock) -> Self {
        Self { job, sender, waiting: VecDeque::new(), waker, clock, last_wake: None }
    }

    /// Sends progress without ever waiting. Wakes the window at most ten times a second, unless `urgent`: during a
    /// pause there is no next event that would wake it for this one.
    pub(super) fn report(&mut self, event: JobEvent, urgent: bool) {
        match self.waiting.back_mut() {
            Some(last) => {
                if let Some(event) = join(last, event) {
                    self.waiting.push_back(event);
                }
            }
            None => self.waiting.push_back(event),
        }
        while let Some(event) = self.waiting.pop_front() {
            match self.sender.try_send(Action::Job(self.job, event)) {
                Ok(()) => {}
                Err(TrySendError::Full(Action::Job(_, event))) => {
                    self.waiting.push_front(event);
                    break;
                }
                Err(_) => self.waiting.clear(),
            }
        }
        let now = (self.clock)();
        if urgent || self.last_wake.is_none_or(|last| now.saturating_sub(last) >= WAKE_EVERY) {
            self.last_wake = Some(now);
            (self.waker)();
        }
    }

    /// Sends what is left and the last word. The work is over, so this may wait for room.
    pub(super) fn finish(self, last: JobEvent) {
        for event in self.waiting.into_iter().chain([last]) {
            (self.waker)();
            if self.sender.send(Action::Job(self.job, event)).is_err() {
                return;
            }
        }
        (self.waker)();
    }
}

/// Joins progress to progress that still waits; gives back what has to stand by itself.
fn join(last: &mut JobEvent, event: JobEvent) -> Option<JobEvent> {
    match (last, event) {
        (
            JobEvent::Race(RaceEvent::Points { points, share }),
            JobEvent::Race(RaceEvent::Points { points: more, share: now }),
        ) => {
            points.extend(more);
            *share = now;
            None
        }
        (
            JobEvent::Race(RaceEvent::Trials { method, trials }),
            JobEvent::Race(RaceEvent::Trials { method: same, trials: now }),
        ) if *method == same => {
            *trials = now;
            None
        }
        (JobEvent::Race(RaceEvent::Preparing(share)), JobEvent::Race(RaceEvent::Preparing(now)))
        | (JobEvent::ReadShare(share), JobEvent::ReadShare(now))
        | (JobEvent::IntegrateShare(share), JobEvent::IntegrateShare(now))
        | (JobEvent::ExportShare(share), JobEvent::ExportShare(now))
        | (JobEvent::ScoreShare(share), JobEvent::ScoreShare(now)) => {
            *share = now;
            None
        }
        (_, event) => Some(event),
    }
}

#[cfg(test)]
mod tests {
    use std::sync::Arc;
    use std::sync::atomic::{AtomicU32, AtomicU64, Ordering};
    use std::sync::mpsc::{Receiver, sync_channel};

    use super::*;
    use crate::models::CurvePoint;
    use crate::study::Lane;

    fn points(epoch: u32) -> JobEvent {
        let point =
            CurvePoint { epoch, train_loss: 1.0, valid_loss: 1.0, valid_accuracy: 0.5, learning_rate: 0.1 };
        let lane = Lane { method: 0, repeat: 0, fold: 0 };
        JobEvent::Race(RaceEvent::Points { points: vec![(lane, point)], share: epoch as f32 / 1e4 })
    }

    fn epochs(inbox: &Receiver<Action>) -> Vec<u32> {
        let mut epochs = Vec::new();
        for action in inbox.try_iter() {
            if let Action::Job(_, JobEvent::Race(RaceEvent::Points { points, .. })) = action {
                epochs.extend(points.iter().map(|(_, point)| point.epoch));
            }
        }
        epochs
    }

    #[test]
    fn a_full_channel_neither_blocks_nor_loses_points() {
        let (sender, inbox) = sync_channel(2);
        let mut outbox = Outbox::new(JobId(1), sender, Arc::new(|| {}), Arc::new(|| Duration::ZERO));
        for epoch in 0..1000 {
            outbox.report(points(epoch), false);
        }
        assert!(outbox.waiting.len() <= 1);
        let mut seen = epochs(&inbox);
        outbox.report(points(1000), false);
        seen.extend(epochs(&inbox));
        assert_eq!(seen, (0..=1000).collect::<Vec<u32>>());
    }

    #[test]
    fn progress_wakes_ten_times_a_second_and_a_pause_at_once() {
        let (sender, inbox) = sync_channel(10_000);
        let (now, wakes) = (Arc::new(AtomicU64::new(0)), Arc::new(AtomicU32::new(0)));
        let (time, count) = (now.clone(), wakes.clone());
        let clock: Clock = Arc::new(move || Duration::from_millis(time.load(Ordering::Relaxed)));
        let waker: Waker = Arc::new(move || {
            count.fetch_add(1, Ordering::Relaxed);
        });
        let mut outbox = Outbox::new(JobId(1), sender, waker, clock);
        for millisecond in 0..1000 {
            now.store(millisecond, Ordering::Relaxed);
            outbox.report(points(millisecond as u32), false);
        }
        assert_eq!(wakes.load(Ordering::Relaxed), 10);
        outbox.report(points(1000), true);
        assert_eq!(wakes.load(Ordering::Relaxed), 11);
        outbox.finish(JobEvent::RaceDiscarded);
        assert!(wakes.load(Ordering::Relaxed) >= 12);
        assert_eq!(epochs(&inbox).len(), 1001);
    }
}
