//! What a person reads at the end of `stratum run`: the sentences, then the figures.

use crate::base::{Issue, Lang, Message, render, tr};
use crate::chart::method_name;
use crate::data::date;
use crate::data::ledger::Period;
use crate::study::value::ValueFindings;
use crate::study::{Findings, Spread, Verdict};

use super::churn_summary;
use super::out::{self, Page};

/// What a person reads: the sentences, the methods, the confusion matrix.
pub fn text(findings: &Findings, lang: Lang) -> String {
    let mut page = Page::default();
    for message in &findings.words {
        page.line(&render(lang, message));
    }
    if let Some(value) = &findings.value {
        page.line("");
        page.block(&transactions(value, lang));
    }
    page.line("");
    match findings.churn {
        None => page.block(&methods_table(findings, lang)),
        Some(_) => page.block(&churn_summary::methods_table(findings, lang)),
    }
    for method in &findings.methods {
        for warning in &method.warnings {
            let line = Message::new("cli-method-warning").with("method", method_name(&method.id));
            page.line(&format!("  {}", render(lang, &line.with("warning", warning.clone()))));
        }
    }
    page.line("");
    page.line(&render(lang, &Message::new("cli-confusion").with("kind", findings.kind())));
    page.block(&confusion_table(findings));
    if let Some(churn) = &findings.churn {
        page.line("");
        page.block(&churn_summary::details(findings, churn, lang));
    }
    page.into_text()
}

/// What is odd about the data, each with what to do about it: the weightiest first, the first dozen.
pub fn issues(issues: &[Issue], lang: Lang) -> String {
    const MOST: usize = 12;
    let mut page = Page::default();
    if issues.is_empty() {
        return page.into_text();
    }
    page.line(&tr(lang, "cli-issues"));
    let mut weightiest: Vec<&Issue> = issues.iter().collect();
    weightiest.sort_by_key(|issue| std::cmp::Reverse(issue.severity));
    for issue in weightiest.iter().take(MOST) {
        page.line(&format!("  {}", out::sentence(&render(lang, &issue.message))));
        if let Some(hint) = &issue.hint {
            page.line(&format!("    {}", out::sentence(&render(lang, hint))));
        }
    }
    if issues.len() > MOST {
        let more = Message::new("cli-more-issues").with("n", issues.len() - MOST);
        page.line(&format!("  {}", render(lang, &more)));
    }
    page.into_text()
}

fn methods_table(findings: &Findings, lang: Lang) -> String {
    let heads = [
        "cli-head-method",
        "cli-head-accuracy",
        "cli-head-macro-f1",
        "cli-head-best-epoch",
        "cli-head-verdict",
    ];
    let mut rows = vec![heads.map(|key| tr(lang, key)).to_vec()];
    for (index, method) in findings.methods.iter().enumerate() {
        let spread = |name| shown(method.metrics.get(name));
        let verdicts = findings.comparisons.iter().filter(|comparison| comparison.better == index);
        let clearly: Vec<Message> = verdicts
            .filter(|comparison| comparison.verdict == Verdict::LargerThanChance)
            .map(|comparison| method_name(&findings.methods[comparison.worse].id))
            .collect();
        let verdict = if clearly.is_empty() {
            String::new()
        } else {
            render(lang, &Message::new("cli-better-than").with("methods", clearly))
        };
        rows.push(vec![
            render(lang, &method_name(&method.id)),
            spread("accuracy"),
            spread("macro_f1"),
            method.best_epoch.to_string(),
            verdict,
        ]);
    }
    for baseline in &findings.baselines {
        let spread = |name| shown(baseline.metrics.get(name));
        rows.push(vec![render(lang, &baseline.name), spread("accuracy"), spread("macro_f1")]);
    }
    out::table(&rows, &[1, 2, 3])
}

fn shown(spread: Option<&Spread>) -> String {
    spread
        .map_or_else(String::new, |spread| format!("{:.1} % ± {:.1}", spread.mean * 100.0, spread.sd * 100.0))
}

