//! Whether probabilities can be taken at their word: what was said against what happened, before and after calibration.

use eframe::egui;
use egui::{Label, ScrollArea, Ui};

use super::Shown;
use crate::base::Message;
use crate::chart;
use crate::metrics::CalibrationBin;
use crate::study::churn::calibration_name;
use crate::ui::say::{count, percent};
use crate::ui::theme::{self, tokens};
use crate::ui::widgets;

pub fn calibration_view(ui: &mut Ui, shown: &Shown) {
    let rect = ui.available_rect_before_wrap();
    let (left, right) = widgets::columns(rect, (rect.width() * 0.38).clamp(340.0, 620.0));
    widgets::card_at(ui, left, |ui| super::chart(ui, shown.say, &chart::reliability(shown.foreseen.churn)));
    widgets::card_at(ui, right, |ui| {
        ScrollArea::vertical().id_salt("calibration").auto_shrink([false, false]).show(ui, |ui| {
            said(ui, shown);
        });
    });
}

fn said(ui: &mut Ui, shown: &Shown) {
    let (tokens, say, churn) = (tokens(ui), shown.say, shown.foreseen.churn);
    ui.label(theme::card_title(say.tr("ui-churn-ece")).color(tokens.text));
    for (key, value) in [("chart-churn-before", churn.ece[0]), ("chart-churn-after", churn.ece[1])] {
        widgets::plain_row(
            ui,
            |ui| widgets::cell(ui, theme::body(say.tr(key)).color(tokens.text)),
            |ui| {
                let words = Message::new("ui-churn-points").number("n", value * 100.0, 1);
                ui.label(theme::strong(say.msg(&words)).color(tokens.text));
            },
        );
    }
    let how = calibration_name(churn.decision.calibration.kind());
    ui.add_space(2.0);
    let words = say.with("ui-churn-calibrated-by", "how", how);
    ui.add(Label::new(theme::small(words).color(tokens.muted)).wrap());
    ui.add_space(12.0);
    ui.label(theme::card_title(say.tr("ui-churn-bins")).color(tokens.text));
    bins(ui, shown, &churn.calibration[1]);
    ui.add_space(6.0);
    let words = shown.words("ui-churn-bins-more");
    ui.add(Label::new(theme::small(say.msg(&words)).color(tokens.muted)).wrap());
}

/// The held-out customers by the probability they were given.
fn bins(ui: &mut Ui, shown: &Shown, bins: &[CalibrationBin]) {
    let (tokens, say) = (tokens(ui), shown.say);
    ui.spacing_mut().item_spacing.y = 0.0;
    let numbers = [80.0, 70.0, 70.0];
    let widths = [widgets::rest(ui, &numbers), numbers[0], numbers[1], numbers[2]];
    widgets::row(ui, usize::MAX, 24.0, &widths, |index, ui| {
        let key = ["ui-probability", "ui-support", "ui-churn-said", "ui-churn-happened"][index];
        widgets::head(ui, &say.tr(key), index > 0);
    });
    for (salt, bin) in bins.iter().enumerate() {
        widgets::row(ui, salt, 26.0, &widths, |index, ui| {
            let text = match index {
                0 => format!("{} – {}", percent(bin.lower, 0), percent(bin.upper, 0)),
                1 => count(bin.n as usize),
                2 => percent(bin.mean_probability, 1),
                _ => percent(bin.rate, 1),
            };
            let words = theme::body(text).color(tokens.text);
            if index == 0 { widgets::cell(ui, words) } else { widgets::number_cell(ui, words) }
        });
    }
}
