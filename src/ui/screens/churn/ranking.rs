//! How well customers are ranked: ROC, precision and recall, gains and lift, each with the threshold shown.

use eframe::egui::Ui;

use super::Shown;
use crate::chart;
use crate::ui::screens::results_summary::split;
use crate::ui::theme::GAP;
use crate::ui::widgets;

pub fn ranking_view(ui: &mut Ui, shown: &Shown) {
    let rect = ui.available_rect_before_wrap();
    let (left, right) = widgets::columns(rect, (rect.width() - GAP) / 2.0);
    let (churn, at) = (shown.foreseen.churn, shown.foreseen.view.at.counts);
    for (column, charts) in [
        (left, [chart::roc(churn, at), chart::gains(churn, at)]),
        (right, [chart::precision_recall(churn, at), chart::lift(churn, at)]),
    ] {
        let (top, bottom) = split(column, (column.height() - GAP) / 2.0);
        for (place, drawn) in [top, bottom].into_iter().zip(charts) {
            widgets::card_at(ui, place, |ui| super::chart(ui, shown.say, &drawn));
        }
    }
}
