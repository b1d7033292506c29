//! New customers judged some at a time: what their columns are read as, who is called, and what is counted over all of them.

use crate::data::Frame;
use crate::data::csv::{Culprit, Wanted, WantedCells};
use crate::features::FittedColumn;

use super::drift::Tally;
use super::model::{ChurnModel, ChurnModelError, Scores};
use super::schema::{ColumnKind, ColumnSchema};

/// The columns that the model reads, as what it learned them; `names` are those of the file.
///
/// **Errors** [`ChurnModelError::MissingColumns`].
pub fn wanted(model: &ChurnModel, names: &[String]) -> Result<Vec<Wanted>, ChurnModelError> {
    model.check_names(names)?;
    let of_column = |(schema, fitted): (&ColumnSchema, &FittedColumn)| {
        let index = names.iter().position(|name| *name == schema.name)?;
        let cells = match (fitted, schema.kind) {
            (FittedColumn::Number(_), ColumnKind::Date) => WantedCells::Dates,
            (FittedColumn::Number(_), _) => WantedCells::Numbers,
            (FittedColumn::Category(_), ColumnKind::Number) => WantedCells::NumberWords,
            (FittedColumn::Category(_), ColumnKind::Date) => WantedCells::DateWords,
            (FittedColumn::Category(_), ColumnKind::Text) => WantedCells::Words,
        };
        Some(Wanted { index, name: schema.name.clone(), cells })
    };
    Ok(model.fitted().filter_map(of_column).collect())
}

/// The cell that is in the way, where so many records of the file stand before its piece.
pub fn misread(wanted: &[Wanted], n_before: u64, culprit: Culprit) -> ChurnModelError {
    let column = wanted.get(culprit.wanted);
    let dates = column.is_some_and(|column| column.cells == WantedCells::Dates);
    ChurnModelError::Text {
        column: column.map_or_else(String::new, |column| column.name.clone()),
        kind: if dates { ColumnKind::Date } else { ColumnKind::Number },
        row: n_before + culprit.row,
        cell: culprit.cell,
    }
}

/// What is added up over the customers.
#[derive(Clone, Debug)]
pub struct Totals {
    /// Customers from the threshold on.
    pub called: u64,
    /// How many of the class of interest the probabilities add up to.
    pub expected: f64,
    pub tally: Tally,
}

impl Totals {
    pub fn new(model: &ChurnModel) -> Self {
        Self { called: 0, expected: 0.0, tally: Tally::new(model) }
    }

    /// Adds those of the customers that come next.
    pub fn merge(&mut self, next: &Self) {
        self.called += next.called;
        self.expected += next.expected;
        self.tally.merge(&next.tally);
    }
}

/// Scores every customer of a table that has the model's columns, and adds them up.
///
/// **Errors** those of [`ChurnModel::score`].
///
/// **Numerics** the sum goes in the order of the table.
pub fn judge(model: &ChurnModel, frame: &Frame, threshold: f64) -> Result<(Scores, Totals), ChurnModelError> {
    let scores = model.score(frame, &frame.row_ids)?.with_threshold(threshold as f32);
    let mut totals = Totals::new(model);
    totals.tally.add(model, frame);
    for scored in (0..scores.len()).filter_map(|index| scores.get(index)) {
        totals.expected += f64::from(scored.of_interest);
        totals.called += u64::from(scored.label == model.of_interest);
    }
    Ok((scores, totals))
}
