//! What a chart says, as data: built from findings, drawn by nobody here.

mod curves;
pub mod palette;
mod results;

use crate::base::Message;

pub use curves::{Curves, error_curves, learning_rate, live_curves, method_name};
pub use results::{accuracy_bars, confusion};

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
}

/// Curves over a common axis.
#[derive(Clone, Debug, PartialEq)]
pub struct LineChart {
    pub x: Message,
    pub y: Message,
    pub lines: Vec<Line>,
    /// Where an upright line stands: the round a replay has come to.
    pub cursor: Option<f64>,
    /// What the axes hold besides the lines, so that they stand still during a replay.
    pub reach: Vec<[f64; 2]>,
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

/// Counts by true (rows) and predicted (columns) class.
#[derive(Clone, Debug, PartialEq)]
pub struct MatrixChart {
    pub rows: Message,
    pub columns: Message,
    pub classes: Vec<String>,
    pub counts: Vec<Vec<u64>>,
}
