//! What a segmentation found: everything screens, charts, files and the command line show of it.

use std::collections::BTreeMap;
use std::sync::Arc;

use serde::Serialize;

use crate::base::{Message, Problem, RowId};
use crate::features::LeftOutColumn;
use crate::models::{CurvePoint, ParamValue, StopReason};
use crate::study::DataSummary;

use super::resample::Spread;

use super::model::SegmentModel;
use super::sentences::division;

/// By how much a silhouette must exceed what customers without groups hardly do.
const CLEARER: f64 = 0.02;

/// What was done to a column before distances were taken.
#[derive(Clone, Debug, PartialEq)]
pub struct TreatedColumn {
    pub column: String,
    pub missing: usize,
    /// In the column's own unit.
    pub filled_with: f64,
    /// Why it was filled so; `None` where nothing was missing.
    pub reason: Option<Message>,
    pub skewness: f64,
    /// Taken as a logarithm by the methods that take logarithms.
    pub log: bool,
}

/// How the columns hang together.
#[derive(Clone, Debug, PartialEq)]
pub struct Explore {
    /// The columns of everything below.
    pub columns: Vec<String>,
    /// Pearson, `correlations[i][j]`.
    pub correlations: Vec<Vec<f64>>,
    /// Share of the variance of each principal component, largest first.
    pub explained_variance_ratio: Vec<f64>,
    /// `loadings[component][column]`, the largest of each component positive; at most ten components.
    pub loadings: Vec<Vec<f64>>,
    /// What a component stands for, in words.
    pub components: Vec<Message>,
}

/// What the steps and channels of the sequences were.
#[derive(Clone, Debug, PartialEq)]
pub struct SequenceSummary {
    /// `columns`, `months` or `transactions`, as in `findings.json`.
    pub kind: &'static str,
    /// Names of the steps, first to last.
    pub steps: Vec<String>,
    pub channels: Vec<String>,
    /// What a person must know of the order: that it is none, or which month comes first.
    pub order: Message,
    /// What the network was trained to do.
    pub objective: Message,
}

/// One number of segments, as it stands in `findings.json`.
#[derive(Clone, Copy, Debug, PartialEq, Serialize)]
pub struct KRow {
    pub k: u32,
    pub inertia: f64,
    pub silhouette: f64,
    /// What customers spread evenly, among whom there are no groups, hardly exceed.
    pub silhouette_even: f64,
    /// What customers hardly exceed whose columns are skewed as these are, but with one mode each and mixed.
    pub silhouette_mixed: f64,
    /// The same of such customers whose columns are correlated as these are.
    pub silhouette_alike: f64,
    pub davies_bouldin: f64,
    pub calinski_harabasz: f64,
    pub gap: f64,
    /// Standard error of the gap.
    pub gap_se: f64,
    /// Median adjusted Rand index over bootstraps.
    pub stability_ari: f64,
    /// Between which the middle half of them lies.
    pub stability_quartiles: [f64; 2],
    /// Mean Jaccard of the least stable segment over bootstraps.
    pub smallest_jaccard: f64,
    pub smallest_share: f64,
}

/// How many segments, and why.
#[derive(Clone, Debug, PartialEq)]
pub struct KAdvice {
    pub recommended: u32,
    pub reason: Message,
    /// Ascending `k`.
    pub table: Vec<KRow>,
    /// Where the inertia bends.
    pub knee: Option<u32>,
    /// Customers the silhouettes were taken of, where not of all.
    pub sampled: Option<usize>,
}

/// Silhouettes of the same network where it cannot have learned anything of an order.
#[derive(Clone, Debug, PartialEq)]
pub struct Nulls {
    /// Of the network itself: the training that is shown, then those from other weights.
    pub trained: Vec<f64>,
    /// Untrained ones.
    pub untrained: Vec<f64>,
    /// Trained on sequences whose steps were shuffled within each customer.
    pub shuffled: Vec<f64>,
    /// 95th percentile of all of them.
    pub percentile_95: f64,
}

