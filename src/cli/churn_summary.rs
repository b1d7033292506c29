//! What a person reads of a class of interest at the end of `stratum run churn`: methods by how well they rank, the figures
//! with their ranges, and what a campaign would bring.

use crate::base::{Lang, Message, render, tr};
use crate::chart::method_name;
use crate::study::churn::{self, ChurnFindings};
use crate::study::{Findings, Spread};

use super::out::{self, Page};

/// The metrics of the table of methods, with their heads.
const METRICS: [(&str, &str); 6] = [
    ("auc", "cli-head-auc"),
    ("average_precision", "cli-head-average-precision"),
    ("recall", "cli-head-recall"),
    ("precision", "cli-head-precision"),
    ("brier", "cli-head-brier"),
    ("ece", "cli-head-ece"),
];

/// Every method by its held-out figures, mean and spread over the divisions.
pub fn methods_table(findings: &Findings, lang: Lang) -> String {
    let heads = std::iter::once("cli-head-method").chain(METRICS.map(|(_, head)| head));
    let mut rows: Vec<Vec<String>> = vec![heads.map(|key| tr(lang, key)).collect()];
    for method in &findings.methods {
        let cells = METRICS.iter().map(|(name, _)| shown(method.metrics.get(name)));
        rows.push(std::iter::once(render(lang, &method_name(&method.id))).chain(cells).collect());
    }
    out::table(&rows, &(1..=METRICS.len()).collect::<Vec<_>>())
}

fn shown(spread: Option<&Spread>) -> String {
    spread.map_or_else(String::new, |spread| match spread.values.len() {
        0 | 1 => format!("{:.3}", spread.mean),
        _ => format!("{:.3} ± {:.3}", spread.mean, spread.sd),
    })
}

/// The figures of the chosen model with their ranges, and the campaign that pays best.
pub fn details(findings: &Findings, churn: &ChurnFindings, lang: Lang) -> String {
    let mut page = Page::default();
    page.line(&tr(lang, "cli-churn-held-out"));
    let rows: Vec<Vec<String>> = churn
        .measured
        .iter()
        .map(|measured| {
            let range = match measured.interval {
                Some(interval) => format!("{:.3} … {:.3}", interval.low, interval.high),
                // The calibration error has none in any case.
                None if churn.has_few() && measured.name != "ece" => tr(lang, "cli-churn-range-few"),
                None => String::new(),
            };
            vec![measured.name.to_owned(), format!("{:.3}", measured.value), range]
        })
        .collect();
    page.block(&out::table(&rows, &[1]));
    page.line("");
    page.line(&render(lang, &pays_best(findings, churn)));
    page.into_text()
}

fn pays_best(findings: &Findings, found: &ChurnFindings) -> Message {
    if churn::doubt(findings).is_some() {
        return Message::new("cli-churn-campaign-chance");
    }
    let most = found.paying_calls(&findings.rows, &found.choice.campaign);
    let Some(point) = churn::paying(&found.profit, most) else {
        return Message::new("cli-churn-campaign-none");
    };
    Message::new("cli-churn-campaign")
        .with("called", point.called)
        .with("population", found.there.len())
        .number("found", point.leavers_found, 0)
        .number("kept", point.kept, 0)
        .number("profit", point.profit, 0)
        .number("low", point.low, 0)
        .number("high", point.high, 0)
}
