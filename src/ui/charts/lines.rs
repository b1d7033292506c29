//! Curves over a common axis: bands, dashed validation, the best round ringed, names at the ends.

use std::ops::RangeInclusive;
use std::sync::Arc;

use eframe::egui;
use egui::{Color32, CornerRadius, FontId, Galley, Response, Shape, Stroke, StrokeKind, Ui, pos2, vec2};
use egui_plot::{
    AxisHints, FilledArea, GridMark, HoverPosition, Line as PlotLine, LineStyle, Plot, PlotBounds, PlotPoint,
    PlotTransform,
};

use super::hovered::hovered;
use super::ticks::ticks;
use super::{describe, elided};
use crate::chart::{Chart, Level, Line, LineChart};
use crate::ui::say::{Say, compact};
use crate::ui::theme::{self, tokens};

/// How a line chart is to be drawn.
#[derive(Clone, Copy, Debug, PartialEq)]
pub struct Look {
    pub size: egui::Vec2,
    pub log: bool,
    /// Names at the ends of the lines.
    pub labels: bool,
    /// Axis names and numbers; without them the chart is a thumbnail.
    pub axes: bool,
    /// The axis reaches at least this far, so that a growing curve does not rescale it.
    pub x_max: Option<f64>,
}

/// Of curves.
const WIDTH: f32 = 2.2;
/// Curves at screen precision: more points than this in one pixel column are thinned to their extremes.
const POINTS_A_PIXEL: usize = 4;

/// Of the width, the most that a name may take.
const MOST_NAMES: f32 = 0.4;

/// The least distance between two names, in points.
const LABEL_STEP: f32 = 16.0;

struct Bounds {
    x: [f64; 2],
    y: [f64; 2],
}

pub fn lines(ui: &mut Ui, say: Say, id: &str, chart: &Chart, lines: &LineChart, look: Look) -> Response {
    let height = |value: f64| if look.log { value.max(f64::MIN_POSITIVE).log10() } else { value };
    let bounds = bounds(lines, look, &height);
    let mut labels =
        if look.labels { end_labels(ui, say, lines, look.size.x * MOST_NAMES) } else { Vec::new() };
    if look.axes {
        labels.extend(lines.levels.iter().filter_map(|level| level_label(ui, say, level, bounds.x[1], look)));
    }
    let widest = labels.iter().map(|label| label.galley.size().x + 12.0).fold(0.0, f32::max);
    // Room for the names at the right, in units of the axis.
    let inner = f64::from((look.size.x - if look.axes { 52.0 } else { 0.0 }).max(60.0));
    let widen = inner / (inner - f64::from(widest).min(inner * 0.5));
    let span = bounds.x[1] - bounds.x[0];
    let right = bounds.x[0] + span * widen + span * 0.01;

    let plot = plot(ui, say, id, lines, look, bounds.x);
    let shown = plot.show(ui, |plot| {
        plot.set_auto_bounds([false, false]);
        plot.set_plot_bounds(PlotBounds::from_min_max(
            [bounds.x[0] - span * 0.01, bounds.y[0]],
            [right, bounds.y[1]],
        ));
        let columns = look.size.x as usize;
        for line in &lines.lines {
            let colour = series(plot.ctx(), line.colour);
            if !line.band.is_empty() {
                let (xs, low, high) = unzip(&line.band, &height, &bounds);
                if xs.len() > 1 {
                    plot.add(
                        FilledArea::new("", &xs, &low, &high)
                            .fill_color(colour.gamma_multiply(0.14))
                            .allow_hover(false),
                    );
                }
            }
            let points: Vec<[f64; 2]> = line
                .points
                .iter()
                .filter(|point| point[1].is_finite())
                .map(|point| [point[0], height(point[1])])
                .collect();
            if is_staircase(&points) {
                continue;
            }
            let (width, style) = if line.dashed {
                (1.3, LineStyle::Dashed { length: 5.0 })
            } else {
                (WIDTH, LineStyle::Solid)
            };
            plot.line(
                PlotLine::new(say.msg(&line.name), thin(points, columns))
                    .color(colour)
                    .width(width)
                    .style(style),
            );
        }
    });
    hovered(ui, lines, &height, &shown.transform, shown.response.hover_pos());
    staircases(ui, lines, &height, &shown.transform);
    levels(ui, (lines, bounds.x[1]), look, &height, &shown.transform);
    cursor(ui, say, lines, &shown.transform);
    marks(ui, lines, look, &height, &shown.transform);
    draw_labels(ui, labels, &height, &shown.transform);
    describe(&shown.response, chart, say);
    shown.response
}

