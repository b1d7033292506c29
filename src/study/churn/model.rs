//! What scores new customers: the way from a table to probabilities, when a customer is called, and what is to be known of it.

use std::collections::BTreeMap;

use ndarray::Array2;
use serde::{Deserialize, Serialize};

use crate::base::{Message, Problem, RowId, did_you_mean};
use crate::data::Frame;
use crate::features::{FittedColumn, Preprocessor};
use crate::metrics::ThresholdRule;
use crate::models::calibration::{Calibration, calibrate_rows};
use crate::models::{Ensemble, Model};
use crate::study::StudyError;
use crate::study::judge::prediction_problem;
use crate::study::matching::{first_text, missing_columns};

use super::decision::decided;
use super::explain::{Background, ColumnImportance, Subject};
use super::schema::{ColumnKind, ColumnSchema};

/// Customers scored at a time, so that a large table is never in memory twice.
const AT_A_TIME: usize = 65_536;

/// A held-out metric over the repeats.
#[derive(Clone, Copy, Debug, PartialEq, Serialize, Deserialize)]
pub struct CardMetric {
    pub mean: f64,
    pub sd: f64,
}

/// Customers in each part of the split the model comes from.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
pub struct CardRows {
    pub train: u64,
    pub valid: u64,
    pub test: u64,
}

/// What whoever uses the model should know. Sentences are as whoever saved it read them.
#[derive(Clone, Debug, Default, PartialEq, Serialize, Deserialize)]
pub struct ModelCard {
    pub app_version: String,
    pub rows: CardRows,
    /// On held-out customers, by their names in `findings.json`.
    pub metrics: BTreeMap<String, CardMetric>,
    pub chosen_because: String,
    pub warnings: Vec<String>,
    pub intended_use: String,
    pub limits: Vec<String>,
}

/// Scores customers as in the run it comes from.
#[derive(Clone, Debug, Serialize, Deserialize)]
pub struct ChurnModel {
    /// Id of the method.
    pub method: String,
    pub seed: u64,
    /// SHA-256 of the file it learned from.
    pub data_sha256: String,
    /// The column that was predicted.
    pub label: String,
    /// In the order of the network's outputs.
    pub classes: Vec<String>,
    /// The class that is looked for, by its place among them.
    pub of_interest: u32,
    /// From this probability of the class of interest on, a customer is called.
    pub threshold: f64,
    /// How the threshold was found.
    pub threshold_rule: ThresholdRule,
    pub calibration: Calibration,
    pub preprocessor: Preprocessor,
    pub ensemble: Ensemble,
    /// One a column that is read, in the order of the preprocessing.
    pub schema: Vec<ColumnSchema>,
    pub card: ModelCard,
    /// What reasons are found against; models of earlier versions have none.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub background: Option<Background>,
}

/// What a model says of customers, in the order they were asked for.
#[derive(Clone, Debug, PartialEq)]
pub struct Scores {
    /// (`n_samples`, `n_classes`), calibrated, each row adding up to 1
    pub probabilities: Array2<f32>,
    of_interest: u32,
    threshold: f32,
}

/// One customer of [`Scores`].
#[derive(Clone, Copy, Debug, PartialEq)]
pub struct Scored {
    /// The class of interest from the threshold on, else the most probable of the others.
    pub label: u32,
    /// The probability of the class of interest: what customers are ranked by and called from a threshold on.
    pub of_interest: f32,
}

impl Scores {
    /// The same with another probability from which on the class of interest is given.
    #[must_use]
    pub fn with_threshold(self, threshold: f32) -> Self {
        Self { threshold, ..self }
    }

    pub fn len(&self) -> usize {
        self.probabilities.nrows()
    }

    pub fn is_empty(&self) -> bool {
        self.len() == 0
    }

    pub fn get(&self, index: usize) -> Option<Scored> {
        if index >= self.len() {
            return None;
        }
        let row = self.probabilities.row(index);
        let label = decided(row.iter().copied(), self.of_interest, self.threshold);
        Some(Scored { label, of_interest: *row.get(self.of_interest as usize)? })
    }
}

