//! From recipe and table to findings: train, choose, judge, label everybody, put it into words.

use std::sync::Arc;

use rayon::prelude::*;

use crate::base::{RowId, Watch};
use crate::data::leak::Suspicion;
use crate::data::profile::profile;
use crate::data::{Frame, leak};
use crate::features::{self, LeftOutColumn};
use crate::metrics::Confusion;
use crate::models::StopReason;

use super::baselines::BaselineTally;
use super::division::Division;
use super::findings::MOST_PROBABILITIES;
use super::plan::{Entrant, Plan};
use super::sentences::{self, Story};
use super::tally::{FirstGroup, FirstModel, MethodTally, Tally};
use super::{
    Comparison, DataSummary, Driver, Findings, Lead, MethodFindings, Part, Recipe, RowResult, StudyError,
    Tables, ValueFindings, Verdict, baselines, churn, claim, compare, curves, judge, next, predict, waves,
};

/// Runs the recipe over the tables.
///
/// The method is chosen on validation rows of repeat 1, fold 1; its model of that split labels every row; the
/// confusion matrix is that model's on the held-out rows of that split; spread and comparisons come from the
/// held-out rows of all repeats and folds.
///
/// **Errors** see [`StudyError`]; a method that diverges does not end the race of the others.
///
/// **Numerics** the same findings for any number of threads and any rhythm of rounds.
pub fn run(recipe: &Recipe, tables: &Tables, driver: &mut Driver) -> Result<Findings, StudyError> {
    let plan = Plan::new(recipe, tables)?;
    let tally = waves::train(&plan, waves::WAVE_BYTES, driver)?;
    let chosen = tally.choose()?;
    let first = &tally.first;
    let model = tally.methods[chosen].first.as_ref().ok_or(StudyError::AllFailed { first: None })?;
    let (rows, probabilities) = label_rows(&plan, first, model, driver)?;
    let confusion = held_out_confusion(&plan, &rows);
    let yardstick = plan.yardstick();
    let best_baseline = baselines::best(&tally.baselines, yardstick);
    let (comparisons, leads) = compared(&plan, &tally, best_baseline);
    let todays = next::is_todays(tally.baselines.get(best_baseline), &leads, chosen);
    let foreseeing = (!todays).then_some(model.model.as_ref());
    let next = next::next_tiers(&plan, first, foreseeing, driver)?;
    let suspicions = suspicions_of(&plan, &first.split.train);
    let entrants = plan.entrants.iter().zip(&tally.methods);
    let methods: Vec<MethodFindings> =
        entrants.map(|(entrant, tally)| method_findings(entrant, tally)).collect();
    let claim = plan.churn.is_none().then(|| claim::claim(&methods, &comparisons)).flatten();
    let churn = churn::findings(&plan, &tally, (chosen, &rows), driver)?.map(Arc::new);
    let story = Story {
        plan: &plan,
        tally: &tally,
        chosen,
        comparisons: &comparisons,
        leads: &leads,
        best_baseline,
        todays_tier_next: todays && !next.is_empty(),
        claim: claim.as_ref(),
    };
    let words = match &churn {
        None => sentences::words(&story, &suspicions),
        Some(churn) => churn::words(&story, churn, &suspicions),
    };
    let chosen_reason = sentences::chosen_reason(&story);
    Ok(Findings {
        question: recipe.question,
        label: recipe.label.clone(),
        seed: recipe.seed,
        data: data_summary(tables),
        used: recipe.features.columns.iter().map(|column| column.name.clone()).collect(),
        left_out: left_out(&plan, tables, &suspicions),
        split: [first.split.train.len(), first.split.valid.len(), first.split.test.len()],
        repeats: recipe.split.repeats,
        folds: recipe.split.folds,
        yardstick,
        claim,
        methods,
        comparisons,
        baselines: tally.baselines.iter().map(BaselineTally::findings).collect(),
        best_baseline,
        leads,
        chosen,
        chosen_reason,
        classes: plan.labels().classes.clone(),
        ordered: plan.labels().ordered,
        class_scores: confusion.class_scores(),
        confusion: confusion.counts().to_vec(),
        rows,
        probabilities,
        next_by_rule: todays && !next.is_empty(),
        next,
        value: tables
            .value
            .zip(recipe.value.as_ref())
            .map(|(table, chosen)| ValueFindings::of(table, chosen)),
        churn,
        words,
        stopped: tally.stopped,
    })
}

/// Every two methods, and every method with the best baseline, by their held-out values of a metric.
fn compared(plan: &Plan, tally: &Tally, best_baseline: usize) -> (Vec<Comparison>, Vec<Lead>) {
    let (split, yardstick) = (&tally.first.split, plan.yardstick());
    let test_to_train = split.test.len() as f64 / split.train.len().max(1) as f64;
    let values: Vec<Vec<f64>> = tally.methods.iter().map(|tally| tally.values(yardstick)).collect();
    let baseline = tally.baselines.get(best_baseline).map(|tally| tally.values(yardstick));
    let (mut comparisons, mut leads) = compare::compare(&values, baseline.unwrap_or_default(), test_to_train);
    if plan.churn.is_some() && plan.recipe.split.test_rows.is_some() {
        // Other starts on the same held-out customers say nothing of other customers.
        for pair in &mut comparisons {
            (pair.p_value, pair.verdict) = (None, Verdict::TooFewRepeats);
        }
        for lead in &mut leads {
            (lead.p_value, lead.verdict) = (None, Verdict::TooFewRepeats);
        }
    }
    (comparisons, leads)
}

