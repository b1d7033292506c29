//! The customers' columns in their own units, as the descriptions read them.

use ndarray::ArrayView2;
use rayon::prelude::*;

use crate::base::{RowId, nearest};
use crate::data::{Column, Frame, Values};
use crate::features::{FeatureError, FittedColumn, Preprocessor};

use super::positions;

/// Standard deviations up to which means differ by rounding only.
const ROUNDING: f64 = 1e-12;

/// Where the cells of a feature come from.
enum Cells<'a> {
    /// A column of numbers, missing cells filled as they were for the distances.
    Number { column: &'a Column, fill: f64 },
    /// A 0/1 feature of the common space: one value of a category, or "was missing".
    Flag(usize),
}

/// A feature of the common space in the unit of its column.
pub struct DescribedColumn<'a> {
    pub name: String,
    cells: Cells<'a>,
    pub mean: f64,
    /// Population standard deviation.
    pub sd: f64,
    pub min: f64,
}

impl DescribedColumn<'_> {
    /// Whether a mean of it is a share of the customers.
    pub fn is_flag(&self) -> bool {
        matches!(self.cells, Cells::Flag(_))
    }
}

/// The features of the common space, in its order.
pub struct Columns<'a> {
    all: Vec<DescribedColumn<'a>>,
    positions: Vec<usize>,
    common: ArrayView2<'a, f32>,
}

impl<'a> Columns<'a> {
    pub fn of(
        frame: &'a Frame,
        rows: &[RowId],
        plain: &Preprocessor,
        common: ArrayView2<'a, f32>,
    ) -> Result<Self, FeatureError> {
        let mut columns = Vec::new();
        for (name, fitted) in plain.columns() {
            let source = find(frame, name)?;
            for (place, feature) in fitted.feature_names(name).into_iter().enumerate() {
                let cells = match fitted {
                    FittedColumn::Number(number) if number.sd.is_some() && place == 0 => {
                        Cells::Number { column: source, fill: number.fill }
                    }
                    _ => Cells::Flag(columns.len()),
                };
                columns.push(DescribedColumn { name: feature, cells, mean: 0.0, sd: 0.0, min: 0.0 });
            }
        }
        let mut described = Self { all: columns, positions: positions(frame, rows)?, common };
        let statistics: Vec<(f64, f64, f64)> =
            (0..described.all.len()).into_par_iter().map(|index| described.statistics(index)).collect();
        for (column, (mean, sd, min)) in described.all.iter_mut().zip(statistics) {
            (column.mean, column.sd, column.min) = (mean, sd, min);
        }
        Ok(described)
    }

    pub fn iter(&self) -> std::slice::Iter<'_, DescribedColumn<'a>> {
        self.all.iter()
    }

    pub fn column(&self, index: usize) -> &DescribedColumn<'a> {
        &self.all[index]
    }

    pub fn len(&self) -> usize {
        self.all.len()
    }

    pub fn n_rows(&self) -> usize {
        self.positions.len()
    }

    /// The cells of a feature, customer by customer.
    pub fn cells(&self, index: usize) -> impl Iterator<Item = f64> + '_ {
        let column = &self.all[index];
        self.positions.iter().enumerate().map(move |(row, &position)| match column.cells {
            Cells::Number { column, fill } => column.number(position).unwrap_or(fill),
            Cells::Flag(feature) => f64::from(self.common[[row, feature]]),
        })
    }

    /// Mean, population standard deviation and least cell.
    fn statistics(&self, index: usize) -> (f64, f64, f64) {
        let n = self.positions.len().max(1) as f64;
        let mean = self.cells(index).map(|x| x / n).sum::<f64>();
        let variance = self.cells(index).map(|x| (x - mean) * ((x - mean) / n)).sum::<f64>();
        (mean, variance.sqrt(), self.cells(index).fold(f64::INFINITY, f64::min))
    }

    /// `means[cluster][column]`; the mean of everyone for a cluster without customers.
    pub fn means(&self, labels: &[u8], sizes: &[usize]) -> Vec<Vec<f64>> {
        let by_column: Vec<Vec<f64>> = (0..self.len())
            .into_par_iter()
            .map(|index| {
                let mut means = vec![0.0; sizes.len()];
                for (x, &label) in self.cells(index).zip(labels) {
                    means[label as usize] += x;
                }
                let overall = self.all[index].mean;
                means
                    .iter()
                    .zip(sizes)
                    .map(|(sum, &size)| if size == 0 { overall } else { sum / size as f64 })
                    .collect()
            })
            .collect();
        let of = |cluster: usize| by_column.iter().map(|means| means[cluster]).collect();
        (0..sizes.len()).map(of).collect()
    }

    /// The means as distances from everyone's, in standard deviations; 0 where nothing varies.
    pub fn differences(&self, means: &[f64]) -> Vec<f64> {
        let difference = |(column, mean): (&DescribedColumn, &f64)| {
            let difference = (mean - column.mean) / column.sd;
            if difference.abs() > ROUNDING && difference.is_finite() { difference } else { 0.0 }
        };
        self.all.iter().zip(means).map(difference).collect()
    }
}

/// Cells of a column to take shares of, 0 where missing; `None` where a cell is below zero, since shares of gains and
/// losses together say nothing.
///
/// **Errors** a column that the table does not have or that holds no numbers.
pub fn value_cells(frame: &Frame, rows: &[RowId], name: &str) -> Result<Option<Vec<f64>>, FeatureError> {
    let column = find(frame, name)?;
    if matches!(column.values, Values::Text { .. } | Values::Date(_)) {
        let message = crate::base::Message::new("features-why-text");
        return Err(FeatureError::Unusable { name: name.to_owned(), message });
    }
    let cells: Vec<f64> =
        positions(frame, rows)?.into_iter().map(|position| column.number(position).unwrap_or(0.0)).collect();
    Ok(cells.iter().all(|&x| x >= 0.0).then_some(cells))
}

fn find<'a>(frame: &'a Frame, name: &str) -> Result<&'a Column, FeatureError> {
    frame.column(name).ok_or_else(|| FeatureError::UnknownColumn {
        name: name.to_owned(),
        nearest: nearest(name, frame.names()),
    })
}
