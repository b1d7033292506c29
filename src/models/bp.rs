//! Back-propagation: a fully connected network trained in whole batches by a choice of rules.

mod settings;
#[cfg(test)]
mod tests;

use super::{
    Algorithm, CurvePoint, FitError, Fitted, Fitting, Init, NetworkModel, ParamSpec, Params, Progress,
    StopReason, TrainValid, diagnosis,
};
use crate::base::Message;
use crate::nn::init::initial_weights;
use crate::nn::{Descent, Kernel, Lbfgs, LevenbergMarquardt, Minimiser, Network, Residuals};
use settings::{Search, Settings};

pub use settings::{default_learning_rate, gentler_rate};

/// Half of the hidden units stuck is worth a warning.
const WORRYING_STUCK_SHARE: f64 = 0.5;
/// An error this many times the first one has no way back.
const EXPLODED: f64 = 100.0;

/// Batch back-propagation.
///
/// E = ½ Σₚ Σₖ (t − y)² over sigmoid outputs, or −Σ ln p over a softmax; one update an epoch. An epoch of the two
/// rules that use curvature, L-BFGS and Levenberg–Marquardt, is one outer iteration with all the evaluations it takes.
///
/// `train_loss` and `valid_loss` of the curve are E a row, without the penalty. The point of an epoch belongs to
/// the weights after that epoch's update; a discarded step repeats the point before it.
///
/// Early stopping counts the epochs since the lowest validation loss whose training loss is lower than it was there:
/// one sign of overfitting. Epochs in which momentum has carried both losses up do not count: in trials in which they
/// did, rules with momentum were mostly stopped within their first 50 epochs. So rules whose error
/// rises and falls are given more patience than those that only creep down. Without validation rows there is no early stopping, and the
/// weights of the lowest training loss are kept.
pub struct Bp;

impl Algorithm for Bp {
    fn id(&self) -> &'static str {
        "bp"
    }

    fn params(&self) -> &'static [ParamSpec] {
        &settings::PARAMS
    }

    fn effective(&self, params: &Params) -> Params {
        settings::effective(params)
    }

    fn start<'a>(
        &self,
        params: &Params,
        data: TrainValid<'a>,
        init: Init,
    ) -> Result<Box<dyn Fitting + Send + 'a>, FitError> {
        let settings = Settings::new(&params.checked(self.params())?)?;
        let (table, targets) = diagnosis::check_data(data.train, data.valid)?;
        let (n_inputs, n_classes) = (data.train.n_features(), targets.classes.len());
        diagnosis::check_size(n_inputs, &settings.hidden, n_classes)?;
        let network = Network::new(n_inputs, &settings.hidden, n_classes, settings.loss);
        let weights = initial_weights(&network, init.seed, init.repeat);
        let valid = Kernel::for_scores(network.clone(), data.packed_valid());
        let kernel = || Kernel::new(network.clone(), data.packed_train());
        let objective = settings.objective;
        let minimiser: Training = match settings.search {
            Search::Rule(rule) => Box::new(Descent::new(kernel(), objective, rule, weights)),
            Search::Lbfgs { memory } => Box::new(Lbfgs::new(kernel(), objective, memory, weights)),
            Search::LevenbergMarquardt { damping } => {
                diagnosis::check_pairs(&network, data.train.n_samples())?;
                let residuals = Residuals::new(network, table, &targets.codes);
                Box::new(LevenbergMarquardt::new(residuals, objective, damping, weights))
            }
        };
        Ok(Box::new(BpFitting::new(settings, data, minimiser, valid)))
    }
}

type Training<'a> = Box<dyn Minimiser + Send + 'a>;

struct Best {
    weights: Vec<f64>,
    /// The loss it is best by: on the validation rows, where there are any.
    loss: f64,
    train_loss: f64,
    epoch: u32,
}

struct BpFitting<'a> {
    settings: Settings,
    data: TrainValid<'a>,
    minimiser: Training<'a>,
    valid: Kernel,
    start: CurvePoint,
    progress: Progress,
    best: Best,
    /// Epochs since the best that look like overfitting.
    waited: u32,
}

impl<'a> BpFitting<'a> {
    fn new(settings: Settings, data: TrainValid<'a>, minimiser: Training<'a>, valid: Kernel) -> Self {
        let nowhere = CurvePoint {
            epoch: 0,
            train_loss: 0.0,
            valid_loss: 0.0,
            valid_accuracy: 0.0,
            learning_rate: 0.0,
        };
        let best = Best {
            weights: minimiser.place().weights.clone(),
            loss: f64::INFINITY,
            train_loss: f64::INFINITY,
            epoch: 0,
        };
        let progress = Progress { point: nowhere, finished: None };
        let mut fitting =
            Self { settings, data, minimiser, valid, start: nowhere, progress, best, waited: 0 };
        fitting.start = fitting.point(0);
        fitting.progress.point = fitting.start;
        fitting.keep_if_best();
        fitting
    }

