//! How a segmentation is reported and steered: one place that every piece of its work goes by.

use crate::base::Message;
use crate::models::{CurvePoint, StopReason};
use crate::study::{Driver, Lane, RaceEvent, StudyError, Wish};

/// A run under way.
pub(super) struct Pace<'d, 'a> {
    driver: &'d mut Driver<'a>,
    /// Rough multiply-adds of all that is planned, and of what is done.
    planned: f64,
    done: f64,
    stopped: bool,
}

impl<'d, 'a> Pace<'d, 'a> {
    pub fn new(driver: &'d mut Driver<'a>) -> Self {
        Self { driver, planned: 1.0, done: 0.0, stopped: false }
    }

    /// Adds work to what is planned.
    pub fn plan(&mut self, work: f64) {
        self.planned += work;
    }

    /// What is done from here on, and whose time it is.
    pub fn stage(&mut self, stage: Message, method: Option<usize>) {
        let share = self.share();
        (self.driver.report)(RaceEvent::Stage { stage, method, share });
    }

    /// The methods and the epochs the longest of their trainings may have.
    pub fn started(&mut self, methods: Vec<String>, max_epochs: u32) {
        (self.driver.report)(RaceEvent::Started { methods, repeats: 1, folds: 1, max_epochs });
    }

    /// Waits out a pause, then says whether to go on. Once the person has stopped it, it never goes on.
    ///
    /// **Errors** [`StudyError::Discarded`].
    pub fn go_on(&mut self) -> Result<bool, StudyError> {
        let wish =
            if self.stopped { self.driver.control.current() } else { self.driver.control.next_round().0 };
        match wish {
            Wish::Discard => return Err(StudyError::Discarded),
            Wish::StopAndKeepBest => self.stopped = true,
            Wish::Run | Wish::Pause => {}
        }
        Ok(!self.stopped)
    }

    /// Waits out a pause before work that is done also when the person has stopped.
    ///
    /// **Errors** [`StudyError::Discarded`].
    pub fn wait(&mut self) -> Result<(), StudyError> {
        self.go_on().map(drop)
    }

    /// Whether the person wants something else than to go on: to be asked inside rayon.
    pub fn interruption(&self) -> impl Fn() -> bool + Sync + use<> {
        let control = self.driver.control.clone();
        move || matches!(control.current(), Wish::StopAndKeepBest | Wish::Discard)
    }

    /// Whether the person still has a use for the results: to be asked inside a long piece of work that has to be
    /// finished also where the person has stopped.
    pub fn wanted(&self) -> impl Fn() -> bool + Sync + use<> {
        let control = self.driver.control.clone();
        move || control.current() != Wish::Discard
    }

    pub fn stopped(&self) -> bool {
        self.stopped
    }

    /// So much of the planned work is done.
    pub fn did(&mut self, work: f64) {
        self.points(work, Vec::new());
    }

    /// As [`Self::did`], with new points of the curves.
    pub fn points(&mut self, work: f64, points: Vec<(Lane, CurvePoint)>) {
        self.done += work;
        let share = self.share();
        (self.driver.report)(RaceEvent::Points { points, share });
    }

    /// A training of the run itself has ended.
    pub fn finished(&mut self, lane: Lane, because: StopReason) {
        (self.driver.report)(RaceEvent::Finished { lane, because });
    }

    fn share(&self) -> f32 {
        (self.done / self.planned).min(1.0) as f32
    }
}
