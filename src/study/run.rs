//! From recipe and table to findings: train, choose, judge, label everybody, put it into words.

use rayon::prelude::*;

use crate::base::{Issue, RowId, Watch};
use crate::data::leak::Suspicion;
use crate::data::profile::profile;
use crate::data::{Frame, leak};
use crate::features::{self, LeftOutColumn};
use crate::metrics::Confusion;
use crate::models::{Model, StopReason};

use super::division::Division;
use super::plan::{Entrant, Plan};
use super::sentences::{self, Story};
use super::tally::{FirstGroup, MethodTally};
use super::{
    DataSummary, Driver, Findings, MethodFindings, Part, Recipe, RowResult, StudyError, Wish, compare,
    curves, judge, waves,
};

/// Customers labelled at a time, so that a large table is never in memory twice.
const CHUNK: usize = 65_536;

/// Runs the recipe over the table.
///
/// The method is chosen on validation rows of repeat 1, fold 1; its model of that split labels every row; the
/// confusion matrix is that model's on the held-out rows of that split; spread and comparisons come from the
/// held-out rows of all repeats and folds.
///
/// **Errors** see [`StudyError`]; a method that diverges does not end the race of the others.
///
/// **Numerics** the same findings for any number of threads and any rhythm of rounds.
pub fn run(
    recipe: &Recipe,
    frame: &Frame,
    issues: &[Issue],
    driver: &mut Driver,
) -> Result<Findings, StudyError> {
    let plan = Plan::new(recipe, frame)?;
    let tally = waves::train(&plan, waves::WAVE_BYTES, driver)?;
    let chosen = tally.choose()?;
    let first = &tally.first;
    let model = tally.methods[chosen].first.as_ref().ok_or(StudyError::AllFailed { first: None })?;
    let rows = label_rows(&plan, first, model.model.as_ref(), driver)?;
    let confusion = Confusion::new(
        plan.labels().n_classes(),
        rows.iter()
            .filter(|row| row.part == Some(Part::Test))
            .filter_map(|row| Some((row.actual?, row.predicted))),
    );
    let accuracies: Vec<Vec<f64>> = tally.methods.iter().map(MethodTally::accuracies).collect();
    let test_to_train = first.split.test.len() as f64 / first.split.train.len().max(1) as f64;
    let comparisons = compare::compare(&accuracies, test_to_train);
    let suspicions = suspicions_of(&plan, &first.split.train);
    let story = Story { plan: &plan, tally: &tally, chosen, comparisons: &comparisons, test_to_train };
    let words = sentences::words(&story, &suspicions);
    let chosen_reason = sentences::chosen_reason(&story);
    let methods =
        plan.entrants.iter().zip(&tally.methods).map(|(entrant, tally)| method_findings(entrant, tally));
    Ok(Findings {
        question: recipe.question,
        label: recipe.label.clone(),
        seed: recipe.seed,
        data: data_summary(frame, issues),
        used: recipe.features.columns.iter().map(|column| column.name.clone()).collect(),
        left_out: left_out(&plan, &suspicions),
        split: [first.split.train.len(), first.split.valid.len(), first.split.test.len()],
        repeats: recipe.split.repeats,
        folds: recipe.split.folds,
        methods: methods.collect(),
        comparisons,
        chosen,
        chosen_reason,
        classes: plan.labels().classes.clone(),
        ordered: plan.labels().ordered,
        class_scores: confusion.class_scores(),
        confusion: confusion.counts().to_vec(),
        rows,
        words,
        stopped: tally.stopped,
    })
}

/// Whether a recipe can be run on a table, as far as that is known without training; what a person should know
/// although it can.
pub fn check(recipe: &Recipe, frame: &Frame) -> Result<Vec<crate::base::Message>, StudyError> {
    Plan::new(recipe, frame).map(|plan| plan.labels().warnings())
}

