//! From the trainings of a run to what is said of the class of interest: the chosen model on the held-out customers of its
//! own division, against the others there, with reasons, a campaign, and the model to keep.

use std::sync::Arc;

use crate::base::Message;
use crate::metrics::{
    BinaryIntervals, Ranked, binary_intervals, calibration_curve, delong, expected_calibration_error,
    resamples_for,
};
use crate::models::Calibration;
use crate::study::plan::Plan;
use crate::study::tally::{FirstModel, Tally};
use crate::study::{Driver, RaceEvent, RowResult, StudyError, Wish, judge};

use super::calls;
use super::explain::{self, ColumnImportance, Subject};
use super::findings::{ChurnFindings, Measured, Rival};
use super::model::{CardMetric, CardRows, ModelCard};
use super::{Bootstrap, CALIBRATION_BINS, ChurnModel, Decided, found_curve, is_class, profit_curve};

/// Of ranges.
pub(super) const LEVEL: f64 = 0.95;
/// Held-out customers by tenths.
const TENTHS: usize = 10;
/// How often each column is shuffled.
const SHUFFLES: u32 = 10;
/// Held-out customers that columns are shuffled among at most.
const MOST_SHUFFLED: usize = 20_000;

/// Everything about the class of interest, where one is predicted.
///
/// **Errors** columns that could not be explained, discarded.
pub(in crate::study) fn findings(
    plan: &Plan,
    tally: &Tally,
    (chosen, rows): (usize, &[RowResult]),
    driver: &mut Driver,
) -> Result<Option<ChurnFindings>, StudyError> {
    let first = tally.methods[chosen].first.as_ref();
    let (Some(choice), Some(first)) = (plan.churn.clone(), first) else { return Ok(None) };
    let Some(decided) = &first.decided else { return Ok(None) };
    let test = &tally.first.split.test;
    let class = plan.of_interest();
    let positive = is_class(&plan.division.codes_of(test), class);
    let calibrated = decided.scores();
    let held_out = Ranked::new(&calibrated, &positive);
    let threshold = decided.decision.threshold;
    let seed = plan.recipe.seed;
    let drawn = Bootstrap { n_resamples: resamples_for(test.len()), level: LEVEL, seed };
    // Calibration may make ties but turns no order round: what is said of the ranking is said of the model's own.
    let ranking = Ranked::new(&decided.raw, &positive);
    let ranges = |ranked| binary_intervals(ranked, threshold, drawn.n_resamples, LEVEL, seed);
    let (of_ranking, intervals) = (ranges(&ranking), ranges(&held_out));
    let intervals = BinaryIntervals {
        roc_auc: of_ranking.roc_auc,
        average_precision: of_ranking.average_precision,
        ..intervals
    };
    let counts = held_out.at(threshold);
    let measured = measured(counts, &intervals, tally, chosen);
    let bins = |scores: &[f32]| calibration_curve(scores, &positive, CALIBRATION_BINS);
    let ece = |scores: &[f32]| expected_calibration_error(scores, &positive).unwrap_or(0.0);
    let there = calls::still_there(rows, class);
    let reach = found_curve(&held_out, there.len() as u64, drawn);
    let importance = importance(plan, tally, first, driver)?;
    let labels = plan.labels();
    let labelled: usize = labels.counts.iter().sum();
    Ok(Some(ChurnFindings {
        class,
        prevalence: labels.counts[class as usize] as f64 / labelled.max(1) as f64,
        held_out_rows: places(rows, test),
        counts,
        measured,
        rivals: rivals(tally, chosen, &positive),
        roc: ranking.roc_curve(),
        precision_recall: ranking.precision_recall_curve(),
        gains: ranking.gains(TENTHS),
        calibration: [bins(&decided.raw), bins(&calibrated)],
        ece: [ece(&decided.raw), ece(&calibrated)],
        profit: profit_curve(&reach, &choice.campaign),
        reach,
        there,
        trials: first.trials.clone(),
        model: Arc::new(model(plan, tally, (chosen, first, &importance), decided)?),
        importance,
        decision: decided.decision.clone(),
        held_out,
        choice,
    }))
}

/// The places of the held-out customers among all rows.
fn places(rows: &[RowResult], test: &[u32]) -> Vec<u32> {
    let place = |row: &u32| rows.binary_search_by_key(row, |result| result.row).ok();
    test.iter().filter_map(place).map(|place| place as u32).collect()
}

