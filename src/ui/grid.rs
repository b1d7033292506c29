//! A scrolling table of cells that draws only what is seen, however many rows and columns there are.

use eframe::egui;
use egui::{Align, Label, Layout, Rect, Role, ScrollArea, Stroke, Ui, UiBuilder, WidgetInfo, pos2, vec2};

use super::theme::{self, tokens};

const ROW: f32 = 26.0;
const HEAD: f32 = 28.0;
/// Rows looked at to find a column's width.
const SAMPLE_ROWS: usize = 30;

/// One column of a grid.
pub struct GridColumn {
    pub name: String,
    /// Numbers stand on the right.
    pub right: bool,
    /// Stands out: the label, or what the program adds.
    pub marked: bool,
}

/// A table of text: `cell(row, column)` is asked only for what is on screen; `None` is an empty cell.
pub struct Grid<'a> {
    pub id: &'a str,
    /// What screen readers call it.
    pub name: &'a str,
    pub columns: &'a [GridColumn],
    pub n_rows: usize,
    pub cell: &'a dyn Fn(usize, usize) -> Option<String>,
}

/// Roughly how wide a text is: Chinese characters take twice the room.
fn text_width(text: &str) -> f32 {
    text.chars().map(|c| if c.is_ascii() { 7.3 } else { 13.2 }).sum()
}

fn draw_lines(ui: &Ui, origin: egui::Pos2, view: Rect, rows: std::ops::Range<usize>, total: f32) {
    let stroke = Stroke::new(1.0, tokens(ui).grid);
    let x = origin.x..=origin.x + total.max(view.right());
    for row in rows {
        let y = origin.y + HEAD + ROW * (row + 1) as f32 - 0.5;
        ui.painter().hline(x.clone(), y, stroke);
    }
}

impl Grid<'_> {
    fn widths(&self) -> Vec<f32> {
        self.columns
            .iter()
            .enumerate()
            .map(|(index, column)| {
                let cells = (0..self.n_rows.min(SAMPLE_ROWS))
                    .filter_map(|row| (self.cell)(row, index))
                    .map(|text| text_width(&text))
                    .fold(text_width(&column.name), f32::max);
                (cells + 22.0).clamp(64.0, 260.0)
            })
            .collect()
    }

    /// Draws the grid in all the room there is.
    pub fn show(&self, ui: &mut Ui) {
        let id = ui.scope_id().with((self.id, self.columns.len(), self.n_rows));
        let known = ui.data(|data| data.get_temp::<std::sync::Arc<Vec<f32>>>(id));
        let widths = known.unwrap_or_else(|| {
            let widths = std::sync::Arc::new(self.widths());
            ui.data_mut(|data| data.insert_temp(id, widths.clone()));
            widths
        });
        let total: f32 = widths.iter().sum();
        // Columns share what is left, so that a narrow table fills the card.
        let stretch = (ui.available_width() / total.max(1.0)).clamp(1.0, 2.2);
        let widths: Vec<f32> = widths.iter().map(|width| width * stretch).collect();
        let total = total * stretch;
        ScrollArea::both().id_salt(self.id).auto_shrink([false, false]).show_viewport(ui, |ui, view| {
            ui.set_min_size(vec2(total, HEAD + ROW * self.n_rows as f32));
            let origin = ui.max_rect().min;
            let first = ((view.top() / ROW).floor().max(0.0) as usize).min(self.n_rows);
            let last = (((view.bottom() - HEAD) / ROW).ceil().max(0.0) as usize).min(self.n_rows);
            let mut left = 0.0;
            for (index, column) in self.columns.iter().enumerate() {
                let width = widths[index];
                if left + width >= view.left() && left <= view.right() {
                    for row in first..last {
                        let top = HEAD + ROW * row as f32;
                        let place = Rect::from_min_size(origin + vec2(left, top), vec2(width, ROW));
                        self.draw_cell(ui, place, column, row, index);
                    }
                }
                left += width;
            }
            draw_lines(ui, origin, view, first..last, total);
            self.draw_heads(ui, origin, view, &widths, total);
        });
    }

    fn draw_cell(&self, ui: &mut Ui, place: Rect, column: &GridColumn, row: usize, index: usize) {
        let tokens = tokens(ui);
        let layout = if column.right {
            Layout::right_to_left(Align::Center)
        } else {
            Layout::left_to_right(Align::Center)
        };
        let inner = place.shrink2(vec2(10.0, 0.0));
        let mut child = ui.new_child(UiBuilder::new().id_salt((row, index)).max_rect(inner).layout(layout));
        let words = match (self.cell)(row, index) {
            Some(text) if column.marked => theme::body(text).color(tokens.accent),
            Some(text) => theme::body(text).color(tokens.text),
            None => theme::body("–").color(tokens.muted),
        };
        child.add(Label::new(words).truncate());
    }

    /// The heads stay at the top while the rows scroll below them.
    fn draw_heads(&self, ui: &mut Ui, origin: egui::Pos2, view: Rect, widths: &[f32], total: f32) {
        let tokens = tokens(ui);
        let top = origin.y + view.top();
        let strip = Rect::from_min_max(
            pos2(origin.x + view.left(), top),
            pos2(origin.x + view.right().max(total), top + HEAD),
        );
        ui.painter().rect_filled(strip, 0.0, tokens.surface);
        ui.painter().hline(strip.x_range(), strip.bottom() - 0.5, Stroke::new(1.0, tokens.line));
        let mut left = 0.0;
        for (column, &width) in self.columns.iter().zip(widths) {
            if left + width >= view.left() && left <= view.right() {
                let place = Rect::from_min_size(pos2(origin.x + left + 10.0, top), vec2(width - 20.0, HEAD));
                let layout = if column.right {
                    Layout::right_to_left(Align::Center)
                } else {
                    Layout::left_to_right(Align::Center)
                };
                let ink = if column.marked { tokens.accent } else { tokens.muted };
                let mut child = ui.new_child(
                    UiBuilder::new().id_salt(("head", &column.name)).max_rect(place).layout(layout),
                );
                child.add(Label::new(theme::small_strong(&column.name).color(ink)).truncate());
            }
            left += width;
        }
        let whole = ui.interact(strip, ui.scope_id().with("grid"), egui::Sense::hover());
        whole.widget_info(|| WidgetInfo::labeled(Role::Label, true, self.name));
    }
}
