//! What a segmentation found, as sentences: the segments, how much they are worth, and what must not be concluded.

use crate::base::Message;

use super::methods::{PLAIN, name};
use super::{KRow, SegmentFindings, SegmentMethod, TreatedColumn};

/// Mean silhouettes below these are called weak and fair.
///
/// **Source** Kaufman and Rousseeuw, "Finding groups in data" (1990), chapter 2.
const WEAK: f64 = 0.25;
const FAIR: f64 = 0.5;

/// Median adjusted Rand indices over bootstraps below these are called low and middling; middling too where a quarter of
/// them are low.
const UNSTABLE: f64 = 0.6;
const STABLE: f64 = 0.8;

/// By how much a method must look better in its own space than plain K-means to be warned of.
const LOOKS_BETTER: f64 = 0.05;

/// Sentences on months in the summary; the others stand beside the months.
const MOST_OF_MONTHS: usize = 2;

/// The sentences a person reads, most important first.
pub fn words(findings: &SegmentFindings) -> Vec<Message> {
    let mut words = Vec::new();
    if findings.stopped {
        words.push(Message::new("seg-said-stopped"));
    }
    words.extend(findings.division(findings.k));
    words.extend(headline(findings));
    words.extend(findings.helped.as_ref().map(|helped| helped.sentence.clone()));
    words.push(findings.chosen_reason.clone());
    words.extend(number_of_segments(findings));
    if let Some(chosen) = findings.methods.get(findings.chosen) {
        // What a division is has been said first.
        words.extend(findings.division(findings.k).is_none().then(|| apart(chosen)));
        words.extend(findings.advice.table.iter().find(|row| row.k == findings.k).and_then(one_cloud));
        words.extend(stability(chosen));
    }
    words.extend(checks(findings));
    words.extend(flatters_itself(findings));
    words.extend(findings.sequence.as_ref().map(|sequence| sequence.order.clone()));
    if let Some(migration) = &findings.migration {
        words.extend(migration.words.iter().take(MOST_OF_MONTHS).cloned());
    }
    words.extend(findings.advice.sampled.map(|n| Message::new("seg-said-sampled").with("n", n)));
    words.extend(failed(findings));
    words.extend(filled(findings));
    words.extend(without_shares(findings));
    words
}

/// That one cloud could look like these groups.
fn one_cloud(row: &KRow) -> Option<Message> {
    let message = Message::new("seg-said-one-cloud").number("level", row.silhouette_alike, 2);
    (row.may_be_one_cloud() && !row.is_division()).then_some(message)
}

/// Said first where customers without groups can be divided as clearly.
pub(super) fn division(row: &KRow) -> Option<Message> {
    let message = Message::new("seg-said-division").with("k", u64::from(row.k));
    let message =
        message.number("silhouette", row.silhouette, 2).number("level", row.silhouette_groupless(), 2);
    row.is_division().then_some(message)
}

fn headline(findings: &SegmentFindings) -> Option<Message> {
    let segments = &findings.at(findings.k)?.segments;
    let (largest, smallest) = (segments.first()?, segments.last()?);
    let method = findings.methods.get(findings.chosen)?;
    Some(
        Message::new("seg-said-headline")
            .with("method", name(&method.id))
            .with("k", segments.len())
            .with("n", findings.rows.len())
            .share("largest", largest.share, 0)
            .share("smallest", smallest.share, 1),
    )
}

/// What was recommended, and that something else was chosen where it was.
fn number_of_segments(findings: &SegmentFindings) -> Vec<Message> {
    let mut words = vec![findings.advice.reason.clone()];
    if findings.k != findings.advice.recommended {
        words.push(
            Message::new(if findings.k_was_chosen { "seg-said-other-k" } else { "seg-said-plain-k" })
                .with("k", findings.k)
                .with("recommended", findings.advice.recommended),
        );
    }
    words
}

