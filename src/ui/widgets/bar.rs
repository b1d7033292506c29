//! Bars: how far something is, and how a column's values lie.

use eframe::egui;
use egui::{CornerRadius, Rect, Response, Role, Sense, Slider, Stroke, Style, Ui, WidgetInfo, pos2, vec2};

use super::button::styled;
use crate::ui::theme::{self, tokens};

/// The share done, 0 to 1, as a thin bar over the whole width.
pub fn progress(ui: &mut Ui, share: f32, name: &str) -> Response {
    let tokens = tokens(ui);
    let (rect, response) = ui.allocate_exact_size(vec2(ui.available_width(), 6.0), Sense::hover());
    let radius = CornerRadius::same(3);
    ui.painter().rect_filled(rect, radius, tokens.grid);
    let share = share.clamp(0.0, 1.0);
    if share > 0.0 {
        let done = Rect::from_min_size(rect.min, vec2((rect.width() * share).max(4.0), rect.height()));
        ui.painter().rect_filled(done, radius, tokens.accent);
    }
    response.widget_info(|| {
        let mut about = WidgetInfo::labeled(Role::ProgressIndicator, true, name);
        about.value = Some(f64::from(share));
        about
    });
    response
}

/// How a column's values lie, in small; `used` columns stand in colour.
pub fn histogram(ui: &mut Ui, counts: &[u32], used: bool, name: &str) -> Response {
    let tokens = tokens(ui);
    let (rect, response) = ui.allocate_exact_size(vec2(92.0, 22.0), Sense::hover());
    let highest = counts.iter().copied().max().unwrap_or(0).max(1) as f32;
    let colour = if used { theme::series(ui, Some(0)) } else { tokens.line };
    // A few values stand side by side, not spread over the whole width.
    let step = (rect.width() / counts.len().max(1) as f32).min(15.4);
    let width = (step - 1.4).max(1.0);
    for (index, &count) in counts.iter().enumerate() {
        // A bin with anyone in it stays visible.
        let height = if count == 0 { 0.0 } else { (rect.height() * count as f32 / highest).max(1.2) };
        let left = rect.left() + step * index as f32;
        let bar = Rect::from_min_max(pos2(left, rect.bottom() - height), pos2(left + width, rect.bottom()));
        ui.painter().rect_filled(bar, 0.0, colour);
    }
    response.widget_info(|| WidgetInfo::labeled(Role::Image, true, name));
    response
}

/// A slider as wide as told, filled up to its handle.
pub fn slide(ui: &mut Ui, slider: Slider, width: f32, name: &str) -> Response {
    let tokens = tokens(ui);
    let change = |style: &mut Style| {
        style.spacing.slider_width = width;
        style.visuals.selection.bg_fill = tokens.accent;
        let widgets = &mut style.visuals.widgets;
        for state in [&mut widgets.inactive, &mut widgets.hovered, &mut widgets.active] {
            state.bg_fill = tokens.soft;
            state.fg_stroke = Stroke::new(2.0, tokens.accent);
        }
    };
    let slider = slider.show_value(false).trailing_fill(true);
    // Its name stands beside it: under the pointer it would lie over what the slider moves.
    styled(ui, change, |ui| ui.add(slider).accessible_name(name))
}
