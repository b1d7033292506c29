//! Reading tables, describing them, dividing them: the floor `data` from outside.
#![expect(clippy::unwrap_used, clippy::panic, reason = "what helps a test may fail as a test does")]

mod bad_input;
mod describing;
mod ledger;
mod ledger_joins;
mod ledger_real;
mod reading;
mod real;
mod sample;

use std::io::Write;

use stratum::base::{Lang, Message, Watch, render};
use stratum::data::csv::{self, Loaded};
use stratum::data::{Column, DataError, Frame, ReadOptions, Source, Values};
use tempfile::NamedTempFile;

/// A file with these bytes; it lives as long as the value.
fn file(bytes: &[u8]) -> NamedTempFile {
    let mut file = NamedTempFile::new().unwrap();
    file.write_all(bytes).unwrap();
    file.flush().unwrap();
    file
}

fn read(bytes: &[u8]) -> Result<Loaded, DataError> {
    read_with(bytes, &ReadOptions::default())
}

fn read_with(bytes: &[u8], options: &ReadOptions) -> Result<Loaded, DataError> {
    csv::read(file(bytes).path(), options, &Watch::unattended())
}

/// The original cells of every record, unreadable ones included.
fn originals(source: &Source) -> Vec<Vec<String>> {
    let mut records = csv::original_records(source).unwrap();
    let mut rows = Vec::new();
    while let Some(record) = records.next_record().unwrap() {
        rows.push(record.iter().map(str::to_owned).collect());
    }
    rows
}

fn column<'a>(frame: &'a Frame, name: &str) -> &'a Column {
    frame.column(name).unwrap_or_else(|| panic!("no column {name}"))
}

fn type_of(column: &Column) -> &'static str {
    match column.values {
        Values::Int(_) => "int",
        Values::Float(_) => "float",
        Values::Date(_) => "date",
        Values::Text { .. } => "text",
    }
}

/// The cells as words, missing ones empty.
fn cells(column: &Column) -> Vec<String> {
    (0..column.valid.len()).map(|index| column.category(index).unwrap_or_default()).collect()
}

/// The sentence in both languages, which must exist and have all its arguments.
fn words(message: &Message) -> String {
    for lang in Lang::ALL {
        let sentence = render(lang, message);
        assert_ne!(sentence, message.key, "no words for {} in {}", message.key, lang.code());
        assert!(!sentence.contains("{$"), "an argument is missing: {sentence}");
    }
    render(Lang::En, message)
}

fn issue_keys(loaded: &Loaded) -> Vec<&'static str> {
    for issue in &loaded.issues {
        words(&issue.message);
        issue.hint.as_ref().map(words);
    }
    loaded.issues.iter().map(|issue| issue.message.key).collect()
}