/// Columns that look like the label in disguise, judged by the training rows of repeat 1, fold 1 alone.
///
/// **Errors** as [`check`], but for the features and methods of the recipe, which are not looked at.
pub fn suspicions(frame: &Frame, recipe: &Recipe, watch: &Watch) -> Result<Vec<Suspicion>, StudyError> {
    let split = Division::new(recipe, frame)?.split(0, 0)?;
    let Some(label) = frame.column(&recipe.label) else { return Err(StudyError::NoLabel) };
    Ok(leak::label_suspicions(frame, label, &split.train, watch))
}

fn suspicions_of(plan: &Plan, train: &[RowId]) -> Vec<Suspicion> {
    plan.frame
        .column(&plan.recipe.label)
        .map(|label| leak::label_suspicions(plan.frame, label, train, &Watch::unattended()))
        .unwrap_or_default()
}

fn left_out(plan: &Plan, suspicions: &[Suspicion]) -> Vec<LeftOutColumn> {
    let profile = profile(plan.frame, &Watch::unattended());
    features::left_out(&plan.recipe.features, &profile, Some(&plan.recipe.label), suspicions)
}

/// Labels every readable row with the chosen model, also rows without a label of their own.
fn label_rows(
    plan: &Plan,
    first: &FirstGroup,
    model: &dyn Model,
    driver: &Driver,
) -> Result<Vec<RowResult>, StudyError> {
    let split = &first.split;
    let part = |row: RowId| {
        [(Part::Train, &split.train), (Part::Valid, &split.valid), (Part::Test, &split.test)]
            .into_iter()
            .find_map(|(part, rows)| rows.binary_search(&row).is_ok().then_some(part))
    };
    let mut results = Vec::with_capacity(plan.frame.n_rows());
    for (rows, codes) in plan.frame.row_ids.chunks(CHUNK).zip(plan.labels().codes.chunks(CHUNK)) {
        if driver.control.current() == Wish::Discard {
            return Err(StudyError::Discarded);
        }
        let dataset = first.preprocessor.transform(plan.frame, rows)?;
        let prediction = model
            .predict(&dataset)
            .map_err(|error| StudyError::AllFailed { first: Some(judge::prediction_problem(&error)) })?;
        let chunk: Vec<RowResult> = (rows, codes)
            .into_par_iter()
            .enumerate()
            .map(|(index, (&row, &actual))| {
                let predicted = prediction.labels[index];
                let probability = prediction.probabilities[[index, predicted as usize]];
                RowResult { row, predicted, actual, probability, part: part(row) }
            })
            .collect();
        results.extend(chunk);
    }
    Ok(results)
}

fn method_findings(entrant: &Entrant, tally: &MethodTally) -> MethodFindings {
    let first = tally.first.as_ref();
    let best_epoch = first.map_or(0, |first| first.best_epoch);
    let spreads = tally.metrics.iter().map(|(&name, values)| (name, judge::spread(values.clone())));
    let curves: Vec<&[crate::models::CurvePoint]> = tally.curves.iter().map(Vec::as_slice).collect();
    let mut warnings = first.map_or_else(Vec::new, |first| first.warnings.clone());
    warnings.extend(tally.failure.as_ref().map(|problem| problem.message.clone()));
    warnings.extend(sentences::diverged_repeats(tally));
    warnings.extend(sentences::learned_nothing(tally));
    MethodFindings {
        id: entrant.method.id.to_owned(),
        params: entrant.algorithm.effective(&entrant.params).0,
        metrics: spreads.collect(),
        curve: tally.curves.first().map_or_else(Vec::new, |curve| curves::thin(curve, best_epoch)),
        band: curves::band(&curves),
        best_epoch,
        stopped_because: first.map_or(StopReason::Diverged, |first| first.stopped_because),
        valid_score: first.map_or(0.0, |first| first.valid_macro_f1),
        warnings,
    }
}

fn data_summary(frame: &Frame, issues: &[Issue]) -> DataSummary {
    let source = &frame.source;
    DataSummary {
        file_name: source.file_name(),
        rows: source.n_records,
        columns: frame.n_columns(),
        sha256: source.sha256.clone(),
        encoding: source.dialect.encoding.name(),
        separator: char::from(source.dialect.separator),
        issues: issues.to_vec(),
    }
}
