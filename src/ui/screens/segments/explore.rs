//! The columns before any segment: what was done to them, which go together, and what the components hold.

use eframe::egui;
use egui::{Align, Label, Layout, ScrollArea, Ui};

use super::{Shown, above, families};
use crate::base::Message;
use crate::chart;
use crate::study::segments::TreatedColumn;
use crate::ui::Draft;
use crate::ui::charts;
use crate::ui::say::{compact, count, percent};
use crate::ui::theme::{self, tokens};
use crate::ui::widgets;

const ROW: f32 = 25.0;

pub fn explore_view(ui: &mut Ui, shown: &Shown, draft: &mut Draft) {
    let rect = ui.available_rect_before_wrap();
    let (left, right) = widgets::columns(rect, rect.width() * 0.47);
    widgets::card_at(ui, left, |ui| {
        let mut months = Vec::new();
        ui.horizontal(|ui| {
            ui.with_layout(Layout::right_to_left(Align::Center), |ui| {
                months = families(ui, shown, draft);
                ui.with_layout(Layout::left_to_right(Align::Center), |ui| {
                    title(ui, shown, &Message::new("seg-chart-correlation-title"));
                });
            });
        });
        let drawn = chart::correlations(&shown.findings.explore, &months);
        let size = ui.available_size();
        charts::draw(ui, shown.say, &drawn, size);
    });
    let (top, bottom) = above(right, right.height() * 0.5);
    let (variance, components) = if rect.width() >= 1500.0 {
        widgets::columns(top, top.width() * 0.45)
    } else {
        (top, egui::Rect::NOTHING)
    };
    widgets::card_at(ui, variance, |ui| {
        let drawn = chart::explained_variance(&shown.findings.explore);
        title(ui, shown, &drawn.title);
        let size = ui.available_size();
        charts::draw(ui, shown.say, &drawn, size);
    });
    if components.is_positive() {
        widgets::card_at(ui, components, |ui| in_words(ui, shown));
        widgets::card_at(ui, bottom, |ui| treated(ui, shown));
    } else {
        let (words, table) = above(bottom, bottom.height() * 0.42);
        widgets::card_at(ui, words, |ui| in_words(ui, shown));
        widgets::card_at(ui, table, |ui| treated(ui, shown));
    }
}

fn title(ui: &mut Ui, shown: &Shown, words: &Message) {
    ui.add(Label::new(theme::card_title(shown.say.msg(words)).color(tokens(ui).text)).truncate());
}

/// What each component stands for, the largest first.
fn in_words(ui: &mut Ui, shown: &Shown) {
    let (say, tokens, explore) = (shown.say, tokens(ui), &shown.findings.explore);
    title(ui, shown, &Message::new("ui-seg-components"));
    ScrollArea::vertical().id_salt("components").auto_shrink([false, false]).show(ui, |ui| {
        for (index, words) in explore.components.iter().enumerate() {
            let share = explore.explained_variance_ratio.get(index).copied().unwrap_or(0.0);
            ui.horizontal(|ui| {
                let number = format!("{} · {}", index + 1, percent(share, 0));
                ui.add_sized(
                    [62.0, 19.0],
                    Label::new(theme::strong(number).color(tokens.text)).halign(Align::Min),
                );
                let label = ui.add(Label::new(theme::body(say.msg(words)).color(tokens.text)).truncate());
                label.on_hover_text(loadings(shown, index));
            });
        }
    });
}

/// The columns that weigh most in a component, with their weights.
fn loadings(shown: &Shown, component: usize) -> String {
    let explore = &shown.findings.explore;
    let Some(weights) = explore.loadings.get(component) else { return String::new() };
    let mut weights: Vec<(&String, f64)> = explore.columns.iter().zip(weights.iter().copied()).collect();
    weights.sort_by(|a, b| b.1.abs().total_cmp(&a.1.abs()));
    let line =
        |(column, weight): &(&String, f64)| format!("{column} {}", format!("{weight:+.2}").replace('-', "−"));
    weights.iter().take(8).map(line).collect::<Vec<_>>().join("\n")
}

/// What was done to each column before distances were taken.
fn treated(ui: &mut Ui, shown: &Shown) {
    let (say, tokens) = (shown.say, tokens(ui));
    title(ui, shown, &Message::new("ui-seg-treated"));
    ui.spacing_mut().item_spacing.y = 0.0;
    let [missing, filled, skewness, log] =
        [0.13, 0.17, 0.13, 0.13].map(|part: f32| ui.available_width() * part);
    let column = widgets::rest(ui, &[missing, filled, skewness, log]);
    let widths = [column, missing, filled, skewness, log];
    let heads = ["ui-seg-column", "ui-seg-empty-cells", "ui-seg-filled", "ui-seg-skewness", "ui-seg-log"];
    widgets::row(ui, usize::MAX, 22.0, &widths, |index, ui| {
        widgets::head(ui, &say.tr(heads[index]), index > 0);
    });
    ScrollArea::vertical().id_salt("treated").auto_shrink([false, false]).show(ui, |ui| {
        for (row, one) in shown.findings.treatments.iter().enumerate() {
            let top = ui.cursor().min;
            let place = egui::Rect::from_min_size(top, egui::vec2(ui.available_width(), ROW));
            widgets::row(ui, row, ROW, &widths, |index, ui| {
                let words = theme::body(cell(shown, one, index)).color(tokens.text);
                if index == 0 { widgets::cell(ui, words) } else { widgets::number_cell(ui, words) }
            });
            if let Some(reason) = &one.reason {
                let id = ui.scope_id().with(("reason", row));
                ui.interact(place, id, egui::Sense::hover()).on_hover_text(say.msg(reason));
            }
        }
    });
}

fn cell(shown: &Shown, one: &TreatedColumn, column: usize) -> String {
    let none = || "–".to_owned();
    match column {
        0 => one.column.clone(),
        1 if one.missing > 0 => count(one.missing),
        2 if one.missing > 0 => compact(one.filled_with),
        3 => format!("{:.1}", one.skewness).replace('-', "−"),
        4 if one.log => shown.say.tr("ui-seg-log-yes"),
        _ => none(),
    }
}
