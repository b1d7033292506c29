//! What reading has to say about rows and columns.

use crate::base::{Issue, Message, RowId, Severity};

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

/// Records that were left out: the first of them one by one, then their number.
/// `offsets[piece]` is the ordinal of the piece's first record.
pub fn left_out(pieces: &[Piece], offsets: &[usize], n_columns: usize) -> Vec<Issue> {
    let mut issues = Vec::new();
    let total: usize = pieces.iter().map(|piece| piece.left_out.len()).sum();
    let records: usize = pieces.iter().map(|piece| piece.n_records).sum();
    for (piece, &offset) in pieces.iter().zip(offsets) {
        for ragged in piece.ragged.iter().take(SHOWN_RECORDS - issues.len()) {
            let row = offset as RowId + ragged.record;
            // The first column that lacks its field, or the last one before the fields too many.
            let column = ragged.fields.min(n_columns) + usize::from(ragged.fields < n_columns);
            let message = Message::new("data-issue-ragged-row")
                .with("row", shown(row))
                .with("fields", ragged.fields)
                .with("expected", n_columns)
                .with("column", column);
            issues.push(Issue::new(Severity::Warning, message).at_row(row));
        }
    }
    if total > issues.len() && issues.len() == SHOWN_RECORDS || total as f64 > MANY_LEFT_OUT * records as f64
    {
        let severity =
            if total as f64 > MANY_LEFT_OUT * records as f64 { Severity::Error } else { Severity::Warning };
        let message = Message::new("data-issue-left-out").with("count", total).with("records", records);
        let hint = Message::new("data-hint-left-out");
        issues.push(Issue::new(severity, message).with_hint(hint));
    }
    for (piece, &offset) in pieces.iter().zip(offsets) {
        if let Some((record, lines)) = piece.cut_off {
            let row = offset as RowId + record;
            let message =
                Message::new("data-issue-unclosed-quote").with("row", shown(row)).with("lines", lines + 1);
            let severity = if lines > 0 { Severity::Error } else { Severity::Warning };
            let hint = Message::new("data-hint-unclosed-quote");
            issues.push(Issue::new(severity, message).at_row(row).with_hint(hint));
        }
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
