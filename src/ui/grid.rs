//! A scrolling table of cells that draws only what is seen, however many rows and columns there are.

use std::ops::Range;

use eframe::egui;
use egui::{
    Align, Color32, FontId, Label, Layout, Rect, Role, ScrollArea, Sense, Stroke, StrokeKind, Ui, UiBuilder,
    WidgetInfo, pos2, vec2,
};

use super::theme::{self, tokens};

const ROW: f32 = 26.0;
const HEAD: f32 = 28.0;
/// Rows looked at to find a column's width, from first to last.
const SAMPLE_ROWS: usize = 60;
/// The narrowest a column of text becomes so that the numbers beside it stay whole.
const LEAST_TEXT: f32 = 76.0;

/// One column of a grid.
pub struct GridColumn {
    pub name: String,
    /// Numbers stand on the right.
    pub right: bool,
    /// Stands out: the label, or what the program adds.
    pub marked: bool,
}

/// A column whose words are not all known from the beginning.
#[derive(Clone, Copy)]
pub struct Late {
    pub column: usize,
    pub width: f32,
}

/// What became of a table to choose from: the row that was clicked, and the rows that are seen.
pub struct Looked {
    pub clicked: Option<usize>,
    pub rows: Range<usize>,
}

/// Which row is chosen, and which was clicked.
struct Choice {
    chosen: Option<usize>,
    clicked: Option<usize>,
}

/// A table of text: `cell(row, column)` is asked only for what is on screen; `None` is an empty cell. Marked columns at
/// the end stay in view while the others scroll below them.
pub struct Grid<'a> {
    pub id: &'a str,
    /// What screen readers call it.
    pub name: &'a str,
    pub columns: &'a [GridColumn],
    pub n_rows: usize,
    pub cell: &'a dyn Fn(usize, usize) -> Option<String>,
}

/// The most of the view that columns at the end may hold for themselves.
const MOST_PINNED: f32 = 0.6;
/// A piece of a column narrower than this is not worth a word.
const LEAST_PIECE: f32 = 34.0;

/// Where the columns stand in what is seen.
struct Columns {
    widths: Vec<f32>,
    /// Where each begins, were there room for all.
    lefts: Vec<f32>,
    total: f32,
    /// Those that stay in view.
    pinned: Range<usize>,
    /// Those that are seen whole or not at all.
    numbers: Vec<bool>,
    view: Rect,
}

impl Columns {
    fn new(columns: &[GridColumn], widths: Vec<f32>, view: Rect) -> Self {
        let mut total = 0.0;
        let mut lefts = Vec::with_capacity(widths.len());
        for width in &widths {
            lefts.push(total);
            total += width;
        }
        // Of the marked ones at the end the first ones, as many as leave the others some room.
        let first = columns.iter().rposition(|column| !column.marked).map_or(0, |last| last + 1);
        let room = view.width() * MOST_PINNED;
        let fit =
            (first..columns.len()).take_while(|&index| lefts[index] + widths[index] - lefts[first] <= room);
        let pinned = first..first + fit.count();
        let numbers = columns.iter().map(|column| column.right).collect();
        Self { widths, lefts, total, pinned, numbers, view }
    }

    fn left(&self, index: usize) -> f32 {
        let left = self.lefts[index];
        if !self.pinned.contains(&index) {
            return left;
        }
        let end = self.lefts[self.pinned.end - 1] + self.widths[self.pinned.end - 1];
        left.min(self.view.right() - (end - left))
    }

    /// Where the columns that scroll end for the eye.
    fn edge(&self) -> f32 {
        if self.pinned.is_empty() { self.view.right() } else { self.left(self.pinned.start) }
    }

    /// The piece of a column that is seen: its left end and its width.
    fn piece(&self, index: usize) -> Option<(f32, f32)> {
        let (left, width) = (self.left(index), self.widths[index]);
        if self.pinned.contains(&index) {
            return Some((left, width));
        }
        let edge = if index < self.pinned.start { self.edge() } else { self.view.right() };
        let seen = (edge - left).min(width);
        let cut = seen < width - 0.5;
        // Part of a number would be another number.
        let least = match (cut, self.numbers[index]) {
            (true, true) => return None,
            (true, false) => LEAST_PIECE,
            (false, _) => 0.0,
        };
        (left + width >= self.view.left() && seen > least).then_some((left, seen))
    }
}

