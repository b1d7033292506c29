//! The parts of `findings.json` about baselines, the claim made for improved BP, and value tiers.

use std::collections::BTreeMap;

use serde::Serialize;

use crate::base::{Lang, render};
use crate::data::date::format_days;
use crate::data::ledger::{Join, Period, Reconciliation};
use crate::features::contribution::{Contribution, Rates};
use crate::features::tiers::{TierRule, TierSummary};
use crate::study::claim::Point;
use crate::study::{Findings, ValueFindings};

use super::findings_json::Metric;

#[derive(Serialize)]
pub(super) struct Baseline<'a> {
    id: &'static str,
    label: String,
    metrics: BTreeMap<&'static str, Metric<'a>>,
}

#[derive(Serialize)]
pub(super) struct Lead<'a> {
    method: &'a str,
    /// Held-out accuracy of the method minus that of the baseline.
    difference: f64,
    /// `ahead` of the baseline, `behind` it or `equal`; what the verdict is about.
    direction: &'static str,
    p_value: Option<f64>,
    verdict: &'static str,
}

/// Epochs to an error, and what holds of the claim.
#[derive(Serialize)]
pub(super) struct Claim<'a> {
    /// The training error asked for.
    target: f64,
    reached: Vec<ErrorReach<'a>>,
    #[serde(skip_serializing_if = "Option::is_none")]
    rivals: Option<Rivals<'a>>,
}

#[derive(Serialize)]
struct ErrorReach<'a> {
    method: &'a str,
    /// Median over the trainings; `null` where at least half never came there.
    median_epoch: Option<u32>,
    n_reached: usize,
    n_trainings: usize,
    /// Repeat by repeat and fold by fold.
    train_epochs: Vec<Option<u32>>,
    valid_epochs: Vec<Option<u32>>,
}

#[derive(Serialize)]
struct Rivals<'a> {
    improved: &'a str,
    classic: &'a str,
    faster: Verdict,
    lower_error: Verdict,
    more_accurate: Verdict,
    /// Lowest and highest last training error of the improved method over its starts.
    final_errors: [f64; 2],
}

#[derive(Serialize)]
struct Verdict {
    holds: &'static str,
    wins: usize,
    losses: usize,
    ties: usize,
    p_value: Option<f64>,
}

/// Value tiers made from transactions. What single customers contributed stands in `labelled.csv` alone.
#[derive(Serialize)]
pub(super) struct Value<'a> {
    horizon: &'static str,
    clock: &'static str,
    /// Whether the tiers follow from the facts by a formula.
    circular: bool,
    periods: BTreeMap<&'static str, Span>,
    #[serde(skip_serializing_if = "Option::is_none")]
    cut_day: Option<String>,
    customers: usize,
    transactions: usize,
    customers_before: usize,
    customers_now: usize,
    customers_both: usize,
    columns: BTreeMap<&'static str, &'a str>,
    joins: &'a [Join],
    rates: &'a Rates,
    #[serde(skip_serializing_if = "Option::is_none")]
    currency: Option<&'a str>,
    tier_rule: &'a TierRule,
    /// Lowest first; money a year.
    tiers: Vec<Tier<'a>>,
    /// Where tiers begin, in money a year.
    cuts: Vec<f64>,
    /// `migration[before][after]`, lowest tier first.
    migration: &'a [[u64; 4]],
    promoted: usize,
    demoted: usize,
    /// All customers together, money a year, by period and part.
    contribution: BTreeMap<&'static str, BTreeMap<&'static str, f64>>,
    reconciliation: &'a Reconciliation,
    dropped: Vec<Dropped<'a>>,
}

#[derive(Serialize)]
struct Span {
    first: String,
    last: String,
    days: u32,
}

#[derive(Serialize)]
struct Tier<'a> {
    name: &'a str,
    #[serde(flatten)]
    now: &'a TierSummary,
    #[serde(skip_serializing_if = "Option::is_none")]
    before: Option<&'a TierSummary>,
}

#[derive(Serialize)]
struct Dropped<'a> {
    column: &'a str,
    reason: String,
}

