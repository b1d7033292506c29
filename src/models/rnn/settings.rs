//! What can be chosen about training a recurrent network.

use crate::models::{FitError, ParamKind, ParamSpec, Params};
use crate::nn::recurrent::training::Schedule;
use crate::nn::recurrent::{Cell, RecurrentNetwork, Task};

/// The parameters of a recurrent network; its cell and its task are the method's and the recipe's.
pub static PARAMS: [ParamSpec; 6] = [
    ParamSpec {
        key: "units",
        name: "param-units",
        more: "param-units-more",
        kind: ParamKind::Sizes { default: &[32], min: 1, max: 512 },
    },
    ParamSpec {
        key: "learning_rate",
        name: "param-learning_rate",
        more: "param-learning_rate_adam-more",
        kind: ParamKind::Float { default: 0.001, min: 1e-6, max: 1.0 },
    },
    ParamSpec {
        key: "batch_size",
        name: "param-batch_size",
        more: "param-batch_size-more",
        kind: ParamKind::Int { default: 64, min: 1, max: 4096 },
    },
    ParamSpec {
        key: "max_epochs",
        name: "param-max_epochs",
        more: "param-max_epochs-more",
        kind: ParamKind::Int { default: 30, min: 1, max: 100_000 },
    },
    ParamSpec {
        key: "patience",
        name: "param-patience",
        more: "param-patience-more",
        kind: ParamKind::Int { default: 5, min: 1, max: 100_000 },
    },
    ParamSpec {
        key: "clip_norm",
        name: "param-clip_norm",
        more: "param-clip_norm-more",
        kind: ParamKind::Float { default: 1.0, min: 0.001, max: 1000.0 },
    },
];

/// Checked choices.
#[derive(Clone, Debug, PartialEq)]
pub struct RnnSettings {
    pub cell: Cell,
    /// Of the layers, from the sequences to the embedding.
    pub units: Vec<u32>,
    pub task: Task,
    pub learning_rate: f64,
    pub batch_size: usize,
    pub max_epochs: u32,
    pub patience: u32,
    pub clip_norm: f64,
}

impl RnnSettings {
    /// **Errors** A parameter that is unknown, of the wrong kind or out of range.
    pub fn new(params: &Params, cell: Cell, task: Task) -> Result<Self, FitError> {
        let params = params.checked(&PARAMS)?;
        Ok(Self {
            cell,
            units: params.sizes("units")?,
            task,
            learning_rate: params.float("learning_rate")?,
            batch_size: params.int("batch_size")? as usize,
            max_epochs: params.int("max_epochs")? as u32,
            patience: params.int("patience")? as u32,
            clip_norm: params.float("clip_norm")?,
        })
    }

    pub(super) fn network(&self, n_inputs: usize) -> RecurrentNetwork {
        let units: Vec<usize> = self.units.iter().map(|&units| units as usize).collect();
        RecurrentNetwork::new(self.cell, n_inputs, &units, self.task)
    }

    pub(super) fn schedule(&self) -> Schedule {
        let Self { learning_rate, batch_size, clip_norm, .. } = *self;
        Schedule { learning_rate, batch_size, clip_norm }
    }
}