/// Why customers cannot be scored.
#[derive(Clone, Debug, PartialEq)]
pub enum ChurnModelError {
    /// Columns that the model reads and the table does not have, each with the nearest of its names.
    MissingColumns(Vec<(String, Vec<String>)>),
    /// Text in a column that held numbers or dates; the row as people count, from 1.
    Text {
        column: String,
        kind: ColumnKind,
        row: u64,
        cell: String,
    },
    /// Numbers where dates were, or the other way round.
    OtherKind {
        column: String,
        expected: ColumnKind,
    },
    /// A model that does not hold together.
    Broken,
    Study(StudyError),
}

impl From<StudyError> for ChurnModelError {
    fn from(error: StudyError) -> Self {
        Self::Study(error)
    }
}

impl ChurnModelError {
    /// The sentence and the hint a person reads.
    pub fn problem(&self) -> Problem {
        match self {
            Self::MissingColumns(columns) => {
                let names: Vec<Message> = columns.iter().map(|(name, _)| Message::text(name)).collect();
                let problem = Problem::new(Message::new("scoring-missing").with("columns", names));
                match columns.iter().find(|(_, nearest)| !nearest.is_empty()) {
                    Some((_, nearest)) => problem.hint(did_you_mean(nearest)),
                    None => problem.hint(Message::new("scoring-missing-hint")),
                }
            }
            Self::Text { column, kind, row, cell } => {
                let key = if *kind == ColumnKind::Date { "scoring-text-date" } else { "scoring-text-number" };
                let message = Message::new(key).with("column", column).with("row", *row);
                Problem::new(message.with("cell", cell)).hint(Message::new("scoring-text-hint"))
            }
            Self::OtherKind { column, expected } => {
                let key =
                    if *expected == ColumnKind::Date { "scoring-no-dates" } else { "scoring-no-numbers" };
                Problem::new(Message::new(key).with("column", column))
                    .hint(Message::new("scoring-other-kind-hint"))
            }
            Self::Broken => {
                Problem::new(Message::new("scoring-broken")).hint(Message::new("scoring-broken-hint"))
            }
            Self::Study(error) => error.problem(),
        }
    }
}

impl ChurnModel {
    /// The model with the hash of the table it learned from, and what its training rows had in each column.
    ///
    /// **Errors** a column or a row that is not in the table.
    pub fn learned_from(
        mut self,
        frame: &Frame,
        train_rows: &[RowId],
        importance: &[ColumnImportance],
    ) -> Result<Self, ChurnModelError> {
        let positions: Vec<usize> = train_rows
            .iter()
            .map(|&row| frame.position(row).ok_or(ChurnModelError::Broken))
            .collect::<Result<_, _>>()?;
        let learn = |(name, fitted): &(String, FittedColumn)| {
            let column = frame.column(name).ok_or(ChurnModelError::Broken)?;
            Ok(ColumnSchema::learn(column, fitted, &positions))
        };
        self.schema =
            self.preprocessor.columns().iter().map(learn).collect::<Result<_, ChurnModelError>>()?;
        let subject = Subject {
            preprocessor: &self.preprocessor,
            model: &self.ensemble,
            of_interest: self.of_interest,
            calibration: &self.calibration,
        };
        self.background = Some(Background::draw(subject, (frame, train_rows), importance, self.seed)?);
        self.data_sha256.clone_from(&frame.source.sha256);
        env!("CARGO_PKG_VERSION").clone_into(&mut self.card.app_version);
        self.card.metrics.retain(|_, metric| metric.mean.is_finite() && metric.sd.is_finite());
        Ok(self)
    }

    /// The columns a table must have.
    pub fn columns(&self) -> impl Iterator<Item = &str> {
        self.schema.iter().map(|column| column.name.as_str())
    }

    /// The columns that a table may have under other names: those it must have, and the label.
    pub fn known_columns(&self) -> Vec<&str> {
        self.columns().chain([self.label.as_str()]).collect()
    }

    /// The columns with what was learned of each.
    pub fn fitted(&self) -> impl Iterator<Item = (&ColumnSchema, &FittedColumn)> {
        self.schema.iter().zip(self.preprocessor.columns().iter().map(|(_, fitted)| fitted))
    }

