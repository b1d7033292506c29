//! Logistic regression with an L2 penalty: the plain model that a network has to beat.

use super::{
    Algorithm, CurvePoint, Ensemble, FitError, Fitted, Fitting, Init, NetworkModel, ParamKind, ParamSpec,
    Params, Progress, StopReason, TrainValid, diagnosis,
};
use crate::nn::rows::balanced_weights;
use crate::nn::{
    ErrorSurface as _, Exact, GradientScale, Lbfgs, Loss, Minimiser as _, Network, Objective, Rows,
};

/// Steps that L-BFGS remembers.
const MEMORY: usize = 10;
/// A gradient this long a row is none.
const FLAT: f64 = 1e-9;

static PARAMS: [ParamSpec; 3] = [
    ParamSpec {
        key: "c",
        name: "param-c",
        more: "param-c-more",
        kind: ParamKind::Float { default: 1.0, min: 1e-6, max: 1e6 },
    },
    ParamSpec {
        key: "class_weights",
        name: "param-class_weights",
        more: "param-class_weights-more",
        kind: ParamKind::Choice { default: "none", options: &["none", "balanced"] },
    },
    ParamSpec {
        key: "max_epochs",
        name: "param-max_epochs",
        more: "param-max_epochs-more",
        kind: ParamKind::Int { default: 200, min: 1, max: 100_000 },
    },
];

/// L2 logistic regression, multinomial for more than two classes.
///
/// E = Σ wᵣ·(−ln p of the row's class) + ½·Σw²/C, biases not penalised; from zeros by L-BFGS to the only minimum there
/// is. An epoch is one iteration. Validation rows are watched and decide nothing.
///
/// **Numerics** all of it in f64: coefficients as scikit-learn's within 1e-5 where it is run to the end, too.
///
/// **Source** scikit-learn `LogisticRegression(C)`, also with `class_weight="balanced"`
pub struct Logistic;

impl Algorithm for Logistic {
    fn id(&self) -> &'static str {
        "logistic"
    }

    fn params(&self) -> &'static [ParamSpec] {
        &PARAMS
    }

    /// There is one minimum, and the way there always begins at zeros.
    fn draws(&self) -> bool {
        false
    }

    fn start<'a>(
        &self,
        params: &Params,
        data: TrainValid<'a>,
        _: Init,
    ) -> Result<Box<dyn Fitting + Send + 'a>, FitError> {
        let params = params.checked(self.params())?;
        let (table, targets) = diagnosis::check_data(data.train, data.valid)?;
        let (n_inputs, n_classes) = (data.train.n_features(), targets.classes.len());
        diagnosis::check_size(n_inputs, &[], n_classes)?;
        let class_weights = match params.choice("class_weights")? {
            "balanced" => balanced_weights(&targets.codes, n_classes),
            _ => Vec::new(),
        };
        let loss = Loss::cross_entropy(n_classes);
        let network = Network::new(n_inputs, &[], loss.n_outputs(n_classes), loss);
        let objective = Objective { scale: GradientScale::Sum, l2: 1.0 / params.float("c")? };
        let zeros = vec![0.0; network.n_weights()];
        let train = Exact::new(network.clone(), Rows::new(table, &targets.codes, &class_weights));
        let watched = data.valid.table().zip(data.valid.targets.as_ref());
        let valid = watched.map(|(table, targets)| {
            Exact::new(network.clone(), Rows::new(table, &targets.codes, &class_weights))
        });
        let minimiser = Lbfgs::new(train, objective, MEMORY, zeros);
        let start = point(0, &minimiser, valid.as_ref());
        Ok(Box::new(LogisticFitting {
            minimiser,
            valid,
            class_weights,
            max_epochs: params.int("max_epochs")? as u32,
            start,
            progress: Progress { point: start, finished: None },
            data,
        }))
    }
}

struct LogisticFitting<'a> {
    minimiser: Lbfgs<Exact<'a>>,
    valid: Option<Exact<'a>>,
    class_weights: Vec<f64>,
    max_epochs: u32,
    start: CurvePoint,
    progress: Progress,
    data: TrainValid<'a>,
}

/// Where the descent stands, with a look at the validation rows.
fn point(epoch: u32, minimiser: &Lbfgs<Exact>, valid: Option<&Exact>) -> CurvePoint {
    let on_valid = valid.map(|valid| valid.score(&minimiser.place().weights)).unwrap_or_default();
    let n_valid = valid.map_or(0, Exact::n_samples) as f64;
    CurvePoint {
        epoch,
        train_loss: minimiser.mean_error(),
        valid_loss: on_valid.error / n_valid,
        valid_accuracy: on_valid.hits as f64 / n_valid,
        learning_rate: minimiser.learning_rate(),
    }
}

impl LogisticFitting<'_> {
    fn stop_reason(&self) -> Option<StopReason> {
        let point = self.progress.point;
        if !point.train_loss.is_finite() {
            return Some(StopReason::Diverged);
        }
        let is_flat = self.minimiser.gradient_norm() <= FLAT * self.minimiser.n_samples() as f64;
        if is_flat || self.minimiser.is_exhausted() {
            return Some(StopReason::Converged);
        }
        (point.epoch >= self.max_epochs).then_some(StopReason::MaxEpochs)
    }
}

impl Fitting for LogisticFitting<'_> {
    fn step(&mut self) -> Progress {
        if self.progress.finished.is_some() {
            return self.progress;
        }
        self.minimiser.step();
        let epoch = self.progress.point.epoch + 1;
        self.progress.point = point(epoch, &self.minimiser, self.valid.as_ref());
        self.progress.finished = self.stop_reason();
        self.progress
    }

    fn max_epochs(&self) -> u32 {
        self.max_epochs
    }

    fn work(&self) -> u64 {
        let n_watched = 2 * self.data.valid.n_samples() * self.minimiser.place().weights.len();
        // In f64, with copies: some times the work of the fast kernel.
        4 * (self.minimiser.work() + n_watched as u64)
    }

    fn start_point(&self) -> CurvePoint {
        self.start
    }

    fn finish(self: Box<Self>) -> Result<Fitted, FitError> {
        let member = NetworkModel {
            network: self.minimiser.network().clone(),
            weights: self.minimiser.place().weights.clone(),
        };
        let model = Ensemble { members: vec![member], class_weights: self.class_weights };
        let warnings = diagnosis::one_class_only(&model, &self.data).into_iter().collect();
        Ok(Fitted {
            model: Box::new(model),
            best_epoch: self.progress.point.epoch,
            stopped_because: self.progress.finished.unwrap_or(StopReason::StoppedByUser),
            warnings,
            trials: Vec::new(),
        })
    }
}
