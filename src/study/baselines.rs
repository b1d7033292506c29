//! Rules that learn nothing, or next to nothing: what a network must beat to be worth anything.

use std::collections::BTreeMap;

use crate::base::{Message, RowId};
use crate::data::split::Split;
use crate::metrics::Confusion;

use super::plan::Plan;
use super::value::ValueTable;
use super::{BaselineFindings, judge, labels};

/// A rule and what it came to on the held-out rows, by metric, in the order of repeats and folds.
#[derive(Clone, Debug)]
pub struct BaselineTally {
    pub rule: Rule,
    pub name: Message,
    pub metrics: BTreeMap<&'static str, Vec<f64>>,
}

#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Rule {
    /// Everybody gets the most frequent class of the training rows.
    Majority,
    /// Everybody keeps the tier of the earlier period.
    SameTier,
    /// The contribution of the earlier period (of the same one where tiers are circular), cut so that the training rows fall into the tiers as often as they do
    /// later.
    DirectThreshold,
}

impl Rule {
    /// The word used in `findings.json`.
    pub fn id(self) -> &'static str {
        match self {
            Self::Majority => "majority",
            Self::SameTier => "same_tier",
            Self::DirectThreshold => "direct_threshold",
        }
    }

    fn name(self, plan: &Plan) -> Message {
        let circular = plan.tiers().is_some_and(|value| value.circular);
        match self {
            Self::Majority => Message::new("study-baseline-majority")
                .with("kind", labels::kind(plan.recipe.predicts_tiers())),
            Self::SameTier => Message::new("study-baseline-same-tier"),
            Self::DirectThreshold if circular => Message::new("study-baseline-direct-threshold-same-period"),
            Self::DirectThreshold => Message::new("study-baseline-direct-threshold"),
        }
    }

    /// What it does, in words that follow its name.
    pub fn about(self, plan: &Plan) -> Message {
        let circular = plan.tiers().is_some_and(|value| value.circular);
        Message::new(match self {
            Self::Majority => "study-baseline-majority-about",
            Self::SameTier => "study-baseline-same-tier-about",
            Self::DirectThreshold if circular => "study-baseline-direct-threshold-same-period-about",
            Self::DirectThreshold => "study-baseline-direct-threshold-about",
        })
        .with("kind", labels::kind(plan.recipe.predicts_tiers()))
    }

    /// The rules that can be asked of these tables.
    fn all(plan: &Plan) -> Vec<Self> {
        match plan.tiers() {
            None => vec![Self::Majority],
            Some(value) if value.circular => vec![Self::Majority, Self::DirectThreshold],
            Some(_) => vec![Self::Majority, Self::SameTier, Self::DirectThreshold],
        }
    }

    /// The classes it gives to the held-out rows, from the training rows alone.
    fn predict(self, plan: &Plan, train: &[RowId], test: &[RowId]) -> Vec<u32> {
        match self {
            Self::Majority => {
                let learned_from = plan.division.codes_of(train);
                vec![judge::most_frequent(&learned_from, plan.labels().n_classes()); test.len()]
            }
            Self::SameTier => test.iter().map(|&row| class_before(plan, row)).collect(),
            Self::DirectThreshold => {
                let value = |row: &RowId| plan.value.map_or(0.0, |value| value.contribution_before(*row));
                let mut learned_from: Vec<f64> = train.iter().map(value).collect();
                let cuts = cuts(&mut learned_from, &plan.division.codes_of(train), plan.labels().n_classes());
                test.iter().map(|row| cuts.iter().map(|&cut| u32::from(value(row) >= cut)).sum()).collect()
            }
        }
    }
}

/// The class of a customer's earlier tier.
fn class_before(plan: &Plan, row: RowId) -> u32 {
    let Some(value) = plan.value else { return 0 };
    value.tier_name_before(row).map_or(0, |name| class_of(plan, value, name))
}

/// The class of a tier; where no customer has that tier later, the nearest class below.
pub fn class_of(plan: &Plan, value: &ValueTable, name: &str) -> u32 {
    let tiers = value.names.iter().take_while(|&tier| tier != name).chain(std::iter::once(&value.names[0]));
    let class = |name: &str| plan.labels().classes.iter().position(|class| class == name);
    let below = || tiers.filter_map(|tier| class(tier)).max();
    class(name).or_else(below).unwrap_or(0) as u32
}

/// Values at which classes begin: as many of these values lie in each class as there are codes of it, equal values
/// together.
///
/// **Shapes** one cut fewer than classes, ascending.
fn cuts(values: &mut [f64], codes: &[u32], n_classes: usize) -> Vec<f64> {
    values.sort_unstable_by(f64::total_cmp);
    (1..n_classes as u32)
        .map(|class| {
            let below = codes.iter().filter(|&&code| code < class).count();
            match (below.checked_sub(1).and_then(|last| values.get(last)), values.get(below)) {
                (Some(low), Some(high)) => f64::midpoint(*low, *high),
                (None, _) => f64::NEG_INFINITY,
                (_, None) => f64::INFINITY,
            }
        })
        .collect()
}

/// The rules of a run, before any is judged.
pub fn tallies(plan: &Plan) -> Vec<BaselineTally> {
    Rule::all(plan)
        .into_iter()
        .map(|rule| BaselineTally { rule, name: rule.name(plan), metrics: BTreeMap::new() })
        .collect()
}

impl BaselineTally {
    /// Judges the rule on the held-out rows of a split, as the methods are.
    pub fn judge(&mut self, plan: &Plan, split: &Split) {
        let predicted = self.rule.predict(plan, &split.train, &split.test);
        let actual = plan.division.codes_of(&split.test);
        let classes = plan.class_plan();
        let confusion = Confusion::new(classes.n_classes, actual.into_iter().zip(predicted));
        for (name, value) in judge::class_metrics(&confusion, classes) {
            self.metrics.entry(name).or_default().push(value);
        }
        if plan.churn.is_some() {
            // Everybody gets one probability, so nobody is put before anybody.
            self.metrics.entry("auc").or_default().push(0.5);
        }
    }

    pub fn accuracies(&self) -> &[f64] {
        self.values("accuracy")
    }

    pub fn values(&self, metric: &str) -> &[f64] {
        self.metrics.get(metric).map(Vec::as_slice).unwrap_or_default()
    }

    pub fn findings(&self) -> BaselineFindings {
        let spreads = self.metrics.iter().map(|(&name, values)| (name, judge::spread(values.clone())));
        BaselineFindings { id: self.rule.id(), name: self.name.clone(), metrics: spreads.collect() }
    }
}

/// The rule that is best on held-out rows by this metric, the first of equals: what beats it beats them all.
pub fn best(baselines: &[BaselineTally], metric: &str) -> usize {
    let mean = |index: usize| judge::mean_and_sd(baselines[index].values(metric)).0;
    (0..baselines.len()).max_by(|&a, &b| mean(a).total_cmp(&mean(b)).then(b.cmp(&a))).unwrap_or(0)
}