fn plot<'a>(ui: &Ui, say: Say, id: &str, lines: &LineChart, look: Look, x: [f64; 2]) -> Plot<'a> {
    let ground = tokens(ui);
    let muted = ground.muted;
    let log = look.log;
    let number = move |mark: GridMark, _: &RangeInclusive<f64>| {
        compact(if log { 10f64.powf(mark.value) } else { mark.value })
    };
    let whole = |mark: GridMark, _: &RangeInclusive<f64>| {
        let round = mark.value.round();
        if (mark.value - round).abs() < 1e-6 { compact(round) } else { String::new() }
    };
    let font = FontId::new(11.0, theme::regular());
    let x_axis = AxisHints::new_x()
        .label(theme::small(say.msg(&lines.x)).color(muted))
        .formatter(whole)
        .label_spacing(egui::Rangef::new(1.0, 8.0))
        .tick_label_color(muted)
        .tick_label_font(font.clone());
    let y_axis = AxisHints::new_y()
        .label(theme::small(say.msg(&lines.y)).color(muted))
        .formatter(number)
        .min_thickness(34.0)
        .label_spacing(egui::Rangef::new(1.0, 8.0))
        .tick_label_color(muted)
        .tick_label_font(font);
    let (x_name, y_name) = (say.msg(&lines.x), say.msg(&lines.y));
    let plot = Plot::new(id.to_owned())
        .width(look.size.x)
        .height(look.size.y)
        .show_background(false)
        .show_grid([false, true])
        .grid_color(ground.grid)
        .grid_fade(0.0)
        .show_crosshair(false)
        .set_margin_fraction(vec2(0.0, 0.0))
        .allow_zoom(false)
        .allow_drag(false)
        .allow_scroll(false)
        .allow_boxed_zoom(false)
        .allow_axis_zoom_drag(false)
        .allow_double_click_reset(false)
        // Beyond the data there is only room for names.
        .x_grid_spacer(move |_| ticks((x[0], x[1]), false))
        .y_grid_spacer(move |input| ticks(input.bounds, log))
        .grid_spacing(egui::Rangef::new(2.0, 12.0))
        .label_formatter(move |hover| match hover {
            HoverPosition::NearDataPoint { plot_name, position, .. } => {
                let value = if log { 10f64.powf(position.y) } else { position.y };
                Some(format!(
                    "{plot_name}\n{x_name}: {}\n{y_name}: {}",
                    compact(position.x.round()),
                    compact(value)
                ))
            }
            HoverPosition::Elsewhere { .. } => None,
        });
    if look.axes {
        plot.custom_x_axes(vec![x_axis]).custom_y_axes(vec![y_axis])
    } else {
        plot.show_axes([false, false])
    }
}

fn series(ctx: &egui::Context, place: Option<usize>) -> Color32 {
    theme::series_of(ctx.global_style().visuals.dark_mode, place)
}

