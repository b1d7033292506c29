//! What the analyst chose: everything a run depends on besides the file.

use serde::{Deserialize, Serialize};

use crate::base::RowId;
use crate::data::{Frame, ReadOptions};
use crate::features::FeatureSpec;
use crate::models::Params;

use super::churn::ChurnRecipe;
use super::segments::SegmentRecipe;
use super::value::{Horizon, TIER, ValueRecipe, description};

/// The question asked of the customers.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum Question {
    /// Rank customers into the classes of a label column with BP networks.
    #[default]
    Tiers,
    /// Find customers that are alike.
    Segments,
    /// Predict one class of a label, such as who leaves, and whom to call.
    Churn,
}

/// One method of the race with the parameters that differ from its own defaults.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
pub struct MethodChoice {
    pub id: String,
    #[serde(default)]
    pub params: Params,
}

/// More repeats make no verdict clearer.
pub const MAX_REPEATS: u32 = 100;
/// More folds leave too few customers in each.
pub const MAX_FOLDS: u32 = 20;

/// How customers are divided, and how often.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
pub struct SplitPlan {
    /// Percent of the customers; the rest is held out.
    pub train_percent: u32,
    pub valid_percent: u32,
    /// 1 to [`MAX_REPEATS`].
    pub repeats: u32,
    /// 1: one stratified split a repeat; more, up to [`MAX_FOLDS`]: stratified folds.
    pub folds: u32,
    /// Held-out rows fixed by the analyst.
    #[serde(default)]
    pub test_rows: Option<Vec<RowId>>,
}

impl Default for SplitPlan {
    fn default() -> Self {
        Self { train_percent: 70, valid_percent: 15, repeats: 10, folds: 1, test_rows: None }
    }
}

/// A whole analysis. Running it over the same file gives the same bytes.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
pub struct Recipe {
    pub format: u32,
    pub question: Question,
    pub read: ReadOptions,
    /// Column with the classes.
    pub label: String,
    /// Classes from lowest to highest where the analyst said so; otherwise byte order (numbers by value).
    #[serde(default)]
    pub class_order: Option<Vec<String>>,
    pub features: FeatureSpec,
    pub methods: Vec<MethodChoice>,
    /// Parameters for every method that has them, below a method's own.
    #[serde(default)]
    pub shared: Params,
    pub split: SplitPlan,
    pub seed: u64,
    /// Where the customers are made from transactions: how.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub value: Option<ValueRecipe>,
    /// What is chosen about segments; only looked at where segments are asked for.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub segments: Option<SegmentRecipe>,
    /// What is chosen about a class of interest; only looked at where one is predicted.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub churn: Option<ChurnRecipe>,
}

impl Recipe {
    /// Whether what is learned are the tiers made from transactions.
    pub fn predicts_tiers(&self) -> bool {
        self.value.is_some() && self.label == TIER
    }

    /// What was chosen about the class of interest, where one is predicted.
    pub fn class_of_interest(&self) -> Option<ChurnRecipe> {
        (self.question == Question::Churn).then(|| self.churn.clone().unwrap_or_default())
    }

    /// The classes from lowest to highest: as the analyst said, or as the tiers are ordered.
    pub(super) fn class_order_of(&self, frame: &Frame) -> Option<Vec<String>> {
        let tiers = || self.value.as_ref()?.class_order(frame, &self.label);
        self.class_order.clone().or_else(tiers)
    }

    /// Whether the column was made from transactions of a period that ends before the one that is predicted: however
    /// well it foretells the tier, it cannot be a leak.
    pub(super) fn is_earlier_fact(&self, column: &str) -> bool {
        let earlier = self.value.as_ref().is_some_and(|value| value.horizon == Horizon::EarlierToLater);
        earlier && self.label == TIER && description(column).is_some()
    }
}

pub const RECIPE_FORMAT: u32 = 1;
