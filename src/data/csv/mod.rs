//! Reads a text table of any common dialect into typed columns, on all threads of the pool it runs in.
//!
//! A first line such as `sep=;` tells the separator and is no record. A line with nothing on it is not a record, wherever it stands (the records of [`original_records`] follow the
//! same rule); the first record is the header. A [`crate::base::RowId`] counts the records after it, unreadable ones included.
//! The result depends on the bytes and the options alone, never on the number of threads.

mod binary;
mod builder;
mod cell;
mod chunk;
mod decode;
mod file;
mod header;
mod interner;
mod issues;
mod kind;
mod merge;
mod original;
mod parse;
mod sniff;
mod stream;
mod wanted;

use std::io::{Chain, Read};
use std::ops::Range;
use std::path::Path;
use std::sync::atomic::{AtomicUsize, Ordering};

use rayon::prelude::*;

use crate::base::{Issue, Message, RowId, Severity, Watch};
use crate::data::{Column, DataError, Dialect, Frame, ReadOptions, Source};

use builder::{Cells, ColumnBuilder, Plan, Words};
use issues::LeftOut;
use kind::Kind;
use parse::{Piece, Rules};

pub use original::{OriginalRecords, original_records};
pub use stream::{Batch, Ended, Layout, StreamError, TableStream};
pub use wanted::{Culprit, Part, Wanted, WantedCells};

/// More columns than any spreadsheet holds are a sign of a wrong separator.
pub const MAX_COLUMNS: usize = 16_384;

/// Row numbers are u32, and one is kept free.
pub const MAX_ROWS: u32 = u32::MAX - 1;

/// Bytes of text a thread takes at a time.
const PIECE_BYTES: usize = 1 << 20;

/// Of the progress reported, the share of reading from disk and of taking apart; the rest is putting together.
const SHARE_FILE: f32 = 0.2;
const SHARE_PARSED: f32 = 0.85;

/// A table and what was odd about it.
#[derive(Clone, Debug)]
pub struct Loaded {
    pub frame: Frame,
    pub issues: Vec<Issue>,
}

/// Reads a CSV or TSV file.
///
/// **Types** are decided over the whole file: whole numbers, numbers, dates, else text. Digits that are a code
/// (`00123`, `+49…`, whole numbers over 2^53) make a column text. Empty cells are missing; words such as `NA`, `null`,
/// `?` are missing too where `words_are_missing` says so, and without a wish in columns of numbers or dates
/// only. `unknown` is never missing. Infinite numbers become missing and an issue. Marks between thousands (`1,234.56`)
/// are read and said.
///
/// **Errors:** see [`DataError`]. Records with a wrong number of fields are issues, not errors.
pub fn read(path: &Path, options: &ReadOptions, watch: &Watch) -> Result<Loaded, DataError> {
    let bytes = file::read_file(path, SHARE_FILE, watch)?;
    read_bytes(&bytes, path, options, watch)
}

/// The text of a small file that is no table, opened as carefully and decoded as a table is.
pub fn read_text(path: &Path) -> Result<String, DataError> {
    let bytes = file::read_file(path, 1.0, &Watch::unattended())?;
    binary::refuse_known(&bytes, path)?;
    Ok(decode::decode(&bytes, None).text.into_owned())
}

/// Reads a table from memory; `path` is kept as its source.
pub fn read_bytes(
    bytes: &[u8],
    path: &Path,
    options: &ReadOptions,
    watch: &Watch,
) -> Result<Loaded, DataError> {
    binary::refuse_known(bytes, path)?;
    let (sha256, loaded) =
        rayon::join(|| file::sha256(bytes), || read_pieces(bytes, path, options, PIECE_BYTES, watch));
    let mut loaded = loaded?;
    loaded.frame.source.sha256 = sha256;
    Ok(loaded)
}

/// A reader of records from anywhere, with our rules. Its positions count one byte more than `reader` has.
///
/// The blank line in front is no record; without it a byte order mark that is the content of a cell
/// would be taken off at the start of every piece.
fn records<R: Read>(reader: R, separator: u8) -> csv::Reader<Chain<&'static [u8], R>> {
    let reader = b"\n".chain(reader);
    csv::ReaderBuilder::new().delimiter(separator).has_headers(false).flexible(true).from_reader(reader)
}