/// Of the held-out rows of repeat 1, fold 1.
fn held_out_confusion(plan: &Plan, rows: &[RowResult]) -> Confusion {
    let held_out = rows.iter().filter(|row| row.part == Some(Part::Test));
    Confusion::new(plan.labels().n_classes(), held_out.filter_map(|row| Some((row.actual?, row.predicted))))
}

/// Whether a recipe can be run on a table, as far as that is known without training; what a person should know
/// although it can.
pub fn check(recipe: &Recipe, frame: &Frame) -> Result<Vec<crate::base::Message>, StudyError> {
    let plan = Plan::new(recipe, &Tables::new(frame, &[]))?;
    Ok(plan.warnings(&plan.division.split(0, 0)?))
}

/// Columns that look like the label in disguise, judged by the training rows of repeat 1, fold 1 alone.
///
/// **Errors** as [`check`], but for the features and methods of the recipe, which are not looked at.
pub fn suspicions(frame: &Frame, recipe: &Recipe, watch: &Watch) -> Result<Vec<Suspicion>, StudyError> {
    let split = Division::new(recipe, frame)?.split(0, 0)?;
    let Some(label) = frame.column(&recipe.label) else { return Err(StudyError::NoLabel) };
    let mut found = leak::label_suspicions(frame, label, &split.train, watch);
    found.retain(|suspicion| !recipe.is_earlier_fact(&suspicion.column));
    Ok(found)
}

fn suspicions_of(plan: &Plan, train: &[RowId]) -> Vec<Suspicion> {
    let label = plan.frame.column(&plan.recipe.label);
    let mut found = label
        .map(|label| leak::label_suspicions(plan.frame, label, train, &Watch::unattended()))
        .unwrap_or_default();
    found.retain(|suspicion| !plan.recipe.is_earlier_fact(&suspicion.column));
    found
}

fn left_out(plan: &Plan, tables: &Tables, suspicions: &[Suspicion]) -> Vec<LeftOutColumn> {
    let described = tables.profile.is_none().then(|| profile(plan.frame, &Watch::unattended()));
    let profile = tables.profile.or(described.as_ref());
    let left_out =
        |profile| features::left_out(&plan.recipe.features, profile, Some(&plan.recipe.label), suspicions);
    profile.map(left_out).unwrap_or_default()
}

/// Labels every readable row with the chosen model, also rows without a label of their own, as was decided where a class of
/// interest is predicted. With the probabilities of [`Findings::probabilities`].
fn label_rows(
    plan: &Plan,
    first: &FirstGroup,
    model: &FirstModel,
    driver: &Driver,
) -> Result<(Vec<RowResult>, Vec<f32>), StudyError> {
    let split = &first.split;
    let part = |row: RowId| {
        [(Part::Train, &split.train), (Part::Valid, &split.valid), (Part::Test, &split.test)]
            .into_iter()
            .find_map(|(part, rows)| rows.binary_search(&row).is_ok().then_some(part))
    };
    let mut results = Vec::with_capacity(plan.frame.n_rows());
    let n_kept = Some(plan.labels().n_classes()).filter(|&n| n <= MOST_PROBABILITIES).unwrap_or(0);
    let mut probabilities = Vec::with_capacity(plan.frame.n_rows() * n_kept);
    let all = &plan.frame.row_ids;
    let decision = model.decided.as_ref().map(|decided| &decided.decision);
    let model = model.model.as_ref();
    predict::in_chunks((plan.frame, all), &first.preprocessor, model, driver, |range, mut prediction| {
        if let Some(decision) = decision {
            decision.apply(&mut prediction);
        }
        let chunk: Vec<RowResult> = (&all[range.clone()], &plan.labels().codes[range])
            .into_par_iter()
            .enumerate()
            .map(|(index, (&row, &actual))| {
                let predicted = prediction.labels[index];
                let told = decision.map_or(predicted, |decision| decision.of_interest);
                let probability = prediction.probabilities[[index, told as usize]];
                RowResult { row, predicted, actual, probability, part: part(row) }
            })
            .collect();
        results.extend(chunk);
        if n_kept > 0 {
            probabilities.extend(prediction.probabilities.iter());
        }
    })?;
    Ok((results, probabilities))
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
        trainings: tally.trainings.clone(),
        best_epoch,
        stopped_because: first.map_or(StopReason::Diverged, |first| first.stopped_because),
        valid_score: first.map_or(0.0, |first| first.valid_score),
        warnings,
    }
}

/// Of the file that was read: where customers were made from transactions, the transactions.
pub(super) fn data_summary(tables: &Tables) -> DataSummary {
    let source = tables.value.map_or(&tables.frame.source, |value| &value.source);
    DataSummary {
        file_name: source.file_name(),
        rows: source.n_records,
        columns: tables.value.map_or(tables.frame.n_columns(), |value| value.source.header.len()),
        sha256: source.sha256.clone(),
        encoding: source.dialect.encoding.name(),
        separator: char::from(source.dialect.separator),
        issues: tables.issues.to_vec(),
    }
}