/// What the axes must hold, a little wider than the curves.
fn bounds(chart: &LineChart, look: Look, height: &impl Fn(f64) -> f64) -> Bounds {
    let mut x = [f64::INFINITY, f64::NEG_INFINITY];
    let mut y = x;
    let mut take = |at: f64, value: f64| {
        if at.is_finite() && value.is_finite() && (!look.log || value > 0.0) {
            let value = height(value);
            x = [x[0].min(at), x[1].max(at)];
            y = [y[0].min(value), y[1].max(value)];
        }
    };
    for line in &chart.lines {
        line.points.iter().for_each(|point| take(point[0], point[1]));
    }
    chart.reach.iter().for_each(|point| take(point[0], point[1]));
    let first = chart.lines.iter().find_map(|line| line.points.first()).map_or(0.0, |point| point[0]);
    chart.levels.iter().for_each(|level| take(first, level.at));
    if x[0] > x[1] {
        (x, y) = ([0.0, 1.0], [0.0, 1.0]);
    }
    x[1] = x[1].max(look.x_max.unwrap_or(x[1])).max(x[0] + 1.0);
    // Half a ring at least, however low the chart.
    let ring = 8.0 / f64::from((look.size.y - 44.0).max(40.0));
    let room =
        ((y[1] - y[0]) * ring.max(0.06)).max(if look.log { 0.02 } else { y[1].abs().max(1e-6) * 0.02 });
    Bounds { x, y: [y[0] - room, y[1] + room] }
}

/// The band in the units of the axis, cut a little outside of it: a wide spread must not flatten the curves.
fn unzip(band: &[[f64; 3]], height: &impl Fn(f64) -> f64, bounds: &Bounds) -> (Vec<f64>, Vec<f64>, Vec<f64>) {
    let span = bounds.y[1] - bounds.y[0];
    let cut = |value: f64| height(value).clamp(bounds.y[0] - span, bounds.y[1] + span);
    let mut out = (Vec::new(), Vec::new(), Vec::new());
    for point in band.iter().filter(|point| point.iter().all(|value| value.is_finite())) {
        out.0.push(point[0]);
        out.1.push(cut(point[1]));
        out.2.push(cut(point[2]));
    }
    out
}

/// Whether a curve goes straight up or down somewhere.
fn is_staircase(points: &[[f64; 2]]) -> bool {
    points.windows(2).any(|pair| pair[1][0] <= pair[0][0])
}

/// Curves with steps, drawn from corner to corner: as one path, the corners of small steps would be filled.
fn staircases(ui: &Ui, chart: &LineChart, height: &impl Fn(f64) -> f64, transform: &PlotTransform) {
    let painter = ui.painter_at(transform.frame().expand(WIDTH));
    for line in chart.lines.iter().filter(|line| is_staircase(&line.points)) {
        let stroke = Stroke::new(WIDTH, series(ui.ctx(), line.colour));
        let at =
            |point: &[f64; 2]| transform.position_from_point(&PlotPoint::new(point[0], height(point[1])));
        let places: Vec<egui::Pos2> = line.points.iter().map(at).collect();
        for run in between_corners(&places) {
            painter.add(Shape::line(run.to_vec(), stroke));
        }
    }
}

/// The pieces of a path that turn nowhere by more than 45°; each begins where the one before it ends.
fn between_corners(places: &[egui::Pos2]) -> impl Iterator<Item = &[egui::Pos2]> {
    let turns = |at: usize| {
        let (before, after) = (places[at] - places[at - 1], places[at + 1] - places[at]);
        before.normalized().dot(after.normalized()) < std::f32::consts::FRAC_1_SQRT_2
    };
    let last = places.len().saturating_sub(1);
    let corners: Vec<usize> = (0..=last).filter(|&at| at == 0 || at == last || turns(at)).collect();
    (1..corners.len()).map(move |index| &places[corners[index - 1]..=corners[index]])
}

/// Keeps the first, lowest, highest and last point of each pixel column.
fn thin(points: Vec<[f64; 2]>, columns: usize) -> Vec<[f64; 2]> {
    let columns = columns.max(16);
    if points.len() <= columns * POINTS_A_PIXEL {
        return points;
    }
    let chunk = points.len().div_ceil(columns);
    let mut out = Vec::with_capacity(columns * POINTS_A_PIXEL);
    for column in points.chunks(chunk) {
        let by = |a: &&[f64; 2], b: &&[f64; 2]| a[1].total_cmp(&b[1]);
        let mut kept: Vec<[f64; 2]> =
            [column.first(), column.iter().min_by(by), column.iter().max_by(by), column.last()]
                .into_iter()
                .flatten()
                .copied()
                .collect();
        kept.sort_by(|a, b| a[0].total_cmp(&b[0]));
        kept.dedup();
        out.extend(kept);
    }
    out
}

