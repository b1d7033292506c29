//! The confusion matrix in large, quality per class, and the customers of the cell that was clicked.

use eframe::egui;
use egui::{Label, ScrollArea, Ui, vec2};
use rayon::prelude::*;

use super::value_customers::{money, remembered};
use crate::base::Message;
use crate::chart::{self, ChartKind};
use crate::data::Values;
use crate::session::{Action, AppState, Finished, ViewAction};
use crate::study::churn::{predicted_at, threshold_places};
use crate::study::{Findings, Part, value};
use crate::ui::charts;
use crate::ui::grid::{Grid, GridColumn};
use crate::ui::say::{Say, count, percent};
use crate::ui::theme::{self, tokens};
use crate::ui::{Actions, widgets};

pub fn matrix_view(ui: &mut Ui, state: &AppState, finished: &Finished, out: &mut Actions) {
    let say = Say::of(state);
    let Some(findings) = finished.classes() else { return };
    let rect = ui.available_rect_before_wrap();
    let (left, right) = widgets::columns(rect, rect.width() * if rect.width() < 800.0 { 0.48 } else { 0.54 });
    widgets::card_at(ui, left, |ui| {
        let scores = scores_height(findings).min(ui.available_height() * 0.4);
        let room = ui.available_size() - vec2(0.0, scores);
        if let Some(cell) = matrix(ui, state, finished, room) {
            let again = state.matrix_cell == Some(cell);
            out.push(Action::View(ViewAction::MatrixCell((!again).then_some(cell))));
        }
        ui.add_space(8.0);
        ScrollArea::vertical().id_salt("scores").auto_shrink([false, false]).show(ui, |ui| {
            class_scores(ui, say, finished);
        });
    });
    widgets::card_at(ui, right, |ui| customers(ui, say, finished, state.matrix_cell));
}

/// The matrix under its title in this room; answers the cell that was clicked.
pub fn matrix(ui: &mut Ui, state: &AppState, finished: &Finished, room: egui::Vec2) -> Option<(u32, u32)> {
    let (tokens, say) = (tokens(ui), Say::of(state));
    let findings = finished.classes()?;
    let drawn = match finished.foreseen() {
        Some(foreseen) => chart::confusion_at(findings, &foreseen.view.at.confusion),
        None => chart::confusion(findings),
    };
    let top = ui.cursor().top();
    ui.horizontal(|ui| {
        ui.label(theme::card_title(say.msg(&drawn.title)).color(tokens.text));
        ui.with_layout(egui::Layout::right_to_left(egui::Align::Center), |ui| {
            let mut words = say.tr("ui-matrix-click");
            if let Some(foreseen) = finished.foreseen() {
                let threshold = f64::from(foreseen.view.at.threshold);
                words = say.msg(&Message::new("ui-churn-matrix-at").share(
                    "threshold",
                    threshold,
                    threshold_places(threshold),
                ));
            }
            ui.add(Label::new(theme::small(words).color(tokens.muted)).truncate());
        });
    });
    let room = room - vec2(0.0, ui.cursor().top() - top);
    match &drawn.kind {
        ChartKind::Matrix(matrix) => charts::matrix(ui, say, &drawn, matrix, state.matrix_cell, room),
        _ => None,
    }
}

/// How high [`class_scores`] is.
pub fn scores_height(findings: &Findings) -> f32 {
    68.0 + 28.0 * findings.classes.len() as f32
}

/// Precision, recall and F1 of every class, on held-out customers.
pub fn class_scores(ui: &mut Ui, say: Say, finished: &Finished) {
    let tokens = tokens(ui);
    let Some(findings) = finished.classes() else { return };
    let scores = finished.foreseen().map_or(&findings.class_scores, |shown| &shown.view.at.class_scores);
    let (title, one) = if findings.predicts_tiers() {
        ("ui-classes-head-tiers", "ui-tier")
    } else {
        ("ui-classes-head", "ui-class")
    };
    ui.label(theme::card_title(say.tr(title)).color(tokens.text));
    ui.spacing_mut().item_spacing.y = 0.0;
    let room = ui.available_width();
    // The names have what they need, up to half of the table.
    let name_of = |name: &String| {
        let font = egui::FontId::new(13.0, theme::regular());
        ui.painter().layout_no_wrap(name.clone(), font, tokens.text).size().x
    };
    let names = findings.classes.iter().map(name_of).fold(80.0, f32::max).min(room * 0.5) + 60.0;
    let [recall, precision, f1, support] =
        [60.0, 92.0, 64.0, 70.0].map(|width: f32| width * ((room - names) / 286.0).clamp(0.78, 1.6));
    let name = widgets::rest(ui, &[recall, precision, f1, support]);
    let widths = [name, recall, precision, f1, support];
    let heads = [
        (one, None),
        ("ui-recall", Some("ui-recall-more")),
        ("ui-precision", Some("ui-precision-more")),
        ("ui-f1", Some("ui-f1-more")),
        ("ui-support", None),
    ];
    widgets::row(ui, usize::MAX, 24.0, &widths, |index, ui| {
        let (key, more) = heads[index];
        let place = ui.max_rect();
        widgets::head(ui, &say.tr(key), index > 0);
        if let Some(more) = more {
            let words = say.with(more, "kind", findings.kind());
            ui.interact(place, ui.scope_id().with(more), egui::Sense::hover()).on_hover_text(words);
        }
    });
    for (class, (name, score)) in findings.classes.iter().zip(scores).enumerate() {
        widgets::row(ui, class, 28.0, &widths, |index, ui| {
            let text = match index {
                0 => name.clone(),
                1 => percent(score.recall, 1),
                2 => percent(score.precision, 1),
                3 => percent(score.f1, 1),
                _ => count(score.support as usize),
            };
            let words = theme::body(text).color(tokens.text);
            if index == 0 { widgets::cell(ui, words) } else { widgets::number_cell(ui, words) }
        });
    }
}

