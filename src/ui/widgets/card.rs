//! Surfaces: cards, banners, the dashed drop zone, and the parts of a page.

use eframe::egui;
use egui::{CornerRadius, Frame, Layout, Margin, Rect, Shape, Stroke, StrokeKind, Ui, UiBuilder, pos2, vec2};

use crate::base::Severity;
use crate::ui::Actions;
use crate::ui::fonts::symbol;
use crate::ui::theme::{self, GAP, tokens};

const PADDING: Margin = Margin { left: 16, right: 16, top: 14, bottom: 14 };

/// Between the parts of a card, whatever stands between the cards.
const INNER: egui::Vec2 = vec2(8.0, 6.0);

fn frame(ui: &Ui) -> Frame {
    let tokens = tokens(ui);
    Frame::new()
        .fill(tokens.surface)
        .stroke(Stroke::new(1.0, tokens.line))
        .corner_radius(CornerRadius::same(theme::CARD_RADIUS))
        .inner_margin(PADDING)
}

/// A card as wide as there is room and as high as its content.
pub fn card<R>(ui: &mut Ui, add: impl FnOnce(&mut Ui) -> R) -> R {
    frame(ui)
        .show(ui, |ui| {
            ui.set_width(ui.available_width());
            ui.spacing_mut().item_spacing = INNER;
            add(ui)
        })
        .inner
}

/// A card at exactly this place; what does not fit is cut off.
pub fn card_at<R>(ui: &mut Ui, rect: Rect, add: impl FnOnce(&mut Ui) -> R) -> R {
    let tokens = tokens(ui);
    ui.painter().rect(
        rect,
        CornerRadius::same(theme::CARD_RADIUS),
        tokens.surface,
        Stroke::new(1.0, tokens.line),
        StrokeKind::Inside,
    );
    let inner = rect - PADDING;
    // Scroll areas fade into the ground their frame tells them.
    let ground = egui::UiStackInfo::new(egui::UiKind::Frame).with_frame(Frame::new().fill(tokens.surface));
    let layout = Layout::top_down(egui::Align::Min);
    let mut child = ui.new_child(UiBuilder::new().max_rect(inner).layout(layout).ui_stack_info(ground));
    child.spacing_mut().item_spacing = INNER;
    child.shrink_clip_rect(rect.shrink(1.0));
    let result = add(&mut child);
    ui.advance_cursor_after_rect(rect);
    result
}

/// Cuts a rectangle into columns: the last `side` px to the right, the rest to the left.
pub fn columns(rect: Rect, side: f32) -> (Rect, Rect) {
    let split = (rect.right() - side).max(rect.left());
    (
        Rect::from_min_max(rect.min, pos2(split - GAP, rect.bottom())),
        Rect::from_min_max(pos2(split, rect.top()), rect.max),
    )
}

/// The middle of a window wider than what is to be looked at as one page.
pub fn page(ui: &mut Ui, widest: f32, add: impl FnOnce(&mut Ui)) {
    let room = ui.available_rect_before_wrap();
    let aside = ((room.width() - widest) / 2.0).max(0.0).round();
    let middle = room.shrink2(vec2(aside, 0.0));
    add(&mut ui.new_child(UiBuilder::new().max_rect(middle)));
    ui.advance_cursor_after_rect(middle);
}

/// The head of a page: title and line below it on the left, controls on the right.
pub fn header(ui: &mut Ui, title: &str, sub: &str, right: impl FnOnce(&mut Ui)) {
    let tokens = tokens(ui);
    ui.scope(|ui| {
        let top = ui.cursor().min;
        let full = ui.available_width();
        // A title without a line below it has its controls beside it.
        let strip = Rect::from_min_size(top, vec2(full, if sub.is_empty() { 33.0 } else { 50.0 }));
        let mut controls =
            ui.new_child(UiBuilder::new().max_rect(strip).layout(Layout::right_to_left(egui::Align::Center)));
        controls.spacing_mut().item_spacing.x = 8.0;
        right(&mut controls);
        let taken = full - (controls.min_rect().left() - top.x).clamp(0.0, full);
        let words = Rect::from_min_max(top, pos2(top.x + full - taken - GAP, top.y + 400.0));
        let mut left = ui.new_child(UiBuilder::new().max_rect(words));
        left.spacing_mut().item_spacing.y = 1.0;
        if sub.is_empty() {
            left.add_space(1.0);
        }
        left.add(egui::Label::new(theme::title(title).color(tokens.text)).wrap());
        if !sub.is_empty() {
            left.add(egui::Label::new(theme::body(sub).color(tokens.muted)).wrap());
        }
        let used = left.min_rect().height().max(controls.min_rect().height());
        ui.allocate_rect(Rect::from_min_size(top, vec2(full, used)), egui::Sense::hover());
    });
    ui.add_space(GAP - ui.spacing().item_spacing.y);
}

