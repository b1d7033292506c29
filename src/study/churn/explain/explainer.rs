//! Explains one customer after the other against the same background.

use std::sync::atomic::{AtomicUsize, Ordering};

use ndarray::{Array2, ArrayView1};
use rayon::prelude::*;

use crate::base::{Message, RowId, Stop, Watch};
use crate::data::Frame;
use crate::features::FeatureError;
use crate::study::StudyError;
use crate::study::churn::model::ChurnModel;

use super::players::players;
use super::reasons::{self, Reasons};
use super::usual::Known;
use super::{ColumnImportance, Player, Shapley, Subject, sample, shapley};

/// Customers whose values stand in for those that a coalition does not have.
pub const BACKGROUND: usize = 100;

/// Customers that say what is usual.
const COMPARED: usize = 10_000;

/// Customers explained between two looks at whether to go on.
const AT_A_TIME: usize = 16;

/// What is needed to explain any customer to whom the model applies.
pub struct Explainer<'a> {
    subject: Subject<'a>,
    players: Vec<Player>,
    /// (at most [`BACKGROUND`], features)
    background: Array2<f32>,
    /// One a player; `None` for columns that are not told apart.
    known: Vec<Option<Known>>,
}

impl<'a> Explainer<'a> {
    /// Draws the background and what is usual from these rows, which should be those the model learned from.
    ///
    /// `importance` decides which columns are told apart where there are more than [`super::MOST_PLAYERS`].
    ///
    /// **Errors** no rows, or a column or row that the table does not have.
    pub fn new(
        subject: Subject<'a>,
        (frame, rows): (&Frame, &[RowId]),
        importance: &[ColumnImportance],
        seed: u64,
    ) -> Result<Self, StudyError> {
        if rows.is_empty() {
            return Err(FeatureError::NoRows.into());
        }
        let compared = compared(rows, seed);
        let background = subject.features(frame, &compared[..BACKGROUND.min(compared.len())])?;
        let importance: Vec<&str> = importance.iter().map(|column| column.column.as_str()).collect();
        let players = players(subject.preprocessor, &importance);
        let known = players
            .par_iter()
            .map(|player| {
                player
                    .column()
                    .map(|column| Known::new(subject.preprocessor, (frame, &compared), column))
                    .transpose()
            })
            .collect::<Vec<Result<_, _>>>()
            .into_iter()
            .collect::<Result<_, _>>()?;
        Ok(Self { subject, players, background, known })
    }

    /// What a saved model keeps is enough to explain by: only how usual a value is remains unsaid. `None` where it keeps
    /// nothing, as those of earlier versions do.
    pub fn saved(model: &'a ChurnModel) -> Option<Self> {
        let (subject, kept) = (Subject::from(model), model.background.as_ref()?);
        let n_features = subject.preprocessor.feature_names().len();
        let n_rows = kept.features.len() / n_features.max(1);
        let background = Array2::from_shape_vec((n_rows, n_features), kept.features.clone()).ok()?;
        let importance: Vec<&str> = kept.importance.iter().map(String::as_str).collect();
        let players = players(subject.preprocessor, &importance);
        let known = |player: &Player| {
            player.column().map(|column| Known::by_name(subject.preprocessor, column)).transpose().ok()
        };
        let known = players.iter().map(known).collect::<Option<_>>()?;
        Some(Self { subject, players, background, known })
    }

    /// Whom the values of [`Shapley`] belong to, in their order.
    pub fn players(&self) -> &[Player] {
        &self.players
    }

    /// That some columns are not told apart, where that is so.
    pub fn note(&self) -> Option<Message> {
        let others = self.players.iter().find(|player| player.column().is_none())?;
        let apart = self.players.len() - 1;
        let message = Message::new("explain-others-note").with("n", apart + others.columns.len());
        Some(message.with("apart", apart).with("others", others.columns.len()))
    }

    /// How the probabilities of customers come about, side by side.
    ///
    /// **Errors** a column or row that the table does not have; [`StudyError::Discarded`] when stopped.
    pub fn shapley_many(
        &self,
        frame: &Frame,
        rows: &[RowId],
        watch: &Watch,
    ) -> Result<Vec<Shapley>, StudyError> {
        let stop = watch.stop();
        let done = AtomicUsize::new(0);
        rows.par_chunks(AT_A_TIME)
            .map(|chunk| {
                let found = self.explain(frame, chunk, &stop)?;
                let done = done.fetch_add(chunk.len(), Ordering::Relaxed) + chunk.len();
                watch.report(done as f32 / rows.len() as f32);
                Ok(found)
            })
            .collect::<Vec<Result<Vec<Shapley>, StudyError>>>()
            .into_iter()
            .collect::<Result<Vec<_>, _>>()
            .map(|chunks| chunks.into_iter().flatten().collect())
    }

    fn explain(&self, frame: &Frame, rows: &[RowId], stop: &Stop) -> Result<Vec<Shapley>, StudyError> {
        let features = self.subject.features(frame, rows)?;
        let explained = |row: ArrayView1<f32>| {
            if stop.requested() {
                return Err(StudyError::Discarded);
            }
            shapley::shapley(&self.subject, &self.players, &self.background, &row.to_vec(), stop)
        };
        features.outer_iter().map(explained).collect()
    }

    /// The strongest pushes in words, with the customer's own values and how usual they are.
    ///
    /// **Errors** a column or row that the table does not have.
    pub fn reasons(&self, frame: &Frame, row: RowId, shapley: &Shapley) -> Result<Reasons, StudyError> {
        let position = frame.position(row).ok_or(FeatureError::UnknownRow(row))?;
        reasons::reasons(&self.players, &self.known, shapley, (frame, position))
    }
}

/// The customers that say what is usual; the first of them are the background.
pub fn compared(rows: &[RowId], seed: u64) -> Vec<RowId> {
    sample(rows, COMPARED, seed, "explain background")
}
