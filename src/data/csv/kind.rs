//! What type a column has, decided over the whole file.

use crate::data::date::{Reading, Shape};

use super::builder::{Cells, ColumnBuilder};

/// The type of a column.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Kind {
    /// Every cell is missing.
    Nothing,
    Int,
    Float,
    Date {
        month_first: bool,
        /// Day and month could be either way round, and it matters.
        ambiguous: bool,
    },
    Text,
}

/// The type all pieces of a column agree on: one text makes it text, one broken number makes it float,
/// dates must all be written alike.
pub fn decide(pieces: &[&ColumnBuilder]) -> Kind {
    let (mut ints, mut floats) = (false, false);
    let mut shape: Option<Shape> = None;
    let mut readings: Vec<&[Option<Reading>]> = Vec::new();
    for piece in pieces {
        match &piece.cells {
            Cells::Nothing => {}
            Cells::Int(_) => ints = true,
            Cells::Float(_) => floats = true,
            Cells::Text { .. } | Cells::Broken => return Kind::Text,
            Cells::Date { shape: found, readings: cells } => {
                if shape.is_some_and(|shape| shape != *found) {
                    return Kind::Text;
                }
                shape = Some(*found);
                readings.push(cells);
            }
        }
    }
    match (ints, floats, shape) {
        (true, false, None) => Kind::Int,
        (_, true, None) => Kind::Float,
        (false, false, Some(shape)) => date_order(shape, &readings),
        (true, _, Some(_)) | (_, true, Some(_)) => Kind::Text,
        (false, false, None) => {
            // Only words such as "NA" or "inf": nothing says that they stand among numbers.
            let said_something = pieces.iter().any(|piece| piece.infinite.count > 0 || piece.words > 0);
            let all_missing = pieces.iter().all(|piece| piece.takes_words() && piece.infinite.count == 0);
            if said_something && !all_missing { Kind::Text } else { Kind::Nothing }
        }
    }
}

/// Day or month first: what fits every cell; both fitting, day first.
fn date_order(shape: Shape, readings: &[&[Option<Reading>]]) -> Kind {
    if shape != Shape::Slashed {
        return Kind::Date { month_first: false, ambiguous: false };
    }
    let cells = || readings.iter().flat_map(|cells| cells.iter().flatten());
    let day_fits = cells().all(|reading| reading.day_first.is_some());
    let month_fits = cells().all(|reading| reading.month_first.is_some());
    match (day_fits, month_fits) {
        (true, true) => {
            let ambiguous = cells().any(|reading| reading.day_first != reading.month_first);
            Kind::Date { month_first: false, ambiguous }
        }
        (true, false) => Kind::Date { month_first: false, ambiguous: false },
        (false, true) => Kind::Date { month_first: true, ambiguous: false },
        (false, false) => Kind::Text,
    }
}
