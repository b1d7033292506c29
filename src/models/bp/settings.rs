//! What can be chosen about back-propagation training, and what the choices mean.

use std::collections::BTreeMap;

use crate::models::{Checked, FitError, ParamKind, ParamSpec, ParamValue, Params};
use crate::nn::rules::{AdaptiveRate, Momentum};
use crate::nn::{Activation, GradientScale, Loss, Objective, Rule};

pub(super) const RULES: &[&str] = &[
    "classic",
    "heavy_ball",
    "toolbox",
    "adaptive",
    "improved",
    "adam",
    "rprop",
    LBFGS,
    LEVENBERG_MARQUARDT,
];
const LBFGS: &str = "lbfgs";
const LEVENBERG_MARQUARDT: &str = "levenberg_marquardt";

/// The parameters of BP.
pub(super) static PARAMS: [ParamSpec; 20] = [
    ParamSpec {
        key: "rule",
        name: "param-rule",
        more: "param-rule-more",
        kind: ParamKind::Choice { default: "improved", options: RULES },
    },
    ParamSpec {
        key: "hidden_layers",
        name: "param-hidden_layers",
        more: "param-hidden_layers-more",
        kind: ParamKind::Sizes { default: &[16], min: 1, max: 1024 },
    },
    ParamSpec {
        key: "activation",
        name: "param-activation",
        more: "param-activation-more",
        kind: ParamKind::Choice { default: "sigmoid", options: &["sigmoid", "tanh", "relu"] },
    },
    ParamSpec {
        key: "loss",
        name: "param-loss",
        more: "param-loss-more",
        kind: ParamKind::Choice { default: "sigmoid_squared", options: &["sigmoid_squared", "softmax"] },
    },
    ParamSpec {
        key: "learning_rate",
        name: "param-learning_rate",
        more: "param-learning_rate-more",
        kind: ParamKind::Float { default: 0.0, min: 0.0, max: 100.0 },
    },
    ParamSpec {
        key: "momentum",
        name: "param-momentum",
        more: "param-momentum-more",
        kind: ParamKind::Float { default: 0.9, min: 0.0, max: 0.99 },
    },
    ParamSpec {
        key: "rate_increase",
        name: "param-rate_increase",
        more: "param-rate_increase-more",
        kind: ParamKind::Float { default: 1.05, min: 1.0, max: 2.0 },
    },
    ParamSpec {
        key: "rate_decrease",
        name: "param-rate_decrease",
        more: "param-rate_decrease-more",
        kind: ParamKind::Float { default: 0.7, min: 0.01, max: 1.0 },
    },
    ParamSpec {
        key: "max_error_ratio",
        name: "param-max_error_ratio",
        more: "param-max_error_ratio-more",
        kind: ParamKind::Float { default: 1.04, min: 1.0, max: 2.0 },
    },
    ParamSpec {
        key: "undo_bad_step",
        name: "param-undo_bad_step",
        more: "param-undo_bad_step-more",
        kind: ParamKind::Bool { default: true },
    },
    ParamSpec {
        key: "switch_momentum",
        name: "param-switch_momentum",
        more: "param-switch_momentum-more",
        kind: ParamKind::Bool { default: false },
    },
    ParamSpec {
        key: "backtrack",
        name: "param-backtrack",
        more: "param-backtrack-more",
        kind: ParamKind::Bool { default: true },
    },
    ParamSpec {
        key: "memory",
        name: "param-memory",
        more: "param-memory-more",
        kind: ParamKind::Int { default: 10, min: 1, max: 100 },
    },
    ParamSpec {
        key: "damping",
        name: "param-damping",
        more: "param-damping-more",
        kind: ParamKind::Float { default: 0.001, min: 1e-9, max: 1e9 },
    },
    ParamSpec {
        key: "gradient",
        name: "param-gradient",
        more: "param-gradient-more",
        kind: ParamKind::Choice { default: "mean", options: &["mean", "sum"] },
    },
    ParamSpec {
        key: "l2",
        name: "param-l2",
        more: "param-l2-more",
        kind: ParamKind::Float { default: 0.0, min: 0.0, max: 10.0 },
    },
    ParamSpec {
        key: "max_epochs",
        name: "param-max_epochs",
        more: "param-max_epochs-more",
        kind: ParamKind::Int { default: 500, min: 1, max: 1_000_000 },
    },
    ParamSpec {
        key: "patience",
        name: "param-patience",
        more: "param-patience-more",
        kind: ParamKind::Int { default: 20, min: 1, max: 1_000_000 },
    },
    ParamSpec {
        key: "min_gradient",
        name: "param-min_gradient",
        more: "param-min_gradient-more",
        kind: ParamKind::Float { default: 1e-5, min: 0.0, max: 1.0 },
    },
    ParamSpec {
        key: "goal",
        name: "param-goal",
        more: "param-goal-more",
        kind: ParamKind::Float { default: 0.0, min: 0.0, max: 10.0 },
    },
];

