//! The rates and costs behind a customer's contribution, folded away, with the sum of all contributions part by part.

use eframe::egui;
use egui::{Label, Layout, Ui, UiBuilder, vec2};

use super::ledger_side::money;
use super::tiers::follow;
use crate::chart;
use crate::features::contribution::{RateSpec, RateUnit, Rates};
use crate::session::{Action, ValueAction};
use crate::study::value::{ValueRecipe, ValueTable};
use crate::ui::charts;
use crate::ui::fonts::symbol;
use crate::ui::say::Say;
use crate::ui::theme::{self, tokens};
use crate::ui::widgets;
use crate::ui::{Actions, Draft};

/// From this width on the rates stand in two columns.
const TWO_COLUMNS: f32 = 760.0;
/// A rate with its line below.
const ROW: f32 = 54.0;
const FIELD: f32 = 92.0;
/// How high the sum part by part is.
const SUM: f32 = 260.0;

pub fn rates_card(
    ui: &mut Ui,
    say: Say,
    table: &std::sync::Arc<ValueTable>,
    value: &ValueRecipe,
    draft: &mut Draft,
    out: &mut Actions,
) {
    let total = draft.tiers_by(table, &value.tiering.rule).total;
    let ink = tokens(ui);
    ui.horizontal(|ui| {
        let mark = if draft.rates_open { symbol::DOWN } else { symbol::RIGHT };
        if widgets::fold(ui, mark, &say.tr("ui-rates")).on_hover_text(say.tr("ui-rates-more")).clicked() {
            draft.rates_open = !draft.rates_open;
        }
        ui.with_layout(Layout::right_to_left(egui::Align::Center), |ui| {
            let sum = money(total.total(), 0, table.ledger.currency.as_deref());
            let words = say.with("ui-rates-sum", "sum", sum);
            ui.add(Label::new(theme::small(words).color(ink.muted)).truncate());
        });
    });
    if !draft.rates_open {
        return;
    }
    let chart = chart::contribution_of_all(&total);
    ui.label(theme::strong(say.msg(&chart.title)).color(ink.text));
    let size = vec2(ui.available_width(), SUM);
    charts::draw(ui, say, &chart, size);
    ui.add_space(8.0);
    let specs = Rates::specs();
    let columns = if ui.available_width() >= TWO_COLUMNS { 2 } else { 1 };
    let rows = specs.len().div_ceil(columns);
    let width = (ui.available_width() - 24.0 * (columns - 1) as f32) / columns as f32;
    let corner = ui.cursor().min;
    for (at, spec) in specs.iter().enumerate() {
        let place = vec2((at / rows) as f32 * (width + 24.0), (at % rows) as f32 * ROW);
        let place = egui::Rect::from_min_size(corner + place, vec2(width, ROW));
        let mut cell = ui.new_child(UiBuilder::new().id_salt(spec.key).max_rect(place));
        rate(&mut cell, say, spec, &value.rates, out);
    }
    let all = egui::Rect::from_min_size(corner, vec2(ui.available_width(), ROW * rows as f32));
    ui.advance_cursor_after_rect(all);
}

/// A rate: its name, a field with its unit, the way back, and what it is.
fn rate(ui: &mut Ui, say: Say, spec: &'static RateSpec, rates: &Rates, out: &mut Actions) {
    let ink = tokens(ui);
    ui.spacing_mut().item_spacing.y = 1.0;
    let (name, value) = (say.tr(spec.name_key), rates.value(spec));
    let scale = if spec.unit == RateUnit::Percent { 100.0 } else { 1.0 };
    ui.horizontal(|ui| {
        ui.with_layout(Layout::right_to_left(egui::Align::Center), |ui| {
            ui.spacing_mut().item_spacing.x = 4.0;
            let changed = (value - spec.default).abs() > f64::EPSILON;
            ui.scope(|ui| {
                // Kept free, so that the field stays where it is when it is changed.
                if !changed {
                    ui.set_invisible();
                }
                let reset = say.with("ui-option-default", "name", &name);
                if widgets::icon_button(ui, symbol::UNDO, &reset).clicked() {
                    out.push(Action::Value(ValueAction::Rate(spec.key, spec.default)));
                }
            });
            // What a person reads ends after a few decimals; 0.07 · 100 does not.
            let mut now = (value * scale * 1e6).round() / 1e6;
            let (place, range) = ((&*name, vec2(FIELD, theme::TARGET)), spec.min * scale..=spec.max * scale);
            let response = widgets::number_box(ui, say, place, &mut now, range, |field| {
                let percent = spec.unit == RateUnit::Percent;
                field
                    .speed(if percent { 0.05 } else { 0.1 })
                    .min_decimals(2)
                    .max_decimals(3)
                    .suffix(if percent { " %" } else { "" })
            });
            follow(&response, out, || ValueAction::Rate(spec.key, now / scale));
            ui.with_layout(Layout::left_to_right(egui::Align::Center), |ui| {
                ui.add(Label::new(theme::body(&name).color(ink.text)).truncate());
            });
        });
    });
    ui.add(Label::new(theme::small(say.tr(spec.more_key)).color(ink.muted)).truncate());
}
