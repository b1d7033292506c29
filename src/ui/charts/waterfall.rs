//! The parts of a sum, one row each, beginning where the row above ended; the sum stands below them from nought.

use eframe::egui;
use egui::{Align2, CornerRadius, FontId, Rect, Response, Sense, Stroke, Ui, pos2, vec2};

use super::ticks::round_steps;
use super::{describe, elided};
use crate::base::words::grouped;
use crate::chart::{Chart, WaterfallChart};
use crate::ui::say::{Say, compact};
use crate::ui::theme::{self, tokens};

/// The least and the most height of a row.
const ROW: [f32; 2] = [24.0, 56.0];
/// Below the rows: figures and the name of the axis.
const AXIS: f32 = 38.0;

/// What adds, what takes, and the sum, as positions in the palette.
const ADDS: usize = 2;
const TAKES: usize = 1;
const SUM: usize = 0;

/// A value with its sign; cents only where they are seen.
fn signed(value: f64, decimals: u8) -> String {
    let text = grouped(value, decimals);
    let is_nought = !text.bytes().any(|byte| (b'1'..=b'9').contains(&byte));
    if value > 0.0 && !is_nought { format!("+{text}") } else { text }
}

pub fn waterfall(ui: &mut Ui, say: Say, chart: &Chart, parts: &WaterfallChart, size: egui::Vec2) -> Response {
    let tokens = tokens(ui);
    let spans = parts.spans();
    let row = ((size.y - AXIS) / spans.len() as f32).clamp(ROW[0], ROW[1]);
    let height = row * spans.len() as f32 + AXIS;
    let (rect, response) = ui.allocate_exact_size(vec2(size.x, height), Sense::hover());
    let painter = ui.painter_at(rect);
    let (low, high) = spans
        .iter()
        .flatten()
        .filter(|end| end.is_finite())
        .fold((0.0, 0.0), |range, &end| (f64::min(range.0, end), f64::max(range.1, end)));
    let span = if high > low { high - low } else { 1.0 };
    let decimals = if span < 100.0 { 2 } else { 0 };
    let last = spans.len() - 1;
    let names = parts.parts.iter().map(|part| &part.name).chain([&parts.total]);
    let font = |index| if index == last { theme::semibold() } else { theme::regular() };
    let names: Vec<_> = names
        .enumerate()
        .map(|(index, name)| elided(ui, &say.msg(name), &FontId::new(12.5, font(index)), size.x * 0.38))
        .collect();
    let values: Vec<_> = spans
        .iter()
        .map(|span| signed(span[1] - span[0], decimals))
        .map(|text| painter.layout_no_wrap(text, FontId::new(12.5, theme::semibold()), tokens.text))
        .collect();
    let widest = |galleys: &[std::sync::Arc<egui::Galley>]| {
        galleys.iter().map(|galley| galley.size().x).fold(0.0, f32::max)
    };
    let left = rect.left() + widest(&names) + 14.0;
    let right = (rect.right() - widest(&values) - 14.0).max(left + 40.0);
    let x = |value: f64| left + (right - left) * ((value - low) / span).clamp(0.0, 1.0) as f32;
    let bottom = rect.top() + row * spans.len() as f32;
    let small = FontId::new(11.0, theme::regular());
    // As many figures as stand beside each other.
    let about = ((right - left) / 60.0).clamp(2.0, 5.0) as u8;
    for step in round_steps(low, low + span, about) {
        let ink = if step == 0.0 { tokens.muted } else { tokens.grid };
        painter.vline(x(step), rect.top()..=bottom, Stroke::new(1.0, ink));
        let at = pos2(x(step), bottom + 3.0);
        painter.text(at, Align2::CENTER_TOP, compact(step), small.clone(), tokens.muted);
    }
    let middle = pos2(f32::midpoint(left, right), bottom + 20.0);
    let axis = FontId::new(11.5, theme::regular());
    painter.text(middle, Align2::CENTER_TOP, say.msg(&parts.x), axis, tokens.muted);
    for (index, (span, (name, value))) in spans.iter().zip(names.into_iter().zip(values)).enumerate() {
        let y = rect.top() + row * (index as f32 + 0.5);
        let half = (row * 0.32).min(13.0);
        let place = match (index == last, span[1] < span[0]) {
            (true, _) => SUM,
            (false, true) => TAKES,
            (false, false) => ADDS,
        };
        let colour = theme::series(ui, Some(place));
        let (from, to) = (x(span[0].min(span[1])), x(span[0].max(span[1])));
        let bar = Rect::from_min_max(pos2(from, y - half), pos2(to.max(from + 1.5), y + half));
        painter.rect_filled(bar, CornerRadius::same(3), colour);
        if index < last {
            // The next row begins where this one ended; the sum ends there.
            let link = Stroke::new(1.0, tokens.muted);
            painter.vline(x(span[1]), y + half..=y + row - half, link);
        } else {
            painter.hline(rect.x_range(), y - row * 0.5, Stroke::new(1.0, tokens.line));
        }
        painter.galley(pos2(rect.left(), y - name.size().y / 2.0), name, tokens.text);
        let at = pos2(rect.right() - value.size().x, y - value.size().y / 2.0);
        painter.galley(at, value, tokens.text);
    }
    describe(&response, chart, say);
    response
}

#[cfg(test)]
mod tests {
    use super::signed;

    #[test]
    fn values_carry_their_sign_and_nought_has_none() {
        let shown = [(1234.4, 0), (-0.3, 0), (-56.78, 2), (0.0, 0), (0.004, 2)].map(|(v, d)| signed(v, d));
        assert_eq!(shown, ["+1,234", "0", "−56.78", "0", "0.00"]);
    }
}