/// Whether a parameter changes anything beside these values of all of them; forms leave out those that do not.
pub(super) fn applies(values: &BTreeMap<String, ParamValue>, key: &str) -> bool {
    let on = |key: &str| values.get(key) == Some(&ParamValue::Bool(true));
    let rule = match values.get("rule") {
        Some(ParamValue::Choice(rule)) => rule.as_str(),
        _ => "",
    };
    match key {
        // Where bad steps are discarded, the first step has no momentum and the switch sets that of all the others.
        "momentum" if rule == "improved" => !(on("switch_momentum") && on("undo_bad_step")),
        "momentum" => matches!(rule, "heavy_ball" | "toolbox"),
        "rate_increase" | "rate_decrease" | "max_error_ratio" | "undo_bad_step" => {
            matches!(rule, "adaptive" | "improved")
        }
        "switch_momentum" => rule == "improved",
        "backtrack" => rule == "rprop",
        "memory" => rule == LBFGS,
        "damping" => rule == LEVENBERG_MARQUARDT,
        // These two find the length of a step by themselves.
        "learning_rate" => !matches!(rule, LBFGS | LEVENBERG_MARQUARDT),
        // It takes errors that are sums of squares.
        "loss" => rule != LEVENBERG_MARQUARDT,
        // Rprop looks at the signs only; L-BFGS learns the scale from its steps.
        "gradient" => !matches!(rule, "rprop" | LBFGS),
        _ => true,
    }
}

/// The learning rate of a rule where none is chosen (parameter `learning_rate` at 0); for iRprop+ the first step.
///
/// With the mean gradient the textbook rate .01 hardly moves a classic network: after 500 epochs on a bank's table of
/// 31,647 × 51 its error a row is .113, above the .103 of always answering with the shares of the classes. So the
/// steepest-descent rules share the rate .5, at which all of them learn (classic .091, toolbox momentum .092,
/// adaptive .065, improved .062; medians of 5 seeds). One rate does not make them equals: the adaptive rules soon
/// leave it, and classic is mostly still learning when its epochs are used up. Only heavy ball, whose steps are ten
/// times as long at momentum .9, has .1 (.081).
pub fn default_learning_rate(rule: &str) -> f64 {
    match rule {
        "heavy_ball" => 0.1,
        "adam" => 0.03,
        "rprop" => 0.07,
        _ => 0.5,
    }
}

/// The learning rate to try after one that was too high: a tenth of it, and not above the rule's own; as one would
/// say it, with one digit.
pub fn gentler_rate(rule: &str, rate: f64) -> f64 {
    let gentler = default_learning_rate(rule).min(rate / 10.0);
    format!("{gentler:.0e}").parse().unwrap_or(gentler)
}

/// The parameters that have an effect beside the chosen ones, each with the value it has; the learning rate is the
/// rule's own where none is chosen.
pub(super) fn effective(params: &Params) -> Params {
    let value =
        |spec: &ParamSpec| params.0.get(spec.key).cloned().unwrap_or_else(|| spec.kind.default_value());
    let all: BTreeMap<String, ParamValue> =
        PARAMS.iter().map(|spec| (spec.key.to_owned(), value(spec))).collect();
    let rule = all.get("rule").map(ParamValue::to_string).unwrap_or_default();
    let mut values = all.clone();
    values.retain(|key, _| applies(&all, key));
    if let Some(rate) = values.get_mut("learning_rate")
        && matches!(rate, ParamValue::Float(0.0) | ParamValue::Int(0))
    {
        *rate = ParamValue::Float(default_learning_rate(&rule));
    }
    Params(values)
}