/// One method at the common `k`.
#[derive(Clone, Debug)]
pub struct SegmentMethod {
    pub id: String,
    pub params: BTreeMap<String, ParamValue>,
    pub silhouette_own: f64,
    pub silhouette_common: f64,
    pub davies_bouldin_own: f64,
    pub davies_bouldin_common: f64,
    pub stability_ari: f64,
    pub stability_quartiles: [f64; 2],
    /// Between retrainings from other weights, for networks.
    pub seed_ari: Option<f64>,
    pub seed_quartiles: Option<[f64; 2]>,
    pub nulls: Option<Nulls>,
    /// Adjusted Rand index with plain K-means.
    pub agreement_with_kmeans: f64,
    /// Sizes in the order of its segments.
    pub sizes: Vec<usize>,
    /// Of its training, for networks.
    pub curve: Vec<CurvePoint>,
    pub best_epoch: u32,
    pub stopped_because: Option<StopReason>,
    pub warnings: Vec<Message>,
}

/// A method that could not take part, and why.
#[derive(Clone, Debug, PartialEq)]
pub struct FailedMethod {
    pub id: String,
    pub problem: Problem,
}

/// What can be said of a question on this file.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Serialize)]
#[serde(rename_all = "snake_case")]
pub enum Verdict {
    No,
    /// Too near the border: other weights or other customers would have given another answer.
    Undecided,
    Yes,
}

/// Whether the recurrent network helped on this file, by the stated rule.
#[derive(Clone, Debug, PartialEq)]
pub struct Helped {
    /// Index into the methods: the one the answer is about (the best of several).
    pub method: usize,
    pub answer: Verdict,
    /// The sentence, then the three conditions, each with its numbers.
    pub sentence: Message,
    pub reasons: Vec<(Verdict, Message)>,
}

/// What sets a segment apart in one column.
#[derive(Clone, Debug, PartialEq)]
pub struct Trait {
    pub column: String,
    pub mean: f64,
    pub overall: f64,
    /// (mean − overall) / standard deviation of everyone.
    pub difference: f64,
}

#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum CheckKind {
    Distinct,
    BigEnough,
    Reachable,
    Stable,
}

/// One of the four questions a segment must answer before money is spent on it.
#[derive(Clone, Debug, PartialEq)]
pub struct Check {
    pub kind: CheckKind,
    pub passed: bool,
    /// With the number it was judged by.
    pub message: Message,
}

/// A group of customers.
#[derive(Clone, Debug, PartialEq)]
pub struct Segment {
    /// 1-based, as written into files: by size, largest first, then by the means.
    pub code: u32,
    /// Suggested.
    pub name: Message,
    /// What sets it apart, with numbers.
    pub sentence: Message,
    /// All columns, largest difference first.
    pub traits: Vec<Trait>,
    pub size: usize,
    pub share: f64,
    /// Of the value column.
    pub value_share: Option<f64>,
    /// Means in original units, in the order of [`Explore::columns`].
    pub means: Vec<f64>,
    /// The same as differences from everyone in standard deviations.
    pub profile: Vec<f64>,
    /// The customers nearest to its middle.
    pub representatives: Vec<RowId>,
    pub checks: Vec<Check>,
    /// Suggested.
    pub action: Message,
}

/// The customers in `k` segments.
#[derive(Clone, Debug, PartialEq)]
pub struct Segmentation {
    pub k: u32,
    /// 0-based position in `segments`, one a customer.
    pub labels: Vec<u8>,
    /// (d₂ − d₁) / d₂ of the distances to the nearest two means.
    pub confidence: Vec<f32>,
    /// Whether the customer lies no farther than the 99th percentile of the segment.
    pub fits: Vec<bool>,
    pub segments: Vec<Segment>,
}

/// The customers on the plane of the first two principal components of the common space.
#[derive(Clone, Debug, PartialEq)]
pub struct Map {
    /// One a customer.
    pub points: Vec<[f32; 2]>,
    /// What lies along the two axes, in words, with their share of the variance.
    pub axes: [Message; 2],
    pub shares: [f64; 2],
}

/// How K-means found the segments, iteration by iteration.
#[derive(Clone, Debug, Default, PartialEq)]
pub struct KmeansReplay {
    /// Positions in [`SegmentFindings::rows`], at most 20,000.
    pub customers: Vec<u32>,
    /// `labels[iteration][customer]`.
    pub labels: Vec<Vec<u8>>,
    /// Mean place on the map of each segment, `means[iteration][segment]`.
    pub means: Vec<Vec<[f32; 2]>>,
    pub inertia: Vec<f64>,
}

/// Where customers go from month to month.
#[derive(Clone, Debug, PartialEq)]
pub struct Migration {
    /// Names of the months, first to last.
    pub months: Vec<String>,
    /// `segments[month][customer]`, 255 where the customer is not there yet.
    pub segments: Vec<Vec<u8>>,
    /// From the first half's last month to the last one: `counts[from][to]`.
    pub counts: Vec<Vec<u64>>,
    /// Month names the counts are between.
    pub from: String,
    pub to: String,
    /// Who drifts where, most customers first.
    pub words: Vec<Message>,
}

