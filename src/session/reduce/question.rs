//! What is asked of the customers, and what is chosen about segments.

use crate::features::{self, FeatureError, FeatureSpec, Fill, Treatment};
use crate::session::action::SegmentChoice;
use crate::session::state::{Choice, Table};
use crate::session::work::{MAX_K, MIN_K};
use crate::study::segments::{FEWEST_CUSTOMERS, SegmentRecipe};
use crate::study::value::TIER;
use crate::study::{Question, Recipe, StudyError};

/// The recipe a table suggests for a question.
pub(super) fn fresh(table: &Table, question: Question, label: Option<&str>) -> Recipe {
    let label =
        if question == Question::Tiers { table.value.as_ref().map(|_| TIER).or(label) } else { label };
    crate::session::work::suggest(table, question, label)
}

/// The columns nothing speaks against.
pub(super) fn usual(recipe: &Recipe, table: &Table) -> FeatureSpec {
    match recipe.question {
        Question::Tiers | Question::Churn => features::suggest(&table.profile, Some(&recipe.label), &[]).0,
        Question::Segments => features::suggest_for_segments(&table.profile).0,
    }
}

/// Asks something else. What was chosen for the question before comes back with it.
pub(super) fn change(choice: &mut Choice, table: &Table, question: Question) {
    let current = choice.recipe.current().clone();
    if current.question == question {
        return;
    }
    let known = choice.aside.iter().find(|recipe| recipe.question == question).cloned();
    let mut wanted = known.unwrap_or_else(|| fresh(table, question, None));
    wanted.value.clone_from(&current.value);
    wanted.read = current.read.clone();
    wanted.seed = current.seed;
    choice.aside.retain(|recipe| recipe.question != question);
    choice.aside.push(current);
    choice.unreadable.clear();
    choice.recipe.edit(|recipe| *recipe = wanted);
}

pub(super) fn choose(recipe: &mut Recipe, change: SegmentChoice) {
    if recipe.question != Question::Segments {
        return;
    }
    let chosen = recipe.segments.get_or_insert_with(SegmentRecipe::default);
    match change {
        SegmentChoice::K(k) => chosen.k = k.map(|k| k.clamp(MIN_K, MAX_K)),
        SegmentChoice::Sequence(sequence) => chosen.sequence = sequence,
        SegmentChoice::Ascending(ascending) => chosen.ascending = ascending,
        SegmentChoice::Objective(objective) => chosen.objective = objective,
        SegmentChoice::ValueColumn(column) => chosen.value_column = column,
        SegmentChoice::Fill(column, fill) => set_fill(&mut recipe.features, &column, fill),
    }
}

fn set_fill(features: &mut FeatureSpec, column: &str, wanted: Fill) {
    let found = features.columns.iter_mut().find(|known| known.name == column);
    if let Some(Treatment::Number { fill, .. }) = found.map(|known| &mut known.treatment) {
        *fill = wanted;
    }
}

/// Why the recipe finds no segments, as far as a glance at it can tell.
pub(super) fn obstacle(recipe: &Recipe, table: &Table) -> Option<StudyError> {
    if recipe.features.columns.is_empty() {
        return Some(StudyError::Features(FeatureError::NoColumns));
    }
    let n = table.frame.n_rows();
    if n < FEWEST_CUSTOMERS {
        return Some(StudyError::TooFewCustomers { n });
    }
    recipe.methods.is_empty().then_some(StudyError::NoMethods)
}