/// How the transactions became customers, which tiers there are, and who moved.
fn transactions(value: &ValueFindings, lang: Lang) -> String {
    let mut page = Page::default();
    let say = |message: &Message| render(lang, message);
    let sum = &value.reconciliation;
    let rows = Message::new("cli-ledger-rows")
        .with("records", sum.records)
        .with("used", sum.used)
        .with("left", sum.rows_left_out() + sum.unreadable)
        .with("customers", value.n_customers);
    page.line(&say(&rows));
    let amounts = Message::new("cli-ledger-amounts")
        .with("read", money(sum.cents_in))
        .with("used", money(sum.cents_used))
        .with("left", money(sum.cents_left_out()))
        .with("integrated", money(sum.cents_integrated));
    page.line(&say(&amounts));
    if sum.accounts_checked > 0 {
        let accounts = Message::new("cli-ledger-accounts")
            .with("exact", sum.accounts_exact)
            .with("within", sum.accounts_within)
            .with("of", sum.accounts_checked)
            .with("tolerance", money(sum.tolerance_cents))
            .with("gap", money(sum.largest_gap_cents));
        page.line(&say(&accounts));
    }
    if let (Some(facts), Some(later)) = (value.facts, value.later) {
        let key = if value.circular { "cli-ledger-one-period" } else { "cli-ledger-periods" };
        page.line(&say(&Message::new(key).with("earlier", days(facts)).with("later", days(later))));
    }
    page.line("");
    page.block(&tiers(value, lang));
    if !value.circular {
        page.line("");
        page.line(&tr(lang, "cli-migration"));
        page.block(&migration(value));
    }
    page.into_text()
}

/// To the cent however large, as both languages write numbers.
fn money(cents: i64) -> String {
    let (whole, rest) = (cents.unsigned_abs() / 100, cents.unsigned_abs() % 100);
    let digits = whole.to_string();
    let mut text = if cents < 0 { "−".to_owned() } else { String::new() };
    for (at, digit) in digits.char_indices() {
        if at > 0 && (digits.len() - at).is_multiple_of(3) {
            text.push(',');
        }
        text.push(digit);
    }
    format!("{text}.{rest:02}")
}

fn days(period: Period) -> String {
    format!("{} … {}", date::format_days(period.first), date::format_days(period.last))
}

fn tiers(value: &ValueFindings, lang: Lang) -> String {
    let heads =
        ["cli-head-tier", "cli-head-customers", "cli-head-share", "cli-head-value", "cli-head-value-share"];
    let mut rows = vec![heads.map(|key| tr(lang, key)).to_vec()];
    for (name, tier) in value.tiering.names.iter().zip(&value.summary).rev() {
        let percent = |share: f64| format!("{:.1} %", share * 100.0);
        rows.push(vec![
            out::one_line(name),
            tier.n.to_string(),
            percent(tier.share),
            format!("{:.2}", tier.value),
            tier.value_share.map_or_else(String::new, percent),
        ]);
    }
    out::table(&rows, &[1, 2, 3, 4])
}

/// The highest tier first, as everywhere a person reads tiers.
fn migration(value: &ValueFindings) -> String {
    let names = || value.tiering.names.iter().rev().map(|name| out::one_line(name));
    let mut rows = vec![std::iter::once(String::new()).chain(names()).collect::<Vec<_>>()];
    for (name, counts) in names().zip(value.migration.iter().rev()) {
        rows.push(std::iter::once(name).chain(counts.iter().rev().map(u64::to_string)).collect());
    }
    out::table(&rows, &[1, 2, 3, 4])
}

fn confusion_table(findings: &Findings) -> String {
    /// Larger matrices are read from findings.json.
    const MOST: usize = 12;
    let shown = findings.classes.len().min(MOST);
    let mut head = vec![String::new()];
    head.extend(findings.classes.iter().take(shown).map(|class| out::one_line(class)));
    let mut rows = vec![head];
    for (class, counts) in findings.classes.iter().zip(&findings.confusion).take(shown) {
        let mut row = vec![out::one_line(class)];
        row.extend(counts.iter().take(shown).map(u64::to_string));
        rows.push(row);
    }
    out::table(&rows, &(1..=shown).collect::<Vec<_>>())
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn sums_are_written_to_the_cent() {
        for (cents, text) in [
            (0, "0.00"),
            (-5, "−0.05"),
            (123_456, "1,234.56"),
            (100_000_000, "1,000,000.00"),
            (9_007_199_254_740_993, "90,071,992,547,409.93"),
            (i64::MIN, "−92,233,720,368,547,758.08"),
        ] {
            assert_eq!(money(cents), text);
        }
    }
}
