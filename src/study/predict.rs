//! What a model says of many customers, some at a time, so that a large table is never in memory twice.

use std::ops::Range;

use crate::base::RowId;
use crate::data::Frame;
use crate::features::Preprocessor;
use crate::models::{Model, Prediction};

use super::{Driver, StudyError, Wish, judge};

/// Customers at a time.
const CHUNK: usize = 65_536;

/// Hands on what the model says of these rows, chunk after chunk with their places among `rows`.
pub fn in_chunks(
    (frame, rows): (&Frame, &[RowId]),
    preprocessor: &Preprocessor,
    model: &dyn Model,
    driver: &Driver,
    mut take: impl FnMut(Range<usize>, Prediction),
) -> Result<(), StudyError> {
    for (index, chunk) in rows.chunks(CHUNK).enumerate() {
        if driver.control.current() == Wish::Discard {
            return Err(StudyError::Discarded);
        }
        let dataset = preprocessor.transform(frame, chunk)?;
        let prediction = model
            .predict(&dataset)
            .map_err(|error| StudyError::AllFailed { first: Some(judge::prediction_problem(&error)) })?;
        take(index * CHUNK..index * CHUNK + chunk.len(), prediction);
    }
    Ok(())
}