/// The results of one segmentation.
#[derive(Clone, Debug)]
pub struct SegmentFindings {
    pub seed: u64,
    pub data: DataSummary,
    pub used: Vec<String>,
    pub left_out: Vec<LeftOutColumn>,
    pub treatments: Vec<TreatedColumn>,
    pub value_column: Option<String>,
    pub explore: Explore,
    /// Where a recurrent method took part.
    pub sequence: Option<SequenceSummary>,
    /// What the methods were compared at.
    pub k: u32,
    /// Whether the person chose `k`; else plain K-means recommends it.
    pub k_was_chosen: bool,
    /// Of the chosen method.
    pub advice: KAdvice,
    pub methods: Vec<SegmentMethod>,
    /// Methods of the recipe that could not take part.
    pub failed: Vec<FailedMethod>,
    /// `agreement[i][j]`: adjusted Rand index between methods.
    pub agreement: Vec<Vec<f64>>,
    /// `None` where no recurrent method took part or its nulls were not waited for.
    pub helped: Option<Helped>,
    /// Index into `methods`: whose segments are shown and exported.
    pub chosen: usize,
    pub chosen_reason: Message,
    /// Of the chosen method, one for every `k` of the advice, ascending.
    pub segmentations: Vec<Segmentation>,
    /// What places new customers into them.
    pub model: Arc<SegmentModel>,
    /// The customers, ascending; parallel to labels and points.
    pub rows: Vec<RowId>,
    pub map: Map,
    pub replay: KmeansReplay,
    pub migration: Option<Migration>,
    /// The sentences a person reads, most important first.
    pub words: Vec<Message>,
    pub stopped: bool,
}

impl Nulls {
    /// The largest silhouette of a network that learned nothing of an order.
    pub fn largest(&self) -> f64 {
        self.untrained.iter().chain(&self.shuffled).copied().fold(f64::NEG_INFINITY, f64::max)
    }

    /// The silhouettes of the network itself over its trainings.
    pub(super) fn of_trainings(&self) -> Spread {
        Spread::of(self.trained.clone())
    }

    /// The middle one of them.
    pub fn middle(&self) -> f64 {
        self.of_trainings().median
    }
}

impl SegmentMethod {
    pub(super) fn stability(&self) -> Spread {
        Spread { median: self.stability_ari, quartiles: self.stability_quartiles }
    }
}

impl KRow {
    /// Whether customers without groups can be divided as clearly: these segments are a division, not groups.
    pub fn is_division(&self) -> bool {
        self.silhouette < self.silhouette_groupless() + CLEARER
    }

    /// What customers without groups hardly exceed, spread evenly or mixed.
    pub fn silhouette_groupless(&self) -> f64 {
        self.silhouette_even.max(self.silhouette_mixed)
    }

    /// Whether one cloud of customers, skewed and correlated as these are, can be divided as clearly.
    pub fn may_be_one_cloud(&self) -> bool {
        self.silhouette < self.silhouette_alike + CLEARER
    }

    pub(super) fn stability(&self) -> Spread {
        Spread { median: self.stability_ari, quartiles: self.stability_quartiles }
    }
}

impl KAdvice {
    pub fn row(&self, k: u32) -> Option<&KRow> {
        self.table.iter().find(|row| row.k == k)
    }

    /// The number the gap speaks for: the first whose gap the next one does not exceed by more than its
    /// standard error.
    ///
    /// **Source** Tibshirani, Walther and Hastie (2001), among the numbers that were tried.
    pub fn by_gap(&self) -> Option<u32> {
        let holds = |pair: &&[KRow]| pair[0].gap >= pair[1].gap - pair[1].gap_se;
        let found = self.table.windows(2).find(holds).map(|pair| pair[0].k);
        found.or_else(|| self.table.last().map(|row| row.k))
    }
}

impl SegmentFindings {
    /// What must be said first of this many segments where they are a division, not groups.
    pub fn division(&self, k: u32) -> Option<Message> {
        self.advice.row(k).and_then(division)
    }

    /// The customers in this many segments.
    pub fn at(&self, k: u32) -> Option<&Segmentation> {
        self.segmentations.iter().find(|segmentation| segmentation.k == k)
    }
}
