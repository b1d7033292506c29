//! `stratum profile`: what is in a file.

use serde::Serialize;

use crate::base::{Lang, Message, Watch, render, tr};
use crate::data::ledger::{self, LedgerRole, Mapping};
use crate::data::profile::ColumnProfile;
use crate::data::{ReadOptions, date, separator_key};
use crate::export::json::{Header, IssueLine, pretty};
use crate::session::{Table, work};

use super::args::ProfileArguments;
use super::failure::{Failure, Status};
use super::out::{self, Page};

pub fn run(arguments: &ProfileArguments) -> Result<Status, Failure> {
    let lang = arguments.speech.lang;
    let table = work::read_table(&arguments.file, &ReadOptions::default(), &Watch::unattended())?;
    let found = ledger::recognise(&table.frame, &table.profile);
    let found = found.as_ref();
    out::print(&if arguments.json { json(&table, found, lang) } else { text(&table, found, lang) })?;
    Ok(Status::Done)
}

#[derive(Serialize)]
struct Report<'a> {
    #[serde(flatten)]
    head: Header,
    file: String,
    rows: u32,
    readable_rows: usize,
    sha256: &'a str,
    encoding: &'static str,
    separator: char,
    decimal: char,
    /// Where it looks like a list of transactions: how it would be read.
    #[serde(skip_serializing_if = "Option::is_none")]
    transactions: Option<&'a Mapping>,
    columns: Vec<ColumnLine<'a>>,
    issues: Vec<IssueLine<'a>>,
}

#[derive(Serialize)]
struct ColumnLine<'a> {
    name: &'a str,
    role: &'static str,
    reason: String,
    missing: usize,
    distinct: usize,
    #[serde(skip_serializing_if = "Option::is_none")]
    numeric: Option<Numeric>,
    /// Value and how often, the most frequent first.
    top_values: &'a [(String, usize)],
}

#[derive(Serialize)]
struct Numeric {
    min: f64,
    max: f64,
    mean: f64,
    sd: f64,
    skewness: f64,
    /// At 1, 5, 25, 50, 75, 95 and 99 %.
    quantiles: [f64; 7],
}

fn json(table: &Table, transactions: Option<&Mapping>, lang: Lang) -> String {
    let source = &table.frame.source;
    let report = Report {
        head: Header::new("profile", 1),
        file: source.file_name(),
        rows: source.n_records,
        readable_rows: table.frame.n_rows(),
        sha256: &source.sha256,
        encoding: source.dialect.encoding.name(),
        separator: char::from(source.dialect.separator),
        decimal: char::from(source.dialect.decimal),
        transactions,
        columns: table.profile.columns.iter().map(|column| column_line(column, lang)).collect(),
        issues: table.issues.iter().map(|issue| IssueLine::new(issue, lang)).collect(),
    };
    pretty(&report)
}

fn column_line(column: &ColumnProfile, lang: Lang) -> ColumnLine<'_> {
    let numeric = column.numeric.as_ref().map(|numbers| Numeric {
        min: numbers.min,
        max: numbers.max,
        mean: numbers.mean,
        sd: numbers.sd,
        skewness: numbers.skewness,
        quantiles: numbers.quantiles,
    });
    ColumnLine {
        name: &column.name,
        role: column.role.id(),
        reason: render(lang, &column.reason),
        missing: column.missing,
        distinct: column.distinct,
        numeric,
        top_values: &column.top_values,
    }
}

fn text(table: &Table, transactions: Option<&Mapping>, lang: Lang) -> String {
    let source = &table.frame.source;
    let summary = Message::new("cli-profile-summary")
        .with("file", source.file_name())
        .with("rows", Message::new("n-rows").with("n", source.n_records))
        .with("columns", Message::new("n-columns").with("n", table.frame.n_columns()))
        .with("encoding", source.dialect.encoding.name())
        .with("separator", Message::new(separator_key(source.dialect.separator)))
        .with("decimal", char::from(source.dialect.decimal).to_string());
    let mut page = Page::default();
    page.line(&render(lang, &summary));
    page.line("");
    let heads =
        ["cli-head-column", "cli-head-role", "cli-head-missing", "cli-head-values", "cli-head-reason"];
    let mut rows = vec![heads.map(|key| tr(lang, key)).to_vec()];
    rows.extend(table.profile.columns.iter().map(|column| row(column, lang)));
    page.block(&out::table(&rows, &[2]));
    page.line("");
    if let Some(mapping) = transactions {
        let part = |(role, column): (&LedgerRole, &String)| {
            Message::new("cli-part").with("role", Message::new(role.name_key())).with("column", column)
        };
        let parts: Vec<Message> = mapping.columns.iter().map(part).collect();
        page.line(&render(lang, &Message::new("cli-looks-like-transactions").with("parts", parts)));
        page.line("");
    }
    page.line(&tr(lang, if table.issues.is_empty() { "cli-no-issues" } else { "cli-issues" }));
    for issue in &table.issues {
        page.line(&format!("  {}", out::sentence(&render(lang, &issue.message))));
        if let Some(hint) = &issue.hint {
            page.line(&format!("    {}", render(lang, hint)));
        }
    }
    page.into_text()
}

fn row(column: &ColumnProfile, lang: Lang) -> Vec<String> {
    let missing = column.missing as f64 / column.n_rows.max(1) as f64;
    let missing = if column.missing == 0 { String::new() } else { format!("{:.1} %", missing * 100.0) };
    vec![
        out::one_line(&column.name),
        tr(lang, column.role.name_key()),
        missing,
        values(column),
        render(lang, &column.reason),
    ]
}

/// The range of numbers and dates, the most frequent values of everything else.
fn values(column: &ColumnProfile) -> String {
    if let Some((first, last)) = column.days {
        return format!("{} … {}", date::format_days(first), date::format_days(last));
    }
    if let Some(numbers) = &column.numeric {
        return format!("{} … {}", numbers.min, numbers.max);
    }
    let shown: Vec<String> =
        column.top_values.iter().take(3).map(|(value, _)| out::one_line(value)).collect();
    let more = if column.distinct > shown.len() { ", …" } else { "" };
    format!("{}{more}", shown.join(", "))
}
