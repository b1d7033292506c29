//! What our JSON files have in common: their head, how issues stand in them, how they are laid out and known again.

use std::path::Path;

use serde::Serialize;

use crate::base::{Issue, Lang, render};

const APP: &str = "stratum";

/// The first lines of each file.
#[derive(Clone, Copy, Debug, Serialize)]
pub struct Header {
    format: u32,
    app: &'static str,
    app_version: &'static str,
    kind: &'static str,
}

impl Header {
    /// The head of a file of this kind, in this edition of its schema.
    pub const fn new(kind: &'static str, format: u32) -> Self {
        Self { format, app: APP, app_version: env!("CARGO_PKG_VERSION"), kind }
    }
}

/// Something odd about the data.
#[derive(Clone, Debug, Serialize)]
pub struct IssueLine<'a> {
    severity: &'static str,
    #[serde(skip_serializing_if = "Option::is_none")]
    column: Option<&'a str>,
    /// 0-based, the header not counted.
    #[serde(skip_serializing_if = "Option::is_none")]
    row: Option<u32>,
    text: String,
    #[serde(skip_serializing_if = "Option::is_none")]
    hint: Option<String>,
}

impl<'a> IssueLine<'a> {
    pub fn new(issue: &'a Issue, lang: Lang) -> Self {
        Self {
            severity: issue.severity.id(),
            column: issue.column.as_deref(),
            row: issue.row,
            text: render(lang, &issue.message),
            hint: issue.hint.as_ref().map(|hint| render(lang, hint)),
        }
    }
}

/// Indented, with a line end after the last line.
pub fn pretty(value: &impl Serialize) -> String {
    // Only maps with keys that are no text cannot be written, and we have none.
    let mut text = serde_json::to_string_pretty(value).unwrap_or_default();
    text.push('\n');
    text
}

/// Whether a file is JSON of ours of this kind.
pub(super) fn has_kind(path: &Path, kind: &str) -> bool {
    /// Larger files are not ours; a stranger's huge file is not read to the end.
    const MAX_BYTES: u64 = 256 << 20;
    if !std::fs::metadata(path).is_ok_and(|file| file.is_file() && file.len() <= MAX_BYTES) {
        return false;
    }
    let Ok(text) = std::fs::read(path) else { return false };
    let Ok(found) = serde_json::from_slice::<serde_json::Value>(&text) else { return false };
    found.get("format").is_some_and(serde_json::Value::is_u64)
        && found.get("app").and_then(serde_json::Value::as_str) == Some(APP)
        && found.get("kind").and_then(serde_json::Value::as_str) == Some(kind)
}
