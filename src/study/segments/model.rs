//! What places new customers: the way from a table to the space of the segments, their means and how far they reach.

use std::collections::BTreeMap;

use ndarray::{Array2, ArrayView2};
use serde::{Deserialize, Serialize};

use crate::base::{Message, Problem, RowId, did_you_mean};
use crate::data::{Column, Frame, Values};
use crate::features::{FittedColumn, Preprocessor};
use crate::models::kmeans::assign;
use crate::study::StudyError;
use crate::study::matching::{first_text, missing_columns};

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
    /// How many customers each segment had; empty in models of earlier versions.
    #[serde(default)]
    pub sizes: Vec<u64>,
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
    /// Those of them that held dates; nothing is known of it in models of earlier versions.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    dates: Option<Vec<String>>,
    /// Whether the customers were made from transactions, and so the columns.
    #[serde(default)]
    pub from_transactions: bool,
    /// What whoever saved the model was warned of, as it was read.
    #[serde(default)]
    pub warnings: Vec<String>,
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
    /// (d₂ − d₁) / d₂ of the distances to the nearest two means; 0 where nothing is known of the customer.
    pub confidence: f32,
    /// Whether something is known of the customer, who lies no farther from the mean than 99 of 100 customers of the
    /// segment did.
    pub fits: bool,
}

/// Why customers cannot be placed.
#[derive(Clone, Debug, PartialEq)]
pub enum PlaceError {
    /// Columns that the segments were found by and the table does not have, each with the nearest of its names.
    MissingColumns(Vec<(String, Vec<String>)>),
    /// The same where the columns were made from transactions.
    MissingFacts(Vec<(String, Vec<String>)>),
    /// Dates where numbers were, or (`dates`) the other way round.
    OtherKind {
        column: String,
        dates: bool,
    },
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
            Self::MissingFacts(columns) => {
                let names: Vec<Message> = columns.iter().map(|(name, _)| Message::text(name)).collect();
                let message = Message::new("seg-place-missing").with("columns", names);
                Problem::new(message).hint(Message::new("seg-place-facts-hint"))
            }
            Self::OtherKind { column, dates } => {
                let key = if *dates { "seg-place-no-dates" } else { "seg-place-no-numbers" };
                Problem::new(Message::new(key).with("column", column))
                    .hint(Message::new("seg-place-missing-hint"))
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
        let columns = road.columns(&plain);
        let means = described.iter().map(|described| {
            let centroids = described.centroids.outer_iter().map(|row| row.to_vec()).collect();
            let limits = described.limits.clone();
            let sizes = described.segmentation.segments.iter().map(|segment| segment.size as u64).collect();
            let means = Means { centroids, limits, codes: Vec::new(), names: Vec::new(), sizes };
            (described.segmentation.k, means)
        });
        Self {
            method: method.to_owned(),
            seed,
            data_sha256: frame.source.sha256.clone(),
            k,
            dates: Some(columns.iter().filter(|name| holds_dates(frame, name)).cloned().collect()),
            columns,
            from_transactions: false,
            warnings: Vec::new(),
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

    /// The same with what whoever saves it should hand on.
    #[must_use]
    pub fn with_notes(self, warnings: Vec<String>, from_transactions: bool) -> Self {
        Self { from_transactions, warnings, ..self }
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

    /// Whether what a file says holds together: a road to a space, and several means in it.
    pub fn is_whole(&self) -> bool {
        let Some(means) = self.means() else { return false };
        let width = means.matrix().map(|matrix| matrix.ncols());
        let named = |n: usize| n == 0 || n == means.centroids.len();
        means.centroids.len() >= 2
            && width.is_some()
            && width == self.road.n_dimensions(&self.plain)
            && means.limits.iter().all(|limit| limit.is_finite() && *limit >= 0.0)
            && named(means.codes.len())
            && named(means.names.len())
            && named(means.sizes.len())
            && self.columns == self.road.columns(&self.plain)
            && !self.columns.is_empty()
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
            let unread = self.road.unread(&self.plain, frame, rows)?;
            let place = place(space.view(), centroids.view(), &means.limits).into_iter().zip(unread);
            let known = |(placement, unread)| {
                if unread { Placement { confidence: 0.0, fits: false, ..placement } } else { placement }
            };
            placed.extend(place.map(known));
        }
        Ok(placed)
    }

    /// Whether the table has the columns, with numbers in them.
    fn check(&self, frame: &Frame) -> Result<(), PlaceError> {
        let names: Vec<String> = frame.names().map(str::to_owned).collect();
        let missing = missing_columns(self.columns.iter().map(String::as_str), &names);
        if !missing.is_empty() {
            let error =
                if self.from_transactions { PlaceError::MissingFacts } else { PlaceError::MissingColumns };
            return Err(error(missing));
        }
        let text = self.columns.iter().filter_map(|name| frame.column(name)).find_map(|column| {
            let (row, cell) = first_text(frame, column).filter(|_| !self.is_category(&column.name))?;
            Some(PlaceError::Text { column: column.name.clone(), row, cell })
        });
        text.map_or(Ok(()), Err)?;
        let Some(dates) = &self.dates else { return Ok(()) };
        let other = self.columns.iter().find(|name| {
            let has_cells = |column: &Column| column.valid.missing() < column.valid.len();
            frame.column(name).is_some_and(has_cells)
                && !self.is_category(name)
                && holds_dates(frame, name) != dates.contains(name)
        });
        other.map_or(Ok(()), |column| {
            Err(PlaceError::OtherKind { column: column.clone(), dates: dates.contains(column) })
        })
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

fn holds_dates(frame: &Frame, name: &str) -> bool {
    frame.column(name).is_some_and(|column| matches!(column.values, Values::Date(_)))
}
