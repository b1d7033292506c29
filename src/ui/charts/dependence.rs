//! How a probability goes with a column: a line over numbers with the middle half of the customers as a band, a mark for
//! every other value.

use eframe::egui;
use egui::{
    Align2, CornerRadius, FontId, Painter, Pos2, Rect, Response, Sense, Shape, Stroke, Ui, pos2, vec2,
};

use super::ticks::round_steps;
use super::{describe, elided};
use crate::chart::{Chart, DependenceChart, Dependent};
use crate::ui::say::{Say, compact, percent};
use crate::ui::theme::{self, tokens};

/// Left of the marks: the figures of the axis; below: names of the values and of the axis.
const LEFT: f32 = 46.0;
const BELOW: f32 = 38.0;
/// The room of a value that has no place on the axis of numbers, at most.
const ASIDE: f32 = 84.0;

/// Where everything stands.
struct Plane {
    frame: Rect,
    /// What the axis of probabilities reaches.
    y: [f64; 2],
    /// The part of the frame that numbers have, and from where to where they reach.
    numbers: Rect,
    x: [f64; 2],
}

impl Plane {
    fn y(&self, share: f64) -> f32 {
        let part = (share - self.y[0]) / (self.y[1] - self.y[0]);
        self.frame.bottom() - self.frame.height() * part.clamp(0.0, 1.0) as f32
    }

    fn x(&self, number: f64) -> f32 {
        let span = self.x[1] - self.x[0];
        let part = if span > 0.0 { (number - self.x[0]) / span } else { 0.5 };
        self.numbers.left() + self.numbers.width() * part.clamp(0.0, 1.0) as f32
    }
}

/// Four equal steps of 1, 2, 5, 10, 20 or 25 % that hold everything: where they begin and end.
fn reach(points: &[Dependent]) -> [f64; 2] {
    let (low, high) = points.iter().fold((f64::INFINITY, f64::NEG_INFINITY), |(low, high), point| {
        (low.min(point.lower), high.max(point.upper))
    });
    if low > high {
        return [0.0, 1.0];
    }
    let four = |step: f64| {
        let from = ((low / step).floor() * step).min(1.0 - 4.0 * step);
        [from, from + 4.0 * step]
    };
    [0.01, 0.02, 0.05, 0.1, 0.2].map(four).into_iter().find(|ends| ends[1] >= high).unwrap_or([0.0, 1.0])
}

pub fn dependence(
    ui: &mut Ui,
    say: Say,
    chart: &Chart,
    drawn: &DependenceChart,
    size: egui::Vec2,
) -> Response {
    let (rect, response) = ui.allocate_exact_size(size, Sense::hover());
    let painter = ui.painter_at(rect);
    let frame = Rect::from_min_max(rect.min + vec2(LEFT, 22.0), rect.max - vec2(10.0, BELOW));
    let numbers: Vec<(f64, &Dependent)> =
        drawn.points.iter().filter_map(|point| Some((point.at?, point))).collect();
    let others: Vec<&Dependent> = drawn.points.iter().filter(|point| point.at.is_none()).collect();
    let aside = match (numbers.len(), others.len()) {
        (0, n) => frame.width() / n.max(1) as f32,
        (_, n) => ASIDE.min(frame.width() * 0.4 / n.max(1) as f32),
    };
    let split = if numbers.is_empty() { frame.left() } else { frame.right() - aside * others.len() as f32 };
    let x = match (numbers.first(), numbers.last()) {
        (Some(first), Some(last)) => [first.0, last.0],
        _ => [0.0, 1.0],
    };
    let part = Rect::from_min_max(frame.min, pos2(split, frame.bottom())).shrink2(vec2(8.0, 0.0));
    let plane = Plane { frame, y: reach(&drawn.points), numbers: part, x };
    axes(ui, say, &painter, drawn, (&plane, rect, !numbers.is_empty()));
    line(ui, &painter, &plane, &numbers);
    if let Some(own) = drawn.own.filter(|_| !numbers.is_empty()) {
        let ink = Stroke::new(1.5, tokens(ui).accent);
        painter.vline(plane.x(own), frame.y_range(), ink);
    }
    for (index, point) in others.iter().enumerate() {
        let middle = split + aside * (index as f32 + 0.5);
        value(ui, say, &painter, (&plane, middle, aside), point);
    }
    describe(&response, chart, say);
    hover(say, response, drawn, (&plane, &numbers, &others), (split, aside))
}

