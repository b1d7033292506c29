//! Customers as sequences: which columns are the steps, and the numbers a recurrent network reads.

mod families;
mod fitted;

use rayon::prelude::*;
use serde::{Deserialize, Serialize};

use crate::base::{Message, RowId};
use crate::data::{Column, Frame, Values};

use super::number::NumberColumn;
use super::preprocessor::{find, positions};
use super::{FeatureError, FeatureSpec, Fill, LogScale};

use fitted::{Channel, FittedSteps, FittedTarget};

pub use families::{Family, MonthFamilies, month_families};
pub use fitted::SequencePreprocessor;

/// Bytes that the sequences of all customers may need together.
pub const MOST_BYTES: u64 = 2 << 30;

/// What the analyst chose as the steps of a customer.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
pub struct SequenceSpec {
    pub steps: Steps,
    /// The column a network is trained to predict; it is no step.
    pub target: Option<String>,
}

/// Where the steps come from.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum Steps {
    /// Every feature is a step of the one channel, in the order of the table.
    Columns(FeatureSpec),
    /// Every month is a step, every family a channel.
    Months(Vec<Family>),
}

/// What a person must know where columns are the steps.
pub fn order_of_columns() -> Message {
    Message::new("sequence-order-columns")
}

impl SequenceSpec {
    /// Learns how steps become numbers from these rows.
    ///
    /// Columns are treated as in a table, each by itself. The months of a family share one logarithm (where their values
    /// are very skewed), one mean and one deviation, so that a level means the same in every month.
    ///
    /// **Errors** unknown columns, text, families of different length, a sequence of one step, nothing that varies, more
    /// than [`MOST_BYTES`].
    pub fn fit(&self, frame: &Frame, rows: &[RowId]) -> Result<SequencePreprocessor, FeatureError> {
        if rows.is_empty() {
            return Err(FeatureError::NoRows);
        }
        let target = self.target.as_deref().map(|name| fit_target(frame, rows, name)).transpose()?;
        let steps = match &self.steps {
            Steps::Columns(spec) => {
                let mut spec = spec.clone();
                spec.columns.retain(|column| Some(&column.name) != self.target.as_ref());
                FittedSteps::Columns(spec.fit(frame, rows)?)
            }
            Steps::Months(families) => {
                FittedSteps::Months(fit_months(frame, rows, families, self.target.as_deref())?)
            }
        };
        let preprocessor = SequencePreprocessor { steps, target };
        if preprocessor.channels().is_empty() {
            return Err(FeatureError::AllConstant);
        }
        if preprocessor.n_steps() < 2 {
            return Err(FeatureError::OneStep);
        }
        preprocessor.check_size(rows.len())?;
        Ok(preprocessor)
    }
}

fn fit_target(frame: &Frame, rows: &[RowId], name: &str) -> Result<FittedTarget, FeatureError> {
    let column = find(frame, name)?;
    let scale = NumberColumn::fit(column, &positions(frame, rows)?, LogScale::Off, Fill::Median)?;
    if scale.sd.is_none() {
        let message = Message::new("features-why-target-constant");
        return Err(FeatureError::Unusable { name: name.to_owned(), message });
    }
    Ok(FittedTarget { column: name.to_owned(), scale })
}

fn fit_months(
    frame: &Frame,
    rows: &[RowId],
    families: &[Family],
    target: Option<&str>,
) -> Result<Vec<Channel>, FeatureError> {
    let expected = families.first().ok_or(FeatureError::NoColumns)?.columns.len();
    let positions = positions(frame, rows)?;
    families
        .par_iter()
        .map(|family| {
            let months = family.columns.len();
            if months != expected {
                return Err(FeatureError::UnequalMonths { name: family.name.clone(), months, expected });
            }
            if let Some(name) = target.filter(|target| family.columns.iter().any(|column| column == target)) {
                let message = Message::new("features-why-target-month");
                return Err(FeatureError::Unusable { name: name.to_owned(), message });
            }
            let mut known = Vec::new();
            for column in months_of(frame, family)? {
                known.extend(positions.iter().filter_map(|&position| column.number(position)));
            }
            let n_known = known.len();
            let scale = NumberColumn::of(known, n_known, LogScale::Auto, Fill::Median);
            Ok(Channel { family: family.clone(), scale })
        })
        // Collected before looking at errors, so that the first family's error wins on any number of threads.
        .collect::<Vec<Result<_, _>>>()
        .into_iter()
        .collect()
}

/// The columns of a family, first month first.
fn months_of<'a>(frame: &'a Frame, family: &Family) -> Result<Vec<&'a Column>, FeatureError> {
    let number = |name: &String| {
        let column = find(frame, name)?;
        if matches!(column.values, Values::Text { .. }) && column.valid.missing() < column.valid.len() {
            let message = Message::new("features-why-text");
            return Err(FeatureError::Unusable { name: name.clone(), message });
        }
        Ok(column)
    };
    family.columns.iter().map(number).collect()
}