/// The rings around the best rounds.
fn marks(ui: &Ui, chart: &LineChart, look: Look, height: &impl Fn(f64) -> f64, transform: &PlotTransform) {
    let painter = ui.painter_at(transform.frame().expand(6.0));
    let ground = tokens(ui);
    for line in &chart.lines {
        let Some(ring) = line.ring.filter(|ring| ring[1].is_finite()) else { continue };
        if look.log && ring[1] <= 0.0 {
            continue;
        }
        let at = transform.position_from_point(&PlotPoint::new(ring[0], height(ring[1])));
        let mark = egui::Rect::from_center_size(at, vec2(11.0, 11.0));
        painter.rect_filled(mark, CornerRadius::same(6), ground.surface);
        let stroke = Stroke::new(2.0, theme::series(ui, line.colour));
        painter.rect_stroke(mark, CornerRadius::same(6), stroke, StrokeKind::Inside);
    }
}

/// Level lines from the left to the end of the data, where their names stand.
fn levels(
    ui: &Ui,
    (chart, end): (&LineChart, f64),
    look: Look,
    height: &impl Fn(f64) -> f64,
    transform: &PlotTransform,
) {
    let frame = *transform.frame();
    let right = transform.position_from_point_x(end).min(frame.right());
    let painter = ui.painter_at(frame.expand(1.0));
    for level in chart.levels.iter().filter(|level| level.at.is_finite() && (!look.log || level.at > 0.0)) {
        let y = transform.position_from_point_y(height(level.at));
        let ends = [pos2(frame.left(), y), pos2(right, y)];
        painter.extend(Shape::dashed_line(&ends, Stroke::new(1.2, tokens(ui).text), 2.0, 3.0));
    }
}

/// The upright line with its name at its foot, on the side where there is more room.
fn cursor(ui: &Ui, say: Say, chart: &LineChart, transform: &PlotTransform) {
    let Some(at) = chart.cursor else { return };
    let (ink, frame) = (tokens(ui).accent, *transform.frame());
    let x = transform.position_from_point_x(at);
    ui.painter_at(frame).vline(x, frame.y_range(), Stroke::new(1.0, ink));
    let Some(name) = &chart.cursor_name else { return };
    let name = elided(ui, &say.msg(name), &FontId::new(11.5, theme::regular()), frame.width() * 0.45);
    let left = if x < frame.center().x { x + 6.0 } else { x - 6.0 - name.size().x };
    written(ui, &ui.painter_at(frame), pos2(left, frame.bottom() - name.size().y - 3.0), name, ink);
}

/// Words on a ground of their own, so that no line runs through them.
fn written(ui: &Ui, painter: &egui::Painter, at: egui::Pos2, words: Arc<Galley>, ink: Color32) {
    let room = egui::Rect::from_min_size(at, words.size()).expand2(vec2(2.0, 0.0));
    painter.rect_filled(room, 2.0, tokens(ui).surface.gamma_multiply(0.94));
    painter.galley_with_override_text_color(at, words, ink);
}

/// The name of a level with its value, among the names at the ends of the lines.
fn level_label(ui: &Ui, say: Say, level: &Level, x: f64, look: Look) -> Option<EndLabel> {
    if !level.at.is_finite() || (look.log && level.at <= 0.0) {
        return None;
    }
    let colour = tokens(ui).text;
    let words = format!("{} {}", say.msg(&level.name), compact(level.at));
    let galley = ui.painter().layout_no_wrap(words, FontId::new(11.5, theme::regular()), colour);
    Some(EndLabel { at: [x, level.at], galley, colour })
}

struct EndLabel {
    at: [f64; 2],
    galley: Arc<Galley>,
    colour: Color32,
}

