//! `findings.json`: what the screens say, in a documented schema; the same bytes for the same findings and language.

use std::collections::BTreeMap;
use std::path::Path;

use serde::Serialize;

use crate::base::{Lang, render};
use crate::features::LeftOutColumn;
use crate::models::{CurvePoint, ParamValue};
use crate::study::{CurveBand, DataSummary, Findings, MethodFindings, Question, Spread, methods};

use super::churn_json::{self, Churn};
use super::json::{Header, IssueLine, pretty};
use super::value_json::{self, Baseline, Claim, Lead, Value};

/// The number of this schema.
pub const FORMAT: u32 = 1;

pub(super) const KIND: &str = "findings";

#[derive(Serialize)]
struct File<'a> {
    #[serde(flatten)]
    head: Header,
    study: Question,
    label: &'a str,
    seed: u64,
    /// Ended by the person, the best so far kept.
    stopped: bool,
    data: Data<'a>,
    features: Features<'a>,
    split: Split,
    methods: Vec<Method<'a>>,
    comparisons: Vec<Comparison<'a>>,
    /// What the methods must beat: rules that learn nothing or next to nothing, on the same held-out rows.
    baselines: Vec<Baseline<'a>>,
    /// The most accurate of the baselines, and every method against it.
    best_baseline: Option<&'static str>,
    leads: Vec<Lead<'a>>,
    /// The metric of `comparisons` and `leads`.
    yardstick: &'static str,
    #[serde(skip_serializing_if = "Option::is_none")]
    claim: Option<Claim<'a>>,
    #[serde(skip_serializing_if = "Option::is_none")]
    value: Option<Value<'a>>,
    #[serde(skip_serializing_if = "Option::is_none")]
    churn: Option<Churn<'a>>,
    chosen: Chosen<'a>,
    classes: &'a [String],
    classes_ordered: bool,
    confusion: Confusion<'a>,
    class_scores: Vec<ClassScore<'a>>,
    words: Vec<String>,
}

#[derive(Serialize)]
pub(super) struct Data<'a> {
    file: &'a str,
    rows: u32,
    columns: usize,
    sha256: &'a str,
    encoding: &'a str,
    separator: char,
    issues: Vec<IssueLine<'a>>,
}

#[derive(Serialize)]
struct Features<'a> {
    used: &'a [String],
    left_out: Vec<LeftOutLine<'a>>,
}

#[derive(Serialize)]
pub(super) struct LeftOutLine<'a> {
    column: &'a str,
    reason: String,
}

#[derive(Serialize)]
struct Split {
    train: usize,
    valid: usize,
    test: usize,
    repeats: u32,
    folds: u32,
}

#[derive(Serialize)]
struct Method<'a> {
    id: &'a str,
    label: String,
    params: &'a BTreeMap<String, ParamValue>,
    metrics: BTreeMap<&'static str, Metric<'a>>,
    /// On the validation rows of repeat 1, fold 1: what the choice of method is made by.
    valid_score: f64,
    curve: Vec<Point>,
    curve_band: Band<'a>,
    best_epoch: u32,
    stopped_because: &'static str,
    warnings: Vec<String>,
}

#[derive(Serialize)]
pub(super) struct Metric<'a> {
    mean: f64,
    sd: f64,
    values: &'a [f64],
}

impl<'a> Metric<'a> {
    pub(super) fn of(spread: &'a Spread) -> Self {
        Self { mean: spread.mean, sd: spread.sd, values: &spread.values }
    }
}

#[derive(Serialize)]
pub(super) struct Point {
    epoch: u32,
    train_loss: f64,
    valid_loss: f64,
    learning_rate: f64,
}

#[derive(Serialize)]
struct Band<'a> {
    epochs: &'a [u32],
    train: &'a [(f64, f64)],
    valid: &'a [(f64, f64)],
}

#[derive(Serialize)]
struct Comparison<'a> {
    better: &'a str,
    worse: &'a str,
    difference: f64,
    p_value: Option<f64>,
    verdict: &'static str,
}

#[derive(Serialize)]
pub(super) struct Chosen<'a> {
    pub(super) id: &'a str,
    pub(super) reason: String,
}

#[derive(Serialize)]
struct Confusion<'a> {
    rows: &'static str,
    columns: &'static str,
    counts: &'a [Vec<u64>],
}