impl Grid<'_> {
    fn widths(&self, ui: &Ui) -> Vec<f32> {
        let width = |text: String, size, family| {
            let font = FontId::new(size, family);
            ui.painter().layout_no_wrap(text, font, Color32::PLACEHOLDER).size().x
        };
        self.columns
            .iter()
            .enumerate()
            .map(|(index, column)| {
                let step = (self.n_rows / SAMPLE_ROWS).max(1);
                let looked_at = (0..self.n_rows).step_by(step).chain(self.n_rows.checked_sub(1));
                let cells = looked_at
                    .filter_map(|row| (self.cell)(row, index))
                    .map(|text| width(text, 13.0, theme::regular()))
                    .fold(width(column.name.clone(), 11.5, theme::semibold()), f32::max);
                (cells + 22.0).clamp(56.0, 260.0)
            })
            .collect()
    }

    /// Draws the grid in all the room there is.
    pub fn show(&self, ui: &mut Ui) {
        self.draw(ui, None, None);
    }

    /// The same with rows to choose from; answers the one that was clicked.
    pub fn show_choosing(&self, ui: &mut Ui, chosen: Option<usize>) -> Option<usize> {
        let mut choice = Choice { chosen, clicked: None };
        self.draw(ui, Some(&mut choice), None);
        choice.clicked
    }

    /// The same with a column whose words come later, which is as wide as told; tells which rows are seen.
    pub fn show_looking(&self, ui: &mut Ui, chosen: Option<usize>, late: Late) -> Looked {
        let mut choice = Choice { chosen, clicked: None };
        let rows = self.draw(ui, Some(&mut choice), Some(late));
        Looked { clicked: choice.clicked, rows }
    }

    fn draw(&self, ui: &mut Ui, mut choice: Option<&mut Choice>, late: Option<Late>) -> Range<usize> {
        // Columns stay as wide as they are while a list grows and shrinks, as it does under a slider that moves.
        let id = ui.scope_id().with((self.id, self.columns.len(), self.n_rows.min(SAMPLE_ROWS)));
        let known = ui.data(|data| data.get_temp::<std::sync::Arc<Vec<f32>>>(id));
        let widths = known.unwrap_or_else(|| {
            let mut widths = self.widths(ui);
            if let Some(late) = late {
                widths[late.column] = late.width;
            }
            let widths = std::sync::Arc::new(widths);
            ui.data_mut(|data| data.insert_temp(id, widths.clone()));
            widths
        });
        let area = ScrollArea::both().id_salt(self.id).auto_shrink([false, false]);
        area.show_viewport(ui, |ui, view| {
            // What a scroll bar takes is no room for columns.
            let widths = fitted(self.columns, &widths, view.width(), late);
            let columns = Columns::new(self.columns, widths, view);
            ui.set_min_size(vec2(columns.total, HEAD + ROW * self.n_rows as f32));
            let origin = ui.max_rect().min;
            let first = ((view.top() / ROW).floor().max(0.0) as usize).min(self.n_rows);
            let last = (((view.bottom() - HEAD) / ROW).ceil().max(0.0) as usize).min(self.n_rows);
            let selectable = choice.is_none();
            if let Some(choice) = &mut choice {
                let left = origin + vec2(view.left(), 0.0);
                let size = vec2(view.width().max(columns.total), ROW);
                (first..last).for_each(|row| {
                    let top = vec2(0.0, HEAD + ROW * row as f32);
                    self.draw_row(ui, Rect::from_min_size(left + top, size), row, choice);
                });
            }
            for index in 0..self.columns.len() {
                let Some((left, width)) = columns.piece(index) else { continue };
                for row in first..last {
                    let top = HEAD + ROW * row as f32;
                    let place = Rect::from_min_size(origin + vec2(left, top), vec2(width, ROW));
                    self.draw_cell(ui, place, (row, index), selectable);
                }
            }
            let right = origin.x + columns.total.max(view.right());
            for row in first..last {
                let y = origin.y + HEAD + ROW * (row + 1) as f32 - 0.5;
                ui.painter().hline(origin.x..=right, y, Stroke::new(1.0, tokens(ui).grid));
            }
            self.draw_heads(ui, origin, &columns);
            first..last
        })
        .inner
    }

    /// The ground of a row that can be clicked.
    fn draw_row(&self, ui: &Ui, place: Rect, row: usize, choice: &mut Choice) {
        let tokens = tokens(ui);
        let response = ui.interact(place, ui.scope_id().with(("row", row)), Sense::click());
        let chosen = choice.chosen == Some(row);
        response.widget_info(|| {
            let cells: Vec<String> =
                (0..self.columns.len()).filter_map(|column| (self.cell)(row, column)).collect();
            WidgetInfo::selected(Role::Button, true, chosen, cells.join(", "))
        });
        if chosen || response.hovered() {
            let fill = if chosen { tokens.soft } else { tokens.hover };
            ui.painter().rect_filled(place, 0.0, fill);
        }
        if response.has_focus() {
            let ring = Stroke::new(2.0, tokens.accent);
            ui.painter().rect_stroke(place, 0.0, ring, StrokeKind::Inside);
        }
        if response.clicked() {
            choice.clicked = Some(row);
        }
    }

    fn draw_cell(&self, ui: &mut Ui, place: Rect, (row, index): (usize, usize), selectable: bool) {
        let (tokens, column) = (tokens(ui), &self.columns[index]);
        let inner = place.shrink2(vec2(10.0, 0.0));
        let builder = UiBuilder::new().id_salt((row, index)).max_rect(inner).layout(column.layout());
        let mut child = ui.new_child(builder);
        let words = match (self.cell)(row, index) {
            Some(text) if column.marked => theme::body(text).color(tokens.accent),
            Some(text) => theme::body(text).color(tokens.text),
            None => theme::body("–").color(tokens.muted),
        };
        child.add(Label::new(words).truncate().selectable(selectable));
    }

    /// The heads stay at the top while the rows scroll below them.
    fn draw_heads(&self, ui: &mut Ui, origin: egui::Pos2, columns: &Columns) {
        let (tokens, view) = (tokens(ui), columns.view);
        let top = origin.y + view.top();
        let strip = Rect::from_min_max(
            pos2(origin.x + view.left(), top),
            pos2(origin.x + view.right().max(columns.total), top + HEAD),
        );
        ui.painter().rect_filled(strip, 0.0, tokens.surface);
        ui.painter().hline(strip.x_range(), strip.bottom() - 0.5, Stroke::new(1.0, tokens.line));
        if columns.edge() < view.right() {
            let x = origin.x + columns.edge() + 0.5;
            ui.painter().vline(x, top..=origin.y + view.bottom(), Stroke::new(1.0, tokens.line));
        }
        for (index, column) in self.columns.iter().enumerate() {
            let Some((left, width)) = columns.piece(index) else { continue };
            let place = Rect::from_min_size(pos2(origin.x + left + 10.0, top), vec2(width - 20.0, HEAD));
            let ink = if column.marked { tokens.accent } else { tokens.muted };
            let builder =
                UiBuilder::new().id_salt(("head", &column.name)).max_rect(place).layout(column.layout());
            let mut child = ui.new_child(builder);
            child.add(Label::new(theme::small_strong(&column.name).color(ink)).truncate());
        }
        let whole = ui.interact(strip, ui.scope_id().with("grid"), Sense::hover());
        whole.widget_info(|| WidgetInfo::labeled(Role::Label, true, self.name));
    }
}