/// The held-out customers of one cell, or all that were given a wrong class: what was predicted and how surely, and
/// their values as they stand in the file.
fn customers(ui: &mut Ui, say: Say, finished: &Finished, cell: Option<(u32, u32)>) {
    let tokens = tokens(ui);
    let Some(findings) = finished.classes() else { return };
    let class = |code: u32| findings.classes.get(code as usize).cloned();
    let foreseen = finished.foreseen();
    let threshold = foreseen.map(|foreseen| foreseen.view.at.threshold);
    let predicted = |index: usize| match foreseen {
        Some(foreseen) => predicted_at(findings, foreseen.churn, index, foreseen.view.at.threshold),
        None => findings.rows.get(index).map(|row| row.predicted),
    };
    let key = (finished.run, cell, threshold.map(f32::to_bits));
    let members = remembered(ui, "a cell of the matrix", key, || {
        members(findings, foreseen.map(|foreseen| &foreseen.churn.held_out_rows[..]), cell, predicted)
    });
    let title = match cell {
        Some((truth, predicted)) => Message::new("chart-confusion-cell")
            .with("row", class(truth).unwrap_or_default())
            .with("column", class(predicted).unwrap_or_default()),
        None => Message::new("ui-matrix-mistaken").with("kind", findings.kind()),
    };
    let title = title.with("n", members.len());
    ui.add(Label::new(theme::card_title(say.msg(&title)).color(tokens.text)).wrap());
    let frame = &finished.table.frame;
    let ours = |key, right| GridColumn {
        name: say.tr(key),
        right,
        marked: matches!(key, "ui-predicted" | "ui-probability"),
    };
    let plain_name = |name: &str| match value::description(name).filter(|_| finished.table.value.is_some()) {
        Some(words) => say.msg(&words),
        None => name.to_owned(),
    };
    // Customers made from transactions have no row of their own in the file: their number stands first.
    let of_value = finished.table.value.is_some();
    let first = if of_value { ours("ui-customer", false) } else { ours("ui-row", true) };
    let columns: Vec<GridColumn> = [first, ours("ui-predicted", false), ours("ui-probability", true)]
        .into_iter()
        .chain(frame.columns.iter().skip(usize::from(of_value)).map(|column| GridColumn {
            name: plain_name(&column.name),
            right: column.is_numeric(),
            marked: column.name == findings.label,
        }))
        .collect();
    let text = |row: usize, column: usize| {
        let place = members[row] as usize;
        let result = findings.rows[place];
        match column {
            0 if of_value => frame.columns.first()?.category(frame.position(result.row)?),
            0 => Some(count(result.row as usize + 1)),
            1 => class(predicted(place)?),
            2 => Some(percent(f64::from(result.probability), 1)),
            column => {
                let (column, place) =
                    (&frame.columns[column - 3 + usize::from(of_value)], frame.position(result.row)?);
                match &column.values {
                    // What was computed has more decimals than it says anything by.
                    Values::Float(_) if of_value => column.number(place).map(money),
                    _ => column.category(place),
                }
            }
        }
    };
    let id = format!("customers {cell:?} {:?}", finished.run);
    let name = say.msg(&title);
    Grid { id: &id, name: &name, columns: &columns, n_rows: members.len(), cell: &text }.show(ui);
}

/// Places among the findings' rows of the held-out customers of a cell, or of all mistakes. `held_out`: their places, where
/// these are known.
fn members(
    findings: &Findings,
    held_out: Option<&[u32]>,
    cell: Option<(u32, u32)>,
    predicted: impl Fn(usize) -> Option<u32> + Sync,
) -> Vec<u32> {
    let belongs = |truth: u32, predicted: u32| match cell {
        Some(cell) => cell == (truth, predicted),
        None => truth != predicted,
    };
    let belongs = |&place: &u32| {
        let row = &findings.rows[place as usize];
        let judged = row.actual.filter(|_| row.part == Some(Part::Test)).zip(predicted(place as usize));
        judged.is_some_and(|(truth, predicted)| belongs(truth, predicted))
    };
    match held_out {
        Some(places) => places.par_iter().copied().filter(belongs).collect(),
        None => (0..findings.rows.len() as u32).into_par_iter().filter(belongs).collect(),
    }
}