#[derive(Serialize)]
struct ClassScore<'a> {
    class: &'a str,
    precision: f64,
    recall: f64,
    f1: f64,
    support: u64,
}

/// The findings as JSON, with their sentences in a language. It holds no times and no folders.
///
/// **Numerics** numbers are written so that reading them gives the same bits; what is not a number is `null`.
pub fn findings_json(findings: &Findings, lang: Lang) -> String {
    pretty(&file(findings, lang))
}

fn file(findings: &Findings, lang: Lang) -> File<'_> {
    let id = |method: usize| findings.methods.get(method).map_or("", |method| method.id.as_str());
    let [train, valid, test] = findings.split;
    File {
        head: Header::new(KIND, FORMAT),
        study: findings.question,
        label: &findings.label,
        seed: findings.seed,
        stopped: findings.stopped,
        data: data(&findings.data, lang),
        features: Features {
            used: &findings.used,
            left_out: findings.left_out.iter().map(|column| left_out(column, lang)).collect(),
        },
        split: Split { train, valid, test, repeats: findings.repeats, folds: findings.folds },
        methods: findings.methods.iter().map(|found| method(found, lang)).collect(),
        comparisons: findings
            .comparisons
            .iter()
            .map(|comparison| Comparison {
                better: id(comparison.better),
                worse: id(comparison.worse),
                difference: comparison.difference,
                p_value: comparison.p_value,
                verdict: comparison.verdict.id(),
            })
            .collect(),
        baselines: value_json::baselines(findings, lang),
        best_baseline: findings.baselines.get(findings.best_baseline).map(|baseline| baseline.id),
        leads: value_json::leads(findings),
        yardstick: findings.yardstick,
        claim: value_json::claim(findings),
        value: value_json::value(findings, lang),
        churn: churn_json::churn(findings),
        chosen: Chosen { id: id(findings.chosen), reason: render(lang, &findings.chosen_reason) },
        classes: &findings.classes,
        classes_ordered: findings.ordered,
        confusion: Confusion { rows: "true", columns: "predicted", counts: &findings.confusion },
        class_scores: class_scores(findings),
        words: findings.words.iter().map(|message| render(lang, message)).collect(),
    }
}

fn class_scores(findings: &Findings) -> Vec<ClassScore<'_>> {
    findings
        .classes
        .iter()
        .zip(&findings.class_scores)
        .map(|(class, score)| ClassScore {
            class,
            precision: score.precision,
            recall: score.recall,
            f1: score.f1,
            support: score.support,
        })
        .collect()
}

pub(super) fn data(data: &DataSummary, lang: Lang) -> Data<'_> {
    Data {
        file: &data.file_name,
        rows: data.rows,
        columns: data.columns,
        sha256: &data.sha256,
        encoding: data.encoding,
        separator: data.separator,
        issues: data.issues.iter().map(|found| IssueLine::new(found, lang)).collect(),
    }
}

pub(super) fn left_out(column: &LeftOutColumn, lang: Lang) -> LeftOutLine<'_> {
    LeftOutLine { column: &column.column, reason: render(lang, &column.reason.message()) }
}

fn method(found: &MethodFindings, lang: Lang) -> Method<'_> {
    let metrics = found.metrics.iter();
    let metrics = metrics.map(|(name, spread)| (*name, Metric::of(spread)));
    let CurveBand { epochs, train, valid } = &found.band;
    Method {
        id: &found.id,
        label: methods::find(&found.id)
            .map_or_else(|_| found.id.clone(), |method| crate::base::tr(lang, method.name_key)),
        params: &found.params,
        metrics: metrics.collect(),
        valid_score: found.valid_score,
        curve: found.curve.iter().map(point).collect(),
        curve_band: Band { epochs, train, valid },
        best_epoch: found.best_epoch,
        stopped_because: found.stopped_because.id(),
        warnings: found.warnings.iter().map(|message| render(lang, message)).collect(),
    }
}

pub(super) fn point(point: &CurvePoint) -> Point {
    Point {
        epoch: point.epoch,
        train_loss: point.train_loss,
        valid_loss: point.valid_loss,
        learning_rate: point.learning_rate,
    }
}

/// Whether a file is a `findings.json` of ours.
pub(super) fn is_ours(path: &Path) -> bool {
    super::json::has_kind(path, KIND)
}