    /// Where the training stands, with a look at the validation rows.
    fn point(&mut self, epoch: u32) -> CurvePoint {
        let n_valid = self.valid.n_samples() as f64;
        let score = self.valid.score(&self.minimiser.place().weights);
        CurvePoint {
            epoch,
            train_loss: self.minimiser.mean_error(),
            valid_loss: score.error / n_valid,
            valid_accuracy: score.hits as f64 / n_valid,
            learning_rate: self.minimiser.learning_rate(),
        }
    }

    fn has_valid(&self) -> bool {
        self.valid.n_samples() > 0
    }

    /// Counts the epoch, or starts counting anew from better weights.
    fn keep_if_best(&mut self) {
        let point = self.progress.point;
        let loss = if self.has_valid() { point.valid_loss } else { point.train_loss };
        if loss < self.best.loss {
            self.best.weights.copy_from_slice(&self.minimiser.place().weights);
            self.best.loss = loss;
            self.best.train_loss = point.train_loss;
            self.best.epoch = point.epoch;
            self.waited = 0;
        } else if point.train_loss < self.best.train_loss {
            self.waited += 1;
        }
    }

    fn stop_reason(&self) -> Option<StopReason> {
        let point = self.progress.point;
        if !point.train_loss.is_finite() || point.train_loss > EXPLODED * self.start.train_loss.max(1e-3) {
            return Some(StopReason::Diverged);
        }
        let is_flat = self.minimiser.gradient_norm() < self.settings.min_gradient;
        if is_flat || point.train_loss <= self.settings.goal || self.minimiser.is_exhausted() {
            return Some(StopReason::Converged);
        }
        if self.has_valid() && self.waited >= self.settings.patience {
            return Some(StopReason::EarlyStopping);
        }
        (point.epoch >= self.settings.max_epochs).then_some(StopReason::MaxEpochs)
    }

    fn warnings(&self, model: &NetworkModel, stopped: StopReason) -> Vec<Message> {
        let mut warnings = Vec::new();
        let Settings { search, learning_rate, gentler_rate, .. } = self.settings;
        let blame_rate = |message: Message| {
            message.with("rate", learning_rate.to_string()).with("try", gentler_rate.to_string())
        };
        if stopped == StopReason::Diverged {
            warnings.push(match search {
                Search::Rule(_) => blame_rate(Message::new("bp-diverged")),
                // These only ever lower the error.
                _ => Message::new("bp-no-error"),
            });
        }
        let stuck = diagnosis::stuck_share(&model.network, &self.best.weights, self.data.train)
            .max(diagnosis::stuck_share(&model.network, &self.minimiser.place().weights, self.data.train));
        if stuck >= WORRYING_STUCK_SHARE {
            warnings.push(match search {
                Search::Rule(_) => blame_rate(Message::new("bp-saturated").share("share", stuck, 0)),
                _ => Message::new("bp-saturated-units").share("share", stuck, 0),
            });
        }
        warnings.extend(diagnosis::one_class_only(model, &self.data));
        warnings
    }
}

impl Fitting for BpFitting<'_> {
    fn step(&mut self) -> Progress {
        if self.progress.finished.is_some() {
            return self.progress;
        }
        let epoch = self.progress.point.epoch + 1;
        if self.minimiser.step() {
            self.progress.point = self.point(epoch);
            self.keep_if_best();
        } else {
            self.progress.point.epoch = epoch;
            self.progress.point.learning_rate = self.minimiser.learning_rate();
        }
        self.progress.finished = self.stop_reason();
        self.progress
    }

    fn max_epochs(&self) -> u32 {
        self.settings.max_epochs
    }

    fn work(&self) -> u64 {
        self.minimiser.work() + self.data.valid.n_samples() as u64 * self.best.weights.len() as u64
    }

    fn start_point(&self) -> CurvePoint {
        self.start
    }

    fn finish(self: Box<Self>) -> Result<Fitted, FitError> {
        let stopped_because = self.progress.finished.unwrap_or(StopReason::StoppedByUser);
        let network = self.minimiser.network().clone();
        let model = NetworkModel { network, weights: self.best.weights.clone() };
        let warnings = self.warnings(&model, stopped_because);
        Ok(Fitted {
            model: Box::new(model),
            best_epoch: self.best.epoch,
            stopped_because,
            warnings,
            trials: Vec::new(),
        })
    }
}
