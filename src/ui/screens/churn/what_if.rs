//! What the model would say of a customer with other values: sliders and choices that move the probability at once.

use eframe::egui;
use egui::{ComboBox, Label, Layout, ScrollArea, Slider, Ui};

use super::Shown;
use super::customer::failed;
use crate::features::CellValue;
use crate::session::why::what_if;
use crate::study::churn::explain::{Changeable, Choices};
use crate::ui::Draft;
use crate::ui::fonts::symbol;
use crate::ui::say::{Say, compact, percent, signed};
use crate::ui::theme::{self, tokens};
use crate::ui::widgets::{self, Kind};

pub fn what_if_card(ui: &mut Ui, shown: &Shown, customer: u32, draft: &mut Draft) {
    let (say, ground) = (shown.say, tokens(ui));
    draft.why.changes_of(customer);
    let (findings, churn) = (shown.foreseen.findings, shown.foreseen.churn);
    let Some(changeable) = &shown.finished.why.changeable else {
        ui.label(theme::card_title(say.tr("ui-why-what-if")).color(ground.text));
        widgets::empty(ui, symbol::INFO, &say.tr("ui-why-working"));
        return;
    };
    let frame = &shown.finished.table.frame;
    let asked = match what_if((findings, churn), frame, customer, &draft.why.changes) {
        Ok(asked) => asked,
        Err(error) => return failed(ui, say, &error.problem()),
    };
    ui.horizontal(|ui| {
        ui.label(theme::card_title(say.tr("ui-why-what-if")).color(ground.text));
        ui.with_layout(Layout::right_to_left(egui::Align::Center), |ui| {
            let changed = !draft.why.changes.is_empty();
            let reset = |ui: &mut Ui| widgets::button(ui, Kind::Secondary, &say.tr("ui-why-reset"));
            if ui.add_enabled_ui(changed, reset).inner.clicked() {
                draft.why.changes.clear();
            }
        });
    });
    let (now, own) = (asked.probability(), asked.own_probability());
    ui.horizontal_wrapped(|ui| {
        let shown = ui.label(theme::number(percent(now, 1)).color(ground.text));
        let spoken = say.with("ui-why-what-if-now", "share", percent(now, 1));
        shown.ctx.accesskit_node_builder(shown.id, |node| {
            node.set_label(spoken.clone());
            node.set_value(spoken);
        });
        if (now - own).abs() >= 0.0005 {
            let points = say.with("ui-why-what-if-moved", "points", signed(100.0 * (now - own)));
            ui.label(theme::body(points).color(ground.muted));
        }
    });
    ui.add(Label::new(theme::small(say.tr("ui-why-what-if-more")).color(ground.muted)).wrap());
    let rank = |one: &&Changeable| {
        let known = churn.importance.iter().position(|known| known.column == one.column);
        known.unwrap_or(churn.importance.len())
    };
    let mut ordered: Vec<&Changeable> = changeable.iter().collect();
    ordered.sort_by_key(rank);
    ScrollArea::vertical().id_salt("what if").auto_shrink([false, false]).show(ui, |ui| {
        ui.set_width(ui.available_width() - 10.0);
        for one in ordered {
            let (Some(value), Some(own)) = (asked.value(&one.column), asked.own_value(&one.column)) else {
                continue;
            };
            let other = column(ui, say, one, value, own);
            match other {
                Some(other) if other == *own => drop(draft.why.changes.remove(&one.column)),
                Some(other) => drop(draft.why.changes.insert(one.column.clone(), other)),
                None => {}
            }
        }
    });
}

/// What a value is called.
fn said(say: Say, value: &CellValue) -> String {
    match value {
        CellValue::Missing => say.tr("chart-value-missing"),
        CellValue::Other => say.tr("chart-value-other"),
        CellValue::Number(number) => compact(*number),
        CellValue::Level(level) => level.clone(),
    }
}

/// A column with its control; answers another value where one was chosen.
fn column(ui: &mut Ui, say: Say, one: &Changeable, value: &CellValue, own: &CellValue) -> Option<CellValue> {
    let ground = tokens(ui);
    let changed = value != own;
    let ink = if changed { ground.accent } else { ground.text };
    ui.add_space(2.0);
    ui.horizontal(|ui| {
        ui.with_layout(Layout::right_to_left(egui::Align::Center), |ui| {
            ui.add(Label::new(theme::strong(said(say, value)).color(ink)).truncate());
            if changed {
                let before = say.with("ui-why-instead", "value", said(say, own));
                ui.add(Label::new(theme::small(before).color(ground.muted)).truncate());
            }
            ui.with_layout(Layout::left_to_right(egui::Align::Center), |ui| {
                ui.add(Label::new(theme::body(&one.column).color(ground.text)).truncate());
            });
        });
    });
    let mut other = match &one.choices {
        Choices::Number { low, high, whole } => number(ui, &one.column, value, own, (*low, *high, *whole)),
        Choices::Levels { levels, other } => level(ui, say, one, value, (levels, *other)),
    };
    if matches!(one.choices, Choices::Number { .. }) && one.may_be_missing {
        let missing = *value == CellValue::Missing;
        let name = say.with("ui-why-without", "column", &one.column);
        if !missing && widgets::link(ui, &name).clicked() {
            other = Some(CellValue::Missing);
        }
    }
    other
}

/// A slider over what customers usually have; the customer's own value is always on it.
fn number(
    ui: &mut Ui,
    name: &str,
    value: &CellValue,
    own: &CellValue,
    (low, high, whole): (f64, f64, bool),
) -> Option<CellValue> {
    let number_of = |value: &CellValue| match value {
        CellValue::Number(number) => Some(*number),
        _ => None,
    };
    let reach = number_of(own).unwrap_or(low);
    let (low, high) = (low.min(reach), high.max(reach));
    if low >= high {
        return None;
    }
    let middle = if whole { f64::midpoint(low, high).round() } else { f64::midpoint(low, high) };
    let mut now = number_of(value).unwrap_or(middle);
    let mut slider = Slider::new(&mut now, low..=high);
    if whole {
        slider = slider.step_by(1.0);
    }
    let width = (ui.available_width() - 12.0).max(80.0);
    widgets::slide(ui, slider, width, name).changed().then_some(CellValue::Number(now))
}

/// The levels that the model knows.
fn level(
    ui: &mut Ui,
    say: Say,
    one: &Changeable,
    value: &CellValue,
    (levels, other): (&[String], bool),
) -> Option<CellValue> {
    let choices = levels.iter().cloned().map(CellValue::Level);
    let choices = choices.chain(other.then_some(CellValue::Other));
    let choices: Vec<CellValue> = choices.chain(one.may_be_missing.then_some(CellValue::Missing)).collect();
    let mut chosen = None;
    let shown = ComboBox::from_id_salt(("what if", &one.column))
        .width(ui.available_width() - 12.0)
        .selected_text(theme::body(said(say, value)))
        .show_ui(ui, |ui| {
            for choice in choices {
                if ui.selectable_label(choice == *value, theme::body(said(say, &choice))).clicked() {
                    chosen = Some(choice);
                }
            }
        });
    shown.response.accessible_name(&one.column);
    chosen
}
