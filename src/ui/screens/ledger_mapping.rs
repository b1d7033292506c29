//! Which column of the transactions plays which part, with a value from the file beside each.

use eframe::egui;
use egui::{ComboBox, Label, Layout, PopupCloseBehavior, Ui};

use super::ledger::transactions;
use crate::base::Severity;
use crate::data::Frame;
use crate::data::ledger::{DateOrder, LedgerRole, Mapping};
use crate::session::{Action, AppState, Table, ValueAction};
use crate::study::value::ValueRecipe;
use crate::ui::Actions;
use crate::ui::say::Say;
use crate::ui::theme::{self, tokens};
use crate::ui::widgets;

const ROW: f32 = 33.0;
/// Title, margins and what stands between the rows and the edge.
const AROUND: f32 = 28.0 + 36.0;
/// A line of what keeps the columns from being read like this.
const PROBLEM: f32 = 54.0;
/// From this width on each row says in words what its part means.
const WIDE: f32 = 900.0;
/// Rows looked at for a value to show.
const SAMPLE_ROWS: usize = 200;

/// How high the card is.
pub fn mapping_height(_ui: &Ui, table: &Table, state: &AppState) -> f32 {
    let problem = if problem(state, table).is_some() { PROBLEM } else { 0.0 };
    AROUND + ROW * LedgerRole::ALL.len() as f32 + problem
}

/// Why no customers are made of the columns as they are chosen.
fn problem(state: &AppState, table: &Table) -> Option<String> {
    let choice = state.choice.as_ref()?;
    let settled = state.integration.is_none() && choice.recipe.current().value != table.made_by;
    choice.obstacle.as_ref().filter(|_| settled).map(|problem| Say::of(state).problem(problem))
}

pub fn mapping_card(
    ui: &mut Ui,
    state: &AppState,
    (table, value): (&Table, &ValueRecipe),
    out: &mut Actions,
) {
    let say = Say::of(state);
    let (frame, _) = transactions(table);
    ui.horizontal(|ui| {
        ui.with_layout(Layout::right_to_left(egui::Align::Center), |ui| {
            let back = widgets::link(ui, &say.tr("ui-ledger-as-table"));
            if back.on_hover_text(say.tr("ui-ledger-as-table-more")).clicked() {
                out.push(Action::Value(ValueAction::AsTable));
            }
            ui.with_layout(Layout::left_to_right(egui::Align::Center), |ui| {
                let title = theme::card_title(say.tr("ui-ledger-parts")).color(tokens(ui).text);
                ui.add(Label::new(title).truncate());
            });
        });
    });
    if let Some(problem) = problem(state, table) {
        widgets::banner(ui, Severity::Error, |ui| {
            ui.add(Label::new(theme::body(problem).color(tokens(ui).text)).wrap());
        });
    }
    ui.spacing_mut().item_spacing.y = 0.0;
    let width = ui.available_width();
    let wide = width >= WIDE;
    let (name, column) = if wide { (140.0, 240.0) } else { (104.0, (width * 0.3).clamp(120.0, 200.0)) };
    let mut widths = vec![name, column];
    if wide {
        widths.push((width * 0.24).clamp(260.0, 420.0));
    }
    widths.push(widgets::rest(ui, &widths));
    let mut wanted = value.mapping.clone();
    for (at, role) in LedgerRole::ALL.into_iter().enumerate() {
        widgets::row(ui, at, ROW, &widths, |index, ui| match index {
            0 => {
                let words = theme::body(say.tr(role.name_key())).color(tokens(ui).text);
                ui.add(Label::new(words).truncate()).on_hover_text(say.tr(role.more_key()));
            }
            1 => column_choice(ui, say, frame, role, &mut wanted),
            2 => about(ui, say, frame, role, &mut wanted),
            _ => widgets::two_lines(ui, &say.tr(role.more_key())),
        });
    }
    if wanted != value.mapping {
        out.push(Action::Value(ValueAction::Map(wanted)));
    }
}

/// The column that plays a part; those without which nothing can be computed cannot be taken away.
fn column_choice(ui: &mut Ui, say: Say, frame: &Frame, role: LedgerRole, mapping: &mut Mapping) {
    let chosen = mapping.column(role).map(str::to_owned);
    let shown = chosen.clone().unwrap_or_else(|| {
        say.tr(if role.is_required() { "ui-ledger-choose" } else { "ui-ledger-not-here" })
    });
    let ink = match (&chosen, role.is_required()) {
        (Some(_), _) => tokens(ui).text,
        (None, true) => tokens(ui).problem,
        (None, false) => tokens(ui).muted,
    };
    let mut now = chosen.clone();
    let response = ComboBox::from_id_salt(role.id())
        .width(ui.available_width() - 8.0)
        .height(360.0)
        .truncate()
        .selected_text(theme::body(&shown).color(ink))
        .show_ui(ui, |ui| {
            if !role.is_required() {
                ui.selectable_value(&mut now, None, theme::body(say.tr("ui-ledger-not-here")));
            }
            for column in &frame.columns {
                let sample = sample(frame, &column.name).unwrap_or_default();
                let text = theme::body(format!("{}   {sample}", column.name));
                ui.selectable_value(&mut now, Some(column.name.clone()), text);
            }
        })
        .response;
    let name = format!("{}: {shown}", say.tr(role.name_key()));
    response.widget_info(|| egui::WidgetInfo::labeled(egui::Role::ComboBox, true, &name));
    if now != chosen {
        match now {
            Some(column) => mapping.columns.insert(role, column),
            None => mapping.columns.remove(&role),
        };
    }
}

