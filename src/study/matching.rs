//! Whether a table has the columns a saved model reads, with cells of their kind.

use crate::base::nearest;
use crate::data::{Column, Frame, Values};

/// The columns a table does not have, each with the nearest of its names.
pub fn missing_columns<'a>(
    wanted: impl IntoIterator<Item = &'a str>,
    names: &[String],
) -> Vec<(String, Vec<String>)> {
    let there = |name: &str| names.iter().any(|other| other == name);
    let near = |name: &str| nearest(name, names.iter().map(String::as_str));
    wanted.into_iter().filter(|name| !there(name)).map(|name| (name.to_owned(), near(name))).collect()
}

/// The first row with text in it, counted from 1 without the header, and the text; `None` for numbers.
///
/// A column is text as a whole as soon as one cell is; that one is the culprit.
pub fn first_text(frame: &Frame, column: &Column) -> Option<(u64, String)> {
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
