//! How the columns of a file go with those that a saved model reads: known before any customer is looked at.

use std::path::Path;

use crate::data::csv::TableStream;
use crate::data::{DataError, earlier};
use crate::study::matching::missing_columns;

use super::ModelFile;

/// The columns of a file as a model sees them.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Matching {
    /// How many the model reads.
    pub wanted: usize,
    /// Those of them that the file does not have, each with the nearest of its names.
    pub missing: Vec<(String, Vec<String>)>,
    /// Columns that the model does not read; what an earlier list added is not among them.
    pub unread: Vec<String>,
}

/// Holds the header of a file against a model.
///
/// **Errors** a file that is not there, or whose beginning is no table.
pub fn match_columns(model: &ModelFile, file: &Path) -> Result<Matching, DataError> {
    let names =
        TableStream::read(file, |layout, _| Ok::<_, crate::data::csv::Ended<DataError>>(layout.names))?;
    let wanted: Vec<&str> = model.columns();
    let unread: Vec<String> = names
        .iter()
        .filter(|name| !wanted.contains(&name.as_str()) && !earlier::is_ours(name))
        .cloned()
        .collect();
    // A column that is read already stands for no other.
    let missing = missing_columns(wanted.iter().copied(), &names);
    let of_unread = |(column, _): (String, _)| {
        let near = crate::base::nearest(&column, unread.iter().map(String::as_str));
        (column, near)
    };
    Ok(Matching { wanted: wanted.len(), missing: missing.into_iter().map(of_unread).collect(), unread })
}
