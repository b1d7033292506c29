//! What the trainings of a run came to, gathered method by method.

use std::collections::BTreeMap;

use crate::base::{Message, Problem};
use crate::data::split::Split;
use crate::features::Preprocessor;
use crate::models::{CurvePoint, Model, StopReason, Trial};

use super::baselines::BaselineTally;
use super::churn::Decided;
use super::{StudyError, Training};

/// All results of a run, before words are made of them.
pub struct Tally {
    pub methods: Vec<MethodTally>,
    pub baselines: Vec<BaselineTally>,
    /// Repeat 1, fold 1.
    pub first: FirstGroup,
    pub stopped: bool,
}

/// How customers were divided and made into numbers in repeat 1, fold 1.
pub struct FirstGroup {
    pub split: Split,
    pub preprocessor: Preprocessor,
}

/// One method's results over repeats and folds.
#[derive(Default)]
pub struct MethodTally {
    /// Held-out values by metric, in the order of repeats and folds.
    pub metrics: BTreeMap<&'static str, Vec<f64>>,
    /// By repeat and fold: the first one whole, the others at the epochs of [`super::curves::grid`].
    pub curves: Vec<Vec<CurvePoint>>,
    /// By repeat and fold.
    pub trainings: Vec<Training>,
    pub first: Option<FirstModel>,
    pub n_diverged: usize,
    /// Trainings that used all their epochs: they might have gone on learning.
    pub n_at_limit: usize,
    /// Why it has no model; then it has no metrics either.
    pub failure: Option<Problem>,
}

/// A method's model of repeat 1, fold 1 with its worth on validation rows.
pub struct FirstModel {
    pub model: Box<dyn Model>,
    pub best_epoch: u32,
    pub stopped_because: StopReason,
    pub warnings: Vec<Message>,
    /// Where it searched for its settings: what it tried.
    pub trials: Vec<Trial>,
    /// What methods are chosen by: macro-F1, or the area under the ROC curve of the class of interest.
    pub valid_score: f64,
    pub valid_brier: f64,
    /// Where a class of interest is predicted.
    pub decided: Option<Decided>,
}

impl MethodTally {
    /// It could not be trained: what it had so far does not count.
    pub fn fail(&mut self, problem: Problem) {
        *self = Self { failure: Some(self.failure.take().unwrap_or(problem)), ..Self::default() };
    }

    pub fn accuracies(&self) -> Vec<f64> {
        self.values("accuracy")
    }

    /// Held-out values of a metric.
    pub fn values(&self, metric: &str) -> Vec<f64> {
        self.metrics.get(metric).cloned().unwrap_or_default()
    }
}

impl Tally {
    /// The method whose model of repeat 1, fold 1 labels the customers: the highest macro-F1, or area under the ROC
    /// curve of the class of interest, on the validation rows of that split, then the lower Brier score there, then the order of the recipe. Held-out rows have no
    /// say. Methods that diverged or failed take no part.
    ///
    /// **Errors** no method is left.
    pub fn choose(&self) -> Result<usize, StudyError> {
        let mut best: Option<(usize, &FirstModel)> = None;
        for (index, method) in self.methods.iter().enumerate() {
            let Some(first) = &method.first else { continue };
            if first.stopped_because == StopReason::Diverged {
                continue;
            }
            let better = best.is_none_or(|(_, leader)| {
                let by_score = first.valid_score.total_cmp(&leader.valid_score);
                by_score.then(leader.valid_brier.total_cmp(&first.valid_brier)).is_gt()
            });
            if better {
                best = Some((index, first));
            }
        }
        best.map(|(index, _)| index).ok_or_else(|| StudyError::AllFailed { first: self.first_failure() })
    }

    fn first_failure(&self) -> Option<Problem> {
        self.methods.iter().find_map(|method| {
            let diverged = method.first.as_ref().and_then(|first| first.warnings.first());
            method.failure.clone().or_else(|| diverged.cloned().map(Problem::new))
        })
    }
}