/// The widths in this room: columns share what is left, so that a narrow table fills the card; where a little is missing,
/// columns of text give way to the numbers. What is far too wide scrolls.
fn fitted(columns: &[GridColumn], widths: &[f32], room: f32, late: Option<Late>) -> Vec<f32> {
    let total: f32 = widths.iter().sum();
    if total <= room {
        let stretch = (room / total.max(1.0)).clamp(1.0, 2.2);
        return widths.iter().map(|width| width * stretch).collect();
    }
    let gives = |index: usize| !columns[index].right && late.is_none_or(|late| late.column != index);
    let spare = |(index, &width): (usize, &f32)| {
        if gives(index) { (width - LEAST_TEXT).max(0.0) } else { 0.0 }
    };
    let spares: f32 = widths.iter().enumerate().map(spare).sum();
    if spares < total - room {
        return widths.to_vec();
    }
    let part = (total - room) / spares;
    widths.iter().enumerate().map(|(index, width)| width - part * spare((index, width))).collect()
}

impl GridColumn {
    fn layout(&self) -> Layout {
        let side = if self.right { Layout::right_to_left } else { Layout::left_to_right };
        side(Align::Center)
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn marked_columns_at_the_end_stay_in_view_and_the_others_end_before_them() {
        let column = |marked| GridColumn { name: String::new(), right: false, marked };
        let columns: Vec<GridColumn> = [false, false, true, true].map(column).into();
        let seen = |left: f32| {
            let view = Rect::from_min_size(pos2(left, 0.0), vec2(250.0, 100.0));
            let columns = Columns::new(&columns, vec![100.0; 4], view);
            (0..4).map(|index| columns.piece(index)).collect::<Vec<_>>()
        };
        // Two would leave the others too little: the first one stays.
        let start = [Some((0.0, 100.0)), Some((100.0, 50.0)), Some((150.0, 100.0)), None];
        assert_eq!(seen(0.0), start);
        // At the end everything stands where it belongs.
        assert_eq!(seen(150.0)[2..], [Some((200.0, 100.0)), Some((300.0, 100.0))]);
    }

    #[test]
    fn numbers_are_seen_whole_or_not_at_all() {
        let column = |right| GridColumn { name: String::new(), right, marked: false };
        let columns = [column(false), column(true)];
        let view = Rect::from_min_size(pos2(0.0, 0.0), vec2(150.0, 100.0));
        assert_eq!(Columns::new(&columns, vec![100.0; 2], view).piece(1), None);
        // Where text can give way, everything is seen; where it cannot, the table scrolls.
        let widths = |room| {
            let widths = fitted(&columns, &[100.0, 100.0], room, None);
            widths.iter().map(|width| width.round() as u32).collect::<Vec<_>>()
        };
        assert_eq!([widths(180.0), widths(150.0), widths(300.0)], [[80, 100], [100, 100], [150, 150]]);
        // Words that come later keep their room.
        let late = Late { column: 0, width: 100.0 };
        assert_eq!(fitted(&columns, &[100.0, 100.0], 180.0, Some(late)), [100.0, 100.0]);
    }
}
