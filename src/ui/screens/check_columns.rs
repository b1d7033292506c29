//! The list of columns: role with its reason, how the values lie, what is missing.

use eframe::egui;
use egui::{ScrollArea, Ui, vec2};

use crate::base::Message;
use crate::base::words::grouped;
use crate::data::profile::ColumnProfile;
use crate::data::roles::Role;
use crate::session::{AppState, Table};
use crate::study::value;
use crate::ui::say::{Say, compact, count, percent};
use crate::ui::theme::{self, tokens};
use crate::ui::widgets::{self, Tone};

const ROW: f32 = 39.0;

const HEAD: f32 = 28.0;

/// How high the list of so many columns is.
pub fn list_height(n_columns: usize) -> f32 {
    HEAD + ROW * n_columns as f32
}

pub fn column_list(ui: &mut Ui, state: &AppState, table: &Table) {
    let say = Say::of(state);
    let columns = &table.profile.columns;
    ui.spacing_mut().item_spacing = vec2(8.0, 0.0);
    let name = (ui.available_width() * 0.24).clamp(130.0, 340.0);
    let others = [name, 108.0, 92.0, 62.0];
    let widths = [others[0], others[1], widgets::rest(ui, &others), others[2], others[3]];
    let because = if table.value.is_some() { "ui-holds" } else { "ui-because" };
    widgets::row(ui, usize::MAX, HEAD, &widths, |index, ui| {
        let keys = ["ui-column", "ui-used-as", because, "ui-distribution", "ui-empty-cells"];
        widgets::head(ui, &say.tr(keys[index]), index == 4);
    });
    let area = ScrollArea::vertical().id_salt(&table.frame.source.sha256).auto_shrink([false, false]);
    area.show_rows(ui, ROW, columns.len(), |ui, rows| {
        for at in rows {
            let column = &columns[at];
            widgets::row(ui, at, ROW, &widths, |index, ui| match index {
                0 => widgets::cell(ui, theme::body(&column.name).color(tokens(ui).text)),
                1 => {
                    widgets::chip(ui, tone(column.role), &say.tr(column.role.name_key()));
                }
                2 => widgets::two_lines(ui, &say.msg(&meaning(table, column))),
                3 => distribution(ui, say, column),
                _ => missing(ui, column),
            });
        }
    });
}

/// Why a column is used as it is; of customers made from transactions rather what it holds.
fn meaning(table: &Table, column: &ColumnProfile) -> Message {
    let known = table.value.as_ref().and_then(|_| value::description(&column.name));
    known.unwrap_or_else(|| column.reason.clone())
}

fn tone(role: Role) -> Tone {
    match role {
        Role::Identifier
        | Role::Personal
        | Role::Constant
        | Role::FreeText
        | Role::Date
        | Role::EarlierRun => Tone::Quiet,
        Role::Label => Tone::Warning,
        Role::Category | Role::Amount | Role::Frequency | Role::Count | Role::Number | Role::MonthSeries => {
            Tone::Accent
        }
    }
}

fn distribution(ui: &mut Ui, say: Say, column: &ColumnProfile) {
    let used = column.role.is_feature_by_default() || column.role == Role::Label;
    let name = say.with("ui-distribution-of", "column", &column.name);
    let few: Vec<u32> = column.top_values.iter().map(|(_, count)| *count as u32).collect();
    // Codes and classes are told by their values, not by bins of numbers.
    let coded = column.numeric.is_none() || column.distinct <= few.len();
    let counts = match &column.numeric {
        Some(numeric) if !coded => &numeric.histogram.counts,
        _ => &few,
    };
    if column.distinct > 0 && !(coded && column.distinct == column.n_rows) {
        let response = widgets::histogram(ui, counts, used, &name);
        response.on_hover_ui(|ui| about(ui, say, column));
    }
}

/// The numbers behind the small picture.
fn about(ui: &mut Ui, say: Say, column: &ColumnProfile) {
    let tokens = tokens(ui);
    let mut line = |name: String, value: String| {
        ui.horizontal(|ui| {
            ui.spacing_mut().interact_size.y = 0.0;
            ui.label(theme::small(name).color(tokens.muted));
            ui.label(theme::small_strong(value).color(tokens.text));
        });
    };
    line(say.tr("ui-distinct"), count(column.distinct));
    match &column.numeric {
        Some(numeric) => {
            line(say.tr("ui-lowest"), compact(numeric.min));
            line(say.tr("ui-middle"), compact(numeric.quantiles[3]));
            line(say.tr("ui-mean"), compact(numeric.mean));
            line(say.tr("ui-highest"), compact(numeric.max));
        }
        None => {
            for (value, n) in column.top_values.iter().take(5) {
                let short: String = value.chars().take(40).collect();
                line(short, grouped(*n as f64, 0));
            }
        }
    }
}

/// The share of empty cells, always in percent.
fn missing(ui: &mut Ui, column: &ColumnProfile) {
    let tokens = tokens(ui);
    let share = column.missing as f64 / column.n_rows.max(1) as f64;
    let words = match column.missing {
        0 => theme::body(percent(0.0, 0)).color(tokens.muted),
        // "0.0 %" would say that nothing is missing.
        _ if share < 0.0005 => theme::body("< 0.1 %").color(tokens.text),
        _ => theme::body(percent(share, 1)).color(if share >= 0.2 { tokens.warning } else { tokens.text }),
    };
    widgets::number_cell(ui, words);
}
