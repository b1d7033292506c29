//! The methods people name: an algorithm of the catalog with the parameters that make it that method.

use crate::base::{Problem, nearest};
use crate::models::bp::gentler_rate;
use crate::models::{Params, catalog};

use super::StudyError;

/// A method as a person chooses it.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Method {
    pub id: &'static str,
    pub name_key: &'static str,
    /// One line on what it does.
    pub about_key: &'static str,
    /// Id in the catalog of algorithms.
    pub algorithm: &'static str,
    pub family: Family,
    /// What makes it this method, as (parameter, value); everything else may be chosen.
    pub fixed: &'static [Setting],
    /// Where its defaults differ from the algorithm's.
    pub defaults: &'static [Setting],
}

impl Method {
    /// Its parameters where nobody chose any: what makes it and its own defaults; the algorithm's hold for the rest.
    ///
    /// **Errors** a setting that the algorithm does not take.
    pub fn params(&self) -> Result<Params, Problem> {
        let specs = catalog::find(self.algorithm).map_or(&[][..], |algorithm| algorithm.params());
        let mut params = Params::default();
        for (key, value) in self.fixed.iter().chain(self.defaults) {
            params.set_text(specs, key, value)?;
        }
        Ok(params)
    }

    /// Whether this parameter is what makes the method, and cannot be chosen.
    pub fn fixes(&self, key: &str) -> bool {
        self.fixed.iter().any(|(fixed, _)| *fixed == key)
    }

    /// The learning rate to try after one that was too high.
    pub fn gentler_rate(&self, rate: f64) -> f64 {
        let rule = self.fixed.iter().find(|(key, _)| *key == "rule").map_or("", |(_, rule)| *rule);
        gentler_rate(rule, rate)
    }
}

/// What methods have in common: the question that offers them. Both questions take a method of either by its id.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Family {
    /// Whole-batch back-propagation, raced for tiers.
    Bp,
    /// Who leaves: the network on mini-batches, and what it must beat.
    Churn,
}

impl Family {
    /// The question that offers the methods, as the command line writes it.
    pub fn study(self) -> &'static str {
        match self {
            Self::Bp => "tiers",
            Self::Churn => "churn",
        }
    }
}

/// A parameter and its value as typed.
pub type Setting = (&'static str, &'static str);

const fn bp(
    id: &'static str,
    [name_key, about_key]: [&'static str; 2],
    fixed: &'static [Setting],
    defaults: &'static [Setting],
) -> Method {
    Method { id, name_key, about_key, algorithm: "bp", family: Family::Bp, fixed, defaults }
}

const fn churn(
    id: &'static str,
    [name_key, about_key]: [&'static str; 2],
    algorithm: &'static str,
    fixed: &'static [Setting],
    defaults: &'static [Setting],
) -> Method {
    Method { id, name_key, about_key, algorithm, family: Family::Churn, fixed, defaults }
}

/// What makes the network of the churn article; rounds and customers a step are said beside it and may be chosen.
const AS_IN_THE_SOURCE: &[Setting] = &[
    ("hidden_layers", "6,6"),
    ("activation", "relu"),
    ("initial_weights", "glorot"),
    ("learning_rate", "0.001"),
    ("dropout", "0"),
    ("l2", "0"),
    ("class_weights", "none"),
    ("early_stopping", "false"),
    ("ensemble_size", "1"),
];

#[rustfmt::skip]
static METHODS: [Method; 15] = [
    bp("bp_classic", ["method-bp-classic", "method-bp-classic-about"], &[("rule", "classic")], &[]),
    bp("bp_momentum", ["method-bp-momentum", "method-bp-momentum-about"], &[("rule", "heavy_ball")], &[]),
    bp("bp_momentum_toolbox", ["method-bp-toolbox", "method-bp-toolbox-about"], &[("rule", "toolbox")], &[]),
    bp("bp_adaptive", ["method-bp-adaptive", "method-bp-adaptive-about"], &[("rule", "adaptive")], &[("undo_bad_step", "false")]),
    bp("bp_improved", ["method-bp-improved", "method-bp-improved-about"], &[("rule", "improved"), ("undo_bad_step", "true")], &[]),
    bp("bp_improved_neurolab", ["method-bp-neurolab", "method-bp-neurolab-about"], &[("rule", "improved"), ("undo_bad_step", "false")], &[]),
    bp("bp_adam", ["method-bp-adam", "method-bp-adam-about"], &[("rule", "adam")], &[]),
    bp("bp_rprop", ["method-bp-rprop", "method-bp-rprop-about"], &[("rule", "rprop")], &[]),
    bp("bp_lbfgs", ["method-bp-lbfgs", "method-bp-lbfgs-about"], &[("rule", "lbfgs")], &[("max_epochs", "100")]),
    bp("bp_lm", ["method-bp-lm", "method-bp-lm-about"], &[("rule", "levenberg_marquardt")], &[("max_epochs", "100"), ("hidden_layers", "6")]),
    bp("bp_softmax", ["method-bp-softmax", "method-bp-softmax-about"], &[("rule", "adam"), ("loss", "softmax")], &[("l2", "0.0001")]),
    churn("ann", ["method-ann", "method-ann-about"], "ann", &[], &[]),
    churn("ann_source", ["method-ann-source", "method-ann-source-about"], "ann", AS_IN_THE_SOURCE, &[("max_epochs", "50")]),
    churn("ann_search", ["method-ann-search", "method-ann-search-about"], "ann_search", &[], &[]),
    churn("logistic", ["method-logistic", "method-logistic-about"], "logistic", &[], &[]),
];

/// The methods of a race unless the analyst chooses others.
pub const DEFAULT_METHODS: [&str; 4] = ["bp_classic", "bp_momentum", "bp_adaptive", "bp_improved"];

/// The methods that foresee a class of interest unless the analyst chooses others.
pub const DEFAULT_CHURN_METHODS: [&str; 2] = ["ann", "logistic"];

/// Every method, in the order people should meet them.
pub fn methods() -> &'static [Method] {
    &METHODS
}

/// The method with this id.
pub fn find(id: &str) -> Result<&'static Method, StudyError> {
    METHODS.iter().find(|method| method.id == id).ok_or_else(|| StudyError::UnknownMethod {
        id: id.to_owned(),
        nearest: nearest(id, METHODS.iter().map(|method| method.id)),
    })
}
