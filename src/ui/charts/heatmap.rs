//! Which columns rise and fall together: a cell a pair, warm and cold, strong where they nearly always do.

use eframe::egui;
use egui::epaint::TextShape;
use egui::{Align2, Color32, FontId, Rect, Response, Sense, Stroke, StrokeKind, Ui, pos2, vec2};

use super::{describe, elided};
use crate::base::Message;
use crate::chart::{Chart, HeatmapChart};
use crate::ui::say::Say;
use crate::ui::theme::{self, tokens};

/// Together and against each other, as positions in the palette.
const TOGETHER: usize = 0;
const AGAINST: usize = 1;
/// A cell narrower than this has no figure in it.
const ROOM_FOR_FIGURE: f32 = 30.0;
/// A lower row has no name beside it.
const LEAST_NAMED: f32 = 11.0;
/// The names above the cells stand upright and may be this long.
const HEAD: f32 = 92.0;

pub fn heatmap(ui: &mut Ui, say: Say, chart: &Chart, drawn: &HeatmapChart, size: egui::Vec2) -> Response {
    let tokens = tokens(ui);
    let (rect, response) = ui.allocate_exact_size(size, Sense::hover());
    let painter = ui.painter_at(rect);
    let n = drawn.names.len().max(1);
    let font = FontId::new(11.0, theme::regular());
    let widest = (size.x * 0.34).min(190.0);
    let names: Vec<_> = drawn.names.iter().map(|name| elided(ui, name, &font, widest)).collect();
    let side = names.iter().map(|name| name.size().x).fold(0.0, f32::max) + 8.0;
    let head = names.iter().map(|name| name.size().x).fold(0.0, f32::max).min(HEAD) + 8.0;
    // Names that would stand on one another are left to the pointer.
    let (side, head) = if (size.y - head) / n as f32 > LEAST_NAMED { (side, head) } else { (0.0, 0.0) };
    let named = head > 0.0;
    let cell = vec2((size.x - side) / n as f32, (size.y - head) / n as f32).min(vec2(90.0, 56.0));
    let origin = rect.min + vec2(side, head);
    for (index, name) in names.into_iter().enumerate() {
        let y = origin.y + cell.y * (index as f32 + 0.5);
        let at = pos2(origin.x - 8.0 - name.size().x, y - name.size().y / 2.0);
        if named {
            painter.galley(at, name, tokens.text);
        }
        if named && cell.x > 10.0 {
            let upright = elided(ui, &drawn.names[index], &font, head - 8.0);
            let x = origin.x + cell.x * (index as f32 + 0.5) - upright.size().y / 2.0;
            let shape = TextShape::new(pos2(x, origin.y - 6.0), upright, tokens.text);
            painter.add(shape.with_angle(-std::f32::consts::FRAC_PI_2));
        }
    }
    for (row, values) in drawn.values.iter().enumerate() {
        for (column, &value) in values.iter().enumerate() {
            let corner = origin + vec2(cell.x * column as f32, cell.y * row as f32);
            let place = Rect::from_min_size(corner, cell).shrink(0.5);
            let fill = fill(ui, value);
            painter.rect_filled(place, if named { 2.0 } else { 0.0 }, fill);
            if cell.x >= ROOM_FOR_FIGURE && cell.y >= 15.0 {
                let text = format!("{value:.2}").replace("0.", ".").replace('-', "−");
                let ink = super::matrix::readable(fill);
                painter.text(
                    place.center(),
                    Align2::CENTER_CENTER,
                    text,
                    FontId::new(10.5, theme::regular()),
                    ink,
                );
            }
        }
    }
    describe(&response, chart, say);
    let pointed =
        response.hover_pos().map(|at| ((at - origin) / cell).floor()).filter(|at| at.x >= 0.0 && at.y >= 0.0);
    let Some((row, column)) = pointed.map(|at| (at.y as usize, at.x as usize)) else { return response };
    let Some(&value) = drawn.values.get(row).and_then(|values| values.get(column)) else { return response };
    let place = Rect::from_min_size(origin + vec2(cell.x * column as f32, cell.y * row as f32), cell);
    painter.rect_stroke(place, 2.0, Stroke::new(1.5, tokens.text), StrokeKind::Inside);
    let words = Message::new("seg-chart-correlation-part").with("a", &drawn.names[row]);
    let words = words.with("b", &drawn.names[column]).number("r", value, 2);
    response.on_hover_text_at_pointer(say.msg(&words))
}

fn fill(ui: &Ui, value: f64) -> Color32 {
    let base = theme::series(ui, Some(if value < 0.0 { AGAINST } else { TOGETHER }));
    let strength = if value.is_finite() { value.abs().min(1.0) as f32 } else { 0.0 };
    tokens(ui).surface.lerp_to_gamma(base, 0.03 + 0.9 * strength)
}
