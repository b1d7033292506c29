//! One piece of the text, taken apart into typed columns; what does not fit is kept as an issue.

use std::ops::Range;

use super::builder::{Cells, ColumnBuilder, Plan, Words};
use super::records;

/// Records with the wrong number of fields shown one by one; the rest is counted.
pub const SHOWN_RECORDS: usize = 20;

/// Records read to guess which columns are text.
const SAMPLE_RECORDS: usize = 1000;

/// What every piece is read with.
#[derive(Clone, Copy, Debug)]
pub struct Rules {
    pub separator: u8,
    pub decimal: u8,
    pub words: Words,
    pub n_columns: usize,
}

/// A record with another number of fields than the header.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Ragged {
    /// Ordinal in the piece.
    pub record: u32,
    pub fields: usize,
}

/// A piece, column by column.
pub struct Piece {
    pub columns: Vec<ColumnBuilder>,
    /// Physical records, unreadable ones included.
    pub n_records: usize,
    /// Ordinals of the records left out, ascending.
    pub left_out: Vec<u32>,
    /// The first of them, with their numbers of fields.
    pub ragged: Vec<Ragged>,
    /// The record that a quotation mark opens and none closes, and the lines it swallowed.
    pub cut_off: Option<(u32, usize)>,
}

/// Reads the records of `text[range]`. A record that `unclosed` says is cut off by a missing quotation mark
/// is the last one of the piece and is left out.
pub fn piece(text: &str, range: Range<usize>, rules: &Rules, plans: &[Plan], unclosed: bool) -> Piece {
    read(text.as_bytes().get(range).unwrap_or_default(), rules, plans, unclosed, usize::MAX)
}

/// Guesses from the first records which columns are text. Where the guess is "typed" and wrong, the column is
/// read again; "text" is never wrong, because one text makes a column text.
pub fn plans(text: &str, rules: &Rules) -> Vec<Plan> {
    let typed = vec![Plan::Typed; rules.n_columns];
    let sample = read(text.as_bytes(), rules, &typed, false, SAMPLE_RECORDS);
    let plan = |column: &ColumnBuilder| match column.cells {
        Cells::Broken => Plan::Text { counted: column.typed * 5 >= (column.typed + column.texts.count) * 4 },
        _ => Plan::Typed,
    };
    sample.columns.iter().map(plan).collect()
}

fn read(text: &[u8], rules: &Rules, plans: &[Plan], unclosed: bool, limit: usize) -> Piece {
    let mut columns: Vec<ColumnBuilder> =
        plans.iter().map(|&plan| ColumnBuilder::new(plan, rules.words, rules.decimal)).collect();
    let wanted: Vec<usize> = (0..plans.len()).filter(|&column| plans[column] != Plan::Skip).collect();
    let mut piece =
        Piece { columns: Vec::new(), n_records: 0, left_out: Vec::new(), ragged: Vec::new(), cut_off: None };
    let mut reader = records(text, rules.separator);
    let mut record = csv::ByteRecord::new();
    // Reading from memory and with any number of fields allowed has no way to fail.
    while piece.n_records < limit && reader.read_byte_record(&mut record).unwrap_or(false) {
        let ordinal = piece.n_records as u32;
        piece.n_records += 1;
        let cut_off = unclosed && reader.position().byte() as usize > text.len();
        if record.len() != rules.n_columns || cut_off {
            piece.left_out.push(ordinal);
            if cut_off {
                let lines = record.iter().map(|cell| cell.split(|&byte| byte == b'\n').count() - 1).sum();
                piece.cut_off = Some((ordinal, lines));
            } else if piece.ragged.len() < SHOWN_RECORDS {
                piece.ragged.push(Ragged { record: ordinal, fields: record.len() });
            }
            continue;
        }
        for &column in &wanted {
            columns[column].push(&record[column], ordinal);
        }
    }
    piece.columns = columns;
    piece
}
