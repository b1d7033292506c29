//! The network that says who leaves: `ReLU` layers, cross-entropy, Adam on mini-batches, several networks together.

mod member;
mod settings;
#[cfg(test)]
mod tests;

use rayon::prelude::*;

use super::{
    Algorithm, CurvePoint, Ensemble, FitError, Fitted, Fitting, Init, NetworkModel, ParamSpec, Params,
    Progress, StopReason, TrainValid, diagnosis,
};
use crate::base::Message;
use crate::models::bp::gentler_rate;
use crate::nn::rows::balanced_weights;
use crate::nn::{Loss, Network, Rows};
use member::Member;

pub(super) use settings::{BATCH_SIZE, CLASS_WEIGHTS, ENSEMBLE_SIZE, MAX_EPOCHS, PARAMS, PATIENCE, Settings};

/// A feed-forward network for classes, trained on mini-batches.
///
/// E = 1/n Σ wᵣ·(−ln p of the row's class) + ½·l2·Σw², with one sigmoid output for two classes and a softmax for
/// more. An epoch goes once through the rows in an order drawn anew.
///
/// `train_loss` of an epoch is the mean of its batches, each before its own update and with the units that were silent
/// in it; `valid_loss` is that of the watched rows after the epoch, each row times the weight of its class in both.
/// Training ends after `patience` epochs without a lower validation loss and keeps the weights of the lowest; without
/// validation rows, and where it may not stop early, it keeps those of the last epoch.
///
/// Several networks learn side by side, each from its own initial weights and orders, and answer together with the mean
/// of their probabilities. The curve is the mean over them; one that has ended counts as it was.
///
/// **Source** Keras 3: Adam, inverted dropout, `class_weight`, `EarlyStopping(restore_best_weights=True)`
pub struct Ann;

impl Algorithm for Ann {
    fn id(&self) -> &'static str {
        "ann"
    }

    fn params(&self) -> &'static [ParamSpec] {
        &PARAMS
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
        Ok(Box::new(AnnFitting::start(settings, &data, init)?))
    }
}

/// Networks learning side by side.
pub(super) struct AnnFitting<'a> {
    settings: Settings,
    data: TrainValid<'a>,
    network: Network,
    class_weights: Vec<f64>,
    members: Vec<Member<'a>>,
    start: CurvePoint,
    progress: Progress,
}

impl<'a> AnnFitting<'a> {
    /// Checks the data and prepares the state before the first epoch.
    pub(super) fn start(settings: Settings, data: &TrainValid<'a>, init: Init) -> Result<Self, FitError> {
        let (table, targets) = diagnosis::check_data(data.train, data.valid)?;
        let (n_inputs, n_classes) = (data.train.n_features(), targets.classes.len());
        let loss = Loss::cross_entropy(n_classes);
        diagnosis::check_size(n_inputs, &settings.hidden, n_classes)?;
        let network = Network::new(n_inputs, &settings.hidden, loss.n_outputs(n_classes), loss);
        let weights =
            if settings.balanced { balanced_weights(&targets.codes, n_classes) } else { Vec::new() };
        let train = Rows::new(table, &targets.codes, &weights);
        let valid = match (data.valid.table(), &data.valid.targets) {
            (Some(table), Some(targets)) => Rows::new(table, &targets.codes, &weights),
            _ => Rows::new(table, &[], &weights),
        };
        let member =
            |number| Member::new(&settings, network.clone(), (train.clone(), valid.clone()), init, number);
        let members: Vec<Member> = (0..settings.ensemble_size).into_par_iter().map(member).collect();
        let start = mean_point(&members);
        let progress = Progress { point: start, finished: None };
        Ok(Self { settings, data: data.clone(), network, class_weights: weights, members, start, progress })
    }

    /// The lowest validation loss of each network, averaged; NaN where none was watched.
    pub(super) fn best_loss(&self) -> f64 {
        let losses = self.members.iter().map(|member| member.best.loss);
        let mean = losses.sum::<f64>() / self.members.len().max(1) as f64;
        if mean.is_finite() { mean } else { f64::NAN }
    }

    /// Ended when all are: diverged where one was, at the last epoch where one got there.
    fn stop_reason(&self) -> Option<StopReason> {
        let ends: Option<Vec<StopReason>> = self.members.iter().map(|member| member.finished).collect();
        let ends = ends?;
        let first =
            [StopReason::Diverged, StopReason::MaxEpochs].into_iter().find(|reason| ends.contains(reason));
        first.or(ends.first().copied())
    }

    fn ensemble(&self) -> Ensemble {
        let model = |member: &Member| NetworkModel {
            network: self.network.clone(),
            weights: member.best.weights.clone(),
        };
        Ensemble {
            members: self.members.iter().map(model).collect(),
            class_weights: self.class_weights.clone(),
        }
    }

    fn warnings(&self, model: &Ensemble) -> Vec<Message> {
        let mut warnings = Vec::new();
        if self.members.iter().any(|member| member.finished == Some(StopReason::Diverged)) {
            let rate = self.settings.schedule.learning_rate;
            let message = Message::new("bp-diverged").with("rate", rate.to_string());
            warnings.push(message.with("try", gentler_rate("adam", rate).to_string()));
        }
        warnings.extend(diagnosis::one_class_only(model, &self.data));
        warnings
    }
}

impl Fitting for AnnFitting<'_> {
    fn step(&mut self) -> Progress {
        if self.progress.finished.is_some() {
            return self.progress;
        }
        let epoch = self.progress.point.epoch + 1;
        let settings = &self.settings;
        self.members.par_iter_mut().with_max_len(1).for_each(|member| member.step(settings));
        let point = CurvePoint { epoch, ..mean_point(&self.members) };
        self.progress = Progress { point, finished: self.stop_reason() };
        self.progress
    }

    fn max_epochs(&self) -> u32 {
        self.settings.max_epochs
    }

    fn work(&self) -> u64 {
        let n_rows = 3 * self.data.train.n_samples() + self.data.valid.n_samples();
        let learning = self.members.iter().filter(|member| member.finished.is_none());
        learning.map(|member| (n_rows * member.n_weights()) as u64).sum()
    }

    fn start_point(&self) -> CurvePoint {
        self.start
    }

    fn finish(self: Box<Self>) -> Result<Fitted, FitError> {
        let model = self.ensemble();
        let mut epochs: Vec<u32> = self.members.iter().map(|member| member.best.epoch).collect();
        epochs.sort_unstable();
        Ok(Fitted {
            warnings: self.warnings(&model),
            model: Box::new(model),
            best_epoch: epochs.get(epochs.len() / 2).copied().unwrap_or_default(),
            stopped_because: self.progress.finished.unwrap_or(StopReason::StoppedByUser),
            trials: Vec::new(),
        })
    }
}

/// The mean over networks.
fn mean_point(members: &[Member]) -> CurvePoint {
    let mean = |number: fn(&CurvePoint) -> f64| {
        members.iter().map(|member| number(&member.point)).sum::<f64>() / members.len().max(1) as f64
    };
    CurvePoint {
        epoch: 0,
        train_loss: mean(|point| point.train_loss),
        valid_loss: mean(|point| point.valid_loss),
        valid_accuracy: mean(|point| point.valid_accuracy),
        learning_rate: mean(|point| point.learning_rate),
    }
}
