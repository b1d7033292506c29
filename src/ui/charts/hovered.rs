//! The grey line under the pointer, drawn in colour over the others, so that it can be told from its neighbours.

use eframe::egui;
use egui::{Shape, Stroke, Ui};
use egui_plot::{PlotPoint, PlotTransform};

use crate::chart::{Line, LineChart};
use crate::ui::theme::tokens;

/// The pointer is on a line from this near, in points.
const NEAR: f32 = 9.0;

/// Draws the grey line at `pointer` once more, in colour.
pub fn hovered(
    ui: &Ui,
    chart: &LineChart,
    height: &impl Fn(f64) -> f64,
    transform: &PlotTransform,
    pointer: Option<egui::Pos2>,
) {
    let Some(pointer) = pointer.filter(|pointer| transform.frame().contains(*pointer)) else { return };
    let place = |point: &[f64; 2]| transform.position_from_point(&PlotPoint::new(point[0], height(point[1])));
    let grey = chart.lines.iter().filter(|line| line.colour.is_none());
    let near = grey.filter_map(|line| Some((distance(line, pointer, place)?, line)));
    let Some((_, line)) = near.min_by(|a, b| a.0.total_cmp(&b.0)).filter(|near| near.0 <= NEAR) else {
        return;
    };
    let points: Vec<egui::Pos2> = line.points.iter().map(place).filter(|at| at.y.is_finite()).collect();
    let stroke = Stroke::new(if line.dashed { 1.8 } else { 2.6 }, tokens(ui).accent);
    let painter = ui.painter_at(*transform.frame());
    if line.dashed {
        painter.extend(Shape::dashed_line(&points, stroke, 5.0, 5.0));
    } else {
        painter.add(Shape::line(points, stroke));
    }
}

/// How far above or below the pointer a line passes.
fn distance(line: &Line, pointer: egui::Pos2, place: impl Fn(&[f64; 2]) -> egui::Pos2) -> Option<f32> {
    let after = line.points.partition_point(|point| place(point).x < pointer.x);
    let (from, to) = (place(line.points.get(after.checked_sub(1)?)?), place(line.points.get(after)?));
    let share = (pointer.x - from.x) / (to.x - from.x).max(f32::EPSILON);
    let distance = (from.y + (to.y - from.y) * share - pointer.y).abs();
    distance.is_finite().then_some(distance)
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::base::Message;

    #[test]
    fn a_line_is_as_far_as_it_passes_above_or_below() {
        let line = Line {
            name: Message::text("a"),
            colour: None,
            dashed: false,
            points: vec![[0.0, 0.0], [10.0, 20.0], [20.0, 20.0]],
            band: Vec::new(),
            ring: None,
        };
        let place = |point: &[f64; 2]| egui::pos2(point[0] as f32, point[1] as f32);
        let far = |x, y| distance(&line, egui::pos2(x, y), place);
        assert_eq!([far(5.0, 10.0), far(5.0, 4.0), far(15.0, 25.0)], [Some(0.0), Some(6.0), Some(5.0)]);
        assert_eq!([far(-1.0, 0.0), far(21.0, 20.0)], [None, None]);
    }
}