pub(super) fn baselines(findings: &Findings, lang: Lang) -> Vec<Baseline<'_>> {
    let baselines = findings.baselines.iter().map(|found| Baseline {
        id: found.id,
        label: render(lang, &found.name),
        metrics: found.metrics.iter().map(|(name, spread)| (*name, Metric::of(spread))).collect(),
    });
    baselines.collect()
}

pub(super) fn leads(findings: &Findings) -> Vec<Lead<'_>> {
    let leads = findings.leads.iter().map(|lead| Lead {
        method: id(findings, lead.method),
        difference: lead.difference,
        direction: lead.direction(),
        p_value: lead.p_value,
        verdict: lead.verdict.id(),
    });
    leads.collect()
}

pub(super) fn claim(findings: &Findings) -> Option<Claim<'_>> {
    let claim = findings.claim.as_ref()?;
    let reached = claim.reaches.iter().map(|reach| ErrorReach {
        method: id(findings, reach.method),
        median_epoch: reach.median,
        n_reached: reach.n_reached,
        n_trainings: reach.train.len(),
        train_epochs: reach.train.clone(),
        valid_epochs: reach.valid.clone(),
    });
    let rivals = claim.rivals.as_ref().map(|rivals| Rivals {
        improved: id(findings, rivals.improved),
        classic: id(findings, rivals.classic),
        faster: verdict(&rivals.faster),
        lower_error: verdict(&rivals.lower_error),
        more_accurate: verdict(&rivals.more_accurate),
        final_errors: [rivals.finals.0, rivals.finals.1],
    });
    Some(Claim { target: claim.target, reached: reached.collect(), rivals })
}

fn verdict(point: &Point) -> Verdict {
    let Point { holds, wins, losses, ties, p_value } = *point;
    Verdict { holds: holds.id(), wins, losses, ties, p_value }
}

fn id(findings: &Findings, method: usize) -> &str {
    findings.methods.get(method).map_or("", |method| method.id.as_str())
}

pub(super) fn value(findings: &Findings, lang: Lang) -> Option<Value<'_>> {
    let found = findings.value.as_ref()?;
    let periods = [("facts", found.facts), ("earlier", found.earlier), ("later", found.later)];
    let totals = [("before", &found.total_before), ("after", &found.total)];
    Some(Value {
        horizon: found.horizon.id(),
        clock: found.clock.id(),
        circular: found.circular,
        periods: periods.into_iter().filter_map(|(name, period)| Some((name, span(period?)))).collect(),
        cut_day: found.cut_day.map(format_days),
        customers: found.n_customers,
        transactions: found.n_entries,
        customers_before: found.n_before,
        customers_now: found.n_now,
        customers_both: found.n_both,
        columns: found.mapping.columns.iter().map(|(role, name)| (role.id(), name.as_str())).collect(),
        joins: &found.joins,
        rates: &found.rates,
        currency: found.currency.as_deref(),
        tier_rule: &found.tiering.rule,
        tiers: tiers(found),
        cuts: found.cuts.values(),
        migration: &found.migration,
        promoted: found.n_promoted,
        demoted: found.n_demoted,
        contribution: totals.into_iter().map(|(name, total)| (name, parts(total))).collect(),
        reconciliation: &found.reconciliation,
        dropped: found
            .dropped
            .iter()
            .map(|(column, reason)| Dropped { column, reason: render(lang, reason) })
            .collect(),
    })
}

fn tiers(found: &ValueFindings) -> Vec<Tier<'_>> {
    let tiers = found.tiering.names.iter().zip(&found.summary).enumerate();
    tiers.map(|(index, (name, now))| Tier { name, now, before: found.summary_before.get(index) }).collect()
}

fn span(period: Period) -> Span {
    Span { first: format_days(period.first), last: format_days(period.last), days: period.days() }
}

fn parts(contribution: &Contribution) -> BTreeMap<&'static str, f64> {
    let parts = contribution.parts().map(|(id, _, amount)| (id, amount));
    parts.into_iter().chain([("total", contribution.total())]).collect()
}
