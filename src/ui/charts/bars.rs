//! One row a name: its mean, a band and whisker of one standard deviation, a dot for every single value.

use eframe::egui;
use egui::{Align2, CornerRadius, FontId, Rect, Response, Sense, Stroke, Ui, pos2, vec2};

use super::{describe, elided};
use crate::chart::{BarChart, Chart};
use crate::ui::say::{Say, compact, percent, percent_spread};
use crate::ui::theme::{self, tokens};

/// The part of the axis that is drawn: round, around everything shown. These are marks, not lengths from nought, so
/// that differences of a point can be seen.
fn range(bars: &BarChart) -> (f64, f64) {
    let ends = bars
        .bars
        .iter()
        .flat_map(|bar| bar.values.iter().copied().chain([bar.value - bar.spread, bar.value + bar.spread]));
    let (low, high) = ends
        .filter(|end| end.is_finite())
        .fold((f64::INFINITY, f64::NEG_INFINITY), |range, end| (range.0.min(end), range.1.max(end)));
    if low > high {
        return (0.0, 1.0);
    }
    let room = ((high - low) * 0.1).max(high.abs() * 0.005).max(1e-9);
    if !bars.percent {
        let in_one = low >= 0.0 && high <= 1.0;
        return if in_one {
            range_of_share(low - room, high + room)
        } else {
            round_range(low - room, high + room)
        };
    }
    // Four equal steps between multiples of them, inside 0 to 100 %.
    let ends = |step: f64| {
        let from = (((low - room).max(0.0) / step + 1e-9).floor() * step).min(1.0 - 4.0 * step);
        (from, from + 4.0 * step)
    };
    let high = (high + room).min(1.0);
    [0.01, 0.02, 0.03, 0.05, 0.1, 0.2].map(ends).into_iter().find(|ends| ends.1 >= high).unwrap_or((0.0, 1.0))
}

/// Four equal round steps that hold everything.
fn round_range(low: f64, high: f64) -> (f64, f64) {
    let power = 10f64.powf(((high - low) / 4.0).log10().floor());
    let ends = |step: f64| ((low / step).floor() * step, ((low / step).floor() + 4.0) * step);
    let steps = [1.0, 2.0, 5.0, 10.0, 20.0].into_iter().map(|digit| digit * power);
    steps.map(ends).find(|ends| ends.1 >= high).unwrap_or((low, high))
}

/// The same inside of 0 to 1, where everything lies there: an area or a share cannot be more.
fn range_of_share(low: f64, high: f64) -> (f64, f64) {
    let (from, to) = round_range(low, high.min(1.0));
    if to > 1.0 { (1.0 - (to - from), 1.0) } else { (from, to) }
}

/// The least and the most height of a row.
const ROW: [f32; 2] = [20.0, 210.0];

fn value_text(chart: &BarChart, value: f64, spread: f64) -> String {
    match (chart.percent, spread > 0.0) {
        (true, true) => percent_spread(value, spread),
        (true, false) => percent(value, 1),
        (false, true) => format!("{} ± {}", compact(thousandths(value)), compact(thousandths(spread))),
        (false, false) => compact(thousandths(value)),
    }
}

fn thousandths(value: f64) -> f64 {
    (value * 1e3).round() / 1e3
}

