//! The race: many trainings stepped side by side, reported and steered between rounds.

use std::time::Duration;

use rayon::prelude::*;

use crate::models::{CurvePoint, FitError, Fitted, Fitting, StopReason};

use super::{Control, Driver, Lane, RaceEvent, Wish};

/// How long a round shall last: short enough to answer at once, long enough that the gathering costs nothing.
const ROUND: Duration = Duration::from_millis(30);

/// Rounds never hold more epochs than this, so that curves arrive steadily.
const MOST_EPOCHS: u32 = 256;

/// Multiply-adds a thread does in a second, roughly; only sizes the first round.
const SPEED: f64 = 5e9;

/// One training in the race.
pub struct Runner<'a> {
    pub lane: Lane,
    fitting: Box<dyn Fitting + Send + 'a>,
    /// Work of the steps done.
    done: f64,
    curve: Vec<CurvePoint>,
    /// How much of the curve was reported.
    reported: usize,
    finished: Option<StopReason>,
    /// Whether its end was reported.
    announced: bool,
}

impl<'a> Runner<'a> {
    pub fn new(lane: Lane, fitting: Box<dyn Fitting + Send + 'a>) -> Self {
        let curve = vec![fitting.start_point()];
        Self { lane, fitting, done: 0.0, curve, reported: 0, finished: None, announced: false }
    }

    /// Every point so far, epoch 0 first.
    pub fn curve(&self) -> &[CurvePoint] {
        &self.curve
    }

    pub fn max_epochs(&self) -> u32 {
        self.fitting.max_epochs()
    }

    fn epoch(&self) -> u32 {
        self.curve.len() as u32 - 1
    }

    /// Work that is still to be done, if every epoch is used and costs what the next one does.
    fn left(&self) -> f64 {
        if self.finished.is_some() {
            return 0.0;
        }
        f64::from(self.max_epochs().saturating_sub(self.epoch())) * self.fitting.work() as f64
    }

    fn step(&mut self) {
        self.done += self.fitting.work() as f64;
        let progress = self.fitting.step();
        self.curve.push(progress.point);
        self.finished = progress.finished;
    }

    /// Ends the training with the best weights so far: the curve, the reason and the model.
    pub fn finish(self) -> (Vec<CurvePoint>, StopReason, Result<Fitted, FitError>) {
        let because = self.finished.unwrap_or(StopReason::StoppedByUser);
        (self.curve, because, self.fitting.finish())
    }
}

/// How a race ended.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Ending {
    /// Every training came to its own end.
    Finished,
    /// The person ended it; what was learned so far counts.
    Stopped,
    /// The person wants nothing kept.
    Discarded,
}

/// Which part of the whole work a race is, for the share that is reported.
#[derive(Clone, Copy, Debug, PartialEq)]
pub struct Portion {
    /// Trainings of earlier waves.
    pub lanes_before: usize,
    /// Trainings of all waves.
    pub lanes_in_all: usize,
}

/// Steps all runners to their end, as many at once as there are threads, big ones also inside.
///
/// After every round the new points are reported and the control is asked. While paused nobody steps; a single
/// step is one epoch of every training still running. What a runner learns never depends on the rounds.
pub fn race(runners: &mut [Runner], portion: Portion, driver: &mut Driver) -> Ending {
    let mut epochs = first_round(runners);
    report(runners, portion, driver);
    while runners.iter().any(|runner| runner.finished.is_none()) {
        let (wish, single) = driver.control.next_round();
        match wish {
            Wish::Discard => return Ending::Discarded,
            Wish::StopAndKeepBest => {
                announce_stop(runners, driver);
                return Ending::Stopped;
            }
            Wish::Run | Wish::Pause => {}
        }
        if single {
            advance(runners, |_| 1, || stop_wished(&driver.control));
        } else {
            // Everybody to the same epoch, also after a pause in the middle of a round.
            let behind = runners.iter().filter(|runner| runner.finished.is_none()).map(Runner::epoch).min();
            let goal = behind.unwrap_or(0) + epochs;
            let started = (driver.clock)();
            let wish_changed = || driver.control.current() != Wish::Run;
            advance(runners, |runner| goal.saturating_sub(runner.epoch()), wish_changed);
            epochs = next_round(epochs, (driver.clock)().saturating_sub(started));
        }
        report(runners, portion, driver);
    }
    Ending::Finished
}

fn stop_wished(control: &Control) -> bool {
    matches!(control.current(), Wish::StopAndKeepBest | Wish::Discard)
}

/// Lets every runner take its epochs, side by side; between epochs it looks whether to leave the round.
fn advance(runners: &mut [Runner], epochs: impl Fn(&Runner) -> u32 + Sync, leave: impl Fn() -> bool + Sync) {
    runners.par_iter_mut().with_max_len(1).for_each(|runner| {
        for _ in 0..epochs(runner) {
            if runner.finished.is_some() || leave() {
                break;
            }
            runner.step();
        }
    });
}

fn first_round(runners: &[Runner]) -> u32 {
    let work: f64 = runners.iter().map(|runner| runner.fitting.work() as f64).sum();
    let wanted = ROUND.as_secs_f64() * SPEED * rayon::current_num_threads() as f64 / work.max(1.0);
    wanted.clamp(1.0, f64::from(MOST_EPOCHS)) as u32
}

fn next_round(epochs: u32, lasted: Duration) -> u32 {
    let ratio = ROUND.as_secs_f64() / lasted.as_secs_f64().max(1e-6);
    (f64::from(epochs) * ratio.clamp(0.25, 2.0)).clamp(1.0, f64::from(MOST_EPOCHS)) as u32
}

/// Share of the work of all runners that is done: the cheap ones, soon over, say little about the others.
fn share_done(runners: &[Runner]) -> f64 {
    let done: f64 = runners.iter().map(|runner| runner.done).sum();
    let left: f64 = runners.iter().map(Runner::left).sum();
    if left > 0.0 { done / (done + left) } else { 1.0 }
}

fn report(runners: &mut [Runner], portion: Portion, driver: &mut Driver) {
    let mut points = Vec::new();
    for runner in runners.iter_mut() {
        points.extend(runner.curve[runner.reported..].iter().map(|&point| (runner.lane, point)));
        runner.reported = runner.curve.len();
    }
    if !points.is_empty() {
        let lanes = portion.lanes_before as f64 + share_done(runners) * runners.len() as f64;
        let share = (lanes / portion.lanes_in_all.max(1) as f64) as f32;
        (driver.report)(RaceEvent::Points { points, share });
    }
    for runner in
        runners.iter().filter(|runner| !runner.announced && (runner.lane.repeat, runner.lane.fold) == (0, 0))
    {
        let trials = runner.fitting.trials();
        if !trials.is_empty() {
            (driver.report)(RaceEvent::Trials { method: runner.lane.method, trials });
        }
    }
    for runner in runners.iter_mut().filter(|runner| !runner.announced) {
        if let Some(because) = runner.finished {
            runner.announced = true;
            (driver.report)(RaceEvent::Finished { lane: runner.lane, because });
        }
    }
}

fn announce_stop(runners: &mut [Runner], driver: &mut Driver) {
    for runner in runners.iter_mut().filter(|runner| !runner.announced) {
        runner.announced = true;
        (driver.report)(RaceEvent::Finished { lane: runner.lane, because: StopReason::StoppedByUser });
    }
}
