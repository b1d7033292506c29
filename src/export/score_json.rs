//! What became of new customers, for other programs.

use std::path::Path;

use serde_json::json;

use crate::base::{Issue, Lang, render};
use crate::study::churn::drift;
use crate::study::churn::model::ChurnModel;

use super::{CallsWritten, ChurnScored};

/// The summary that `score --json` prints.
pub fn summary_json(model: &ChurnModel, file: &Path, scored: &ChurnScored, lang: Lang) -> serde_json::Value {
    let name = file.file_name().map_or_else(String::new, |name| name.to_string_lossy().into_owned());
    let drift = scored.drift.iter().map(|drift| {
        let (before, now) = drift.missing;
        json!({ "column": drift.column, "psi": drift.psi, "verdict": drift.shift.id(),
                "missing_before": before, "missing_now": now })
    });
    let unseen = scored.unseen.iter().map(|unseen| {
        json!({ "column": unseen.column, "customers": unseen.customers, "example": unseen.example,
                "with_rare": unseen.with_rare })
    });
    let issue = |issue: &Issue| {
        json!({ "severity": issue.severity.id(), "column": issue.column, "row": issue.row,
                "text": render(lang, &issue.message) })
    };
    let calls = |calls: &CallsWritten| json!({ "listed": calls.listed, "explained": calls.explained, "already": calls.already, "unknown": calls.unknown });
    let words = drift::words(&scored.drift, &scored.unseen);
    json!({
        "app": "stratum",
        "app_version": env!("CARGO_PKG_VERSION"),
        "kind": "scored",
        "format": 1,
        "file": name,
        "label": model.label,
        "class_of_interest": model.class_of_interest(),
        "threshold": scored.threshold,
        "rows": scored.rows,
        "unreadable": scored.unreadable,
        "written": scored.written,
        "called": scored.called,
        "expected": scored.expected,
        "calls": scored.calls.as_ref().map(calls),
        "ignored": scored.ignored,
        "drift": drift.collect::<Vec<_>>(),
        "unseen": unseen.collect::<Vec<_>>(),
        "issues": scored.issues.iter().map(issue).collect::<Vec<_>>(),
        "warnings": model.card.warnings,
        "words": words.iter().map(|word| render(lang, word)).collect::<Vec<_>>(),
    })
}
