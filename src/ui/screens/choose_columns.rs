//! The columns a model learns from, to be ticked off, and those left out with the reason.

use eframe::egui;
use egui::{Label, ScrollArea, TextEdit, Ui, vec2};

use crate::base::Message;
use crate::data::leak::SuspicionKind;
use crate::features::{LeftOut, LeftOutColumn};
use crate::session::{Action, Choice, ChooseAction, Table};
use crate::study::{Question, value};
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
        let title = match recipe.question {
            Question::Tiers | Question::Churn => Message::new("ui-features"),
            Question::Segments => Message::new("ui-seg-columns-used"),
        };
        let title = say.msg(&title.with("used", used).with("all", all));
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
    let wanted = |name: &str| {
        let found = |text: &str| text.to_lowercase().contains(&filter);
        filter.is_empty() || found(name) || found(&spoken(say, table, name))
    };
    // The card around it ends this far below; where the whole page scrolls, the list does not.
    let room = if table.value.is_some() { f32::INFINITY } else { ui.available_height() - 14.0 };
    ScrollArea::vertical().id_salt("features").max_height(room).auto_shrink([false, true]).show(ui, |ui| {
        ui.horizontal_wrapped(|ui| {
            ui.spacing_mut().item_spacing = vec2(6.0, 6.0);
            for column in recipe.features.columns.iter().filter(|column| wanted(&column.name)) {
                let (words, more) = both_names(say, table, &column.name, "ui-feature-out");
                let response = widgets::toggle(ui, true, &words);
                let warning = choice.suspicions.iter().find(|suspicion| {
                    suspicion.column == column.name
                        && (suspicion.kind == SuspicionKind::Warning
                            || choice.insisted.contains(&column.name))
                });
                if let Some(suspicion) = warning {
                    ui.label(theme::icon(symbol::WARNING, 13.0).color(tokens.warning))
                        .on_hover_text(say.msg(&suspicion.message));
                }
                if response.on_hover_text(more).clicked() {
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
                left_out_row(ui, say, (table, choice), column, out);
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

/// What a column holds in plain words where the program made it, else its name.
fn spoken(say: Say, table: &Table, name: &str) -> String {
    let known = table.value.as_ref().and_then(|_| value::description(name));
    known.map_or_else(|| name.to_owned(), |words| say.msg(&words))
}

/// What stands on a column's chip, and the tooltip with its name in files.
fn both_names(say: Say, table: &Table, name: &str, more: &'static str) -> (String, String) {
    let (words, more) = (spoken(say, table, name), say.tr(more));
    let more = if words == name { more } else { format!("{name}\n{more}") };
    (words, more)
}

fn left_out_row(
    ui: &mut Ui,
    say: Say,
    (table, choice): (&Table, &Choice),
    column: &LeftOutColumn,
    out: &mut Actions,
) {
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
        ui.set_min_height(34.0);
        if matches!(column.reason, LeftOut::Label | LeftOut::Words) {
            ui.label(theme::icon(symbol::LOCK, 12.0).color(tokens.muted));
            widgets::chip(ui, Tone::Quiet, &spoken(say, table, &column.column));
        } else {
            let careful = !matches!(column.reason, LeftOut::Chosen);
            let more = if careful { "ui-feature-insist" } else { "ui-feature-in" };
            let (words, more) = both_names(say, table, &column.column, more);
            if widgets::toggle(ui, false, &words).on_hover_text(more).clicked() {
                out.push(Action::Choose(ChooseAction::Feature(column.column.clone(), true)));
            }
        }
        widgets::two_lines(ui, &say.msg(&reason));
    });
}
