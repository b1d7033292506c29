//! The confusion matrix in large, quality per class, and the customers of the cell that was clicked.

use eframe::egui;
use egui::{Label, ScrollArea, Ui, vec2};

use crate::base::Message;
use crate::chart::{self, ChartKind};
use crate::session::{Action, AppState, Finished, ViewAction};
use crate::study::{Findings, Part};
use crate::ui::charts;
use crate::ui::fonts::symbol;
use crate::ui::grid::{Grid, GridColumn};
use crate::ui::say::{Say, count, percent};
use crate::ui::theme::{self, tokens};
use crate::ui::{Actions, widgets};

pub fn matrix_view(ui: &mut Ui, state: &AppState, finished: &Finished, out: &mut Actions) {
    let say = Say::of(state);
    let findings = &finished.findings;
    let rect = ui.available_rect_before_wrap();
    let (left, right) = widgets::columns(rect, rect.width() * 0.52);
    widgets::card_at(ui, left, |ui| {
        let drawn = chart::confusion(findings);
        ui.label(theme::card_title(say.msg(&drawn.title)).color(tokens(ui).text));
        ui.add(Label::new(theme::small(say.tr("ui-matrix-click")).color(tokens(ui).muted)).wrap());
        let scores = (58.0 + 27.0 * findings.classes.len() as f32).min(ui.available_height() * 0.4);
        let room = ui.available_size() - vec2(0.0, scores + 12.0);
        if let ChartKind::Matrix(matrix) = &drawn.kind
            && let Some(cell) = charts::matrix(ui, say, &drawn, matrix, state.matrix_cell, room)
        {
            let again = state.matrix_cell == Some(cell);
            out.push(Action::View(ViewAction::MatrixCell((!again).then_some(cell))));
        }
        ui.add_space(8.0);
        ScrollArea::vertical().id_salt("scores").auto_shrink([false, false]).show(ui, |ui| {
            class_scores(ui, say, findings);
        });
    });
    widgets::card_at(ui, right, |ui| match state.matrix_cell {
        Some(cell) => customers(ui, say, finished, cell),
        None => widgets::empty(ui, symbol::SEARCH, &say.tr("ui-matrix-none")),
    });
}

/// Precision, recall and F1 of every class, on held-out customers.
pub fn class_scores(ui: &mut Ui, say: Say, findings: &Findings) {
    let tokens = tokens(ui);
    ui.label(theme::card_title(say.tr("ui-classes-head")).color(tokens.text));
    ui.spacing_mut().item_spacing.y = 0.0;
    let numbers = [86.0, 108.0, 86.0, 92.0];
    let name = widgets::rest(ui, &numbers).min(220.0);
    let widths = [name, numbers[0], numbers[1], numbers[2], numbers[3]];
    let heads = [
        ("ui-class", None),
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
            ui.interact(place, ui.scope_id().with(more), egui::Sense::hover()).on_hover_text(say.tr(more));
        }
    });
    for (class, (name, score)) in findings.classes.iter().zip(&findings.class_scores).enumerate() {
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

/// The held-out customers of one cell with their values as they stand in the file.
fn customers(ui: &mut Ui, say: Say, finished: &Finished, cell: (u32, u32)) {
    let tokens = tokens(ui);
    let findings = &finished.findings;
    let class = |code: u32| findings.classes.get(code as usize).cloned().unwrap_or_default();
    let id = ("cell", std::sync::Arc::as_ptr(findings) as usize, cell);
    let id = ui.scope_id().with(id);
    // Looked up once a click: a million rows take longer than a frame should.
    let known = ui.data(|data| data.get_temp::<std::sync::Arc<Vec<usize>>>(id));
    let positions = known.unwrap_or_else(|| {
        let positions = std::sync::Arc::new(positions(finished, cell));
        ui.data_mut(|data| data.insert_temp(id, positions.clone()));
        positions
    });
    let title = Message::new("ui-matrix-cell")
        .with("n", positions.len())
        .with("truth", class(cell.0))
        .with("predicted", class(cell.1));
    ui.add(Label::new(theme::card_title(say.msg(&title)).color(tokens.text)).wrap());
    let frame = &finished.table.frame;
    let columns: Vec<GridColumn> =
        std::iter::once(GridColumn { name: say.tr("ui-row"), right: true, marked: false })
            .chain(frame.columns.iter().map(|column| GridColumn {
                name: column.name.clone(),
                right: column.is_numeric(),
                marked: column.name == findings.label,
            }))
            .collect();
    let text = |row: usize, column: usize| {
        let position = positions[row];
        match column {
            0 => Some(count(frame.row_ids[position] as usize + 1)),
            column => frame.columns[column - 1].category(position),
        }
    };
    let id = format!("customers {cell:?} {}", frame.source.sha256);
    let name = say.msg(&title);
    Grid { id: &id, name: &name, columns: &columns, n_rows: positions.len(), cell: &text }.show(ui);
}

/// Places in the table of the held-out customers of a cell.
fn positions(finished: &Finished, cell: (u32, u32)) -> Vec<usize> {
    finished
        .findings
        .rows
        .iter()
        .filter(|row| row.part == Some(Part::Test) && (row.actual, row.predicted) == (Some(cell.0), cell.1))
        .filter_map(|row| finished.table.frame.position(row.row))
        .collect()
}