/// The names that stand at the ends of the solid coloured lines, each name once.
fn end_labels(ui: &Ui, say: Say, chart: &LineChart, most: f32) -> Vec<EndLabel> {
    let mut labels: Vec<EndLabel> = Vec::new();
    let mut names: Vec<String> = Vec::new();
    for line in chart.lines.iter().filter(|line| !line.dashed) {
        let Some(end) = end(line) else { continue };
        let name = say.msg(&line.name);
        if names.contains(&name) {
            continue;
        }
        let colour = theme::series(ui, line.colour);
        let galley = elided(ui, &name, &FontId::new(11.5, theme::semibold()), most);
        names.push(name);
        labels.push(EndLabel { at: end, galley, colour });
    }
    labels
}

fn end(line: &Line) -> Option<[f64; 2]> {
    line.points.iter().rev().find(|point| point[1].is_finite()).copied()
}

/// Draws the names, spread apart where their lines end close together.
fn draw_labels(ui: &Ui, mut labels: Vec<EndLabel>, height: &impl Fn(f64) -> f64, transform: &PlotTransform) {
    let frame = *transform.frame();
    labels.sort_by(|a, b| b.at[1].total_cmp(&a.at[1]));
    let ends: Vec<egui::Pos2> = labels
        .iter()
        .map(|label| transform.position_from_point(&PlotPoint::new(label.at[0], height(label.at[1]))))
        .collect();
    let wanted: Vec<f32> = ends.iter().map(|end| end.y).collect();
    let placed = spread(&wanted, frame.top() + 8.0, frame.bottom() - 8.0);
    let painter = ui.painter_at(frame.expand2(vec2(0.0, 10.0)));
    for ((label, end), y) in labels.into_iter().zip(ends).zip(placed) {
        let x = end.x + 8.0;
        if (y - end.y).abs() > 5.0 {
            let from = pos2(end.x + 1.0, end.y);
            painter.add(Shape::line_segment([from, pos2(x - 2.0, y)], Stroke::new(1.0, label.colour)));
        }
        let at = pos2(x, y - label.galley.size().y / 2.0);
        written(ui, &painter, at, label.galley, label.colour);
    }
}

/// Moves ascending places apart to at least [`LABEL_STEP`], as little as needed, inside the limits.
fn spread(wanted: &[f32], top: f32, bottom: f32) -> Vec<f32> {
    let mut placed: Vec<f32> = Vec::with_capacity(wanted.len());
    for &y in wanted {
        let least = placed.last().map_or(top, |last| last + LABEL_STEP);
        placed.push(y.max(least));
    }
    let mut most = bottom;
    for y in placed.iter_mut().rev() {
        *y = y.min(most);
        most = *y - LABEL_STEP;
    }
    placed
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn names_stand_apart_and_inside() {
        assert_eq!(spread(&[10.0, 12.0, 90.0], 0.0, 100.0), [10.0, 26.0, 90.0]);
        assert_eq!(spread(&[95.0, 99.0], 0.0, 100.0), [84.0, 100.0]);
        assert!(spread(&[], 0.0, 1.0).is_empty());
    }

    #[test]
    fn a_staircase_is_cut_at_its_corners() {
        let path: Vec<egui::Pos2> =
            [(0.0, 0.0), (0.0, 5.0), (1.0, 9.0), (8.0, 9.0), (8.0, 2.0)].map(|(x, y)| pos2(x, y)).to_vec();
        let lengths: Vec<usize> = between_corners(&path).map(<[_]>::len).collect();
        assert_eq!(lengths, [3, 2, 2]);
        assert_eq!(between_corners(&path[..1]).count(), 0);
        assert_eq!(between_corners(&[]).count(), 0);
    }

    #[test]
    fn thinning_keeps_the_extremes() {
        let points: Vec<[f64; 2]> = (0..10_000)
            .map(|x| [f64::from(x), if x == 5_003 { 9.0 } else { f64::from(x % 7) * 0.1 }])
            .collect();
        let thinned = thin(points.clone(), 500);
        assert!(thinned.len() <= 500 * POINTS_A_PIXEL);
        assert!(thinned.contains(&[5_003.0, 9.0]));
        assert_eq!((thinned[0], thinned[thinned.len() - 1]), (points[0], points[9_999]));
        assert!(thinned.is_sorted_by(|a, b| a[0] <= b[0]));
    }
}
