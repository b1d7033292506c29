//! How customers become sequences for a recurrent network, and what it is trained to do.

use eframe::egui;
use egui::{ComboBox, Ui, vec2};

use super::choose_segments::{note, numbers, title};
use crate::base::Message;
use crate::features::MonthFamilies;
use crate::features::month_families;
use crate::session::{Action, ChooseAction, SegmentChoice, Table};
use crate::study::Recipe;
use crate::study::segments::{Objective, SequenceChoice};
use crate::ui::Actions;
use crate::ui::fonts::symbol;
use crate::ui::say::Say;
use crate::ui::theme::{self, tokens};
use crate::ui::widgets;

pub fn sequence_card(ui: &mut Ui, say: Say, table: &Table, recipe: &Recipe, out: &mut Actions) {
    let chosen = recipe.segments.clone().unwrap_or_default();
    let months = months(table, recipe, chosen.ascending);
    let by_month = match chosen.sequence {
        SequenceChoice::Auto => months.is_some(),
        SequenceChoice::Columns => false,
        SequenceChoice::Months => true,
    };
    let mut choose = |change| out.push(Action::Choose(ChooseAction::Segments(change)));
    title(ui, say, "ui-seg-sequence", "ui-seg-sequence-term");
    ui.horizontal_wrapped(|ui| {
        ui.spacing_mut().item_spacing = vec2(6.0, 6.0);
        let allowed = months.is_some() || by_month;
        let tab = ui.add_enabled_ui(allowed, |ui| widgets::tab(ui, by_month, &say.tr("ui-seg-months"))).inner;
        let tab = widgets::with_reason(tab, (!allowed).then(|| say.tr("ui-seg-months-none")));
        if tab.clicked() && !by_month {
            choose(SegmentChoice::Sequence(SequenceChoice::Months));
        }
        if widgets::tab(ui, !by_month, &say.tr("ui-seg-columns")).clicked() && by_month {
            choose(SegmentChoice::Sequence(SequenceChoice::Columns));
        }
        reset(ui, say, "ui-seg-sequence", chosen.sequence == SequenceChoice::Auto, || {
            choose(SegmentChoice::Sequence(SequenceChoice::Auto));
        });
    });
    match months.filter(|_| by_month) {
        Some(months) => {
            let steps = months.families.first().map_or(0, |family| family.columns.len());
            let names: Vec<Message> =
                months.families.iter().map(|family| Message::text(&family.name)).collect();
            let shape = Message::new("ui-seg-months-shape").with("steps", steps).with("n", names.len());
            note(ui, &say.msg(&shape.with("names", names)));
            note(ui, &say.msg(&months.order));
            if widgets::link(ui, &say.tr("ui-seg-turn")).clicked() {
                choose(SegmentChoice::Ascending(Some(!months.ascending)));
            }
        }
        None => note(ui, &say.msg(&crate::features::sequence::order_of_columns())),
    }
    if recipe.methods.iter().any(|method| super::choose_segments::is_network(method) && method.id != ITSELF) {
        objective(ui, say, (table, recipe), by_month, &chosen.objective, out);
    }
}

/// The method whose objective is a part of it.
const ITSELF: &str = "autoencoder_kmeans";

/// The families whose every month takes part.
fn months(table: &Table, recipe: &Recipe, ascending: Option<bool>) -> Option<MonthFamilies> {
    let mut found = month_families(&table.profile, ascending)?;
    let takes_part = |name: &String| recipe.features.columns.iter().any(|column| column.name == *name);
    found.families.retain(|family| family.columns.iter().all(takes_part));
    (!found.families.is_empty()).then_some(found)
}

/// What the network learns, from which its picture of a customer comes.
fn objective(
    ui: &mut Ui,
    say: Say,
    (table, recipe): (&Table, &Recipe),
    by_month: bool,
    chosen: &Objective,
    out: &mut Actions,
) {
    let mut choose = |objective| {
        out.push(Action::Choose(ChooseAction::Segments(SegmentChoice::Objective(objective))));
    };
    let column = match chosen {
        Objective::Column(column) => Some(column.as_str()),
        _ => None,
    };
    let usual = || recipe.features.columns.last().map(|column| column.name.clone());
    let predicts = column.is_some() || (*chosen == Objective::Auto && !by_month);
    let next = *chosen == Objective::NextStep || (*chosen == Objective::Auto && by_month);
    ui.add_space(4.0);
    title(ui, say, "ui-seg-objective", "ui-seg-objective-term");
    ui.horizontal_wrapped(|ui| {
        ui.spacing_mut().item_spacing = vec2(6.0, 6.0);
        if widgets::tab(ui, next, &say.tr("ui-seg-objective-next")).clicked() && !next {
            choose(Objective::NextStep);
        }
        let itself = *chosen == Objective::Autoencoder;
        if widgets::tab(ui, itself, &say.tr("ui-seg-objective-itself")).clicked() && !itself {
            choose(Objective::Autoencoder);
        }
        if widgets::tab(ui, predicts, &say.tr("ui-seg-objective-column")).clicked()
            && !predicts
            && let Some(column) = usual()
        {
            choose(Objective::Column(column));
        }
        reset(ui, say, "ui-seg-objective", *chosen == Objective::Auto, || choose(Objective::Auto));
    });
    if !predicts {
        return;
    }
    ui.horizontal(|ui| {
        let name = ui.label(theme::body(say.tr("ui-seg-target")).color(tokens(ui).text));
        let shown = column.map_or_else(|| say.tr("ui-seg-target-auto"), str::to_owned);
        ComboBox::from_id_salt("target")
            .width(180.0)
            .height(320.0)
            .selected_text(theme::body(shown))
            .show_ui(ui, |ui| {
                for other in numbers(table) {
                    let on = column == Some(other);
                    if ui.selectable_label(on, theme::body(other)).clicked() && !on {
                        choose(Objective::Column(other.to_owned()));
                    }
                }
            })
            .response
            .labelled_by(name.id);
    });
    note(ui, &say.tr("ui-seg-target-more"));
}

/// Says that this is the default, or leads back to it.
fn reset(ui: &mut Ui, say: Say, name: &'static str, is_default: bool, back: impl FnOnce()) {
    if is_default {
        ui.label(theme::small(say.tr("ui-option-usual")).color(tokens(ui).muted));
    } else {
        let words = say.with("ui-option-default", "name", say.tr(name));
        if widgets::icon_button(ui, symbol::UNDO, &words).clicked() {
            back();
        }
    }
}
