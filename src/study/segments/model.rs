//! What places new customers: the way from a table to the space of the segments, their means and how far they reach.

use std::collections::BTreeMap;

use ndarray::{Array2, ArrayView2};
use serde::{Deserialize, Serialize};

use crate::base::{Message, Problem, RowId, did_you_mean, nearest};
use crate::data::{Column, Frame, Values};
use crate::features::{FittedColumn, Preprocessor};
use crate::models::kmeans::assign;
use crate::study::StudyError;

use super::describe::{Described, confidence};
use super::spaces::Road;

/// Customers placed at a time, so that a large table is never in memory twice.
const AT_A_TIME: usize = 65_536;

/// The means of the segments for one number of them.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
pub struct Means {
    /// One a segment, in the order of the findings.
    pub centroids: Vec<Vec<f32>>,
    /// The distance within which 99 of 100 customers of the segment lay.
    pub limits: Vec<f32>,
    /// Code and name of the segments, as whoever saved the model saw them; empty before that.
    #[serde(default)]
    pub codes: Vec<u32>,
    #[serde(default)]
    pub names: Vec<String>,
}

/// Places customers in segments that were found before.
#[derive(Clone, Debug, Serialize, Deserialize)]
pub struct SegmentModel {
    /// Id of the method.
    pub method: String,
    pub seed: u64,
    /// SHA-256 of the file the segments were found in.
    pub data_sha256: String,
    /// The segments that customers are placed in.
    pub k: u32,
    /// The columns that a table must have.
    pub columns: Vec<String>,
    plain: Preprocessor,
    road: Road,
    /// By number of segments.
    means: BTreeMap<u32, Means>,
}

/// The segment of a customer.
#[derive(Clone, Copy, Debug, PartialEq)]
pub struct Placement {
    /// 0-based position.
    pub segment: u8,
    /// (d₂ − d₁) / d₂ of the distances to the nearest two means.
    pub confidence: f32,
    /// Whether the customer lies no farther from the mean than 99 of 100 customers of the segment did.
    pub fits: bool,
}

/// Why customers cannot be placed.
#[derive(Clone, Debug, PartialEq)]
pub enum PlaceError {
    /// Columns that the segments were found by and the table does not have, each with the nearest of its names.
    MissingColumns(Vec<(String, Vec<String>)>),
    /// Text in a column that held numbers; the row as people count, from 1.
    Text {
        column: String,
        row: u64,
        cell: String,
    },
    /// A model that does not hold together.
    Broken,
    Study(StudyError),
}

impl From<StudyError> for PlaceError {
    fn from(error: StudyError) -> Self {
        Self::Study(error)
    }
}

impl PlaceError {
    /// The sentence and the hint a person reads.
    pub fn problem(&self) -> Problem {
        match self {
            Self::MissingColumns(columns) => {
                let names: Vec<Message> = columns.iter().map(|(name, _)| Message::text(name)).collect();
                let problem = Problem::new(Message::new("seg-place-missing").with("columns", names));
                match columns.iter().find(|(_, nearest)| !nearest.is_empty()) {
                    Some((_, nearest)) => problem.hint(did_you_mean(nearest)),
                    None => problem.hint(Message::new("seg-place-missing-hint")),
                }
            }
            Self::Text { column, row, cell } => {
                let message = Message::new("seg-place-text").with("column", column).with("row", *row);
                Problem::new(message.with("cell", cell)).hint(Message::new("seg-place-text-hint"))
            }
            Self::Broken => {
                Problem::new(Message::new("seg-place-broken")).hint(Message::new("seg-place-broken-hint"))
            }
            Self::Study(error) => error.problem(),
        }
    }
}

impl SegmentModel {
    /// The model of a run; `described` for every number of segments that was looked at.
    pub fn new(
        (method, seed): (&str, u64),
        frame: &Frame,
        plain: Preprocessor,
        road: Road,
        k: u32,
        described: &[Described],
    ) -> Self {
        let columns = columns(&plain, &road);
        let means = described.iter().map(|described| {
            let centroids = described.centroids.outer_iter().map(|row| row.to_vec()).collect();
            let limits = described.limits.clone();
            let means = Means { centroids, limits, codes: Vec::new(), names: Vec::new() };
            (described.segmentation.k, means)
        });
        Self {
            method: method.to_owned(),
            seed,
            data_sha256: frame.source.sha256.clone(),
            k,
            columns,
            plain,
            means: means.collect(),
            road,
        }
    }

    /// The same for another number of segments, and for that one only, with their codes and names by position; `None`
    /// where it was not looked at.
    pub fn at(&self, k: u32, codes: Vec<u32>, names: Vec<String>) -> Option<Self> {
        let means = Means { codes, names, ..self.means.get(&k)?.clone() };
        Some(Self { k, means: BTreeMap::from([(k, means)]), ..self.clone() })
    }

