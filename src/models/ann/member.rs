//! One network of an ensemble under way.

use super::settings::Settings;
use crate::base::Stream;
use crate::models::{CurvePoint, Init, StopReason};
use crate::nn::init::spread_weights;
use crate::nn::minibatch::{Found, Training};
use crate::nn::{Network, Rows};

/// An error this many times the first one has no way back.
const EXPLODED: f64 = 100.0;

pub(super) struct Best {
    pub(super) weights: Vec<f64>,
    /// On the validation rows; infinite where training does not look at them.
    pub(super) loss: f64,
    pub(super) epoch: u32,
}

/// A network with its own initial weights, order of rows and silent units.
pub(super) struct Member<'a> {
    training: Training<'a>,
    train: Rows<'a>,
    valid: Rows<'a>,
    order: Vec<u32>,
    shuffling: Stream,
    silence: Stream,
    start: CurvePoint,
    pub(super) point: CurvePoint,
    pub(super) best: Best,
    pub(super) finished: Option<StopReason>,
}

impl<'a> Member<'a> {
    pub(super) fn new(
        settings: &Settings,
        network: Network,
        (train, valid): (Rows<'a>, Rows<'a>),
        init: Init,
        number: u32,
    ) -> Self {
        let stream = |what: &str| Stream::new(init.seed, &format!("ann {what}:{number}"), init.repeat);
        let mut starting = stream(&format!("init:{}", network.shape()));
        let weights = spread_weights(&network, settings.spread, &mut starting);
        let mut training = Training::new(network, train.clone(), settings.schedule, &weights);
        let (on_train, on_valid) = (training.score(&train), training.score(&valid));
        let start = point(0, settings, (on_train, train.codes.len()), (on_valid, valid.codes.len()));
        let mut member = Self {
            training,
            order: (0..train.codes.len() as u32).collect(),
            train,
            valid,
            shuffling: stream("batches"),
            silence: stream("dropout"),
            start,
            point: start,
            best: Best { weights, loss: f64::INFINITY, epoch: 0 },
            finished: None,
        };
        member.keep_if_best(settings);
        member
    }

    pub(super) fn n_weights(&self) -> usize {
        self.best.weights.len()
    }

    /// One epoch; nothing after the end.
    pub(super) fn step(&mut self, settings: &Settings) {
        if self.finished.is_some() {
            return;
        }
        self.shuffling.shuffle(&mut self.order);
        let learned = self.training.epoch(&self.order, &mut self.silence);
        let watched = self.training.score(&self.valid);
        let (n_train, n_valid) = (self.train.codes.len(), self.valid.codes.len());
        self.point = point(self.point.epoch + 1, settings, (learned, n_train), (watched, n_valid));
        self.finished = self.diverged();
        if self.finished.is_none() {
            self.keep_if_best(settings);
            self.finished = self.at_end(settings);
        }
    }

    /// Whether the validation rows say when to stop and which weights to keep.
    fn watches(&self, settings: &Settings) -> bool {
        settings.early_stopping && !self.valid.codes.is_empty()
    }

    fn keep_if_best(&mut self, settings: &Settings) {
        let watches = self.watches(settings);
        if !watches || self.point.valid_loss < self.best.loss {
            let weights = self.training.weights();
            // The last steps of an epoch may have exploded: the next one will say so.
            if !weights.iter().all(|weight| weight.is_finite()) {
                return;
            }
            self.best.weights = weights;
            self.best.loss = if watches { self.point.valid_loss } else { f64::INFINITY };
            self.best.epoch = self.point.epoch;
        }
    }

    fn diverged(&self) -> Option<StopReason> {
        let exploded = EXPLODED * self.start.train_loss.max(1e-3);
        let lost = !self.point.train_loss.is_finite() || self.point.train_loss > exploded;
        lost.then_some(StopReason::Diverged)
    }

    fn at_end(&self, settings: &Settings) -> Option<StopReason> {
        if self.watches(settings) && self.point.epoch - self.best.epoch >= settings.patience {
            return Some(StopReason::EarlyStopping);
        }
        (self.point.epoch >= settings.max_epochs).then_some(StopReason::MaxEpochs)
    }
}

fn point(
    epoch: u32,
    settings: &Settings,
    (on_train, n_train): (Found, usize),
    (on_valid, n_valid): (Found, usize),
) -> CurvePoint {
    CurvePoint {
        epoch,
        train_loss: on_train.error / n_train as f64,
        valid_loss: on_valid.error / n_valid as f64,
        valid_accuracy: on_valid.hits as f64 / n_valid as f64,
        learning_rate: settings.schedule.learning_rate,
    }
}
