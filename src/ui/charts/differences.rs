//! One segment against everyone: a bar a column, to the right where it has more, with both means beside it.

use eframe::egui;
use egui::{Align2, CornerRadius, FontId, Rect, Response, Sense, Stroke, Ui, pos2, vec2};

use super::{describe, elided};
use crate::base::Message;
use crate::chart::{Chart, DifferenceChart, mark};
use crate::ui::say::{Say, compact};
use crate::ui::theme::{self, tokens};

const ROW: [f32; 2] = [22.0, 40.0];
const AXIS: f32 = 22.0;

pub fn differences(
    ui: &mut Ui,
    say: Say,
    chart: &Chart,
    drawn: &DifferenceChart,
    size: egui::Vec2,
) -> Response {
    let tokens = tokens(ui);
    let n = drawn.rows.len().max(1);
    let row = ((size.y - AXIS) / n as f32).clamp(ROW[0], ROW[1]);
    let (rect, response) = ui.allocate_exact_size(vec2(size.x, row * n as f32 + AXIS), Sense::hover());
    let painter = ui.painter_at(rect);
    let font = FontId::new(12.0, theme::regular());
    let names: Vec<_> = drawn.rows.iter().map(|row| elided(ui, &row.column, &font, size.x * 0.38)).collect();
    let words: Vec<_> = drawn
        .rows
        .iter()
        .map(|row| {
            let both = Message::new("seg-chart-against").with("mean", compact(row.mean));
            let both = say.msg(&both.with("overall", compact(row.overall)));
            elided(ui, &both, &FontId::new(11.5, theme::regular()), size.x * 0.3)
        })
        .collect();
    let widest = |galleys: &[std::sync::Arc<egui::Galley>]| {
        galleys.iter().map(|galley| galley.size().x).fold(0.0, f32::max)
    };
    let left = rect.left() + widest(&names) + 12.0;
    let right = (rect.right() - widest(&words) - 12.0).max(left + 40.0);
    let far =
        drawn.rows.iter().map(|row| row.difference.abs()).filter(|far| far.is_finite()).fold(0.25, f64::max);
    let low = if drawn.rows.iter().any(|row| row.difference < 0.0) { -far } else { 0.0 };
    let high = if drawn.rows.iter().any(|row| row.difference > 0.0) { far } else { 0.0 };
    let x = |value: f64| left + (right - left) * ((value - low) / (high - low).max(1e-9)) as f32;
    let ink = theme::series(ui, Some(mark(drawn.place).colour));
    let bottom = rect.top() + row * drawn.rows.len() as f32;
    for (index, (one, (name, both))) in drawn.rows.iter().zip(names.into_iter().zip(words)).enumerate() {
        let y = rect.top() + row * (index as f32 + 0.5);
        let half = (row * 0.28).min(8.0);
        if one.difference.is_finite() {
            let (from, to) = (x(one.difference.min(0.0)), x(one.difference.max(0.0)));
            let bar = Rect::from_min_max(pos2(from, y - half), pos2(to.max(from + 1.0), y + half));
            // Less than half a standard deviation is hardly a difference.
            let strength = if one.difference.abs() < 0.5 { 0.45 } else { 1.0 };
            painter.rect_filled(bar, CornerRadius::same(3), ink.gamma_multiply(strength));
        }
        painter.galley(pos2(rect.left(), y - name.size().y / 2.0), name, tokens.text);
        painter.galley_with_override_text_color(
            pos2(rect.right() - both.size().x, y - both.size().y / 2.0),
            both,
            tokens.muted,
        );
    }
    painter.vline(x(0.0), rect.top()..=bottom, Stroke::new(1.0, tokens.muted));
    let small = FontId::new(11.0, theme::regular());
    for (end, align) in [(low, Align2::LEFT_TOP), (high, Align2::RIGHT_TOP)] {
        if end != 0.0 {
            let text = if end > 0.0 { format!("+{}", compact(rounded(end))) } else { compact(rounded(end)) };
            painter.text(pos2(x(end), bottom + 3.0), align, text, small.clone(), tokens.muted);
        }
    }
    let middle = pos2(f32::midpoint(left, right), bottom + 3.0);
    let unit = elided(ui, &say.msg(&drawn.x), &small, (right - left - 70.0).max(40.0));
    painter.galley_with_override_text_color(middle - vec2(unit.size().x / 2.0, 0.0), unit, tokens.muted);
    describe(&response, chart, say);
    response
}

fn rounded(value: f64) -> f64 {
    (value * 10.0).round() / 10.0
}
