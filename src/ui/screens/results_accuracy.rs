//! The accuracy of all methods with its spread over the repeats, and every other figure they were judged by.

use eframe::egui;
use egui::{ScrollArea, Ui};

use super::results_summary::split;
use crate::base::Message;
use crate::chart::{self, method_name};
use crate::study::{Findings, Spread};
use crate::ui::charts;
use crate::ui::grid::{Grid, GridColumn};
use crate::ui::say::{Say, compact, percent, percent_spread};
use crate::ui::theme::{self, GAP, tokens};
use crate::ui::widgets;

/// A figure of `findings.json`, what it is called, and whether it is a share.
const METRICS: [(&str, &str, bool); 12] = [
    ("accuracy", "ui-metric-accuracy", true),
    ("macro_f1", "ui-metric-macro-f1", true),
    ("kappa", "ui-metric-kappa", false),
    ("kappa_quadratic", "ui-metric-kappa-quadratic", false),
    ("precision", "ui-precision", true),
    ("recall", "ui-recall", true),
    ("f1", "ui-f1", true),
    ("auc", "ui-metric-auc", false),
    ("average_precision", "ui-churn-average-precision", false),
    ("brier", "ui-metric-brier", false),
    ("log_loss", "ui-churn-log-loss", false),
    ("ece", "ui-churn-ece-short", true),
];

/// From this width on the table stands beside the chart.
const WIDE: f32 = 1500.0;

pub fn accuracy_view(ui: &mut Ui, say: Say, findings: &Findings) {
    let rect = ui.available_rect_before_wrap();
    let (chart, table) = if rect.width() >= WIDE {
        widgets::columns(rect, rect.width() * 0.46)
    } else {
        let n = findings.methods.len() + findings.baselines.len();
        let table = (88.0 + 26.0 * n as f32).min(rect.height() * 0.5);
        split(rect, rect.height() - table - GAP)
    };
    widgets::card_at(ui, chart, |ui| bars(ui, say, findings));
    widgets::card_at(ui, table, |ui| figures(ui, say, findings));
}

/// One row a method: its mean, its spread and every single repeat.
pub fn bars(ui: &mut Ui, say: Say, findings: &Findings) {
    let drawn = chart::accuracy_bars(findings);
    ui.label(theme::card_title(say.msg(&drawn.title)).color(tokens(ui).text));
    let size = ui.available_size();
    ScrollArea::vertical().id_salt("bars").show(ui, |ui| charts::draw(ui, say, &drawn, size));
}

/// Every figure of every method and baseline.
pub fn figures(ui: &mut Ui, say: Say, findings: &Findings) {
    ui.label(theme::card_title(say.tr("ui-figures")).color(tokens(ui).text));
    let methods = findings.methods.iter().map(|method| (method_name(&method.id), &method.metrics));
    let baselines = findings.baselines.iter().map(|baseline| (baseline.name.clone(), &baseline.metrics));
    let rows: Vec<_> = methods.chain(baselines).collect();
    let mut metrics: Vec<_> = METRICS
        .into_iter()
        .filter(|(id, ..)| rows.iter().any(|(_, metrics)| metrics.contains_key(id)))
        .collect();
    // What the methods are compared by stands first.
    metrics.sort_by_key(|(id, ..)| *id != findings.yardstick);
    let column = |key, right| GridColumn { name: say.tr(key), right, marked: false };
    let columns: Vec<GridColumn> = std::iter::once(column("ui-method", false))
        .chain(metrics.iter().map(|&(_, key, _)| column(key, true)))
        .collect();
    let text = |row: usize, column: usize| {
        let (name, found) = &rows[row];
        let Some(&(id, _, share)) = column.checked_sub(1).and_then(|metric| metrics.get(metric)) else {
            return Some(say.msg(name));
        };
        found.get(id).map(|spread| figure(spread, share))
    };
    let name = say.msg(&Message::new("ui-figures"));
    let id = format!("figures {:?}", say.lang);
    Grid { id: &id, name: &name, columns: &columns, n_rows: rows.len(), cell: &text }.show(ui);
}

fn figure(spread: &Spread, share: bool) -> String {
    let alone = spread.values.len() < 2;
    match (share, alone) {
        (true, true) => percent(spread.mean, 1),
        (true, false) => percent_spread(spread.mean, spread.sd),
        (false, true) => compact(rounded(spread.mean)),
        (false, false) => format!("{} ± {}", compact(rounded(spread.mean)), compact(rounded(spread.sd))),
    }
}

/// Three decimals say what a figure between −1 and 1 has to say.
fn rounded(value: f64) -> f64 {
    (value * 1e3).round() / 1e3
}
