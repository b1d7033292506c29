//! The columns a model learns from, to be ticked off, and those left out with the reason.

use eframe::egui;
use egui::{Label, ScrollArea, TextEdit, Ui, vec2};

use crate::base::Message;
use crate::data::leak::SuspicionKind;
use crate::features::{LeftOut, LeftOutColumn};
use crate::session::{Action, Choice, ChooseAction, Table};
use crate::ui::fonts::symbol;
use crate::ui::say::Say;
use crate::ui::theme::{self, tokens};
use crate::ui::widgets::{self, Tone};
use crate::ui::{Actions, Draft};

/// With more columns than this there is a field to find them by name.
const FILTER_FROM: usize = 25;

pub fn columns_card(
    ui: &mut Ui,
    say: Say,
    table: &Table,
    choice: &Choice,
    draft: &mut Draft,
    out: &mut Actions,
) {
    let tokens = tokens(ui);
    let recipe = choice.recipe.current();
    let (used, all) = (recipe.features.columns.len(), table.frame.n_columns());
    ui.horizontal(|ui| {
        let title = say.msg(&Message::new("ui-features").with("used", used).with("all", all));
        ui.label(theme::card_title(title).color(tokens.text));
        ui.with_layout(egui::Layout::right_to_left(egui::Align::Center), |ui| {
            if widgets::link(ui, &say.tr("ui-features-none")).clicked() {
                out.push(Action::Choose(ChooseAction::AllFeatures(false)));
            }
            if widgets::link(ui, &say.tr("ui-features-all")).clicked() {
                out.push(Action::Choose(ChooseAction::AllFeatures(true)));
            }
            if all > FILTER_FROM {
                let name = say.tr("ui-features-find");
                ui.add(TextEdit::singleline(&mut draft.filter).hint_text(&name).desired_width(150.0))
                    .accessible_name(&name);
            }
        });
    });
    let filter = draft.filter.to_lowercase();
    let wanted = |name: &str| filter.is_empty() || name.to_lowercase().contains(&filter);
    ScrollArea::vertical().id_salt("features").auto_shrink([false, false]).show(ui, |ui| {
        ui.horizontal_wrapped(|ui| {
            ui.spacing_mut().item_spacing = vec2(6.0, 6.0);
            for column in recipe.features.columns.iter().filter(|column| wanted(&column.name)) {
                let response = widgets::toggle(ui, true, &column.name);
                let warning = choice.suspicions.iter().find(|suspicion| {
                    suspicion.column == column.name
                        && (suspicion.kind == SuspicionKind::Warning
                            || choice.insisted.contains(&column.name))
                });
                if let Some(suspicion) = warning {
                    ui.label(theme::icon(symbol::WARNING, 13.0).color(tokens.warning))
                        .on_hover_text(say.msg(&suspicion.message));
                }
                if response.on_hover_text(say.tr("ui-feature-out")).clicked() {
                    let action = ChooseAction::Feature(column.name.clone(), false);
                    out.push(Action::Choose(action));
                }
            }
        });
        warnings(ui, say, choice);
        if !choice.left_out.is_empty() {
            ui.add_space(10.0);
            ui.label(theme::strong(say.tr("ui-left-out")).color(tokens.text));
            for column in choice.left_out.iter().filter(|column| wanted(&column.column)) {
                left_out_row(ui, say, choice, column, out);
            }
        }
    });
}

/// What the program noticed about columns that are in use, said in full.
fn warnings(ui: &mut Ui, say: Say, choice: &Choice) {
    let used = |name: &str| choice.recipe.current().features.columns.iter().any(|column| column.name == name);
    let mut first = true;
    for suspicion in choice.suspicions.iter().filter(|suspicion| used(&suspicion.column)) {
        if std::mem::take(&mut first) {
            ui.add_space(8.0);
        }
        widgets::banner(ui, crate::base::Severity::Warning, |ui| {
            ui.add(Label::new(theme::body(say.msg(&suspicion.message)).color(tokens(ui).text)).wrap());
        });
    }
}

fn left_out_row(ui: &mut Ui, say: Say, choice: &Choice, column: &LeftOutColumn, out: &mut Actions) {
    let tokens = tokens(ui);
    let reason = choice
        .suspicions
        .iter()
        .find(|suspicion| {
            suspicion.column == column.column
                && matches!(column.reason, LeftOut::NearCopyOfLabel | LeftOut::ProbableLeak)
        })
        .map_or_else(|| column.reason.message(), |suspicion| suspicion.message.clone());
    ui.horizontal(|ui| {
        ui.spacing_mut().item_spacing.x = 8.0;
        if column.reason == LeftOut::Label {
            ui.label(theme::icon(symbol::LOCK, 12.0).color(tokens.muted));
            widgets::chip(ui, Tone::Quiet, &column.column);
        } else {
            let response = widgets::toggle(ui, false, &column.column);
            let careful = !matches!(column.reason, LeftOut::Chosen);
            let more = if careful { "ui-feature-insist" } else { "ui-feature-in" };
            if response.on_hover_text(say.tr(more)).clicked() {
                out.push(Action::Choose(ChooseAction::Feature(column.column.clone(), true)));
            }
        }
        ui.add(Label::new(theme::small(say.msg(&reason)).color(tokens.muted)).truncate());
    });
}