fn read_pieces(
    bytes: &[u8],
    path: &Path,
    options: &ReadOptions,
    piece_bytes: usize,
    watch: &Watch,
) -> Result<Loaded, DataError> {
    let decoded = decode::decode(bytes, options.encoding);
    let text = decoded.text.as_ref();
    binary::refuse_controls(text, path)?;
    let (told, text) = sniff::told_separator(text);
    let separator = options.separator.or(told).unwrap_or_else(|| sniff::separator(text));
    let decimal = options.decimal.unwrap_or_else(|| sniff::decimal(text, separator));
    let (header, body) = split_header(text, separator).ok_or_else(|| DataError::Empty(path.to_path_buf()))?;
    if header.len() > MAX_COLUMNS {
        return Err(DataError::TooManyColumns { found: header.len(), limit: MAX_COLUMNS });
    }
    let (names, mut issues) = header::unique_names(&header);
    issues.extend(issues::of_text(decoded.damaged, decoded.unsupported, decoded.encoding, told));
    let words = match options.words_are_missing {
        Some(true) => Words::Always,
        Some(false) => Words::Never,
        None => Words::AmongNumbers,
    };
    let rules = Rules { separator, decimal, words, n_columns: names.len() };
    let body_text = text.get(body..).unwrap_or_default();
    if body_text.as_bytes().contains(&0) {
        issues.push(Issue::new(Severity::Info, Message::new("data-issue-zero-bytes")));
    }
    let (columns, row_ids, [n_records, n_unreadable]) =
        table(body_text, &rules, names, piece_bytes, watch, &mut issues)?;
    if n_records == 0 {
        return Err(DataError::HeaderOnly(path.to_path_buf()));
    }
    let source = Source {
        path: path.to_path_buf(),
        sha256: String::new(),
        n_bytes: bytes.len() as u64,
        dialect: Dialect {
            encoding: decoded.encoding,
            separator,
            decimal,
            words_are_missing: words != Words::Never,
        },
        header,
        n_records,
        n_unreadable,
    };
    watch.report(1.0);
    Ok(Loaded { frame: Frame { columns, row_ids, source }, issues })
}

/// The header's cells and where the records begin.
fn split_header(text: &str, separator: u8) -> Option<(Vec<String>, usize)> {
    let mut reader = records(text.as_bytes(), separator);
    let mut record = csv::StringRecord::new();
    let found = reader.read_record(&mut record).unwrap_or(false);
    let mut body = (reader.position().byte() as usize).saturating_sub(1);
    // The reader stops between the two bytes of a line end.
    if text.as_bytes().get(body) == Some(&b'\n') {
        body += 1;
    }
    found.then(|| (record.iter().map(str::to_owned).collect(), body))
}

/// The columns, the row numbers, and how many records there are and could not be read.
type Parsed = (Vec<Column>, Vec<RowId>, [u32; 2]);

fn table(
    text: &str,
    rules: &Rules,
    names: Vec<String>,
    piece_bytes: usize,
    watch: &Watch,
    issues: &mut Vec<Issue>,
) -> Result<Parsed, DataError> {
    let ranges = chunk::cut(text.as_bytes(), rules.separator, piece_bytes);
    let unclosed = ranges
        .last()
        .is_some_and(|last| chunk::ends_in_quotes(&text.as_bytes()[last.clone()], rules.separator, false));
    let plans = parse::plans(text, rules);
    let mut pieces = parse_all(text, &ranges, rules, &plans, unclosed, watch)?;
    let n_records = record_count(pieces.iter().map(|piece| piece.n_records).sum())?;
    let offsets: Vec<usize> = pieces
        .iter()
        .scan(0, |next, piece| {
            let offset = *next;
            *next += piece.n_records;
            Some(offset)
        })
        .collect();
    let mut left_out = LeftOut::default();
    for piece in &pieces {
        left_out.add(piece);
    }
    if let Some(error) = left_out.nothing_readable(rules.n_columns) {
        return Err(error);
    }
    issues.extend(left_out.issues(rules.n_columns));
    let kinds: Vec<Kind> = (0..rules.n_columns)
        .map(|column| {
            let of_column: Vec<&ColumnBuilder> = pieces.iter().map(|piece| &piece.columns[column]).collect();
            let kind = kind::decide(&of_column);
            issues.extend(issues::of_column(&names[column], kind, &of_column, &offsets));
            kind
        })
        .collect();
    read_texts_again(text, &ranges, rules, &kinds, unclosed, &mut pieces);
    if watch.stopped() {
        return Err(DataError::Stopped);
    }
    let row_ids = row_ids(&pieces, &offsets);
    let mut by_column: Vec<Vec<ColumnBuilder>> =
        (0..rules.n_columns).map(|_| Vec::with_capacity(pieces.len())).collect();
    for piece in pieces {
        for (column, builder) in by_column.iter_mut().zip(piece.columns) {
            column.push(builder);
        }
    }
    let columns = names
        .into_par_iter()
        .zip(kinds)
        .zip(by_column)
        .map(|((name, kind), pieces)| merge::column(name, kind, pieces))
        .collect();
    Ok((columns, row_ids, [n_records, left_out.n_unreadable as u32]))
}

fn record_count(records: usize) -> Result<u32, DataError> {
    let fits = u32::try_from(records).ok().filter(|&records| records <= MAX_ROWS);
    fits.ok_or(DataError::TooManyRows { limit: MAX_ROWS })
}

