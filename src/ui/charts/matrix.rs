//! Counts by two classes of each customer as heat cells that can be clicked.

use std::cmp::Ordering;
use std::sync::Arc;

use eframe::egui;
use egui::text::LayoutJob;
use egui::{
    Align, Align2, Color32, CornerRadius, FontId, Galley, Rect, Role, ScrollArea, Sense, Stroke, StrokeKind,
    Ui, WidgetInfo, pos2, vec2,
};

use super::elided;
use crate::base::Message;
use crate::chart::{Chart, Emphasis, MatrixChart};
use crate::ui::say::{Say, count, percent};
use crate::ui::theme::{self, tokens};

/// The least a cell may measure; larger matrices scroll.
const LEAST: egui::Vec2 = vec2(58.0, 36.0);
/// Above the cells: the title of the columns and their names, on one line or on two; below them: what the percentages are
/// of.
const HEADS: [f32; 2] = [46.0, 56.0];
const FOOT: f32 = 22.0;
/// Between the names of two columns.
const HEAD_GAP: f32 = 4.0;
const MOST: egui::Vec2 = vec2(640.0, 400.0);

/// Draws the matrix in the room there is; answers the cell that was clicked.
pub fn matrix(
    ui: &mut Ui,
    say: Say,
    chart: &Chart,
    matrix: &MatrixChart,
    chosen: Option<(u32, u32)>,
    room: egui::Vec2,
) -> Option<(u32, u32)> {
    let tokens = tokens(ui);
    let n = matrix.classes.len().max(1) as f32;
    let name_font = FontId::new(12.5, theme::regular());
    let widest = matrix
        .classes
        .iter()
        .map(|name| ui.painter().layout_no_wrap(say.msg(name), name_font.clone(), tokens.text).size().x)
        .fold(0.0, f32::max);
    let names = (widest + 34.0).clamp(70.0, 180.0);
    let wide = ((room.x - names) / n).clamp(LEAST.x, MOST.x);
    let head = HEADS[usize::from(widest > wide - HEAD_GAP)];
    let cell = ((room - vec2(names, head + FOOT)) / n).max(LEAST).min(MOST);
    let mut clicked = None;
    ScrollArea::both()
        .id_salt(chart.id)
        .max_height(room.y)
        .max_width(room.x)
        .auto_shrink([false, true])
        .show(ui, |ui| {
            let whole = vec2(names, head + FOOT) + cell * n;
            let (rect, frame) = ui.allocate_exact_size(whole, Sense::hover());
            super::describe(&frame, chart, say);
            heads(ui, say, matrix, rect, vec2(names, head), cell);
            for (truth, counts) in matrix.counts.iter().enumerate() {
                let total: u64 = counts.iter().sum();
                for (predicted, &cell_count) in counts.iter().enumerate() {
                    let corner =
                        rect.min + vec2(names + cell.x * predicted as f32, head + cell.y * truth as f32);
                    let place = Rect::from_min_size(corner, cell).shrink(2.0);
                    let here = (truth as u32, predicted as u32);
                    let name = say.msg(
                        &Message::new(matrix.cell)
                            .with("n", cell_count)
                            .with("row", matrix.classes[truth].clone())
                            .with("column", matrix.classes[predicted].clone()),
                    );
                    let share = if total == 0 { 0.0 } else { cell_count as f64 / total as f64 };
                    let kind = CellKind::of(matrix.emphasis, truth, predicted);
                    let cell = Cell { place, count: cell_count, share, kind };
                    if draw_cell(ui, &cell, chosen == Some(here), &name, frame.id.with(here)) {
                        clicked = Some(here);
                    }
                }
            }
        });
    clicked
}

fn heads(ui: &Ui, say: Say, matrix: &MatrixChart, rect: Rect, corner: egui::Vec2, cell: egui::Vec2) {
    let tokens = tokens(ui);
    let painter = ui.painter();
    let small = FontId::new(11.5, theme::regular());
    let font = FontId::new(12.5, theme::regular());
    let (names, height) = (corner.x, corner.y);
    let middle = rect.left() + names + cell.x * matrix.classes.len() as f32 / 2.0;
    painter.text(
        pos2(middle, rect.top()),
        Align2::CENTER_TOP,
        say.msg(&matrix.columns),
        small.clone(),
        tokens.muted,
    );
    let rows = painter.layout_no_wrap(say.msg(&matrix.rows), small, tokens.muted);
    let centre = rect.top() + height + cell.y * matrix.classes.len() as f32 / 2.0;
    let at = pos2(rect.left(), centre + rows.size().x / 2.0);
    painter
        .add(egui::epaint::TextShape::new(at, rows, tokens.muted).with_angle(-std::f32::consts::FRAC_PI_2));
    let caption = elided(ui, &say.msg(&matrix.share), &FontId::new(11.5, theme::regular()), rect.width());
    let at = pos2(rect.left(), rect.bottom() - caption.size().y);
    painter.galley_with_override_text_color(at, caption, tokens.muted);
    for (index, name) in matrix.classes.iter().enumerate() {
        let name = say.msg(name);
        let column = rect.left() + names + cell.x * index as f32;
        let galley = column_name(ui, &name, &font, cell.x - HEAD_GAP);
        let middle = f32::midpoint(rect.top() + 20.0, rect.top() + height - 2.0);
        let at = pos2(column + cell.x / 2.0, middle - galley.size().y / 2.0);
        painter.galley(at, galley, tokens.text);
        let galley = elided(ui, &name, &font, names - 30.0);
        let y = rect.top() + height + cell.y * (index as f32 + 0.5);
        let at = pos2(rect.left() + names - 8.0 - galley.size().x, y - galley.size().y / 2.0);
        painter.galley(at, galley, tokens.text);
    }
}

