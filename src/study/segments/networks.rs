//! Recurrent networks of a segmentation: trained side by side, reported and steered between epochs.

use rayon::prelude::*;

use crate::base::{Message, Problem, Stream};
use crate::data::{Dataset, Records};
use crate::models::rnn::{Encoder, FittedEncoder, RnnFitting, RnnSettings};
use crate::models::{CurvePoint, Init, StopReason};
use crate::study::{Lane, StudyError};

use super::pace::Pace;

/// Customers in a hundred that a training only watches.
const WATCHED_PERCENT: usize = 15;

/// Who learns and who is watched: positions in the sequences, ascending.
pub(super) struct Watching {
    train: Vec<u32>,
    valid: Vec<u32>,
}

impl Watching {
    /// The same customers for every network of a seed; nobody who is `unread`, of whom there is nothing to learn.
    pub fn new(unread: &[bool], seed: u64) -> Self {
        let known = unread.iter().zip(0u32..).filter(|(unread, _)| !**unread);
        let mut train: Vec<u32> = known.map(|(_, position)| position).collect();
        let n = train.len();
        Stream::new(seed, "segments watched", 0).shuffle(&mut train);
        let mut valid = train.split_off(n - n * WATCHED_PERCENT / 100);
        train.sort_unstable();
        valid.sort_unstable();
        Self { train, valid }
    }
}

/// What networks read.
#[derive(Clone, Copy)]
pub(super) struct Reading<'a> {
    pub data: &'a Dataset,
    pub targets: Option<&'a [f32]>,
    pub watching: &'a Watching,
}

/// A training under way.
pub(super) struct Training<'a> {
    /// Whose curve is shown as it grows.
    lane: Option<Lane>,
    fitting: RnnFitting<'a>,
    curve: Vec<CurvePoint>,
    reported: usize,
    finished: Option<StopReason>,
    announced: bool,
}

/// What a training came to.
pub(super) struct Trained {
    pub encoder: Encoder,
    pub curve: Vec<CurvePoint>,
    pub best_epoch: u32,
    pub stopped_because: StopReason,
    pub warnings: Vec<Message>,
}

impl<'a> Training<'a> {
    pub fn start(
        settings: &RnnSettings,
        reading: Reading<'a>,
        init: Init,
        lane: Option<Lane>,
    ) -> Result<Self, Problem> {
        let Watching { train, valid } = reading.watching;
        let fitting = RnnFitting::start(settings, reading.data, reading.targets, (train, valid), init)
            .map_err(|error| error.problem().clone())?;
        let curve = vec![fitting.start_point()];
        Ok(Self { lane, fitting, curve, reported: 0, finished: None, announced: false })
    }

    pub fn max_epochs(&self) -> u32 {
        self.fitting.max_epochs()
    }

    /// Whether it has been through an epoch.
    pub fn has_learned(&self) -> bool {
        self.curve.len() > 1
    }

    fn step(&mut self) {
        let progress = self.fitting.step();
        self.curve.push(progress.point);
        self.finished = progress.finished;
    }

    /// Epochs since the last report; all that were left where it has ended.
    fn newly_done(&self, before: usize) -> f64 {
        let epochs = if self.finished.is_some() { self.max_epochs() as usize + 1 } else { self.curve.len() };
        self.fitting.work() as f64 * epochs.saturating_sub(before) as f64
    }

    /// Ends it with the best weights so far.
    pub fn finish(self) -> Trained {
        let FittedEncoder { encoder, best_epoch, stopped_because, warnings } = self.fitting.finish();
        Trained { encoder, curve: self.curve, best_epoch, stopped_because, warnings }
    }
}

/// Steps all trainings to their end, as many at once as there are threads; one epoch each between two looks at what
/// the person wishes. Whether all of them came to their end.
pub(super) fn train(trainings: &mut [Training], pace: &mut Pace) -> Result<bool, StudyError> {
    report(trainings, 0.0, pace);
    while trainings.iter().any(|training| training.finished.is_none()) {
        if !pace.go_on()? {
            announce_stop(trainings, pace);
            return Ok(false);
        }
        let interrupted = pace.interruption();
        let before: Vec<usize> = trainings
            .iter()
            .map(|training| if training.finished.is_some() { usize::MAX } else { training.curve.len() })
            .collect();
        trainings.par_iter_mut().with_max_len(1).for_each(|training| {
            if training.finished.is_none() && !interrupted() {
                training.step();
            }
        });
        let done = trainings.iter().zip(before).map(|(training, before)| training.newly_done(before)).sum();
        report(trainings, done, pace);
    }
    Ok(true)
}

fn report(trainings: &mut [Training], done: f64, pace: &mut Pace) {
    let mut points = Vec::new();
    for training in trainings.iter_mut() {
        if let Some(lane) = training.lane {
            points.extend(training.curve[training.reported..].iter().map(|&point| (lane, point)));
            training.reported = training.curve.len();
        }
    }
    pace.points(done, points);
    for training in trainings.iter_mut().filter(|training| !training.announced) {
        if let (Some(lane), Some(because)) = (training.lane, training.finished) {
            training.announced = true;
            pace.finished(lane, because);
        }
    }
}

fn announce_stop(trainings: &mut [Training], pace: &mut Pace) {
    for training in trainings.iter_mut().filter(|training| !training.announced) {
        if let Some(lane) = training.lane {
            training.announced = true;
            pace.finished(lane, StopReason::StoppedByUser);
        }
    }
}

/// The same customers with the steps of each in a random order: what was in the order is gone.
pub(super) fn shuffled(data: &Dataset, seed: u64, index: u32) -> Dataset {
    let mut data = data.clone();
    if let Records::Sequence { steps, lengths } = &mut data.records {
        let mut stream = Stream::new(seed, "segments shuffled", index);
        for (mut customer, &length) in steps.outer_iter_mut().zip(lengths.iter()) {
            let mut order: Vec<usize> = (0..length as usize).collect();
            stream.shuffle(&mut order);
            let before = customer.to_owned();
            for (to, from) in order.into_iter().enumerate() {
                customer.row_mut(to).assign(&before.row(from));
            }
        }
    }
    data
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn nobody_learns_from_customers_without_a_step() {
        let unread: Vec<bool> = (0..100).map(|row| row % 5 == 0).collect();
        let Watching { train, valid } = Watching::new(&unread, 3);
        assert_eq!((train.len(), valid.len()), (68, 12));
        let mut all: Vec<u32> = train.iter().chain(&valid).copied().collect();
        all.sort_unstable();
        assert_eq!(all, (0..100).filter(|row| row % 5 != 0).collect::<Vec<u32>>());
        assert!(train.is_sorted() && valid.is_sorted());
    }
}