/// A value from the file; for the direction and the product which values mean what, for the date its order.
fn about(ui: &mut Ui, say: Say, frame: &Frame, role: LedgerRole, mapping: &mut Mapping) {
    let Some(column) = mapping.column(role).map(str::to_owned) else { return };
    ui.spacing_mut().item_spacing.x = 8.0;
    match role {
        LedgerRole::Date => {
            date_order(ui, say, mapping);
        }
        LedgerRole::Sign => values(ui, say, frame, &column, "ui-ledger-money-out", &mut mapping.money_out),
        LedgerRole::Product => values(ui, say, frame, &column, "ui-ledger-loans", &mut mapping.loans),
        _ => {}
    }
    if let Some(sample) = sample(frame, &column).filter(|_| ui.available_width() > 60.0) {
        let words = say.with("ui-ledger-sample", "value", sample);
        ui.add(Label::new(theme::small(words).color(tokens(ui).muted)).truncate());
    }
}

/// A menu leaves room for a value beside it where there is any.
fn menu_width(ui: &Ui) -> f32 {
    let room = ui.available_width();
    if room < 260.0 { (room - 10.0).max(60.0) } else { (room * 0.7).min(230.0) }
}

fn date_order(ui: &mut Ui, say: Say, mapping: &mut Mapping) {
    let name = |order: Option<DateOrder>| say.tr(order.map_or("ui-ledger-dates-found", DateOrder::name_key));
    let shown = name(mapping.dates);
    let width = menu_width(ui);
    let response = ComboBox::from_id_salt("order of dates")
        .width(width)
        .truncate()
        .selected_text(theme::body(&shown))
        .show_ui(ui, |ui| {
            for order in std::iter::once(None).chain(DateOrder::ALL.map(Some)) {
                ui.selectable_value(&mut mapping.dates, order, theme::body(name(order)));
            }
        })
        .response;
    let name = format!("{}: {shown}", say.tr("ui-ledger-dates"));
    response.widget_info(|| egui::WidgetInfo::labeled(egui::Role::ComboBox, true, &name));
}

/// Which values of a column count, as a menu of boxes to tick.
fn values(ui: &mut Ui, say: Say, frame: &Frame, column: &str, key: &'static str, counting: &mut Vec<String>) {
    let shown =
        if counting.is_empty() { say.tr("ui-ledger-no-values") } else { counting.join(&say.tr("ui-comma")) };
    let name = say.with(key, "values", &shown);
    let width = menu_width(ui);
    let response = ComboBox::from_id_salt(key)
        .width(width)
        .truncate()
        .close_behavior(PopupCloseBehavior::CloseOnClickOutside)
        .selected_text(theme::body(&name))
        .show_ui(ui, |ui| {
            let Some(column) = frame.column(column) else { return };
            for value in words_of(column) {
                let mut on = counting.contains(&value);
                if widgets::checkbox(ui, &mut on, &value).changed() {
                    if on {
                        counting.push(value);
                    } else {
                        counting.retain(|other| *other != value);
                    }
                }
            }
        })
        .response;
    response.widget_info(|| egui::WidgetInfo::labeled(egui::Role::ComboBox, true, &name));
}

/// Values offered in a menu.
const MOST_VALUES: usize = 40;

/// The different values of a column, as they stand in its dictionary, or as far as the first rows show them.
fn words_of(column: &crate::data::Column) -> Vec<String> {
    if let crate::data::Values::Text { dictionary, .. } = &column.values {
        return dictionary.iter().take(MOST_VALUES).cloned().collect();
    }
    let mut words: Vec<String> =
        (0..column.valid.len().min(SAMPLE_ROWS)).filter_map(|row| column.category(row)).collect();
    words.sort();
    words.dedup();
    words.truncate(MOST_VALUES);
    words
}

/// The first value that is there.
fn sample(frame: &Frame, column: &str) -> Option<String> {
    let column = frame.column(column)?;
    let value = (0..column.valid.len().min(SAMPLE_ROWS)).find_map(|row| column.category(row))?;
    Some(if value.chars().count() > 28 { value.chars().take(27).chain(['…']).collect() } else { value })
}