/// The name above a column, on two lines where one does not hold it; centred where it is painted.
fn column_name(ui: &Ui, name: &str, font: &FontId, width: f32) -> Arc<Galley> {
    let mut job = LayoutJob::simple(name.to_owned(), font.clone(), tokens(ui).text, width);
    job.wrap.max_rows = 2;
    job.halign = Align::Center;
    ui.painter().layout_job(job)
}

struct Cell {
    place: Rect,
    count: u64,
    share: f64,
    kind: CellKind,
}

/// What a cell's colour says.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
enum CellKind {
    Right,
    Mistaken,
    Stayed,
    Rose,
    Fell,
    Changed,
}

impl CellKind {
    fn of(emphasis: Emphasis, row: usize, column: usize) -> Self {
        match (emphasis, column.cmp(&row)) {
            (Emphasis::Right, Ordering::Equal) => Self::Right,
            (Emphasis::Right, _) => Self::Mistaken,
            (Emphasis::Moves | Emphasis::Changes, Ordering::Equal) => Self::Stayed,
            (Emphasis::Changes, _) => Self::Changed,
            (Emphasis::Moves, Ordering::Greater) => Self::Rose,
            (Emphasis::Moves, Ordering::Less) => Self::Fell,
        }
    }

    /// The position in the palette.
    fn colour(self) -> usize {
        match self {
            Self::Right | Self::Stayed => 0,
            Self::Mistaken | Self::Fell | Self::Changed => 1,
            Self::Rose => 2,
        }
    }
}

fn draw_cell(ui: &Ui, cell: &Cell, chosen: bool, name: &str, id: egui::Id) -> bool {
    let tokens = tokens(ui);
    let response = ui.interact(cell.place, id, Sense::click());
    response.widget_info(|| WidgetInfo::selected(Role::Button, true, chosen, name));
    // The share of the row is the strength of the colour.
    let base = theme::series(ui, Some(cell.kind.colour()));
    let strength = 0.06 + 0.82 * cell.share as f32;
    let fill = mix(tokens.surface, base, strength);
    let ink = readable(fill);
    let painter = ui.painter();
    let radius = CornerRadius::same(6);
    painter.rect_filled(cell.place, radius, fill);
    let ring = if chosen || response.has_focus() {
        Some(Stroke::new(2.0, if chosen { tokens.text } else { tokens.accent }))
    } else if response.hovered() {
        Some(Stroke::new(1.5, tokens.muted))
    } else {
        // Who stayed forms one ordered line through the moves.
        (cell.kind == CellKind::Stayed).then(|| Stroke::new(1.5, base))
    };
    if let Some(ring) = ring {
        painter.rect_stroke(cell.place, radius, ring, StrokeKind::Inside);
    }
    let centre = cell.place.center();
    let height = cell.place.height();
    let size = if height < 46.0 { 13.0 } else { (height * 0.17).clamp(16.0, 26.0) };
    let font = FontId::new(size, theme::semibold());
    painter.text(
        centre - vec2(0.0, size * 0.5),
        Align2::CENTER_CENTER,
        count(cell.count as usize),
        font,
        ink,
    );
    let font = FontId::new(if size > 18.0 { 13.0 } else { 11.0 }, theme::regular());
    painter.text(
        centre + vec2(0.0, 2.0 + size * 0.5),
        Align2::CENTER_CENTER,
        percent(cell.share, 1),
        font,
        ink,
    );
    response.on_hover_text(name).clicked()
}

fn mix(from: Color32, to: Color32, share: f32) -> Color32 {
    from.lerp_to_gamma(to, share)
}

/// Dark or light ink, whichever stands out more.
pub(super) fn readable(fill: Color32) -> Color32 {
    let (dark, light) = (theme::LIGHT.text, theme::LIGHT.surface);
    if theme::contrast(dark, fill) >= theme::contrast(light, fill) { dark } else { light }
}
