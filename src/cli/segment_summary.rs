//! What a person reads at the end of `stratum run segments`: the sentences, then the figures.

use crate::base::{Lang, Message, render, tr};
use crate::study::segments::{Edition, Migration, Nulls, SegmentFindings, TextPart, methods};

use super::out::{self, Page};

/// The sentences, the numbers of segments, the methods, the segments, and who went where.
pub fn text(findings: &SegmentFindings, lang: Lang) -> String {
    let mut page = Page::default();
    for message in &findings.words {
        page.line(&render(lang, message));
    }
    let chosen = findings.methods.get(findings.chosen).map(|method| methods::name(&method.id));
    page.line("");
    let of = Message::new("cli-seg-numbers").with("method", chosen.unwrap_or_else(|| Message::text("")));
    page.line(&render(lang, &of));
    page.block(&numbers(findings, lang));
    page.line("");
    page.line(&render(lang, &Message::new("cli-seg-methods").with("k", findings.k)));
    page.block(&comparison(findings, lang));
    for method in &findings.methods {
        for warning in &method.warnings {
            let line = Message::new("cli-method-warning").with("method", methods::name(&method.id));
            page.line(&format!("  {}", render(lang, &line.with("warning", warning.clone()))));
        }
    }
    page.line("");
    page.line(&tr(lang, "cli-seg-segments"));
    page.block(&segments(findings, lang));
    if let Some(migration) = &findings.migration {
        page.line("");
        let between = Message::new("cli-seg-migration").with("from", &migration.from);
        page.line(&render(lang, &between.with("to", &migration.to)));
        page.block(&months(migration));
    }
    page.into_text()
}

/// A figure; nothing where there is none.
fn figure(value: f64, decimals: usize) -> String {
    if value.is_finite() { format!("{value:.decimals$}") } else { String::new() }
}

/// The middle one, and between which two the middle half lies.
fn spread(median: f64, quartiles: Option<[f64; 2]>) -> String {
    let between = quartiles.map(|[low, high]| format!(" ({low:.2}–{high:.2})"));
    figure(median, 2) + &between.unwrap_or_default()
}

fn percent(share: f64) -> String {
    if share.is_finite() { format!("{:.1} %", share * 100.0) } else { String::new() }
}

fn numbers(findings: &SegmentFindings, lang: Lang) -> String {
    let heads = [
        "cli-head-k",
        "cli-head-inertia",
        "cli-head-silhouette",
        "cli-head-groupless",
        "cli-head-davies-bouldin",
        "cli-head-calinski-harabasz",
        "cli-head-gap",
        "cli-head-stability",
        "cli-head-smallest-jaccard",
        "cli-head-smallest",
    ];
    let mut rows = vec![heads.map(|key| tr(lang, key)).to_vec()];
    rows.extend(findings.advice.table.iter().map(|row| {
        vec![
            row.k.to_string(),
            figure(row.inertia, 0),
            figure(row.silhouette, 3),
            figure(row.silhouette_groupless(), 3),
            figure(row.davies_bouldin, 2),
            figure(row.calinski_harabasz, 0),
            figure(row.gap, 3),
            spread(row.stability_ari, Some(row.stability_quartiles)),
            figure(row.smallest_jaccard, 2),
            percent(row.smallest_share),
        ]
    }));
    out::table(&rows, &(0..heads.len()).collect::<Vec<_>>())
}

fn comparison(findings: &SegmentFindings, lang: Lang) -> String {
    let heads = [
        "cli-head-method",
        "cli-head-silhouette-own",
        "cli-head-silhouette-common",
        "cli-head-null",
        "cli-head-davies-bouldin-own",
        "cli-head-davies-bouldin-common",
        "cli-head-stability",
        "cli-head-seeds",
        "cli-head-agreement",
    ];
    let mut rows = vec![heads.map(|key| tr(lang, key)).to_vec()];
    rows.extend(findings.methods.iter().map(|method| {
        let optional = |value: Option<f64>, decimals| value.map_or_else(String::new, |v| figure(v, decimals));
        vec![
            render(lang, &methods::name(&method.id)),
            figure(method.silhouette_own, 3),
            figure(method.silhouette_common, 3),
            optional(method.nulls.as_ref().map(Nulls::largest), 3),
            figure(method.davies_bouldin_own, 2),
            figure(method.davies_bouldin_common, 2),
            spread(method.stability_ari, Some(method.stability_quartiles)),
            method.seed_ari.map_or_else(String::new, |ari| spread(ari, method.seed_quartiles)),
            figure(method.agreement_with_kmeans, 2),
        ]
    }));
    out::table(&rows, &(1..heads.len()).collect::<Vec<_>>())
}

fn segments(findings: &SegmentFindings, lang: Lang) -> String {
    let Some(found) = findings.at(findings.k) else { return String::new() };
    let edition = Edition::suggested(findings);
    let heads =
        ["cli-head-code", "cli-head-segment", "cli-head-customers", "cli-head-share", "cli-head-value-share"];
    let with_value = found.segments.iter().any(|segment| segment.value_share.is_some());
    let heads = if with_value { &heads[..] } else { &heads[..heads.len() - 1] };
    let mut rows = vec![heads.iter().map(|&key| tr(lang, key)).collect::<Vec<_>>()];
    let mut sentences = Page::default();
    for (position, segment) in (0u8..).zip(&found.segments) {
        let said = |part: TextPart| render(lang, &edition.text(position, segment, part));
        let code = edition.code(position);
        rows.push(vec![
            code.to_string(),
            out::one_line(&said(TextPart::Name)),
            segment.size.to_string(),
            percent(segment.share),
            segment.value_share.map_or_else(String::new, percent),
        ]);
        sentences.line(&format!("  {code}: {}", out::sentence(&said(TextPart::Sentence))));
    }
    out::table(&rows, &[0, 2, 3, 4]) + &sentences.into_text()
}

/// Segments of the earlier month in rows, of the later one in columns, by their codes.
fn months(migration: &Migration) -> String {
    let codes = || (1..=migration.counts.len()).map(|code| code.to_string());
    let mut rows = vec![std::iter::once(String::new()).chain(codes()).collect::<Vec<_>>()];
    for (code, counts) in codes().zip(&migration.counts) {
        rows.push(std::iter::once(code).chain(counts.iter().map(u64::to_string)).collect());
    }
    out::table(&rows, &(0..=migration.counts.len()).collect::<Vec<_>>())
}