/// How far the segments of a method are apart, in the customers' columns first.
fn apart(method: &SegmentMethod) -> Message {
    let key = match method.silhouette_common {
        silhouette if silhouette < WEAK => "seg-said-apart-weak",
        silhouette if silhouette < FAIR => "seg-said-apart-fair",
        _ => "seg-said-apart-clear",
    };
    Message::new(key).number("common", method.silhouette_common, 2).number("own", method.silhouette_own, 2)
}

fn stability(method: &SegmentMethod) -> Option<Message> {
    let key = match method.stability_ari {
        ari if !ari.is_finite() => return None,
        ari if ari < UNSTABLE => "seg-said-unstable",
        ari if ari < STABLE || method.stability_quartiles[0] < UNSTABLE => "seg-said-half-stable",
        _ => "seg-said-stable",
    };
    Some(method.stability().say(Message::new(key).number("ari", method.stability_ari, 2)))
}

/// How many segments pass all four checks.
fn checks(findings: &SegmentFindings) -> Option<Message> {
    let segments = &findings.at(findings.k)?.segments;
    let passing = segments.iter().filter(|segment| segment.checks.iter().all(|check| check.passed)).count();
    let key = match passing {
        0 => "seg-said-checks-none",
        n if n == segments.len() => "seg-said-checks-all",
        _ => "seg-said-checks",
    };
    Some(Message::new(key).with("passing", passing).with("k", segments.len()))
}

/// Said of the method that looks best by its own measure while plain K-means is ahead of it in the columns themselves.
fn flatters_itself(findings: &SegmentFindings) -> Option<Message> {
    let plain = findings.methods.iter().find(|method| method.id == PLAIN)?;
    let looks_better = |method: &&SegmentMethod| {
        method.silhouette_own >= plain.silhouette_own + LOOKS_BETTER
            && method.silhouette_common < plain.silhouette_common
    };
    let method = findings
        .methods
        .iter()
        .filter(looks_better)
        .max_by(|a, b| a.silhouette_own.total_cmp(&b.silhouette_own))?;
    Some(
        Message::new("seg-said-flatters")
            .with("method", name(&method.id))
            .with("plain", name(&plain.id))
            .number("own", method.silhouette_own, 2)
            .number("common", method.silhouette_common, 2)
            .number("plain_own", plain.silhouette_own, 2),
    )
}

/// Methods that could not take part, with the reason.
fn failed(findings: &SegmentFindings) -> Vec<Message> {
    let of = |failed: &super::FailedMethod| {
        Message::new("seg-said-failed")
            .with("method", name(&failed.id))
            .with("why", failed.problem.message.clone())
    };
    findings.failed.iter().map(of).collect()
}

/// What stands in empty cells: for each reason the column with most of them, and how many more there are.
fn filled(findings: &SegmentFindings) -> Vec<Message> {
    let mut reasons: Vec<(&TreatedColumn, &Message, usize)> = Vec::new();
    for treated in &findings.treatments {
        let Some(reason) = &treated.reason else { continue };
        match reasons.iter_mut().find(|(_, other, _)| other.key == reason.key) {
            Some((most, of_most, more)) => {
                *more += 1;
                if treated.missing > most.missing {
                    (*most, *of_most) = (treated, reason);
                }
            }
            None => reasons.push((treated, reason, 0)),
        }
    }
    let of = |(treated, reason, more): (&TreatedColumn, &Message, usize)| {
        let key = if more == 0 { "seg-said-filled" } else { "seg-said-filled-more" };
        let places = super::describe::decimals(treated.filled_with);
        let message =
            Message::new(key).with("reason", reason.clone()).number("value", treated.filled_with, places);
        if more == 0 { message } else { message.with("n", more) }
    };
    reasons.into_iter().map(of).collect()
}

/// Said where a value column was chosen that no shares can be taken of.
fn without_shares(findings: &SegmentFindings) -> Option<Message> {
    let column = findings.value_column.as_ref()?;
    let first = findings.at(findings.k)?.segments.first()?;
    first.value_share.is_none().then(|| Message::new("seg-said-no-shares").with("column", column))
}