    /// The class that is looked for.
    pub fn class_of_interest(&self) -> &str {
        self.classes.get(self.of_interest as usize).map_or("", String::as_str)
    }

    /// Whether the names are enough: every column that is read is among them.
    ///
    /// **Errors** [`ChurnModelError::MissingColumns`].
    pub fn check_names(&self, names: &[String]) -> Result<(), ChurnModelError> {
        let missing = missing_columns(self.columns(), names);
        if missing.is_empty() { Ok(()) } else { Err(ChurnModelError::MissingColumns(missing)) }
    }

    /// Whether a table has every column that is read, numbers and dates where they were.
    ///
    /// **Errors** columns that are missing, text where numbers or dates were, one of these where the other was.
    pub fn check(&self, frame: &Frame) -> Result<(), ChurnModelError> {
        let names: Vec<String> = frame.names().map(str::to_owned).collect();
        self.check_names(&names)?;
        for (schema, fitted) in self.fitted() {
            let Some(column) = frame.column(&schema.name) else { continue };
            // A category of any kind: what it says is among the levels or it is not. A column without cells is filled.
            if matches!(fitted, FittedColumn::Category(_)) || column.valid.missing() == column.valid.len() {
                continue;
            }
            let (name, expected) = (schema.name.clone(), schema.kind);
            match ColumnKind::of(column) {
                ColumnKind::Text => {
                    let (row, cell) = first_text(frame, column).unwrap_or_default();
                    return Err(ChurnModelError::Text { column: name, kind: expected, row, cell });
                }
                kind if kind != expected => {
                    return Err(ChurnModelError::OtherKind { column: name, expected });
                }
                _ => {}
            }
        }
        Ok(())
    }

    /// The probabilities of customers.
    ///
    /// **Errors** those of [`Self::check`], rows that are not in the table, a model that does not hold together.
    ///
    /// **Numerics** the same bits as in the run, for any number of threads and whichever customers stand beside one.
    pub fn score(&self, frame: &Frame, rows: &[RowId]) -> Result<Scores, ChurnModelError> {
        self.check(frame)?;
        let mut probabilities = Array2::zeros((0, self.classes.len()));
        for rows in rows.chunks(AT_A_TIME) {
            let some = self.predict(frame, rows)?;
            probabilities.append(ndarray::Axis(0), some.view()).map_err(|_| ChurnModelError::Broken)?;
        }
        Ok(Scores { probabilities, of_interest: self.of_interest, threshold: self.threshold as f32 })
    }

    fn predict(&self, frame: &Frame, rows: &[RowId]) -> Result<Array2<f32>, ChurnModelError> {
        let data = self.preprocessor.transform(frame, rows).map_err(StudyError::from)?;
        let predicted = self.ensemble.predict(&data);
        let predicted =
            predicted.map_err(|error| StudyError::AllFailed { first: Some(prediction_problem(&error)) })?;
        let mut probabilities = predicted.probabilities;
        if probabilities.ncols() != self.classes.len() {
            return Err(ChurnModelError::Broken);
        }
        calibrate_rows(&mut probabilities, self.of_interest as usize, &self.calibration);
        Ok(probabilities)
    }

    /// Whether what a file says holds together: it scores a customer, and every constant is one that a run can give.
    pub fn is_whole(&self) -> bool {
        let classes: std::collections::BTreeSet<&String> = self.classes.iter().collect();
        let named = self.schema.len() == self.preprocessor.columns().len()
            && self
                .schema
                .iter()
                .zip(self.preprocessor.columns())
                .all(|(schema, (name, fitted))| schema.is_whole(name, fitted));
        classes.len() == self.classes.len()
            && self.classes.len() >= 2
            && (self.of_interest as usize) < self.classes.len()
            && (0.0..=1.0).contains(&self.threshold)
            && self.card.rows.train > 0
            && named
            && self.preprocessor.is_whole()
            && self.ensemble.is_whole(self.preprocessor.feature_names().len(), self.classes.len())
            && self.calibration.is_sound()
            && self.background.as_ref().is_none_or(|background| background.is_whole(&self.preprocessor))
    }
}
