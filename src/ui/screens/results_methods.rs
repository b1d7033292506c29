//! The table of methods: how often each was right, and whether it is ahead of what it must beat by more than chance.

use eframe::egui;
use egui::{Label, ScrollArea, Ui};

use crate::base::Message;
use crate::chart::method_name;
use crate::study::{Findings, MethodFindings, Spread, Verdict};
use crate::ui::say::{Say, compact, percent, percent_spread, signed};
use crate::ui::theme::{self, tokens};
use crate::ui::widgets::{self, Tone};

/// A table narrower than this has the verdict below the name.
const NARROW: f32 = 430.0;

/// How high the card of the table is that shows all of it.
pub fn table_height(findings: &Findings) -> f32 {
    let baselines = if findings.value.is_some() { findings.baselines.len() } else { 0 };
    66.0 + 34.0 * (findings.methods.len() + baselines) as f32
}

/// What methods are compared by, with its spread; a dash where there is none.
fn yardstick(findings: &Findings, spread: Option<&Spread>) -> String {
    let three = |value: f64| compact((value * 1e3).round() / 1e3);
    match spread {
        Some(spread) if by_area(findings) && spread.values.len() > 1 => {
            format!("{} ± {}", three(spread.mean), three(spread.sd))
        }
        Some(spread) if by_area(findings) => three(spread.mean),
        Some(spread) if spread.values.len() > 1 => percent_spread(spread.mean, spread.sd),
        Some(spread) => percent(spread.mean, 1),
        None => "–".to_owned(),
    }
}

/// Whether methods are compared by the area under the ROC curve.
fn by_area(findings: &Findings) -> bool {
    findings.yardstick == "auc"
}

/// What the methods are held against.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
enum Against {
    /// The best rule without a network, where there are such rivals.
    Baseline(usize),
    /// The first method that came to results.
    Method(usize),
}

fn against(findings: &Findings) -> Option<Against> {
    if findings.value.is_some() && findings.best_baseline < findings.baselines.len() {
        return Some(Against::Baseline(findings.best_baseline));
    }
    let first = findings.methods.iter().position(|method| method.metrics.contains_key(findings.yardstick));
    first.map(Against::Method)
}

/// How a method stands against what it is held against.
fn verdict(findings: &Findings, method: usize) -> Option<(Tone, Message)> {
    let (difference, verdict) = match against(findings)? {
        Against::Baseline(_) => {
            let lead = findings.leads.iter().find(|lead| lead.method == method)?;
            (lead.difference, lead.verdict)
        }
        Against::Method(reference) if method == reference => {
            let alone = findings.comparisons.is_empty();
            let key = if alone { "ui-verdict-only" } else { "ui-verdict-reference" };
            return Some((Tone::Quiet, Message::new(key)));
        }
        Against::Method(reference) => {
            let comparison = findings.comparisons.iter().find(|comparison| {
                [(comparison.better, comparison.worse), (comparison.worse, comparison.better)]
                    .contains(&(method, reference))
            })?;
            let sign = if comparison.better == method { 1.0 } else { -1.0 };
            (sign * comparison.difference.abs(), comparison.verdict)
        }
    };
    let key = match verdict {
        Verdict::LargerThanChance => "ui-verdict-larger",
        Verdict::NotLargerThanChance => "ui-verdict-not-larger",
        Verdict::TooFewRepeats => "ui-verdict-too-few",
    };
    let good = difference > 0.0 && verdict == Verdict::LargerThanChance;
    let tone = if good { Tone::Good } else { Tone::Quiet };
    Some((tone, Message::new(key).with("points", signed(difference * 100.0))))
}

/// A line of the table.
struct Line<'a> {
    salt: usize,
    mark: Option<usize>,
    name: String,
    strong: bool,
    worth: Option<&'a Spread>,
    verdict: Option<(Tone, String)>,
    /// Under the pointer.
    more: Option<String>,
}

