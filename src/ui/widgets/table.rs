//! Rows of tables: heads in small grey, numbers on the right, a thin line below each row.

use eframe::egui;
use egui::{Align, Label, Layout, Rect, RichText, Sense, Stroke, Ui, UiBuilder, pos2, vec2};

use crate::ui::theme::{self, tokens};

/// Kept free on the right, where the scroll bar comes up.
const EDGE: f32 = 10.0;
/// Between two cells.
const CELL_GAP: f32 = 12.0;

/// A row of cells of these widths, with a thin line below; `draw` is called with the number of each cell.
pub fn row(ui: &mut Ui, salt: usize, height: f32, widths: &[f32], mut draw: impl FnMut(usize, &mut Ui)) {
    let (place, _) = ui.allocate_exact_size(vec2(ui.available_width(), height), Sense::hover());
    let mut left = place.left();
    for (index, &width) in widths.iter().enumerate() {
        let cell = Rect::from_min_max(
            pos2(left, place.top()),
            pos2((left + width).min(place.right()), place.bottom()),
        );
        let builder = UiBuilder::new()
            .id_salt((salt, index))
            .max_rect(cell)
            .layout(Layout::left_to_right(Align::Center));
        let mut child = ui.new_child(builder);
        child.shrink_clip_rect(cell.expand2(vec2(3.0, 0.0)));
        draw(index, &mut child);
        left += width + CELL_GAP;
    }
    ui.painter().hline(place.x_range(), place.bottom() - 0.5, Stroke::new(1.0, tokens(ui).grid));
}

/// The width left for one cell when the others have these.
pub fn rest(ui: &Ui, others: &[f32]) -> f32 {
    (ui.available_width() - EDGE - others.iter().map(|width| width + CELL_GAP).sum::<f32>()).max(40.0)
}

/// A column's head.
pub fn head(ui: &mut Ui, text: &str, right: bool) {
    let words = theme::small(text).color(tokens(ui).muted);
    if right { number_cell(ui, words) } else { cell(ui, words) }
}

/// A cell of words, cut with `…` where they do not fit (the whole text shows under the pointer).
pub fn cell(ui: &mut Ui, text: RichText) {
    ui.add(Label::new(text).truncate());
}

/// A cell of a sentence: small, on two lines where one does not hold it (the whole text shows under the pointer).
pub fn two_lines(ui: &mut Ui, text: &str) {
    let ink = tokens(ui).muted;
    let whole = |words: RichText| -> egui::text::LayoutJob {
        let words = egui::WidgetText::from(words.color(ink));
        let job = words.into_layout_job(ui.style(), egui::FontSelection::Default, Align::Center);
        std::sync::Arc::unwrap_or_clone(job)
    };
    let mut job = whole(theme::body(text));
    job.wrap.max_width = ui.available_width();
    if ui.fonts_mut(|fonts| fonts.layout_job(job.clone())).rows.len() > 1 {
        job = whole(theme::small(text));
        job.wrap.max_rows = 2;
    }
    ui.add(Label::new(job).wrap());
}

/// A cell of a number.
pub fn number_cell(ui: &mut Ui, text: RichText) {
    ui.with_layout(Layout::right_to_left(Align::Center), |ui| ui.add(Label::new(text).truncate()));
}

/// A row of a small table inside a card: words on the left, numbers on the right.
pub fn plain_row(ui: &mut Ui, left: impl FnOnce(&mut Ui), right: impl FnOnce(&mut Ui)) {
    let (place, _) = ui.allocate_exact_size(vec2(ui.available_width(), 30.0), Sense::hover());
    let side = |place, layout| UiBuilder::new().max_rect(place).layout(layout);
    let mut numbers = ui.new_child(side(place, Layout::right_to_left(Align::Center)));
    right(&mut numbers);
    // The words get what the numbers leave.
    let words = Rect::from_min_max(place.min, pos2(numbers.min_rect().left() - CELL_GAP, place.bottom()));
    left(&mut ui.new_child(side(words, Layout::left_to_right(Align::Center))));
    ui.painter().hline(place.x_range(), place.bottom() - 0.5, Stroke::new(1.0, tokens(ui).grid));
}
