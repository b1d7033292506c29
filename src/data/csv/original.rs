//! The records of a source as they stand in the file, for writing every original cell again.

use std::io::{Chain, Cursor};

use csv::StringRecord;

use crate::base::Watch;
use crate::data::{DataError, Source};

use super::{decode, file, header, records, sniff};

/// Every physical record of a source in order, with its original cell texts; the ordinal is the `RowId`.
pub struct OriginalRecords {
    reader: csv::Reader<Chain<&'static [u8], Cursor<Vec<u8>>>>,
    header: Vec<String>,
    record: StringRecord,
    path: std::path::PathBuf,
}

/// Opens the records behind a frame again.
///
/// **Errors:** [`DataError::Changed`] unless length and SHA-256 are those the frame was read from, so that
/// labels can never be written beside the wrong customers.
pub fn original_records(source: &Source) -> Result<OriginalRecords, DataError> {
    let bytes = match file::read_file(&source.path, 0.0, &Watch::unattended()) {
        Err(DataError::ChangedWhileReading(path)) => return Err(DataError::Changed(path)),
        read => read?,
    };
    if bytes.len() as u64 != source.n_bytes || file::sha256(&bytes) != source.sha256 {
        return Err(DataError::Changed(source.path.clone()));
    }
    let text = decode::decode(&bytes, Some(source.dialect.encoding)).text;
    // What tells the separator is no record, as in reading.
    let text = sniff::told_separator(&text).1.to_owned();
    let mut records = OriginalRecords {
        reader: records(Cursor::new(text.into_bytes()), source.dialect.separator),
        header: Vec::new(),
        record: StringRecord::new(),
        path: source.path.clone(),
    };
    records.header =
        records.next_record()?.map(|header| header.iter().map(str::to_owned).collect()).unwrap_or_default();
    Ok(records)
}

impl OriginalRecords {
    /// The header as it stands in the file.
    pub fn header(&self) -> &[String] {
        &self.header
    }

    /// The names that the columns have in the frame.
    pub fn names(&self) -> Vec<String> {
        header::unique_names(&self.header).0
    }

    /// The next physical record; records may differ in their number of fields.
    pub fn next_record(&mut self) -> Result<Option<&StringRecord>, DataError> {
        match self.reader.read_record(&mut self.record) {
            Ok(true) => Ok(Some(&self.record)),
            Ok(false) => Ok(None),
            Err(_) => Err(DataError::Changed(self.path.clone())),
        }
    }
}
