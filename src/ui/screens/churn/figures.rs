//! The methods that foresee a class, compared: the areas under their curves, every figure with its range, and the other
//! methods on the very same customers.

use eframe::egui;
use egui::{Label, ScrollArea, Ui};

use super::Shown;
use crate::base::Message;
use crate::chart::method_name;
use crate::study::churn::{Measured, Rival};
use crate::ui::say::{compact, percent};
use crate::ui::screens::results_accuracy::{bars, figures};
use crate::ui::screens::results_summary::split;
use crate::ui::theme::{self, GAP, tokens};
use crate::ui::widgets;

/// What the figures are called, and whether they are shares.
const NAMES: [(&str, &str, bool); 9] = [
    ("auc", "ui-metric-auc", false),
    ("average_precision", "ui-churn-average-precision", false),
    ("recall", "ui-recall", true),
    ("precision", "ui-precision", true),
    ("f1", "ui-f1", false),
    ("accuracy_one_vs_rest", "ui-churn-accuracy", true),
    ("brier", "ui-metric-brier", false),
    ("log_loss", "ui-churn-log-loss", false),
    ("ece", "ui-churn-ece-short", true),
];

pub fn figures_view(ui: &mut Ui, shown: &Shown) {
    let rect = ui.available_rect_before_wrap();
    let findings = shown.foreseen.findings;
    let table =
        (88.0 + 26.0 * (findings.methods.len() + findings.baselines.len()) as f32).min(rect.height() * 0.4);
    let (top, bottom) = split(rect, rect.height() - table - GAP);
    let (left, right) = widgets::columns(top, (top.width() * 0.42).clamp(380.0, 640.0));
    widgets::card_at(ui, left, |ui| bars(ui, shown.say, findings));
    widgets::card_at(ui, right, |ui| {
        ScrollArea::vertical().id_salt("held out").auto_shrink([false, false]).show(ui, |ui| {
            held_out(ui, shown);
            rivals(ui, shown);
        });
    });
    widgets::card_at(ui, bottom, |ui| figures(ui, shown.say, findings));
}

/// The chosen method's figures on the held-out customers of one division, each with its range.
fn held_out(ui: &mut Ui, shown: &Shown) {
    let (tokens, say) = (tokens(ui), shown.say);
    let method = shown.foreseen.findings.methods.get(shown.foreseen.findings.chosen);
    let name = method.map_or_else(|| Message::text(""), |method| method_name(&method.id));
    ui.label(theme::card_title(say.with("ui-churn-measured", "method", name)).color(tokens.text));
    ui.spacing_mut().item_spacing.y = 0.0;
    let numbers = [74.0, 130.0];
    let widths = [widgets::rest(ui, &numbers), numbers[0], numbers[1]];
    for (salt, measured) in shown.foreseen.churn.measured.iter().enumerate() {
        let Some(&(_, key, share)) = NAMES.iter().find(|(name, ..)| *name == measured.name) else { continue };
        widgets::row(ui, salt, 26.0, &widths, |index, ui| match index {
            0 => widgets::cell(ui, theme::body(say.tr(key)).color(tokens.text)),
            1 => widgets::number_cell(ui, theme::strong(figure(measured.value, share)).color(tokens.text)),
            _ => {
                let words = range(measured, share).map(|[low, high]| {
                    say.msg(&Message::new("ui-churn-range").with("low", low).with("high", high))
                });
                // The calibration error has none in any case.
                let few = shown.foreseen.churn.has_few() && measured.name != "ece";
                let words = words.or_else(|| few.then(|| say.tr("ui-churn-range-few")));
                widgets::number_cell(ui, theme::small(words.unwrap_or_default()).color(tokens.muted));
            }
        });
    }
    ui.add_space(6.0);
    let key = if shown.foreseen.as_chosen() { "ui-churn-measured-more" } else { "ui-churn-measured-chosen" };
    ui.add(Label::new(theme::small(say.tr(key)).color(tokens.muted)).wrap());
}

fn range(measured: &Measured, share: bool) -> Option<[String; 2]> {
    measured.interval.map(|interval| [figure(interval.low, share), figure(interval.high, share)])
}

fn figure(value: f64, share: bool) -> String {
    if share { percent(value, 1) } else { compact((value * 1e3).round() / 1e3) }
}

/// The other methods against the chosen one, on the same customers.
fn rivals(ui: &mut Ui, shown: &Shown) {
    let (tokens, say) = (tokens(ui), shown.say);
    let (rivals, findings) = (&shown.foreseen.churn.rivals, shown.foreseen.findings);
    if rivals.is_empty() {
        return;
    }
    ui.add_space(12.0);
    ui.label(theme::card_title(say.tr("ui-churn-rivals")).color(tokens.text));
    let words = |rival: &Rival| {
        let id = findings.methods.get(rival.method).map_or("", |method| method.id.as_str());
        let p = rival.delong.p_value;
        let key = match (p < 0.05, rival.delong.difference >= 0.0) {
            (true, true) => "ui-churn-rival-worse",
            (true, false) => "ui-churn-rival-better",
            (false, _) => "ui-churn-rival-alike",
        };
        Message::new(key)
            .with("method", method_name(id))
            .number("auc", rival.delong.auc_b, 3)
            .with("p", if p < 0.001 { "< 0.001".to_owned() } else { format!("= {p:.3}") })
    };
    for rival in rivals {
        ui.add(Label::new(theme::body(say.msg(&words(rival))).color(tokens.text)).wrap());
    }
    ui.add_space(2.0);
    ui.add(Label::new(theme::small(say.tr("ui-churn-rivals-more")).color(tokens.muted)).wrap());
}
