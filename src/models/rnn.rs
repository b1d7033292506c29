//! A recurrent network trained on sequences for the sake of its embedding.

mod check;
mod encoder;
mod settings;

use super::{CurvePoint, FitError, Init, Progress, StopReason};
use crate::base::{Message, Stream};
use crate::data::Dataset;
use crate::nn::recurrent::init::initial_weights;
use crate::nn::recurrent::{Kernel, Sequences, Training};

pub use crate::nn::recurrent::{Cell, Task};
pub use encoder::Encoder;
pub use settings::{PARAMS, RnnSettings};

/// An error this many times the first one has no way back.
const EXPLODED: f64 = 100.0;
/// Of several epochs the best one looks a little better than the mean by chance alone.
const HARDLY_BETTER: f64 = 0.95;

/// Training a recurrent network as a state machine: whoever drives it may pause, stop or leave it between any two
/// steps. A step is an epoch.
///
/// `train_loss` of an epoch is the mean error over its batches, each before its own update; `valid_loss` is that of
/// the watched rows after the epoch. Point 0 is the network before training. The weights of the lowest validation
/// loss are kept, without watched rows those of the lowest training loss; `patience` epochs without a lower one end
/// the training. The order of the rows is drawn anew for every epoch.
///
/// **Numerics** The result does not depend on the number of threads.
#[derive(Debug)]
pub struct RnnFitting<'a> {
    settings: RnnSettings,
    sequences: Sequences<'a>,
    training: Training<'a, Kernel>,
    order: Vec<u32>,
    shuffling: Stream,
    valid: &'a [u32],
    has_valid: bool,
    start: CurvePoint,
    progress: Progress,
    best: Best,
    /// What always answering the mean would come to.
    error_of_the_mean: Option<f64>,
}

#[derive(Debug)]
struct Best {
    weights: Vec<f64>,
    loss: f64,
    epoch: u32,
}

/// What training ends with.
#[derive(Clone, Debug)]
pub struct FittedEncoder {
    pub encoder: Encoder,
    /// Epoch of the weights kept.
    pub best_epoch: u32,
    pub stopped_because: StopReason,
    /// What a person should know of this training.
    pub warnings: Vec<Message>,
}

impl<'a> RnnFitting<'a> {
    /// Checks the data and prepares the state before the first epoch. `train` and `valid` are positions in `data`;
    /// `targets` (one a row of `data`, standardised) are needed where a column is to be predicted.
    ///
    /// **Errors** Records that are no sequences, rows without steps, values that are no numbers, too few rows, one step
    /// where the next one is to be predicted, targets missing, a network too large.
    pub fn start(
        settings: &RnnSettings,
        data: &'a Dataset,
        targets: Option<&'a [f32]>,
        (train, valid): (&[u32], &'a [u32]),
        init: Init,
    ) -> Result<Self, FitError> {
        let sequences = check::sequences(data, targets, train, settings.task)?;
        let (_, n_steps, n_inputs) = sequences.steps.dim();
        check::size(settings, n_inputs, n_steps)?;
        let network = settings.network(n_inputs);
        let weights = initial_weights(&network, init.seed, init.repeat);
        let error_of_the_mean = check::error_of_the_mean(&network, &sequences, train, valid);
        let n_watched = valid.iter().map(|&row| network.n_predicted(sequences.lengths[row as usize]));
        let has_valid = n_watched.sum::<usize>() > 0;
        let best = Best { weights: weights.clone(), loss: f64::INFINITY, epoch: 0 };
        let mut training = Training::new(network, sequences, settings.schedule(), weights);
        let start = CurvePoint {
            epoch: 0,
            train_loss: training.score(train),
            valid_loss: training.score(valid),
            valid_accuracy: f64::NAN,
            learning_rate: settings.learning_rate,
        };
        let mut fitting = Self {
            settings: settings.clone(),
            sequences,
            training,
            order: train.to_vec(),
            shuffling: Stream::new(init.seed, "rnn batches", init.repeat),
            valid,
            has_valid,
            start,
            progress: Progress { point: start, finished: None },
            best,
            error_of_the_mean,
        };
        fitting.keep_if_best();
        Ok(fitting)
    }

    /// One epoch. Calling it after the end changes nothing and repeats the last progress.
    pub fn step(&mut self) -> Progress {
        if self.progress.finished.is_some() {
            return self.progress;
        }
        self.shuffling.shuffle(&mut self.order);
        let point = &mut self.progress.point;
        point.epoch += 1;
        point.train_loss = self.training.epoch(&self.order);
        point.valid_loss = self.training.score(self.valid);
        self.keep_if_best();
        self.progress.finished = self.stop_reason();
        self.progress
    }

    /// The epochs at most.
    pub fn max_epochs(&self) -> u32 {
        self.settings.max_epochs
    }

    /// Rough number of multiply-adds of one step: the driver sizes its rounds by it.
    pub fn work(&self) -> u64 {
        let n_rows = 3 * self.order.len() + self.valid.len();
        (n_rows * self.sequences.n_steps()) as u64 * self.best.weights.len() as u64
    }

    /// The state before the first step (epoch 0).
    pub fn start_point(&self) -> CurvePoint {
        self.start
    }

    /// Takes the best weights seen on the validation rows.
    pub fn finish(self) -> FittedEncoder {
        let stopped_because = self.progress.finished.unwrap_or(StopReason::StoppedByUser);
        let layers = self.training.network().encoder.clone();
        FittedEncoder {
            encoder: Encoder::new(layers, &self.best.weights),
            best_epoch: self.best.epoch,
            stopped_because,
            warnings: self.warnings(stopped_because),
        }
    }

    fn keep_if_best(&mut self) {
        let point = self.progress.point;
        let loss = if self.has_valid { point.valid_loss } else { point.train_loss };
        if loss < self.best.loss {
            self.best.weights.copy_from_slice(self.training.weights());
            self.best.loss = loss;
            self.best.epoch = point.epoch;
        }
    }

    fn stop_reason(&self) -> Option<StopReason> {
        let point = self.progress.point;
        let watched = if self.has_valid { point.valid_loss } else { point.train_loss };
        let exploded = EXPLODED * self.start.train_loss.max(1e-3);
        if !point.train_loss.is_finite() || !watched.is_finite() || point.train_loss.max(watched) > exploded {
            return Some(StopReason::Diverged);
        }
        if self.has_valid && point.epoch - self.best.epoch >= self.settings.patience {
            return Some(StopReason::EarlyStopping);
        }
        (point.epoch >= self.settings.max_epochs).then_some(StopReason::MaxEpochs)
    }

    fn warnings(&self, stopped: StopReason) -> Vec<Message> {
        if stopped == StopReason::Diverged {
            let rate = self.settings.learning_rate;
            let gentler = format!("{:.0e}", (rate / 10.0).max(1e-6)).parse().unwrap_or(rate);
            let message = Message::new("rnn-diverged").with("rate", rate.to_string());
            return vec![message.with("try", f64::to_string(&gentler))];
        }
        if self.progress.point.epoch == 0 {
            return Vec::new();
        }
        if self.best.epoch == 0 {
            return vec![Message::new("rnn-learned-nothing")];
        }
        match self.error_of_the_mean {
            Some(mean) if self.best.loss > HARDLY_BETTER * mean => vec![
                Message::new("rnn-hardly-better-than-mean")
                    .number("error", self.best.loss, 3)
                    .number("mean", mean, 3),
            ],
            _ => Vec::new(),
        }
    }
}
