//! What can be chosen about a network trained in mini-batches.

use crate::models::{Checked, FitError, ParamKind, ParamSpec, ParamValue, Params};
use crate::nn::Activation;
use crate::nn::init::Spread;
use crate::nn::minibatch::Schedule;

pub(in crate::models) const BATCH_SIZE: ParamSpec = ParamSpec {
    key: "batch_size",
    name: "param-batch_size",
    more: "param-batch_size-more",
    kind: ParamKind::Int { default: 32, min: 1, max: 4096 },
};
pub(in crate::models) const CLASS_WEIGHTS: ParamSpec = ParamSpec {
    key: "class_weights",
    name: "param-class_weights",
    more: "param-class_weights-more",
    kind: ParamKind::Choice { default: "none", options: &["none", "balanced"] },
};
pub(in crate::models) const MAX_EPOCHS: ParamSpec = ParamSpec {
    key: "max_epochs",
    name: "param-max_epochs",
    more: "param-max_epochs-more",
    kind: ParamKind::Int { default: 200, min: 1, max: 100_000 },
};
pub(in crate::models) const PATIENCE: ParamSpec = ParamSpec {
    key: "patience",
    name: "param-patience",
    more: "param-patience-more",
    kind: ParamKind::Int { default: 15, min: 1, max: 100_000 },
};
pub(in crate::models) const ENSEMBLE_SIZE: ParamSpec = ParamSpec {
    key: "ensemble_size",
    name: "param-ensemble_size",
    more: "param-ensemble_size-more",
    kind: ParamKind::Int { default: 5, min: 1, max: 50 },
};

/// The parameters of the network.
pub(in crate::models) static PARAMS: [ParamSpec; 12] = [
    ParamSpec {
        key: "hidden_layers",
        name: "param-hidden_layers",
        more: "param-hidden_layers-more",
        kind: ParamKind::Sizes { default: &[32, 16], min: 1, max: 1024 },
    },
    ParamSpec {
        key: "activation",
        name: "param-activation",
        more: "param-activation-more",
        kind: ParamKind::Choice { default: "relu", options: &["relu", "tanh", "sigmoid"] },
    },
    ParamSpec {
        key: "initial_weights",
        name: "param-initial_weights",
        more: "param-initial_weights-more",
        kind: ParamKind::Choice { default: "he", options: &["he", "glorot"] },
    },
    ParamSpec {
        key: "learning_rate",
        name: "param-learning_rate",
        more: "param-learning_rate_adam-more",
        kind: ParamKind::Float { default: 0.001, min: 1e-6, max: 1.0 },
    },
    BATCH_SIZE,
    ParamSpec {
        key: "dropout",
        name: "param-dropout",
        more: "param-dropout-more",
        kind: ParamKind::Float { default: 0.0, min: 0.0, max: 0.9 },
    },
    ParamSpec {
        key: "l2",
        name: "param-l2",
        more: "param-l2-more",
        kind: ParamKind::Float { default: 0.003, min: 0.0, max: 10.0 },
    },
    CLASS_WEIGHTS,
    ParamSpec {
        key: "early_stopping",
        name: "param-early_stopping",
        more: "param-early_stopping-more",
        kind: ParamKind::Bool { default: true },
    },
    MAX_EPOCHS,
    PATIENCE,
    ENSEMBLE_SIZE,
];

/// The parameters that have an effect beside the chosen ones: patience only where training may stop early.
pub(super) fn effective(params: &Params) -> Params {
    let defaults = PARAMS.iter().map(|spec| (spec.key.to_owned(), spec.kind.default_value()));
    let mut values: std::collections::BTreeMap<_, _> = defaults.chain(params.0.clone()).collect();
    if values.get("early_stopping") == Some(&ParamValue::Bool(false)) {
        values.remove("patience");
    }
    Params(values)
}

/// Checked choices.
#[derive(Clone, Debug, PartialEq)]
pub(in crate::models) struct Settings {
    pub(super) hidden: Vec<(usize, Activation)>,
    pub(super) spread: Spread,
    pub(super) schedule: Schedule,
    pub(super) balanced: bool,
    pub(super) early_stopping: bool,
    pub(super) max_epochs: u32,
    pub(super) patience: u32,
    pub(super) ensemble_size: u32,
}

impl Settings {
    pub(in crate::models) fn new(params: &Checked) -> Result<Self, FitError> {
        let activation = match params.choice("activation")? {
            "tanh" => Activation::Tanh,
            "sigmoid" => Activation::Sigmoid,
            _ => Activation::Relu,
        };
        Ok(Self {
            hidden: params
                .sizes("hidden_layers")?
                .into_iter()
                .map(|size| (size as usize, activation))
                .collect(),
            spread: match params.choice("initial_weights")? {
                "glorot" => Spread::Glorot,
                _ => Spread::He,
            },
            schedule: Schedule {
                learning_rate: params.float("learning_rate")?,
                batch_size: params.int("batch_size")? as usize,
                l2: params.float("l2")?,
                dropout: params.float("dropout")?,
            },
            balanced: params.choice("class_weights")? == "balanced",
            early_stopping: params.bool("early_stopping")?,
            max_epochs: params.int("max_epochs")? as u32,
            patience: params.int("patience")? as u32,
            ensemble_size: params.int("ensemble_size")? as u32,
        })
    }
}
