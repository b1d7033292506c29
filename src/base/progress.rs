//! How long work says how far it is, and how it is asked to end.

use std::sync::Arc;
use std::sync::atomic::{AtomicBool, Ordering};

/// A request to end, shared between the person's side and the worker's; checked between small pieces of work.
#[derive(Clone, Debug, Default)]
pub struct Stop(Arc<AtomicBool>);

impl Stop {
    pub fn request(&self) {
        self.0.store(true, Ordering::Relaxed);
    }

    pub fn requested(&self) -> bool {
        self.0.load(Ordering::Relaxed)
    }
}

/// What long work is handed: where to report the share done (0 to 1), and whether to end.
pub struct Watch<'a> {
    stop: Stop,
    report: &'a (dyn Fn(f32) + Sync),
}

impl<'a> Watch<'a> {
    pub fn new(stop: Stop, report: &'a (dyn Fn(f32) + Sync)) -> Self {
        Self { stop, report }
    }

    pub fn report(&self, share: f32) {
        (self.report)(share);
    }

    pub fn stopped(&self) -> bool {
        self.stop.requested()
    }

    /// The same request to end, for a part of the work that reports in its own way.
    pub fn stop(&self) -> Stop {
        self.stop.clone()
    }
}

impl Watch<'static> {
    /// Nobody watches and nobody stops.
    pub fn unattended() -> Self {
        Self { stop: Stop::default(), report: &|_| {} }
    }
}
