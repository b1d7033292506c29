//! Estimators: an algorithm is a list of parameters, a way to start, and a model that predicts.

pub mod ann;
pub mod ann_search;
pub mod bp;
pub mod calibration;
pub mod catalog;
mod diagnosis;
pub mod ensemble;
pub mod kmeans;
pub mod logistic;
pub mod network_model;
pub mod params;
pub mod pca;
pub mod rnn;
pub mod trial;

use std::sync::{Arc, OnceLock};

use ndarray::Array2;

use crate::base::{Message, Problem};
use crate::data::Dataset;
use crate::nn::Blocks;

pub use calibration::{
    Calibration, CalibrationKind, CalibrationLoss, calibrate_rows, choose_calibration, fit_isotonic,
    fit_platt,
};
pub use catalog::{catalog, find};
pub use ensemble::Ensemble;
pub use kmeans::{Assigned, Clustering, KMeans, Packed, assign};
pub use network_model::{NetworkModel, first_largest};
pub use params::{Checked, ParamKind, ParamSpec, ParamValue, Params};
pub use pca::Pca;
pub use trial::{Trial, TrialState};

/// What a fitting is given: rows to learn from and rows to watch. Held-out rows never come here.
///
/// Clones share what was packed, so that the methods of a race do not each keep a copy of the rows.
#[derive(Clone)]
pub struct TrainValid<'a> {
    pub train: &'a Dataset,
    pub valid: &'a Dataset,
    packed: Arc<[OnceLock<Arc<Blocks>>; 2]>,
}

impl<'a> TrainValid<'a> {
    pub fn new(train: &'a Dataset, valid: &'a Dataset) -> Self {
        Self { train, valid, packed: Arc::default() }
    }

    /// The rows to learn from as the kernel reads them.
    pub fn packed_train(&self) -> Arc<Blocks> {
        self.packed[0].get_or_init(|| pack(self.train)).clone()
    }

    /// The rows to watch as the kernel reads them.
    pub fn packed_valid(&self) -> Arc<Blocks> {
        self.packed[1].get_or_init(|| pack(self.valid)).clone()
    }
}

fn pack(data: &Dataset) -> Arc<Blocks> {
    let codes = data.targets.as_ref().map_or(&[][..], |targets| &targets.codes);
    let none = Array2::zeros((0, data.n_features()));
    Arc::new(Blocks::pack(data.table().unwrap_or(&none), codes))
}

/// What a fitting's starting weights depend on.
#[derive(Clone, Copy, Debug)]
pub struct Init {
    pub seed: u64,
    pub repeat: u32,
}

/// One point of a training curve.
#[derive(Clone, Copy, Debug, PartialEq)]
pub struct CurvePoint {
    /// 0 is the state before any update.
    pub epoch: u32,
    pub train_loss: f64,
    /// NaN where there are no validation rows, as is the accuracy.
    pub valid_loss: f64,
    pub valid_accuracy: f64,
    pub learning_rate: f64,
}

/// Why a fitting ended.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum StopReason {
    /// All epochs were used.
    MaxEpochs,
    /// `patience` epochs lowered the training error and left the validation error above its best: overfitting.
    EarlyStopping,
    /// The goal or the smallest gradient was reached, or no step lowers the error any more.
    Converged,
    /// The error grew without end or stopped being a number.
    Diverged,
    /// The person stopped it; the best so far was kept.
    StoppedByUser,
}

impl StopReason {
    /// The word used in `findings.json`.
    pub fn id(self) -> &'static str {
        match self {
            Self::MaxEpochs => "max_epochs",
            Self::EarlyStopping => "early_stopping",
            Self::Converged => "converged",
            Self::Diverged => "diverged",
            Self::StoppedByUser => "stopped_by_user",
        }
    }
}

/// What one step of a fitting says.
#[derive(Clone, Copy, Debug, PartialEq)]
pub struct Progress {
    pub point: CurvePoint,
    /// `Some` when there is nothing left to step.
    pub finished: Option<StopReason>,
}

/// Training as a state machine: whoever drives it may pause, stop or leave it between any two steps.
pub trait Fitting {
    /// One epoch or one iteration. Calling it after the end changes nothing and repeats the last progress.
    fn step(&mut self) -> Progress;
    /// The epochs at most.
    fn max_epochs(&self) -> u32;
    /// Rough number of multiply-adds of one step: the driver sizes its rounds by it.
    fn work(&self) -> u64;
    /// The state before the first step (epoch 0).
    fn start_point(&self) -> CurvePoint;
    /// The settings tried so far, in the order they were drawn; none where nothing is searched for.
    fn trials(&self) -> Vec<Trial> {
        Vec::new()
    }
    /// Takes the best weights seen on the validation rows.
    fn finish(self: Box<Self>) -> Result<Fitted, FitError>;
}

/// What training ends with.
pub struct Fitted {
    pub model: Box<dyn Model>,
    /// Epoch of the weights kept; the middle one of several networks'.
    pub best_epoch: u32,
    pub stopped_because: StopReason,
    /// What a person should know of this training: saturation, one class only, divergence.
    pub warnings: Vec<Message>,
    /// The settings tried, where they were searched for.
    pub trials: Vec<Trial>,
}

/// A fitted model.
pub trait Model: Send + Sync {
    fn predict(&self, data: &Dataset) -> Result<Prediction, PredictError>;
    /// The networks it consists of: what is saved of it. `None` for models that are no networks.
    fn ensemble(&self) -> Option<Ensemble>;
}

/// The classes a model gives to rows.
#[derive(Clone, Debug, PartialEq)]
pub struct Prediction {
    /// (`n_samples`, `n_classes`), each row adding up to 1
    pub probabilities: Array2<f32>,
    /// (`n_samples`): the class of the largest output, the first of equal ones
    pub labels: Vec<u32>,
}

/// Why a fitting could not start or end.
#[derive(Clone, Debug, PartialEq)]
pub enum FitError {
    /// Parameters that are unknown, of the wrong kind or out of range.
    Params(Problem),
    /// The data do not suit the algorithm.
    Data(Problem),
}

impl FitError {
    pub fn problem(&self) -> &Problem {
        match self {
            Self::Params(problem) | Self::Data(problem) => problem,
        }
    }
}

/// Why a model could not predict.
#[derive(Clone, Debug, PartialEq)]
pub enum PredictError {
    /// The rows have another number of features than the model was fitted on.
    Shape { expected: usize, found: usize },
}

/// An algorithm of the catalog: what forms, command-line flags, documentation and conformance tests read.
pub trait Algorithm: Sync {
    /// Stable id, also the file name in `models/`.
    fn id(&self) -> &'static str;
    /// Every parameter with its kind, default and range.
    fn params(&self) -> &'static [ParamSpec];
    /// The parameters that have an effect beside these, each with the value it has: defaults filled in.
    fn effective(&self, params: &Params) -> Params {
        let defaults = self.params().iter().map(|spec| (spec.key.to_owned(), spec.kind.default_value()));
        Params(defaults.chain(params.0.clone()).collect())
    }
    /// Whether seed and repeat change what is learned from the same rows.
    fn draws(&self) -> bool {
        true
    }
    /// Checks the parameters and the data and prepares the state before the first epoch.
    fn start<'a>(
        &self,
        params: &Params,
        data: TrainValid<'a>,
        init: Init,
    ) -> Result<Box<dyn Fitting + Send + 'a>, FitError>;
}