/// The foot of a page, drawn first so that the body gets the rest: the primary button stands bottom right.
pub fn footer(
    ui: &mut Ui,
    out: &mut Actions,
    left: impl FnOnce(&mut Ui, &mut Actions),
    right: impl FnOnce(&mut Ui, &mut Actions),
) {
    egui::Panel::bottom("foot")
        .exact_size(36.0 + GAP)
        .resizable(false)
        .show_separator_line(false)
        .frame(Frame::new().inner_margin(Margin { top: GAP as i8, ..Margin::ZERO }))
        .show(ui, |ui| {
            ui.horizontal_centered(|ui| {
                left(ui, out);
                ui.with_layout(Layout::right_to_left(egui::Align::Center), |ui| right(ui, out));
            });
        });
}

/// A coloured line of news with a symbol: the severity is never said by colour alone.
pub fn banner(ui: &mut Ui, severity: Severity, add: impl FnOnce(&mut Ui)) {
    let tokens = tokens(ui);
    let (fill, ink, mark) = match severity {
        Severity::Info => (tokens.soft, tokens.accent, symbol::INFO),
        Severity::Warning => (tokens.warning_soft, tokens.warning, symbol::WARNING),
        Severity::Error => (tokens.problem_soft, tokens.problem, symbol::PROBLEM),
    };
    Frame::new()
        .fill(fill)
        .corner_radius(CornerRadius::same(theme::CONTROL_RADIUS))
        .inner_margin(Margin { left: 12, right: 8, top: 6, bottom: 6 })
        .show(ui, |ui| {
            ui.set_width(ui.available_width());
            ui.horizontal(|ui| {
                ui.label(theme::icon(mark, 15.0).color(ink));
                add(ui);
            });
        });
}

/// The dashed outline of the drop zone.
pub fn dashed(ui: &Ui, rect: Rect, stroke: Stroke) {
    let radius = f32::from(theme::CARD_RADIUS);
    let rect = rect.shrink(stroke.width / 2.0);
    let mut path = Vec::new();
    for (centre, from) in [
        (pos2(rect.left() + radius, rect.top() + radius), 180.0_f32),
        (pos2(rect.right() - radius, rect.top() + radius), 270.0),
        (pos2(rect.right() - radius, rect.bottom() - radius), 0.0),
        (pos2(rect.left() + radius, rect.bottom() - radius), 90.0),
    ] {
        for step in 0..=6 {
            let angle = (from + 15.0 * step as f32).to_radians();
            path.push(centre + radius * vec2(angle.cos(), angle.sin()));
        }
    }
    path.push(path[0]);
    ui.painter().extend(Shape::dashed_line(&path, stroke, 6.0, 5.0));
}

/// What stands where there is nothing yet: a symbol and a sentence in the middle.
pub fn empty(ui: &mut Ui, mark: char, text: &str) {
    let tokens = tokens(ui);
    let rect = ui.available_rect_before_wrap();
    let middle = Rect::from_center_size(rect.center(), vec2(rect.width().min(420.0), 96.0));
    let mut child =
        ui.new_child(UiBuilder::new().max_rect(middle).layout(Layout::top_down(egui::Align::Center)));
    child.label(theme::icon(mark, 26.0).color(tokens.muted));
    child.add_space(4.0);
    child.label(theme::body(text).color(tokens.muted));
}