/// The figures of the model on its held-out customers, each with its range.
fn measured(
    counts: crate::metrics::Counts,
    intervals: &BinaryIntervals,
    tally: &Tally,
    chosen: usize,
) -> Vec<Measured> {
    let first = |name: &str| tally.methods[chosen].values(name).first().copied();
    let mut measured = Vec::new();
    let mut add = |name, value: Option<f64>, interval| {
        measured.extend(value.map(|value| Measured { name, value, interval }));
    };
    add("auc", first("auc"), intervals.roc_auc);
    add("average_precision", first("average_precision"), intervals.average_precision);
    add("recall", Some(counts.recall()), intervals.recall);
    add("precision", Some(counts.precision()), intervals.precision);
    add("f1", Some(counts.f_beta(1.0)), intervals.f1);
    add("accuracy_one_vs_rest", Some(counts.accuracy()), intervals.accuracy);
    add("brier", first("brier"), intervals.brier);
    add("log_loss", first("log_loss"), intervals.log_loss);
    add("ece", first("ece"), None);
    measured
}

/// Every other method against the chosen one, by their areas on the same customers.
fn rivals(tally: &Tally, chosen: usize, positive: &[bool]) -> Vec<Rival> {
    let raw = |method: usize| {
        let first = tally.methods[method].first.as_ref()?;
        first.decided.as_ref().map(|decided| decided.raw.as_slice())
    };
    let Some(ours) = raw(chosen) else { return Vec::new() };
    (0..tally.methods.len())
        .filter(|&method| method != chosen)
        .filter_map(|method| Some(Rival { method, delong: delong(ours, raw(method)?, positive)? }))
        .collect()
}

/// What the ranking of the held-out customers loses when a column is shuffled; nothing where the person has ended the run.
fn importance(
    plan: &Plan,
    tally: &Tally,
    first: &FirstModel,
    driver: &mut Driver,
) -> Result<Vec<ColumnImportance>, StudyError> {
    match driver.control.current() {
        Wish::Discard => return Err(StudyError::Discarded),
        Wish::StopAndKeepBest => return Ok(Vec::new()),
        Wish::Run | Wish::Pause => {}
    }
    (driver.report)(RaceEvent::Stage {
        stage: Message::new("churn-stage-importance"),
        method: None,
        share: 1.0,
    });
    let test = &tally.first.split.test;
    // In the order of the file they might all be of one branch.
    let rows = explain::sample(test, MOST_SHUFFLED, plan.recipe.seed, "held-out customers to shuffle");
    let positive = is_class(&plan.division.codes_of(&rows), plan.of_interest());
    let subject = Subject {
        preprocessor: &tally.first.preprocessor,
        model: first.model.as_ref(),
        of_interest: plan.of_interest(),
        // The order of the customers is what is asked.
        calibration: &Calibration::None,
    };
    let control = &driver.control;
    let wanted = || matches!(control.current(), Wish::Run | Wish::Pause);
    let how = (SHUFFLES, plan.recipe.seed);
    match explain::importance(&subject, (plan.frame, &rows), &positive, how, &wanted) {
        Err(StudyError::Discarded) if control.current() == Wish::StopAndKeepBest => Ok(Vec::new()),
        found => Ok(found?.columns),
    }
}

/// What is kept of the chosen method.
fn model(
    plan: &Plan,
    tally: &Tally,
    (chosen, first, importance): (usize, &FirstModel, &[ColumnImportance]),
    decided: &Decided,
) -> Result<ChurnModel, StudyError> {
    let ensemble = first.model.ensemble().ok_or(StudyError::AllFailed { first: None })?;
    let split = &tally.first.split;
    let metrics = tally.methods[chosen].metrics.iter().map(|(&name, values)| {
        let (mean, sd) = judge::mean_and_sd(values);
        (name.to_owned(), CardMetric { mean, sd })
    });
    let card = ModelCard {
        rows: CardRows {
            train: split.train.len() as u64,
            valid: split.valid.len() as u64,
            test: split.test.len() as u64,
        },
        metrics: metrics.collect(),
        ..ModelCard::default()
    };
    let model = ChurnModel {
        method: plan.entrants[chosen].method.id.to_owned(),
        seed: plan.recipe.seed,
        data_sha256: String::new(),
        label: plan.recipe.label.clone(),
        classes: plan.labels().classes.clone(),
        of_interest: plan.of_interest(),
        threshold: f64::from(decided.decision.threshold),
        threshold_rule: plan.churn.as_ref().map(|choice| choice.threshold).unwrap_or_default(),
        calibration: decided.decision.calibration.clone(),
        preprocessor: tally.first.preprocessor.clone(),
        ensemble,
        schema: Vec::new(),
        background: None,
        card,
    };
    // Its columns and rows are those of the table the run was made on.
    model
        .learned_from(plan.frame, &split.train, importance)
        .map_err(|_| StudyError::AllFailed { first: None })
}
