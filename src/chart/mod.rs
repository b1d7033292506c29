//! What a chart says, as data: built from findings, drawn by nobody here.

mod churn;
mod curves;
mod explain;
mod explore;
mod marker;
pub mod palette;
mod profile;
mod results;
pub mod scatter;
mod segments;
mod together;
mod value;
mod waterfall;

use crate::base::Message;

pub use churn::{gains, lift, precision_recall, profit, reliability, roc};
pub use curves::{Curves, error_curves, learning_rate, live_curves, method_name};
pub use explain::{DependenceChart, Dependent, dependence, idle_columns, importance, matters, pushes};
pub use explore::{ColumnChart, HeatmapChart, correlations, explained_variance};
pub use marker::{Mark, REACH, mark};
pub use profile::{
    Difference, DifferenceChart, OneCustomer, ProfileChart, ProfileColumn, ProfileLine, by_code,
    segment_differences, segment_profile,
};
pub use results::{accuracy_bars, confusion, confusion_at};
pub use scatter::{Bounds, Group, MOST_POINTS, PointIndex, Raster, RasterOrder, ScatterChart};
pub use segments::{
    KMeasure, k_measure, null_silhouettes, segment_curves, segment_map, segment_migration, segment_months,
};
pub use value::{
    contribution, contribution_of_all, customer_contribution, migration, tier_customers, tier_value,
    with_target,
};
pub use waterfall::{Part, WaterfallChart, waterfall};

/// A chart with everything needed to draw it or to read it aloud.
#[derive(Clone, Debug, PartialEq)]
pub struct Chart {
    pub id: &'static str,
    pub title: Message,
    /// The same in a sentence or two, for people who cannot see it.
    pub alt: Message,
    pub kind: ChartKind,
}

#[derive(Clone, Debug, PartialEq)]
pub enum ChartKind {
    Lines(LineChart),
    Bars(BarChart),
    Matrix(MatrixChart),
    Waterfall(WaterfallChart),
    Scatter(ScatterChart),
    Profile(ProfileChart),
    Differences(DifferenceChart),
    Heatmap(HeatmapChart),
    Columns(ColumnChart),
    Dependence(DependenceChart),
}

/// Curves over a common axis.
#[derive(Clone, Debug, PartialEq)]
pub struct LineChart {
    pub x: Message,
    pub y: Message,
    pub lines: Vec<Line>,
    /// Where an upright line stands: the round a replay has come to.
    pub cursor: Option<f64>,
    /// What is said beside it, where it does not go without saying.
    pub cursor_name: Option<Message>,
    /// What the axes hold besides the lines, so that they stand still during a replay.
    pub reach: Vec<[f64; 2]>,
    /// Named level lines across the chart: an error to reach.
    pub levels: Vec<Level>,
}

/// A value that a chart marks with a line and its name.
#[derive(Clone, Debug, PartialEq)]
pub struct Level {
    pub name: Message,
    pub at: f64,
}

#[derive(Clone, Debug, PartialEq)]
pub struct Line {
    pub name: Message,
    /// Position in the palette; `None` = grey.
    pub colour: Option<usize>,
    pub dashed: bool,
    pub points: Vec<[f64; 2]>,
    /// (x, low, high) of a band around the line.
    pub band: Vec<[f64; 3]>,
    /// The point to be ringed (the best round).
    pub ring: Option<[f64; 2]>,
}

/// One bar a name, with its spread.
#[derive(Clone, Debug, PartialEq)]
pub struct BarChart {
    pub y: Message,
    /// Values are shares, shown as percentages.
    pub percent: bool,
    pub bars: Vec<Bar>,
}

#[derive(Clone, Debug, PartialEq)]
pub struct Bar {
    pub name: Message,
    pub colour: Option<usize>,
    pub value: f64,
    /// Half length of the whisker (one standard deviation).
    pub spread: f64,
    /// Every single value, shown as dots.
    pub values: Vec<f64>,
}

/// Counts of customers by two classes each has: one is its row, the other its column.
#[derive(Clone, Debug, PartialEq)]
pub struct MatrixChart {
    pub rows: Message,
    pub columns: Message,
    pub classes: Vec<Message>,
    /// `counts[row][column]`.
    pub counts: Vec<Vec<u64>>,
    /// Key of a cell's sentence, which is given `n`, `row` and `column`.
    pub cell: &'static str,
    /// What the percentages in the cells are of: always the whole of their row.
    pub share: Message,
    pub emphasis: Emphasis,
}

/// What the colours of a matrix tell apart.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Emphasis {
    /// Right answers on the diagonal, mistakes beside it.
    Right,
    /// The classes have an order: staying on the diagonal, rising to the right of it, falling to the left.
    Moves,
    /// Staying on the diagonal, and no order among the others.
    Changes,
}