fn lines(say: Say, findings: &Findings) -> Vec<Line<'_>> {
    let methods = findings.methods.iter().enumerate().map(|(index, method)| Line {
        salt: index,
        mark: (index < 6).then_some(index),
        name: say.msg(&method_name(&method.id)),
        strong: index == findings.chosen,
        worth: method.metrics.get(findings.yardstick),
        verdict: verdict(findings, index).map(|(tone, words)| (tone, say.msg(&words))),
        more: (index == findings.chosen).then(|| say.msg(&findings.chosen_reason)),
    });
    let rivals = findings.baselines.iter().enumerate().filter(|_| findings.value.is_some());
    let best = |index| against(findings) == Some(Against::Baseline(index));
    let rivals = rivals.map(|(index, baseline)| Line {
        salt: findings.methods.len() + index,
        mark: None,
        name: say.msg(&baseline.name),
        strong: false,
        worth: baseline.metrics.get(findings.yardstick),
        verdict: best(index).then(|| (Tone::Quiet, say.tr("ui-verdict-reference-rule"))),
        more: Some(say.tr("ui-baseline-more")),
    });
    methods.chain(rivals).collect()
}

pub fn method_table(ui: &mut Ui, say: Say, findings: &Findings) {
    let tokens = tokens(ui);
    // Of several trainings the means stand here, elsewhere figures of the first one.
    let trainings =
        |method: &MethodFindings| method.metrics.get(findings.yardstick).map(|one| one.values.len());
    let title = match findings.methods.iter().filter_map(trainings).max() {
        Some(n) if n > 1 => say.with("ui-results-methods-mean", "n", n),
        _ => say.tr("ui-results-methods"),
    };
    ui.horizontal_wrapped(|ui| {
        ui.label(theme::card_title(title).color(tokens.text));
        let reference = match against(findings) {
            Some(Against::Baseline(index)) => Some(findings.baselines[index].name.clone()),
            Some(Against::Method(index)) if !findings.comparisons.is_empty() => {
                Some(method_name(&findings.methods[index].id))
            }
            _ => None,
        };
        if let Some(name) = reference {
            let key = if by_area(findings) { "ui-churn-against" } else { "ui-results-against" };
            let words = say.with(key, "method", name);
            ui.add(Label::new(theme::small(words).color(tokens.muted)).truncate());
        }
    });
    ScrollArea::vertical().id_salt("methods").auto_shrink([false, false]).show(ui, |ui| {
        ui.spacing_mut().item_spacing.y = 0.0;
        let number = 98.0;
        let narrow = ui.available_width() < NARROW;
        let widths = if narrow {
            vec![widgets::rest(ui, &[number]), number]
        } else {
            let all = widgets::rest(ui, &[number, 0.0]);
            let name = (all * 0.55).clamp(150.0, 300.0);
            vec![name, number, (all - name).max(60.0)]
        };
        for line in lines(say, findings) {
            let height = if narrow && line.verdict.is_some() { 42.0 } else { 34.0 };
            widgets::row(ui, line.salt, height, &widths, |cell, ui| match cell {
                0 => name(ui, &line, narrow),
                1 => {
                    let words = theme::strong(yardstick(findings, line.worth)).color(tokens.text);
                    widgets::number_cell(ui, words);
                }
                _ => {
                    if let Some((tone, words)) = &line.verdict {
                        verdict_label(ui, *tone, words);
                    }
                }
            });
        }
    });
}

fn name(ui: &mut Ui, line: &Line, narrow: bool) {
    let ink = if line.mark.is_some() || line.strong { tokens(ui).text } else { tokens(ui).muted };
    ui.spacing_mut().item_spacing.x = 6.0;
    widgets::dot(ui, line.mark);
    let words = if line.strong { theme::strong(&line.name) } else { theme::body(&line.name) };
    let draw = |ui: &mut Ui| {
        let label = ui.add(Label::new(words.color(ink)).truncate());
        if let Some(more) = &line.more {
            label.on_hover_text(more);
        }
    };
    match line.verdict.as_ref().filter(|_| narrow) {
        None => draw(ui),
        Some((tone, verdict)) => {
            ui.vertical(|ui| {
                ui.spacing_mut().item_spacing.y = 0.0;
                ui.add_space(2.0);
                draw(ui);
                verdict_label(ui, *tone, verdict);
            });
        }
    }
}

fn verdict_label(ui: &mut Ui, tone: Tone, text: &str) {
    let tokens = tokens(ui);
    let ink = if tone == Tone::Good { tokens.good } else { tokens.muted };
    ui.add(Label::new(theme::small(text).color(ink)).truncate());
}