fn parse_all(
    text: &str,
    ranges: &[Range<usize>],
    rules: &Rules,
    plans: &[Plan],
    unclosed: bool,
    watch: &Watch,
) -> Result<Vec<Piece>, DataError> {
    let done = AtomicUsize::new(0);
    ranges
        .par_iter()
        .enumerate()
        .map(|(index, range)| {
            if watch.stopped() {
                return Err(DataError::Stopped);
            }
            let unclosed = unclosed && index + 1 == ranges.len();
            let piece = parse::piece(text, range.clone(), rules, plans, unclosed);
            let done = done.fetch_add(range.len(), Ordering::Relaxed) + range.len();
            let share = done as f32 / text.len().max(1) as f32;
            watch.report(SHARE_FILE + (SHARE_PARSED - SHARE_FILE) * share);
            Ok(piece)
        })
        .collect()
}

/// Reads the columns that turned out to be text again where a piece took them for numbers or dates.
fn read_texts_again(
    text: &str,
    ranges: &[Range<usize>],
    rules: &Rules,
    kinds: &[Kind],
    unclosed: bool,
    pieces: &mut [Piece],
) {
    let last = pieces.len().saturating_sub(1);
    pieces.par_iter_mut().zip(ranges).enumerate().for_each(|(index, (piece, range))| {
        let plans: Vec<Plan> = piece
            .columns
            .iter()
            .zip(kinds)
            .map(|(column, &kind)| match column.cells {
                Cells::Text { .. } => Plan::Skip,
                _ if kind == Kind::Text => Plan::Text { counted: false },
                _ => Plan::Skip,
            })
            .collect();
        if plans.iter().all(|&plan| plan == Plan::Skip) {
            return;
        }
        let again = parse::piece(text, range.clone(), rules, &plans, unclosed && index == last);
        for ((column, fresh), plan) in piece.columns.iter_mut().zip(again.columns).zip(plans) {
            if plan != Plan::Skip {
                *column = fresh;
            }
        }
    });
}

/// The ordinals of the records that could be read.
fn row_ids(pieces: &[Piece], offsets: &[usize]) -> Vec<RowId> {
    let mut rows = Vec::with_capacity(pieces.iter().map(|piece| piece.n_records).sum());
    for (piece, &offset) in pieces.iter().zip(offsets) {
        let mut left_out = piece.left_out.iter().copied().peekable();
        for record in 0..piece.n_records as u32 {
            if left_out.next_if_eq(&record).is_none() {
                rows.push(offset as RowId + record);
            }
        }
    }
    rows
}

#[cfg(test)]
mod tests {
    use proptest::prelude::*;

    use super::*;

    fn pieces_of(text: &str, piece_bytes: usize) -> Result<Loaded, DataError> {
        let options = ReadOptions { separator: Some(b','), ..ReadOptions::default() };
        read_pieces(text.as_bytes(), Path::new("x.csv"), &options, piece_bytes, &Watch::unattended())
    }

    proptest! {
        #![proptest_config(ProptestConfig { cases: 400, failure_persistence: None, ..ProptestConfig::default() })]

        /// Types, dictionaries, row numbers and issues are decided over the whole, wherever it is cut.
        #[test]
        fn where_the_text_is_cut_does_not_matter(
            cells in proptest::collection::vec(
                proptest::sample::select(vec![
                    "1", "2.5", "-3", "x", "", "NA", "inf", "007", "1/2/2024", "13/1/2024", "1/13/2024", "2024-05-06",
                    "\"q\nr\"", "\"a\"\"b\"", "\"", "5\"", "\u{feff}",
                ]),
                1..60,
            ),
            ends in proptest::collection::vec(proptest::sample::select(vec![",", ",", "\n", "\r\n", "\r"]), 60),
        ) {
            let body: String = cells.iter().zip(&ends).flat_map(|(cell, end)| [*cell, *end]).collect();
            let text = format!("a,b\n{body}");
            match (pieces_of(&text, 1 << 20), pieces_of(&text, 1), pieces_of(&text, 17)) {
                (Ok(whole), Ok(tiny), Ok(small)) => {
                    for cut in [tiny, small] {
                        prop_assert_eq!(&cut.frame.columns, &whole.frame.columns);
                        prop_assert_eq!(&cut.frame.row_ids, &whole.frame.row_ids);
                        prop_assert_eq!(cut.frame.source.n_records, whole.frame.source.n_records);
                        prop_assert_eq!(&cut.issues, &whole.issues);
                    }
                }
                (whole, tiny, small) => {
                    prop_assert_eq!(tiny.as_ref().err(), whole.as_ref().err());
                    prop_assert_eq!(small.as_ref().err(), whole.as_ref().err());
                }
            }
        }
    }

    #[test]
    fn row_numbers_end_before_u32_does() {
        assert_eq!(record_count(MAX_ROWS as usize), Ok(MAX_ROWS));
        assert_eq!(record_count(MAX_ROWS as usize + 1), Err(DataError::TooManyRows { limit: MAX_ROWS }));
    }
}
