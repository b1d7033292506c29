//! How the columns of a file go with those that a saved model reads: known before any customer is looked at.

use std::path::Path;

use crate::data::csv::{StreamError, TableStream};
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
    let names = names(file)?;
    let wanted: Vec<&str> = match model {
        ModelFile::Segments(model) => model.columns.iter().map(String::as_str).collect(),
        ModelFile::Churn(model) => model.columns().collect(),
    };
    let missing = missing_columns(wanted.iter().copied(), &names);
    let unread = |name: &&String| !wanted.contains(&name.as_str()) && !earlier::is_ours(name);
    Ok(Matching { wanted: wanted.len(), missing, unread: names.iter().filter(unread).cloned().collect() })
}

fn names(file: &Path) -> Result<Vec<String>, DataError> {
    let not_text = || DataError::NotText(file.to_path_buf());
    match TableStream::open(file, None) {
        Ok((layout, _)) => Ok(layout.names),
        Err(StreamError::Data(error)) => Err(error),
        Err(StreamError::NotUtf8) => {
            let (encoding, _) = TableStream::encoding_of(file)?;
            let opened = TableStream::open(file, Some(encoding)).map_err(|error| match error {
                StreamError::Data(error) => error,
                StreamError::NotUtf8 => not_text(),
            });
            Ok(opened?.0.names)
        }
    }
}