    /// Code and name of each segment, by its position.
    pub fn labels(&self) -> Vec<(u32, String)> {
        let Some(means) = self.means() else { return Vec::new() };
        let label = |position: usize| {
            let code = means.codes.get(position).copied().unwrap_or(position as u32 + 1);
            (code, means.names.get(position).cloned().unwrap_or_else(|| code.to_string()))
        };
        (0..means.centroids.len()).map(label).collect()
    }

    /// The means that customers are held against.
    pub fn means(&self) -> Option<&Means> {
        self.means.get(&self.k)
    }

    /// Places customers by their nearest mean.
    ///
    /// **Errors** columns that are missing, text where numbers were, a model that does not hold together.
    pub fn place(&self, frame: &Frame, rows: &[RowId]) -> Result<Vec<Placement>, PlaceError> {
        self.check(frame)?;
        let means = self.means().ok_or(PlaceError::Broken)?;
        let centroids = means.matrix().ok_or(PlaceError::Broken)?;
        let mut placed = Vec::with_capacity(rows.len());
        for rows in rows.chunks(AT_A_TIME) {
            let space = self.road.embed(&self.plain, frame, rows)?;
            if space.ncols() != centroids.ncols() {
                return Err(PlaceError::Broken);
            }
            placed.extend(place(space.view(), centroids.view(), &means.limits));
        }
        Ok(placed)
    }

    /// Whether the table has the columns, with numbers in them.
    fn check(&self, frame: &Frame) -> Result<(), PlaceError> {
        let missing: Vec<(String, Vec<String>)> = self
            .columns
            .iter()
            .filter(|name| frame.column(name).is_none())
            .map(|name| (name.clone(), nearest(name, frame.names())))
            .collect();
        if !missing.is_empty() {
            return Err(PlaceError::MissingColumns(missing));
        }
        let text = self.columns.iter().filter_map(|name| frame.column(name)).find_map(|column| {
            let (row, cell) = first_text(frame, column).filter(|_| !self.is_category(&column.name))?;
            Some(PlaceError::Text { column: column.name.clone(), row, cell })
        });
        text.map_or(Ok(()), Err)
    }

    fn is_category(&self, name: &str) -> bool {
        let of = |(column, fitted): &(String, FittedColumn)| {
            column == name && matches!(fitted, FittedColumn::Category(_))
        };
        self.plain.columns().iter().any(of)
    }
}

impl Means {
    /// The means as rows; `None` where they are of different length, too many, or without limits.
    fn matrix(&self) -> Option<Array2<f32>> {
        let (k, width) = (self.centroids.len(), self.centroids.first()?.len());
        let all = self.centroids.concat();
        let whole = u8::try_from(k).is_ok() && self.limits.len() == k && all.iter().all(|x| x.is_finite());
        if !whole || self.centroids.iter().any(|row| row.len() != width) {
            return None;
        }
        Array2::from_shape_vec((k, width), all).ok()
    }
}

/// Rows of a space by their nearest mean.
fn place(space: ArrayView2<f32>, centroids: ArrayView2<f32>, limits: &[f32]) -> Vec<Placement> {
    let assigned = assign(centroids, space);
    let distances = assigned.nearest.iter().zip(&assigned.second);
    let placement = |(&segment, (&nearest, &second)): (&u8, (&f32, &f32))| Placement {
        segment,
        confidence: confidence(nearest, second),
        fits: nearest <= limits[usize::from(segment)],
    };
    assigned.labels.iter().zip(distances).map(placement).collect()
}

/// The columns that are read on the way to the space.
fn columns(plain: &Preprocessor, road: &Road) -> Vec<String> {
    match road {
        Road::Network { sequences, .. } => sequences.source_columns(),
        Road::Log(logged) => logged.columns().iter().map(|(name, _)| name.clone()).collect(),
        Road::Columns | Road::Components(_) => plain.columns().iter().map(|(name, _)| name.clone()).collect(),
    }
}

/// The first row with text in it, counted from 1 without the header, and the text; `None` for numbers.
///
/// A column is text as a whole as soon as one cell is; that one is the culprit.
fn first_text(frame: &Frame, column: &Column) -> Option<(u64, String)> {
    if !matches!(column.values, Values::Text { .. }) {
        return None;
    }
    let found = (0..frame.n_rows()).find_map(|index| {
        let cell = column.text(index)?;
        let number = cell.trim().replace(',', ".").parse::<f64>().is_ok();
        (!number).then(|| (u64::from(frame.row_ids[index]) + 1, cell.to_owned()))
    });
    found.or_else(|| {
        let index = (0..frame.n_rows()).find(|&index| column.text(index).is_some())?;
        Some((u64::from(frame.row_ids[index]) + 1, column.text(index)?.to_owned()))
    })
}
