//! What segments are like: a row a column, a line a segment, from far below everyone on the left to far above.

use eframe::egui;
use egui::{Align2, FontId, Rect, Response, Sense, Shape, Stroke, Ui, pos2, vec2};

use super::marks::Marks;
use super::{describe, elided};
use crate::chart::{Chart, Mark, ProfileChart, ProfileLine, mark};
use crate::ui::say::{Say, compact};
use crate::ui::theme::{self, tokens};

/// The least and the most height of a row.
const ROW: [f32; 2] = [20.0, 40.0];
/// Below the rows: figures and the name of the axis.
const AXIS: f32 = 34.0;
/// Of the width, the most that names may take.
const NAMES: f32 = 0.42;

/// Draws as many columns as there is room for, those first in which segments differ most; with `all` the chart may
/// be higher than the room. `segment` (its mark) stands out.
pub fn profile(
    ui: &mut Ui,
    say: Say,
    chart: &Chart,
    drawn: &ProfileChart,
    size: egui::Vec2,
    all: bool,
    segment: Option<usize>,
) -> Response {
    let tokens = tokens(ui);
    let fitting = ((size.y - AXIS) / ROW[0]).floor().max(1.0) as usize;
    let n = if all { drawn.columns.len() } else { drawn.columns.len().min(fitting) };
    let row = ((size.y - AXIS) / n.max(1) as f32).clamp(ROW[0], ROW[1]);
    let height = row * n as f32 + AXIS;
    let (rect, response) = ui.allocate_exact_size(vec2(size.x, height), Sense::hover());
    let painter = ui.painter_at(rect);
    let font = FontId::new(12.0, theme::regular());
    let names: Vec<_> = drawn
        .columns
        .iter()
        .take(n)
        .map(|column| elided(ui, &column.name, &font, size.x * NAMES - 14.0))
        .collect();
    let widest = names.iter().map(|name| name.size().x).fold(0.0, f32::max);
    let (left, right) = (rect.left() + widest + 16.0, rect.right() - 8.0);
    let [low, high] = range(drawn, n);
    let x = |value: f64| left + (right - left) * ((value - low) / (high - low)).clamp(0.0, 1.0) as f32;
    let y = |index: usize| rect.top() + row * (index as f32 + 0.5);
    let bottom = rect.top() + row * n as f32;
    axis(ui, say, drawn, [low, high], &x, [rect.top(), bottom]);
    for (index, name) in names.into_iter().enumerate() {
        painter.hline(left..=right, y(index), Stroke::new(1.0, tokens.grid));
        painter.galley(pos2(rect.left(), y(index) - name.size().y / 2.0), name, tokens.text);
    }
    // The line that stands out is drawn over the others.
    let mut lines: Vec<&ProfileLine> = drawn.segments.iter().collect();
    lines.sort_by_key(|line| segment == Some(line.place));
    for line in lines {
        let pale = segment.is_some_and(|shown| shown != line.place);
        draw_line(ui, &painter, line, n, pale, &|index, value| pos2(x(value), y(index)));
    }
    if let Some(customer) = &drawn.customer {
        let path: Vec<_> = places(customer, n, &|index, value| pos2(x(value), y(index)));
        painter.extend(Shape::dashed_line(&path, Stroke::new(1.6, tokens.text), 5.0, 4.0));
        for &at in &path {
            painter.circle_filled(at, 3.0, tokens.text);
        }
    }
    describe(&response, chart, say);
    let pointed = response.hover_pos().map(|at| ((at.y - rect.top()) / row) as usize);
    if let Some(column) = pointed.filter(|&index| index < n) {
        let strip = Rect::from_min_max(
            pos2(rect.left(), rect.top() + row * column as f32),
            pos2(rect.right(), rect.top() + row * (column + 1) as f32),
        );
        painter.rect_filled(strip, 4.0, tokens.text.gamma_multiply(0.05));
        return response.on_hover_ui_at_pointer(|ui| in_own_units(ui, say, drawn, column));
    }
    response
}

/// A round range around everything, the same to both sides of nought at least half a standard deviation.
fn range(drawn: &ProfileChart, n: usize) -> [f64; 2] {
    let lines = drawn.segments.iter().chain(&drawn.customer);
    let values = lines.flat_map(|line| line.values.iter().take(n)).copied().filter(|value| value.is_finite());
    let (low, high) =
        values.fold((-0.5, 0.5), |(low, high): (f64, f64), value| (low.min(value), high.max(value)));
    [(low * 2.0 - 0.2).floor() / 2.0, (high * 2.0 + 0.2).ceil() / 2.0]
}

