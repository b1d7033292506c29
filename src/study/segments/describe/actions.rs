//! A first suggestion of what to do with a segment: modest, and never more than its checks allow.

use crate::base::Message;
use crate::study::segments::{Check, CheckKind};

use super::columns::Columns;
use super::naming::WORTH_NAMING;
use super::words::{Topic, topic, word};

/// Standard deviations from everyone from which a column suggests something to do.
const WORTH_ACTING: f64 = 0.5;

/// What to try, from what sets the segment apart and from the checks it failed.
pub fn action(columns: &Columns, profile: &[f64], strongest: &[usize], checks: &[Check]) -> Message {
    let suggested = suggested(columns, profile, strongest);
    let failed = |kind: CheckKind| checks.iter().any(|check| check.kind == kind && !check.passed);
    let caution = if failed(CheckKind::BigEnough) {
        "seg-action-too-small"
    } else if failed(CheckKind::Stable) {
        "seg-action-unstable"
    } else {
        return suggested;
    };
    Message::new(caution).with("action", suggested)
}

fn suggested(columns: &Columns, profile: &[f64], strongest: &[usize]) -> Message {
    // The strongest column of a topic speaks for the topic.
    let level = |wanted: Topic| {
        let of_topic = (0..profile.len()).filter(|&index| topic(&columns.column(index).name) == wanted);
        of_topic.map(|index| profile[index]).max_by(|a, b| a.abs().total_cmp(&b.abs())).unwrap_or(0.0)
    };
    // A balance is owed on a card and owned on an account.
    let mut topics = columns.iter().map(|column| topic(&column.name));
    let is_card = topics.any(|topic| matches!(topic, Topic::Cash | Topic::Limit | Topic::PaidInFull));
    let high = |topic: Topic| level(topic) >= WORTH_ACTING;
    let low = |topic: Topic| level(topic) <= -WORTH_ACTING;
    let rule = if high(Topic::Cash) {
        Some("seg-action-cash")
    } else if (high(Topic::Debt) || is_card && high(Topic::Balance))
        && !high(Topic::Payments)
        && !high(Topic::PaidInFull)
    {
        Some("seg-action-debt")
    } else if high(Topic::Spending) {
        Some("seg-action-spending")
    } else if high(Topic::PaidInFull) {
        Some("seg-action-full")
    } else if low(Topic::Spending) && high(Topic::Limit) {
        Some("seg-action-unused")
    } else if low(Topic::Spending) {
        Some("seg-action-asleep")
    } else if high(Topic::Means) || !is_card && high(Topic::Balance) {
        Some("seg-action-means")
    } else {
        None
    };
    if let Some(key) = rule {
        return Message::new(key);
    }
    match strongest.first().filter(|&&index| profile[index].abs() >= WORTH_NAMING) {
        Some(&index) => Message::new("seg-action-try").with("what", word(&columns.column(index).name)),
        None => Message::new("seg-action-average"),
    }
}
