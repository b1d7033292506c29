//! The schema of `findings.json` of segments; what each field says stands in `FINDINGS.md`.

use std::collections::BTreeMap;

use serde::Serialize;

use crate::models::ParamValue;
use crate::study::segments::{KRow, Verdict};

use super::super::findings_json::{Chosen, Data, LeftOutLine, Point};
use super::super::json::Header;

#[derive(Serialize)]
pub struct File<'a> {
    #[serde(flatten)]
    pub head: Header,
    pub study: &'static str,
    pub seed: u64,
    /// Ended by the person, the best so far kept.
    pub stopped: bool,
    pub data: Data<'a>,
    pub features: Features<'a>,
    pub customers: usize,
    /// The segments below and in `labelled.csv`.
    pub k: u32,
    /// They are a division, not groups.
    pub division: bool,
    pub k_advice: Advice<'a>,
    pub segments: Vec<SegmentLine<'a>>,
    #[serde(skip_serializing_if = "Option::is_none")]
    pub value_column: Option<&'a str>,
    pub methods: Vec<Method<'a>>,
    /// The segments the methods were compared at.
    pub compared_k: u32,
    pub comparison: Vec<Compared<'a>>,
    pub agreement: &'a [Vec<f64>],
    pub failed: Vec<Failed<'a>>,
    pub chosen: Chosen<'a>,
    #[serde(skip_serializing_if = "Option::is_none")]
    pub helped: Option<HelpedLine<'a>>,
    #[serde(skip_serializing_if = "Option::is_none")]
    pub sequence: Option<Sequence<'a>>,
    #[serde(skip_serializing_if = "Option::is_none")]
    pub migration: Option<MigrationLine<'a>>,
    pub pca: Components<'a>,
    pub correlations: Correlations<'a>,
    pub words: Vec<String>,
}

#[derive(Serialize)]
pub struct Features<'a> {
    pub used: &'a [String],
    pub left_out: Vec<LeftOutLine<'a>>,
    pub treatments: Vec<Treated<'a>>,
}

#[derive(Serialize)]
pub struct Treated<'a> {
    pub column: &'a str,
    pub missing: usize,
    pub filled_with: f64,
    #[serde(skip_serializing_if = "Option::is_none")]
    pub reason: Option<String>,
    pub skewness: f64,
    pub log: bool,
}

#[derive(Serialize)]
pub struct Advice<'a> {
    pub recommended: u32,
    pub reason: String,
    #[serde(skip_serializing_if = "Option::is_none")]
    pub knee: Option<u32>,
    /// Customers the silhouettes are of, where not of all.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub sampled: Option<usize>,
    /// The number that the gap speaks for.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub by_gap: Option<u32>,
    pub table: Vec<Row<'a>>,
}

#[derive(Serialize)]
pub struct Row<'a> {
    #[serde(flatten)]
    pub row: &'a KRow,
    pub division: bool,
}

#[derive(Serialize)]
pub struct SegmentLine<'a> {
    pub code: u32,
    pub name: String,
    pub size: usize,
    pub share: f64,
    #[serde(skip_serializing_if = "Option::is_none")]
    pub value_share: Option<f64>,
    pub sentence: String,
    pub action: String,
    pub traits: Vec<TraitLine<'a>>,
    pub centroid: BTreeMap<&'a str, f64>,
    pub checks: Vec<CheckLine>,
}

#[derive(Serialize)]
pub struct TraitLine<'a> {
    pub column: &'a str,
    pub mean: f64,
    pub overall: f64,
    pub difference: f64,
}

#[derive(Serialize)]
pub struct CheckLine {
    pub check: &'static str,
    pub passed: bool,
    pub text: String,
}

#[derive(Serialize)]
pub struct Method<'a> {
    pub id: &'a str,
    pub label: String,
    pub params: &'a BTreeMap<String, ParamValue>,
    pub curve: Vec<Point>,
    pub best_epoch: u32,
    #[serde(skip_serializing_if = "Option::is_none")]
    pub stopped_because: Option<&'static str>,
    pub warnings: Vec<String>,
}

#[derive(Serialize)]
pub struct Compared<'a> {
    pub method: &'a str,
    pub silhouette_own: f64,
    pub silhouette_common: f64,
    pub davies_bouldin_own: f64,
    pub davies_bouldin_common: f64,
    pub stability_ari: f64,
    pub stability_quartiles: [f64; 2],
    pub seed_ari: Option<f64>,
    pub seed_quartiles: Option<[f64; 2]>,
    /// 95th percentile of the nulls.
    pub null_silhouette_own: Option<f64>,
    #[serde(skip_serializing_if = "Option::is_none")]
    pub nulls: Option<Nulls<'a>>,
    pub agreement_with_kmeans: f64,
    pub sizes: &'a [usize],
}

#[derive(Serialize)]
pub struct Nulls<'a> {
    pub trained: &'a [f64],
    pub untrained: &'a [f64],
    pub shuffled: &'a [f64],
}

#[derive(Serialize)]
pub struct Failed<'a> {
    pub method: &'a str,
    pub reason: String,
}

#[derive(Serialize)]
pub struct HelpedLine<'a> {
    pub method: &'a str,
    pub answer: Verdict,
    pub sentence: String,
    pub reasons: Vec<Reason>,
}

#[derive(Serialize)]
pub struct Reason {
    pub holds: Verdict,
    pub text: String,
}

#[derive(Serialize)]
pub struct Sequence<'a> {
    pub kind: &'static str,
    pub steps: &'a [String],
    pub channels: &'a [String],
    pub order: String,
    pub objective: String,
}

#[derive(Serialize)]
pub struct MigrationLine<'a> {
    pub months: &'a [String],
    pub from: &'a str,
    pub to: &'a str,
    /// Codes of the segments, in the order of rows and columns.
    pub codes: Vec<u32>,
    pub counts: Vec<Vec<u64>>,
    pub words: Vec<String>,
}

#[derive(Serialize)]
pub struct Components<'a> {
    pub explained_variance_ratio: &'a [f64],
    pub columns: &'a [String],
    pub loadings: &'a [Vec<f64>],
    pub words: Vec<String>,
}

#[derive(Serialize)]
pub struct Correlations<'a> {
    pub columns: &'a [String],
    pub values: &'a [Vec<f64>],
}