pub fn bars(ui: &mut Ui, say: Say, chart: &Chart, bars: &BarChart, size: egui::Vec2) -> Response {
    let tokens = tokens(ui);
    let row = ((size.y - 40.0) / bars.bars.len().max(1) as f32).clamp(ROW[0], ROW[1]);
    let height = row * bars.bars.len() as f32 + 40.0;
    let (rect, response) = ui.allocate_exact_size(vec2(size.x, height), Sense::hover());
    let painter = ui.painter_at(rect);
    let layout = |text: String, family, ink| painter.layout_no_wrap(text, FontId::new(12.5, family), ink);
    let name_font = FontId::new(12.5, theme::regular());
    let names: Vec<_> = bars
        .bars
        .iter()
        .map(|bar| elided(ui, &say.msg(&bar.name), &name_font, size.x * 0.4 - 20.0))
        .collect();
    let values: Vec<_> = bars
        .bars
        .iter()
        .map(|bar| layout(value_text(bars, bar.value, bar.spread), theme::semibold(), tokens.text))
        .collect();
    let widest = |galleys: &[std::sync::Arc<egui::Galley>]| {
        galleys.iter().map(|galley| galley.size().x).fold(0.0, f32::max)
    };
    let left = rect.left() + (widest(&names) + 14.0).min(size.x * 0.4);
    let right = (rect.right() - widest(&values) - 14.0).max(left + 40.0);
    let (low, high) = range(bars);
    let x = |value: f64| left + (right - left) * ((value - low) / (high - low)).clamp(0.0, 1.0) as f32;
    let bottom = rect.top() + row * bars.bars.len() as f32;
    for quarter in 0..=4 {
        let value = low + (high - low) * f64::from(quarter) / 4.0;
        painter.vline(x(value), rect.top()..=bottom, Stroke::new(1.0, tokens.grid));
        let text = if bars.percent { percent(value, 0) } else { compact(value) };
        let font = FontId::new(11.0, theme::regular());
        painter.text(pos2(x(value), bottom + 4.0), Align2::CENTER_TOP, text, font, tokens.muted);
    }
    let axis = FontId::new(11.5, theme::regular());
    let middle = pos2(f32::midpoint(left, right), bottom + 21.0);
    painter.text(middle, Align2::CENTER_TOP, say.msg(&bars.y), axis, tokens.muted);
    for (index, (bar, (name, value))) in bars.bars.iter().zip(names.into_iter().zip(values)).enumerate() {
        let y = rect.top() + row * (index as f32 + 0.5);
        let colour = theme::series(ui, bar.colour);
        let half = (row * 0.25).min(26.0);
        let from = pos2(x(bar.value - bar.spread), y - half);
        let to = pos2(x(bar.value + bar.spread).max(from.x + 1.0), y + half);
        let radius = CornerRadius::same(4);
        painter.rect_filled(Rect::from_min_max(from, to), radius, colour.gamma_multiply(0.28));
        let whisker = Stroke::new(1.5, colour);
        painter.hline(from.x..=to.x, y, whisker);
        painter.vline(from.x, y - 4.0..=y + 4.0, whisker);
        painter.vline(to.x, y - 4.0..=y + 4.0, whisker);
        for &single in &bar.values {
            painter.circle_filled(pos2(x(single), y), 2.4, colour.gamma_multiply(0.75));
        }
        painter.vline(x(bar.value), y - half - 2.0..=y + half + 2.0, Stroke::new(3.0, colour));
        let at = pos2(rect.left(), y - name.size().y / 2.0);
        let clip = Rect::from_min_max(rect.min, pos2(left - 6.0, rect.bottom()));
        painter.with_clip_rect(clip).galley(at, name, tokens.text);
        let at = pos2(right + 12.0, y - value.size().y / 2.0);
        painter.galley(at, value, tokens.text);
    }
    describe(&response, chart, say);
    response
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::base::Message;
    use crate::chart::Bar;

    #[test]
    fn the_axis_holds_every_value_in_whole_percents() {
        let bar = |value, spread| Bar {
            name: Message::text("a"),
            colour: None,
            value,
            spread,
            values: vec![value - spread, value + spread],
        };
        let chart = |bars| BarChart { y: Message::text("y"), percent: true, bars };
        let (low, high) = range(&chart(vec![bar(0.80, 0.004), bar(0.858, 0.006)]));
        assert!(low <= 0.796 && high >= 0.864 && high - low <= 0.121, "{low} {high}");
        let (low, high) = range(&chart(vec![bar(0.695, 0.08), bar(0.752, 0.044)]));
        assert!((low - 0.5).abs() < 1e-9 && (high - 0.9).abs() < 1e-9, "{low} {high}");
        let (low, high) = range(&chart(vec![bar(0.99, 0.02)]));
        assert!(low >= 0.0 && (high - 1.0).abs() < 1e-9, "{low} {high}");
        assert_eq!(range(&chart(Vec::new())), (0.0, 1.0));
        let (low, high) = range_of_share(0.86, 0.98);
        assert!(low <= 0.86 && high == 1.0, "{low} {high}");
        let (low, high) = round_range(0.2012, 0.3844);
        assert!((low - 0.2).abs() < 1e-9 && (high - 0.4).abs() < 1e-9, "{low} {high}");
    }
}
