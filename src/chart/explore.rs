//! How the columns hang together: correlations, and how much the principal components hold.

use crate::base::Message;
use crate::features::Family;
use crate::study::segments::Explore;

use super::together::{Together, mean, together};
use super::{Chart, ChartKind};

/// Numbers between −1 and 1 by two columns.
#[derive(Clone, Debug, PartialEq)]
pub struct HeatmapChart {
    pub names: Vec<String>,
    /// `values[row][column]`.
    pub values: Vec<Vec<f64>>,
}

/// Upright bars with the sum so far as a line.
#[derive(Clone, Debug, PartialEq)]
pub struct ColumnChart {
    pub x: Message,
    pub y: Message,
    /// Shares; the sum of all is at most one.
    pub shares: Vec<f64>,
    /// What the line is called.
    pub sum: Message,
}

impl ColumnChart {
    /// The sum of the shares up to each.
    pub fn sums(&self) -> Vec<f64> {
        let mut sum = 0.0;
        self.shares
            .iter()
            .map(|share| {
                sum += share;
                sum
            })
            .collect()
    }
}

/// Which columns rise and fall together; between families of `months` the mean over their pairs of columns.
pub fn correlations(explore: &Explore, months: &[Family]) -> Chart {
    let columns = together(explore.columns.iter().map(String::as_str), months);
    let values: Vec<Vec<f64>> =
        columns.iter().map(|a| columns.iter().map(|b| between(explore, a, b)).collect()).collect();
    let names: Vec<String> = columns.into_iter().map(|one| one.name).collect();
    let mut pairs: Vec<(f64, usize, usize)> = Vec::new();
    for (row, values) in values.iter().enumerate() {
        pairs.extend(values.iter().take(row).enumerate().map(|(column, &value)| (value, column, row)));
    }
    pairs.sort_by(|a, b| b.0.abs().total_cmp(&a.0.abs()));
    let part = |&(value, a, b): &(f64, usize, usize)| {
        let name = |column: usize| names.get(column).cloned().unwrap_or_default();
        Message::new("seg-chart-correlation-part").with("a", name(a)).with("b", name(b)).number("r", value, 2)
    };
    let parts: Vec<Message> = pairs.iter().take(5).map(part).collect();
    Chart {
        id: "correlations",
        title: Message::new("seg-chart-correlation-title"),
        alt: Message::new("seg-chart-correlation-alt").with("parts", parts),
        kind: ChartKind::Heatmap(HeatmapChart { names, values }),
    }
}

/// The mean correlation of the columns of one with those of the other; a column is not paired with itself, unless there is
/// no other.
fn between(explore: &Explore, a: &Together, b: &Together) -> f64 {
    let of = |row: usize, column: usize| {
        explore.correlations.get(row).and_then(|values| values.get(column)).copied().unwrap_or(f64::NAN)
    };
    let pairs = a.columns.iter().flat_map(|&row| b.columns.iter().map(move |&column| (row, column)));
    let alone = a.columns.len() == 1;
    mean(pairs.filter(|(row, column)| alone || row != column).map(|(row, column)| of(row, column)))
}

/// How much of all differences each principal component holds, and all up to it.
pub fn explained_variance(explore: &Explore) -> Chart {
    let chart = ColumnChart {
        x: Message::new("seg-chart-component"),
        y: Message::new("seg-chart-variance"),
        shares: explore.explained_variance_ratio.clone(),
        sum: Message::new("seg-chart-variance-sum"),
    };
    let sums = chart.sums();
    let share = |place: usize| sums.get(place).or(sums.last()).copied().unwrap_or(0.0);
    let enough = sums.iter().position(|sum| *sum >= 0.8).map_or(sums.len(), |place| place + 1);
    let alt = Message::new("seg-chart-variance-alt").share("first", share(0), 1).share("two", share(1), 1);
    Chart {
        id: "explained-variance",
        title: Message::new("seg-chart-variance-title"),
        alt: alt.with("n", enough),
        kind: ChartKind::Columns(chart),
    }
}