fn axis(ui: &Ui, say: Say, drawn: &ProfileChart, ends: [f64; 2], x: &impl Fn(f64) -> f32, height: [f32; 2]) {
    let tokens = tokens(ui);
    let painter = ui.painter();
    let font = FontId::new(11.0, theme::regular());
    let step = [0.5, 1.0, 2.0, 5.0, 10.0].into_iter().find(|step| (ends[1] - ends[0]) / step <= 7.0);
    let step = step.unwrap_or(25.0);
    let first = (ends[0] / step).ceil() as i64;
    let last = (ends[1] / step).floor() as i64;
    for mark in first..=last {
        let value = mark as f64 * step;
        let ink = if mark == 0 { tokens.muted } else { tokens.grid };
        painter.vline(x(value), height[0]..=height[1], Stroke::new(1.0, ink));
        let at = pos2(x(value), height[1] + 2.0);
        painter.text(at, Align2::CENTER_TOP, compact(value), font.clone(), tokens.muted);
    }
    let middle = pos2(f32::midpoint(x(ends[0]), x(ends[1])), height[1] + 17.0);
    let words =
        elided(ui, &say.msg(&drawn.x), &FontId::new(11.5, theme::regular()), x(ends[1]) - x(ends[0]) + 60.0);
    painter.galley_with_override_text_color(middle - vec2(words.size().x / 2.0, 0.0), words, tokens.muted);
}

fn places(line: &ProfileLine, n: usize, place: &impl Fn(usize, f64) -> egui::Pos2) -> Vec<egui::Pos2> {
    let values = line.values.iter().take(n).enumerate();
    values.filter(|(_, value)| value.is_finite()).map(|(index, &value)| place(index, value)).collect()
}

fn draw_line(
    ui: &Ui,
    painter: &egui::Painter,
    line: &ProfileLine,
    n: usize,
    pale: bool,
    place: &impl Fn(usize, f64) -> egui::Pos2,
) {
    let Mark { colour, hollow, .. } = mark(line.place);
    let ink = theme::series(ui, Some(colour)).gamma_multiply(if pale { 0.25 } else { 1.0 });
    let path = places(line, n, place);
    let stroke = Stroke::new(if pale { 1.2 } else { 1.8 }, ink);
    if hollow {
        painter.extend(Shape::dashed_line(&path, stroke, 6.0, 3.0));
    } else {
        painter.add(Shape::line(path.clone(), stroke));
    }
    if !pale {
        let mut marks = Marks::new(ui, 3.8);
        for at in path {
            marks.add(at, mark(line.place), ink);
        }
        painter.add(marks.shape());
    }
}

/// The means of a column in its own unit.
fn in_own_units(ui: &mut Ui, say: Say, drawn: &ProfileChart, column: usize) {
    let tokens = tokens(ui);
    let Some(about) = drawn.columns.get(column) else { return };
    ui.label(theme::strong(&about.name).color(tokens.text));
    let mut row = |place: Option<usize>, name: &str, value: f64| {
        ui.horizontal(|ui| {
            crate::ui::widgets::dot(ui, place);
            ui.label(theme::body(name).color(tokens.text));
            ui.label(theme::strong(compact(value)).color(tokens.text));
        });
    };
    for line in drawn.customer.iter().chain(&drawn.segments) {
        let value = line.own_units.get(column).copied().unwrap_or(f64::NAN);
        row(Some(line.place), &say.msg(&line.name), value);
    }
    row(None, &say.tr("seg-chart-everyone"), about.overall);
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::base::Message;
    use crate::chart::ProfileColumn;

    #[test]
    fn the_axis_holds_every_line_that_is_drawn() {
        let line = |values: Vec<f64>| ProfileLine {
            name: Message::text("a"),
            place: 0,
            own_units: values.clone(),
            values,
        };
        let column = |name: &str| ProfileColumn { name: name.into(), overall: 1.0 };
        let mut drawn = ProfileChart {
            x: Message::text("sd"),
            columns: vec![column("a"), column("b")],
            segments: vec![line(vec![1.9, -7.0]), line(vec![-0.2, f64::NAN])],
            customer: None,
        };
        assert_eq!(range(&drawn, 1), [-1.0, 2.0]);
        assert_eq!(range(&drawn, 2)[0], -7.5);
        drawn.customer = Some(line(vec![4.0, 0.0]));
        assert_eq!(range(&drawn, 1)[1], 4.5);
    }
}
