//! A whole analysis to begin with: what a run does when nobody has chosen anything.

use crate::data::leak::Suspicion;
use crate::data::profile::TableProfile;
use crate::data::roles::Role;
use crate::data::{Frame, ReadOptions};
use crate::features;
use crate::models::Params;

use super::churn::ChurnRecipe;
use super::methods::{DEFAULT_CHURN_METHODS, DEFAULT_METHODS};
use super::segments::{DEFAULT_CLUSTER_METHODS, SegmentRecipe};
use super::{MethodChoice, Question, RECIPE_FORMAT, Recipe, SplitPlan};

/// The seed of a recipe unless the analyst chooses another.
pub const DEFAULT_SEED: u64 = 42;

/// The default recipe of a table: the label asked for or the one that looks like it (empty where none does), every
/// column nothing speaks against, classic, momentum, adaptive and improved BP, ten repeats of 70/15/15.
pub fn suggest_recipe(
    frame: &Frame,
    profile: &TableProfile,
    label: Option<&str>,
    suspicions: &[Suspicion],
) -> Recipe {
    let label = label.map(str::to_owned).or_else(|| suggest_label(profile)).unwrap_or_default();
    let (features, _) = features::suggest(profile, Some(&label), suspicions);
    let dialect = frame.source.dialect;
    Recipe {
        format: RECIPE_FORMAT,
        question: Question::Tiers,
        read: ReadOptions {
            encoding: Some(dialect.encoding),
            separator: Some(dialect.separator),
            decimal: Some(dialect.decimal),
            words_are_missing: None,
        },
        label,
        class_order: None,
        features,
        methods: choices(&DEFAULT_METHODS),
        shared: Params::default(),
        split: SplitPlan::default(),
        seed: DEFAULT_SEED,
        value: None,
        segments: None,
        churn: None,
    }
}

/// The default recipe of a prediction: as [`suggest_recipe`], with the methods that foresee a class of interest.
pub fn suggest_churn(
    frame: &Frame,
    profile: &TableProfile,
    label: Option<&str>,
    suspicions: &[Suspicion],
) -> Recipe {
    Recipe {
        question: Question::Churn,
        methods: choices(&DEFAULT_CHURN_METHODS),
        churn: Some(ChurnRecipe::default()),
        ..suggest_recipe(frame, profile, label, suspicions)
    }
}

/// The default recipe of a segmentation: every number nothing speaks against, K-means beside a recurrent network.
pub fn suggest_segments(frame: &Frame, profile: &TableProfile) -> Recipe {
    let (features, _) = features::suggest_for_segments(profile);
    Recipe {
        question: Question::Segments,
        label: String::new(),
        features,
        methods: choices(&DEFAULT_CLUSTER_METHODS),
        segments: Some(SegmentRecipe::default()),
        ..suggest_recipe(frame, profile, None, &[])
    }
}

fn choices(ids: &[&str]) -> Vec<MethodChoice> {
    ids.iter().map(|&id| MethodChoice { id: id.to_owned(), params: Params::default() }).collect()
}

/// The column that looks like what is to be predicted.
fn suggest_label(profile: &TableProfile) -> Option<String> {
    profile.columns.iter().find(|column| column.role == Role::Label).map(|column| column.name.clone())
}
