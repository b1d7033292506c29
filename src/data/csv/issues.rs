//! What reading has to say about rows and columns.

use crate::base::{Issue, Message, RowId, Severity};
use crate::data::{DataError, TextEncoding, separator_key};

use super::builder::ColumnBuilder;
use super::kind::Kind;
use super::parse::{Piece, SHOWN_RECORDS};

/// A text column with at least this share of numbers or dates is worth a word, from this many on.
const MOSTLY_TYPED: f64 = 0.95;
const MOSTLY_TYPED_CELLS: usize = 20;

/// Above this share of records left out the table cannot be trusted.
const MANY_LEFT_OUT: f64 = 0.1;

/// The number a person counts rows with: the first row below the header is row 1.
fn shown(row: RowId) -> u64 {
    u64::from(row) + 1
}

/// Records that could not be taken as rows, gathered piece by piece in the order of the file.
#[derive(Clone, Debug, Default)]
pub struct LeftOut {
    /// Records so far, readable ones included.
    pub n_records: usize,
    pub n_unreadable: usize,
    /// The first of another length than the header, with their numbers of fields.
    ragged: Vec<(RowId, usize)>,
    /// The one that a quotation mark opens and none closes, and the lines it swallowed.
    cut_off: Option<(RowId, usize)>,
}

impl LeftOut {
    /// Adds the piece that comes next.
    pub fn add(&mut self, piece: &Piece) {
        let offset = self.n_records as RowId;
        let room = SHOWN_RECORDS - self.ragged.len();
        let shown = piece.ragged.iter().take(room).map(|ragged| (offset + ragged.record, ragged.fields));
        self.ragged.extend(shown);
        if let Some((record, lines)) = piece.cut_off {
            self.cut_off = Some((offset + record, lines));
        }
        self.n_records += piece.n_records;
        self.n_unreadable += piece.left_out.len();
    }

    /// The first of them one by one, then their number.
    pub fn issues(&self, n_columns: usize) -> Vec<Issue> {
        let mut issues = Vec::new();
        let (total, records) = (self.n_unreadable, self.n_records);
        for &(row, fields) in &self.ragged {
            // The first column that lacks its field, or the last one before the fields too many.
            let column = fields.min(n_columns) + usize::from(fields < n_columns);
            let message = Message::new("data-issue-ragged-row")
                .with("row", shown(row))
                .with("fields", fields)
                .with("expected", n_columns)
                .with("column", column);
            issues.push(Issue::new(Severity::Warning, message).at_row(row));
        }
        let many = total as f64 > MANY_LEFT_OUT * records as f64;
        if total > issues.len() && issues.len() == SHOWN_RECORDS || many {
            let severity = if many { Severity::Error } else { Severity::Warning };
            let message = Message::new("data-issue-left-out").with("count", total).with("records", records);
            let hint = Message::new("data-hint-left-out");
            issues.push(Issue::new(severity, message).with_hint(hint));
        }
        if let Some((row, lines)) = self.cut_off {
            let message =
                Message::new("data-issue-unclosed-quote").with("row", shown(row)).with("lines", lines + 1);
            let severity = if lines > 0 { Severity::Error } else { Severity::Warning };
            let hint = Message::new("data-hint-unclosed-quote");
            issues.push(Issue::new(severity, message).at_row(row).with_hint(hint));
        }
        issues
    }

    /// Why no record could be read; `None` where one could, or there was none.
    pub fn nothing_readable(&self, n_columns: usize) -> Option<DataError> {
        if self.n_records == 0 || self.n_unreadable < self.n_records {
            return None;
        }
        Some(match (self.ragged.first(), self.cut_off) {
            (Some(&(_, found)), _) => {
                DataError::NoReadableRows { records: self.n_unreadable, expected: n_columns, found }
            }
            (None, cut_off) => DataError::UnclosedQuote { lines: cut_off.map_or(0, |(_, lines)| lines + 1) },
        })
    }
}

/// What is odd about the text as a whole.
pub fn of_text(
    damaged: bool,
    unsupported: Option<&'static str>,
    encoding: TextEncoding,
    told: Option<u8>,
) -> Vec<Issue> {
    let mut issues = Vec::new();
    let hint = || Message::new("data-hint-damaged-characters");
    if damaged {
        let message = Message::new("data-issue-damaged-characters").with("encoding", encoding.name());
        issues.push(Issue::new(Severity::Warning, message).with_hint(hint()));
    }
    if let Some(guessed) = unsupported {
        let message = Message::new("data-issue-other-encoding")
            .with("guessed", guessed)
            .with("encoding", encoding.name());
        issues.push(Issue::new(Severity::Warning, message).with_hint(hint()));
    }
    if let Some(told) = told {
        let message =
            Message::new("data-issue-separator-line").with("separator", Message::new(separator_key(told)));
        issues.push(Issue::new(Severity::Info, message));
    }
    issues
}

/// What is odd about one column.
pub fn of_column(name: &str, kind: Kind, pieces: &[&ColumnBuilder], offsets: &[usize]) -> Vec<Issue> {
    let mut issues = Vec::new();
    let mut add = |severity, message: Message, row: Option<RowId>, hint: &'static str| {
        let mut issue = Issue::new(severity, message.with("column", name)).in_column(name);
        issue.row = row;
        issues.push(issue.with_hint(Message::new(hint)));
    };
    let first = |tally: fn(&ColumnBuilder) -> &super::builder::Tally| {
        pieces.iter().zip(offsets).find_map(|(piece, &offset)| {
            let place = tally(piece).first.as_ref()?;
            Some((offset as RowId + place.record, place.cell.clone()))
        })
    };
    let infinite: usize = pieces.iter().map(|piece| piece.infinite.count).sum();
    if matches!(kind, Kind::Int | Kind::Float | Kind::Date { .. })
        && let Some((row, cell)) = first(|piece| &piece.infinite)
    {
        let message = Message::new("data-issue-infinite")
            .with("count", infinite)
            .with("row", shown(row))
            .with("cell", cell);
        add(Severity::Warning, message, Some(row), "data-hint-infinite");
    }
    if kind != Kind::Text
        && let Some((row, cell)) = first(|piece| &piece.grouped)
    {
        let count: usize = pieces.iter().map(|piece| piece.grouped.count).sum();
        let message = Message::new("data-issue-thousands")
            .with("count", count)
            .with("row", shown(row))
            .with("cell", cell);
        add(Severity::Info, message, Some(row), "data-hint-thousands");
    }
    let words: usize = pieces.iter().map(|piece| piece.words).sum();
    if words > 0 && kind != Kind::Text {
        let message = Message::new("data-issue-missing-words").with("count", words);
        add(Severity::Info, message, None, "data-hint-missing-words");
    }
    if let Kind::Date { ambiguous: true, .. } = kind {
        add(Severity::Warning, Message::new("data-issue-ambiguous-date"), None, "data-hint-ambiguous-date");
    }
    let typed: usize = pieces.iter().map(|piece| piece.typed).sum();
    let texts: usize = pieces.iter().map(|piece| piece.texts.count).sum();
    if kind == Kind::Text
        && typed >= MOSTLY_TYPED_CELLS
        && typed as f64 >= MOSTLY_TYPED * (typed + texts) as f64
        && let Some((row, cell)) = first(|piece| &piece.texts)
    {
        let message = Message::new("data-issue-mostly-numbers")
            .with("typed", typed)
            .with("texts", texts)
            .with("row", shown(row))
            .with("cell", cell);
        add(Severity::Warning, message, Some(row), "data-hint-mostly-numbers");
    }
    issues
}