/// How the lowest error is searched for.
#[derive(Clone, Copy, Debug)]
pub(super) enum Search {
    Rule(Rule),
    Lbfgs { memory: usize },
    LevenbergMarquardt { damping: f64 },
}

/// Checked choices in the terms of `nn`.
#[derive(Clone, Debug)]
pub(super) struct Settings {
    pub(super) search: Search,
    pub(super) learning_rate: f64,
    /// What to try if that was too high.
    pub(super) gentler_rate: f64,
    pub(super) hidden: Vec<(usize, Activation)>,
    pub(super) loss: Loss,
    pub(super) objective: Objective,
    pub(super) max_epochs: u32,
    pub(super) patience: u32,
    pub(super) min_gradient: f64,
    pub(super) goal: f64,
}

impl Settings {
    pub(super) fn new(params: &Checked) -> Result<Self, FitError> {
        let rule_name = params.choice("rule")?;
        let chosen_rate = params.float("learning_rate")?;
        let learning_rate = if chosen_rate > 0.0 { chosen_rate } else { default_learning_rate(rule_name) };
        let activation = match params.choice("activation")? {
            "tanh" => Activation::Tanh,
            "relu" => Activation::Relu,
            _ => Activation::Sigmoid,
        };
        Ok(Self {
            search: search(params, rule_name, learning_rate)?,
            learning_rate,
            gentler_rate: gentler_rate(rule_name, learning_rate),
            hidden: params
                .sizes("hidden_layers")?
                .into_iter()
                .map(|size| (size as usize, activation))
                .collect(),
            loss: match params.choice("loss")? {
                "softmax" if rule_name != LEVENBERG_MARQUARDT => Loss::Softmax,
                _ => Loss::SigmoidSquared,
            },
            objective: Objective {
                scale: match params.choice("gradient")? {
                    "sum" if !matches!(rule_name, "rprop" | LBFGS) => GradientScale::Sum,
                    _ => GradientScale::Mean,
                },
                l2: params.float("l2")?,
            },
            max_epochs: params.int("max_epochs")? as u32,
            patience: params.int("patience")? as u32,
            min_gradient: params.float("min_gradient")?,
            goal: params.float("goal")?,
        })
    }
}

fn search(params: &Checked, name: &str, learning_rate: f64) -> Result<Search, FitError> {
    Ok(match name {
        LBFGS => Search::Lbfgs { memory: params.int("memory")? as usize },
        LEVENBERG_MARQUARDT => Search::LevenbergMarquardt { damping: params.float("damping")? },
        _ => Search::Rule(rule(params, name, learning_rate)?),
    })
}

fn rule(params: &Checked, name: &str, learning_rate: f64) -> Result<Rule, FitError> {
    let momentum = params.float("momentum")?;
    let adaptive = AdaptiveRate {
        increase: params.float("rate_increase")?,
        decrease: params.float("rate_decrease")?,
        max_error_ratio: params.float("max_error_ratio")?,
        undo_bad_step: params.bool("undo_bad_step")?,
        switch_momentum: name == "improved" && params.bool("switch_momentum")?,
    };
    let (momentum, adaptive) = match name {
        "adam" => return Ok(Rule::Adam { learning_rate }),
        "rprop" => {
            return Ok(Rule::Rprop { initial_step: learning_rate, backtrack: params.bool("backtrack")? });
        }
        "heavy_ball" => (Momentum::HeavyBall(momentum), None),
        "toolbox" => (Momentum::Toolbox(momentum), None),
        "adaptive" => (Momentum::None, Some(adaptive)),
        "improved" => (Momentum::Toolbox(momentum), Some(adaptive)),
        _ => (Momentum::None, None),
    };
    Ok(Rule::GradientDescent { learning_rate, momentum, adaptive })
}
