//! Upright bars of shares with the sum so far as a line over them.

use eframe::egui;
use egui::{Align2, CornerRadius, FontId, Rect, Response, Sense, Shape, Stroke, Ui, pos2, vec2};

use super::describe;
use crate::chart::{Chart, ColumnChart};
use crate::ui::say::{Say, percent};
use crate::ui::theme::{self, tokens};

/// Left of the bars: the figures of the axis; below: the numbers of the bars and the name of the axis.
const LEFT: f32 = 40.0;
const BELOW: f32 = 34.0;

pub fn columns(ui: &mut Ui, say: Say, chart: &Chart, drawn: &ColumnChart, size: egui::Vec2) -> Response {
    let tokens = tokens(ui);
    let (rect, response) = ui.allocate_exact_size(size, Sense::hover());
    let painter = ui.painter_at(rect);
    let frame = Rect::from_min_max(rect.min + vec2(LEFT, 26.0), rect.max - vec2(8.0, BELOW));
    let small = FontId::new(11.0, theme::regular());
    let y = |share: f64| frame.bottom() - frame.height() * share as f32;
    for quarter in 0..=4 {
        let share = f64::from(quarter) / 4.0;
        painter.hline(frame.x_range(), y(share), Stroke::new(1.0, tokens.grid));
        let at = pos2(frame.left() - 6.0, y(share));
        painter.text(at, Align2::RIGHT_CENTER, percent(share, 0), small.clone(), tokens.muted);
    }
    let n = drawn.shares.len().max(1);
    let step = frame.width() / n as f32;
    let x = |index: usize| frame.left() + step * (index as f32 + 0.5);
    let (bar_ink, line_ink) = (theme::series(ui, Some(0)), theme::series(ui, Some(1)));
    let half = (step * 0.36).min(22.0);
    for (index, &share) in drawn.shares.iter().enumerate() {
        let bar = Rect::from_min_max(pos2(x(index) - half, y(share)), pos2(x(index) + half, frame.bottom()));
        painter.rect_filled(bar, CornerRadius { nw: 3, ne: 3, sw: 0, se: 0 }, bar_ink);
        // As many numbers as there is room for.
        if index % (22.0 / step).ceil().max(1.0) as usize == 0 {
            let at = pos2(x(index), frame.bottom() + 3.0);
            painter.text(at, Align2::CENTER_TOP, (index + 1).to_string(), small.clone(), tokens.muted);
        }
        if step >= 38.0 && share >= 0.015 {
            let at = pos2(x(index), y(share) - 2.0);
            painter.text(at, Align2::CENTER_BOTTOM, percent(share, 0), small.clone(), tokens.text);
        }
    }
    let sums = drawn.sums();
    let path: Vec<_> = sums.iter().enumerate().map(|(index, &sum)| pos2(x(index), y(sum))).collect();
    painter.add(Shape::line(path.clone(), Stroke::new(2.0, line_ink)));
    for at in &path {
        painter.circle_filled(*at, 3.0, line_ink);
    }
    let axis = FontId::new(11.5, theme::regular());
    let head = painter.layout_no_wrap(say.msg(&drawn.y), axis.clone(), bar_ink);
    let after = rect.left() + head.size().x + 14.0;
    painter.galley(rect.min, head, bar_ink);
    painter.text(pos2(after, rect.top()), Align2::LEFT_TOP, say.msg(&drawn.sum), axis.clone(), line_ink);
    let middle = pos2(frame.center().x, frame.bottom() + 18.0);
    painter.text(middle, Align2::CENTER_TOP, say.msg(&drawn.x), axis, tokens.muted);
    describe(&response, chart, say);
    let pointed = response.hover_pos().map(|at| ((at.x - frame.left()) / step).floor());
    let Some(index) = pointed.filter(|at| *at >= 0.0).map(|at| at as usize).filter(|at| *at < sums.len())
    else {
        return response;
    };
    let words = format!(
        "{} {}\n{}: {}\n{}: {}",
        say.msg(&drawn.x),
        index + 1,
        say.msg(&drawn.y),
        percent(drawn.shares[index], 1),
        say.msg(&drawn.sum),
        percent(sums[index], 1),
    );
    response.on_hover_text_at_pointer(words)
}
