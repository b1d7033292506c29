//! The part of `findings.json` about a class of interest.

use serde::Serialize;

use crate::metrics::{CalibrationBin, ThresholdRule};
use crate::models::Calibration;
use crate::study::Findings;
use crate::study::churn::{self as study, Campaign, ChurnFindings};

/// Points of a curve that are written at most.
const MOST_POINTS: usize = 400;

#[derive(Serialize)]
pub(super) struct Churn<'a> {
    class: &'a str,
    prevalence: f64,
    threshold: Threshold,
    calibration: CalibrationPart<'a>,
    held_out: Vec<Measured>,
    rivals: Vec<Rival<'a>>,
    roc: Vec<[f64; 2]>,
    pr: Vec<[f64; 2]>,
    gains: Vec<Gain>,
    importance: Vec<Importance<'a>>,
    campaign: CampaignPart,
    #[serde(skip_serializing_if = "Vec::is_empty")]
    trials: Vec<Trial>,
}

#[derive(Serialize)]
struct Threshold {
    value: f32,
    rule: ThresholdRule,
    true_positive: u64,
    false_positive: u64,
    true_negative: u64,
    false_negative: u64,
    precision: f64,
    recall: f64,
}

#[derive(Serialize)]
struct CalibrationPart<'a> {
    method: &'a Calibration,
    ece_before: f64,
    ece_after: f64,
    before: Vec<Bin>,
    after: Vec<Bin>,
}

#[derive(Serialize)]
struct Bin {
    lower: f64,
    upper: f64,
    n: u64,
    mean_probability: f64,
    rate: f64,
}

#[derive(Serialize)]
struct Measured {
    metric: &'static str,
    value: f64,
    #[serde(skip_serializing_if = "Option::is_none")]
    low: Option<f64>,
    #[serde(skip_serializing_if = "Option::is_none")]
    high: Option<f64>,
}

#[derive(Serialize)]
struct Rival<'a> {
    method: &'a str,
    auc: f64,
    difference: f64,
    standard_error: f64,
    p_value: f64,
}

#[derive(Serialize)]
struct Gain {
    share_called: f64,
    share_found: f64,
    lift: f64,
    rate: f64,
}

#[derive(Serialize)]
struct Importance<'a> {
    column: &'a str,
    mean: f64,
    sd: f64,
}

#[derive(Serialize)]
struct CampaignPart {
    chosen: Campaign,
    population: usize,
    curve: Vec<Reach>,
}

#[derive(Serialize)]
struct Reach {
    called: u64,
    found: f64,
    kept: f64,
    profit: f64,
    low: f64,
    high: f64,
}

#[derive(Serialize)]
struct Trial {
    settings: std::collections::BTreeMap<String, crate::models::ParamValue>,
    valid_loss: f64,
    epochs: u32,
}

/// What was found of the class of interest, where one was predicted.
pub(super) fn churn(findings: &Findings) -> Option<Churn<'_>> {
    let found = findings.churn.as_deref()?;
    let method = |index: usize| findings.methods.get(index).map_or("", |method| method.id.as_str());
    let bins = |bins: &[CalibrationBin]| bins.iter().map(bin).collect();
    Some(Churn {
        class: &findings.classes[found.class as usize],
        prevalence: found.prevalence,
        threshold: Threshold {
            value: found.decision.threshold,
            rule: found.choice.threshold,
            true_positive: found.counts.true_positive,
            false_positive: found.counts.false_positive,
            true_negative: found.counts.true_negative,
            false_negative: found.counts.false_negative,
            precision: found.counts.precision(),
            recall: found.counts.recall(),
        },
        calibration: CalibrationPart {
            method: &found.decision.calibration,
            ece_before: found.ece[0],
            ece_after: found.ece[1],
            before: bins(&found.calibration[0]),
            after: bins(&found.calibration[1]),
        },
        held_out: found.measured.iter().map(measured).collect(),
        rivals: found
            .rivals
            .iter()
            .map(|rival| Rival {
                method: method(rival.method),
                auc: rival.delong.auc_b,
                difference: rival.delong.difference,
                standard_error: rival.delong.standard_error,
                p_value: rival.delong.p_value,
            })
            .collect(),
        roc: thinned(&found.roc).map(|point| [point.false_positive_rate, point.recall]).collect(),
        pr: thinned(&found.precision_recall).map(|point| [point.recall, point.precision]).collect(),
        gains: found
            .gains
            .iter()
            .map(|gain| Gain {
                share_called: gain.share_called,
                share_found: gain.share_found,
                lift: gain.lift,
                rate: gain.rate,
            })
            .collect(),
        importance: found
            .importance
            .iter()
            .map(|column| Importance { column: &column.column, mean: column.mean, sd: column.sd })
            .collect(),
        campaign: campaign(found),
        trials: found.trials.iter().map(trial).collect(),
    })
}

fn bin(bin: &CalibrationBin) -> Bin {
    Bin {
        lower: bin.lower,
        upper: bin.upper,
        n: bin.n,
        mean_probability: bin.mean_probability,
        rate: bin.rate,
    }
}

fn measured(measured: &study::Measured) -> Measured {
    Measured {
        metric: measured.name,
        value: measured.value,
        low: measured.interval.map(|interval| interval.low),
        high: measured.interval.map(|interval| interval.high),
    }
}

fn campaign(found: &ChurnFindings) -> CampaignPart {
    let point = |point: &study::ProfitPoint| Reach {
        called: point.called,
        found: point.leavers_found,
        kept: point.kept,
        profit: point.profit,
        low: point.low,
        high: point.high,
    };
    CampaignPart {
        chosen: found.choice.campaign,
        population: found.there.len(),
        curve: thinned(&found.profit).map(point).collect(),
    }
}

fn trial(trial: &crate::models::Trial) -> Trial {
    Trial { settings: trial.settings.0.clone(), valid_loss: trial.valid_loss, epochs: trial.epochs }
}

/// The first and the last point and as many between them as are worth writing.
fn thinned<T>(points: &[T]) -> impl Iterator<Item = &T> {
    let n = points.len();
    let shown = n.min(MOST_POINTS);
    (0..shown).filter_map(move |index| points.get(index * (n - 1).max(1) / (shown - 1).max(1)))
}