/// Grid, figures and names.
fn axes(
    ui: &Ui,
    say: Say,
    painter: &Painter,
    drawn: &DependenceChart,
    (plane, rect, with_numbers): (&Plane, Rect, bool),
) {
    let tokens = tokens(ui);
    let small = FontId::new(11.0, theme::regular());
    let axis = FontId::new(11.5, theme::regular());
    for quarter in 0..=4 {
        let share = plane.y[0] + (plane.y[1] - plane.y[0]) * f64::from(quarter) / 4.0;
        painter.hline(plane.frame.x_range(), plane.y(share), Stroke::new(1.0, tokens.grid));
        let decimals = u8::from((share * 100.0).fract().abs() > 1e-6 && plane.y[1] - plane.y[0] < 0.5);
        let at = pos2(plane.frame.left() - 6.0, plane.y(share));
        painter.text(at, Align2::RIGHT_CENTER, percent(share, decimals), small.clone(), tokens.muted);
    }
    painter.text(rect.min, Align2::LEFT_TOP, say.msg(&drawn.y), axis.clone(), tokens.muted);
    if with_numbers {
        let [first, last] = plane.x;
        let numbers = if first < last { round_steps(first, last, 6) } else { vec![first] };
        for number in numbers {
            let at = pos2(plane.x(number), plane.frame.bottom() + 3.0);
            painter.text(at, Align2::CENTER_TOP, compact(number), small.clone(), tokens.muted);
        }
    }
    let middle = pos2(plane.frame.center().x, plane.frame.bottom() + 20.0);
    painter.text(middle, Align2::CENTER_TOP, say.msg(&drawn.x), axis, tokens.muted);
}

/// The mean over the numbers, with the middle half of the customers around it.
fn line(ui: &Ui, painter: &Painter, plane: &Plane, numbers: &[(f64, &Dependent)]) {
    let ink = theme::series(ui, Some(0));
    for pair in numbers.windows(2) {
        let [(a, from), (b, to)] = pair else { continue };
        let corner = |number: f64, share: f64| pos2(plane.x(number), plane.y(share));
        let band =
            vec![corner(*a, from.lower), corner(*b, to.lower), corner(*b, to.upper), corner(*a, from.upper)];
        painter.add(Shape::convex_polygon(band, ink.gamma_multiply(0.16), Stroke::NONE));
    }
    let path: Vec<Pos2> =
        numbers.iter().map(|(number, point)| pos2(plane.x(*number), plane.y(point.mean))).collect();
    for at in &path {
        painter.circle_filled(*at, 2.6, ink);
    }
    painter.add(Shape::line(path, Stroke::new(2.2, ink)));
}

/// A value without a place on an axis: the mean, the middle half, and its name below.
fn value(ui: &Ui, say: Say, painter: &Painter, (plane, middle, room): (&Plane, f32, f32), point: &Dependent) {
    let (ink, ground) = (theme::series(ui, Some(0)), tokens(ui));
    let half = (room * 0.3).min(26.0);
    let band = Rect::from_min_max(
        pos2(middle - half, plane.y(point.upper)),
        pos2(middle + half, plane.y(point.lower)),
    );
    painter.rect_filled(band, CornerRadius::same(3), ink.gamma_multiply(0.2));
    painter.hline(middle - half..=middle + half, plane.y(point.mean), Stroke::new(3.0, ink));
    let small = FontId::new(11.0, theme::regular());
    let name = elided(ui, &say.msg(&point.name), &small, room - 6.0);
    let at = pos2(middle - name.size().x / 2.0, plane.frame.bottom() + 3.0);
    painter.galley_with_override_text_color(at, name, ground.muted);
}

/// The value under the pointer in words.
fn hover(
    say: Say,
    response: Response,
    drawn: &DependenceChart,
    (plane, numbers, others): (&Plane, &[(f64, &Dependent)], &[&Dependent]),
    (split, aside): (f32, f32),
) -> Response {
    let Some(at) = response.hover_pos().filter(|at| plane.frame.contains(*at)) else { return response };
    let near = |point: &&(f64, &Dependent)| (plane.x(point.0) - at.x).abs();
    let point = if at.x < split {
        numbers.iter().min_by(|a, b| near(a).total_cmp(&near(b))).map(|(_, point)| *point)
    } else {
        others.get(((at.x - split) / aside).floor() as usize).copied()
    };
    let Some(point) = point else { return response };
    let words = format!(
        "{}: {}\n{}: {} ({}–{})",
        say.msg(&drawn.x),
        say.msg(&point.name),
        say.msg(&drawn.y),
        percent(point.mean, 1),
        percent(point.lower, 1),
        percent(point.upper, 1)
    );
    response.on_hover_text_at_pointer(words)
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::base::Message;

    #[test]
    fn the_axis_holds_the_middle_half_of_the_customers_at_every_value() {
        let point = |lower, upper| Dependent { name: Message::text("a"), at: None, mean: 0.2, lower, upper };
        let [low, high] = reach(&[point(0.12, 0.31), point(0.07, 0.2)]);
        assert!(low <= 0.07 && high >= 0.31 && high - low < 0.41, "{low} {high}");
        assert_eq!(reach(&[]), [0.0, 1.0]);
        let [low, high] = reach(&[point(0.2, 0.2)]);
        assert!(high > low);
    }
}
