//! Two amounts of each class back to back, both from nought: how many customers, and how much they are worth.

use eframe::egui;
use egui::{Align2, CornerRadius, FontId, Rect, Sense, Stroke, StrokeKind, Ui, pos2, vec2};

use super::{describe, elided};
use crate::chart::{Bar, BarChart, Chart, ChartKind};
use crate::ui::say::{Say, percent};
use crate::ui::theme::{self, tokens};

/// What stands beside the bars of a class.
pub struct Row {
    pub name: String,
    /// Small, below the name.
    pub more: String,
    /// At the ends of both bars, after the share.
    pub amounts: [String; 2],
}

/// Above the bars: what they are.
const HEAD: f32 = 22.0;
/// A side narrower than this shows shares alone.
const ROOM_FOR_AMOUNTS: f32 = 150.0;
/// Between the bars of both sides.
const MIDDLE: f32 = 3.0;

/// Draws the bars of two bar charts that have one bar a row: shares, or money where shares say nothing.
pub fn pyramid(ui: &mut Ui, say: Say, charts: [&Chart; 2], rows: &[Row], size: egui::Vec2) {
    let tokens = tokens(ui);
    let (rect, response) = ui.allocate_exact_size(size, Sense::hover());
    let painter = ui.painter_at(rect);
    let row_height = (rect.height() - HEAD) / rows.len().max(1) as f32;
    let (name_font, small) = (FontId::new(12.5, theme::semibold()), FontId::new(11.0, theme::regular()));
    let names: Vec<_> = rows
        .iter()
        .map(|row| {
            let width = rect.width() * 0.34;
            (elided(ui, &row.name, &name_font, width), elided(ui, &row.more, &small, width))
        })
        .collect();
    let widest = names.iter().map(|(name, more)| name.size().x.max(more.size().x)).fold(0.0, f32::max);
    let left = rect.left() + widest + 28.0;
    let half = (rect.right() - left) / 2.0;
    let middle = left + half;
    for (index, (name, more)) in names.into_iter().enumerate() {
        let top = rect.top() + HEAD + row_height * index as f32;
        let y = top + row_height / 2.0;
        let text_top = y - f32::midpoint(name.size().y, more.size().y);
        let below = text_top + name.size().y;
        painter.galley(pos2(rect.left() + 18.0, text_top), name, tokens.text);
        painter.galley_with_override_text_color(pos2(rect.left() + 18.0, below), more, tokens.muted);
        let mark = Rect::from_center_size(pos2(rect.left() + 6.0, y), vec2(12.0, 19.0));
        let colour = colour_of(charts[0], index).or(colour_of(charts[1], index));
        crate::ui::widgets::dot(&mut ui.new_child(egui::UiBuilder::new().max_rect(mark)), colour);
        painter.hline(rect.x_range(), top, Stroke::new(1.0, tokens.grid));
    }
    let scales = scales_of(&painter, charts, rows, half, &small);
    for (side, chart) in charts.into_iter().enumerate() {
        let ChartKind::Bars(bars) = &chart.kind else { continue };
        let towards = if side == 0 { -1.0 } else { 1.0 };
        let head = elided(ui, &say.msg(&bars.y), &small, half - 8.0);
        let at = if side == 0 { middle - 8.0 - head.size().x } else { middle + 8.0 };
        painter.galley_with_override_text_color(pos2(at, rect.top()), head, tokens.muted);
        for (index, bar) in bars.bars.iter().enumerate().take(rows.len()) {
            let y = rect.top() + HEAD + row_height * (index as f32 + 0.5);
            let thick = (row_height * 0.5).min(34.0);
            let length = (scales[side] * bar.value.abs() as f32).max(1.5);
            let from = middle + towards * MIDDLE;
            let to = from + towards * length;
            let place = Rect::from_two_pos(pos2(from, y - thick / 2.0), pos2(to, y + thick / 2.0));
            let ink = theme::series(ui, bar.colour);
            if bar.value < 0.0 {
                // What takes away is hollow.
                painter.rect_stroke(place, CornerRadius::same(3), Stroke::new(1.5, ink), StrokeKind::Inside);
            } else {
                painter.rect_filled(place, CornerRadius::same(3), ink);
            }
            let align = if side == 0 { Align2::RIGHT_CENTER } else { Align2::LEFT_CENTER };
            let at = pos2(to + towards * 6.0, y);
            let text = words(bars, &rows[index], side, bar.value, half);
            painter.text(at, align, text, small.clone(), tokens.text);
        }
    }
    painter.vline(middle, rect.top() + HEAD..=rect.bottom(), Stroke::new(1.0, tokens.line));
    describe(&response, charts[0], say);
    let other = ui.interact(rect, response.id.with("other side"), Sense::hover());
    describe(&other, charts[1], say);
}

/// One scale for both sides where both are shares: bars of equal length are equal shares. The longest leaves room for its
/// own words.
fn scales_of(
    painter: &egui::Painter,
    charts: [&Chart; 2],
    rows: &[Row],
    half: f32,
    font: &FontId,
) -> [f32; 2] {
    let scale = |side: usize| {
        let ChartKind::Bars(chart) = &charts[side].kind else { return f32::INFINITY };
        let of_bar = |(bar, row): (&Bar, &Row)| {
            let text = words(chart, row, side, bar.value, half);
            let taken = painter.layout_no_wrap(text, font.clone(), egui::Color32::PLACEHOLDER).size().x;
            (half - taken - 16.0).max(half * 0.2) / bar.value.abs().max(1e-9) as f32
        };
        chart.bars.iter().zip(rows).map(of_bar).fold(f32::INFINITY, f32::min)
    };
    let scales = [scale(0), scale(1)];
    let shares = |chart: &Chart| matches!(&chart.kind, ChartKind::Bars(bars) if bars.percent);
    if charts.into_iter().all(shares) { [scales[0].min(scales[1]); 2] } else { scales }
}

fn bars_of(chart: &Chart) -> &[Bar] {
    match &chart.kind {
        ChartKind::Bars(bars) => &bars.bars,
        _ => &[],
    }
}

/// What stands at the end of a bar.
fn words(chart: &BarChart, row: &Row, side: usize, value: f64, half: f32) -> String {
    let amount = &row.amounts[side];
    if !chart.percent {
        amount.clone()
    } else if half < ROOM_FOR_AMOUNTS {
        percent(value, 1)
    } else {
        format!("{} · {amount}", percent(value, 1))
    }
}

fn colour_of(chart: &Chart, index: usize) -> Option<usize> {
    bars_of(chart).get(index)?.colour
}
